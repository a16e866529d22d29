#include "core/certify/certifier.h"

#include "core/model/domain.h"
#include "core/model/lipschitz_constant.h"
#include "core/model/rounding.h"
#include "core/model/unit_sizes.h"

#include <cassert>
#include <limits>
#include <mutex>

namespace kamke {

namespace {

ProofWeights proofWeights(const Certifier& certifier) {
    const NetworkAnalysis& analysis = certifier.analysis();
    const Network& net = certifier.network();
    const Vector& eta = analysis.provedEta;
    ProofWeights weights;
    if (eta.size() == 0)
        return weights;
    const Vector image =
        BoundedSum{analysis.majorant * eta, certifier.absA * eta, net.n() + 1}.above().cwiseMax(0.0);
    weights.mixedMonotone.resize(net.n());
    weights.interval.resize(net.n());
    // Of the step that is solved, rounding counts 1/(1 − a_ii) of the pre-activation's.
    Vector rounding(net.n());
    for (Index i = 0; i < net.n(); ++i) {
        const double slack = down(eta(i) - image(i)), a = net.A(i, i);
        if (!(slack > 0))
            return {};
        const double perSlack = up(1 / slack);
        weights.interval(i) = perSlack;
        weights.mixedMonotone(i) = up(perSlack * std::max(1.0, up(1 - a)));
        rounding(i) = up(perSlack * std::max(1.0, up(1 / down(1 - a))));
    }
    // γ times the largest rounding_i·rows_i.
    const auto weight = [&](const Vector& rows) {
        double most = 0;
        for (Index i = 0; i < rows.size(); ++i)
            most = std::max(most, up(rounding(i) * rows(i)));
        return up(certifier.gamma * most);
    };
    weights.state = weight(certifier.magnitudeA.sums());
    weights.input = weight(certifier.magnitudeB.sums());
    if (certifier.magnitudeA.isSized())
        weights.sizedState = weight(certifier.magnitudeA.sizedSums());
    if (certifier.magnitudeB.isSized())
        weights.sizedInput = weight(certifier.magnitudeB.sizedSums());
    weights.constant =
        up(weight(certifier.offsetMagnitude) + up(certifier.underflow() * rounding.maxCoeff()));
    return weights;
}

Certifier::Relative relativeClassifier(const NetworkAnalysis& analysis, Index label) {
    const Matrix &C = analysis.network().C, &D = analysis.rawD;
    Certifier::Relative relative;
    relative.TC = (-C).rowwise() + C.row(label);
    relative.absTC = relative.TC.cwiseAbs();
    relative.absTD = magnitudeAbove((-D).rowwise() + D.row(label));
    relative.absTDRows = rowSumsAbove(relative.absTD);
    return relative;
}

} // namespace

double Certifier::underflow() const {
    return static_cast<double>(8 * (network().n() + network().r()) + 64) * underflowError();
}

/// What takes long is computed by the thread that needs it first; the others wait.
struct Certifier::Tables {
    std::timed_mutex computing[2];
    std::mutex mutex; ///< of `known`
    std::shared_ptr<const LipschitzTable> known[2];
};

std::shared_ptr<const LipschitzTable> Certifier::knownLipschitzTable(BallNorm norm) const {
    const std::lock_guard lock(tables_->mutex);
    return tables_->known[static_cast<int>(norm)];
}

void Certifier::keepLipschitzTable(std::shared_ptr<const LipschitzTable> table) const {
    const std::lock_guard lock(tables_->mutex);
    tables_->known[static_cast<int>(table->norm)] = std::move(table);
}

std::shared_ptr<const LipschitzTable>
Certifier::lipschitzTable(BallNorm norm, const LipschitzOptions& options) const {
    if (auto known = knownLipschitzTable(norm))
        return known;
    std::unique_lock lock(tables_->computing[static_cast<int>(norm)], std::defer_lock);
    while (!lock.try_lock_for(std::chrono::milliseconds(20)))
        if (options.limits.reached())
            return nullptr;
    if (auto known = knownLipschitzTable(norm))
        return known;
    auto table = kamke::lipschitzTable(*analysis_, norm, options);
    if (!table)
        return nullptr;
    keepLipschitzTable(std::make_shared<const LipschitzTable>(std::move(*table)));
    return knownLipschitzTable(norm);
}

Certifier::Certifier(std::shared_ptr<const NetworkAnalysis> analysis)
    : analysis_(std::move(analysis))
    , tables_(std::make_shared<Tables>()) {
    const Network& net = network();
    absA = net.A.cwiseAbs();
    // B and D for raw inputs carry the rounding of 1/std.
    absB = magnitudeAbove(analysis_->rawB);
    absC = net.C.cwiseAbs();
    absD = magnitudeAbove(analysis_->rawD);
    hasD = absD.maxCoeff() > 0;
    const Vector inputs = inputSizes(net);
    perInput = inputs.cwiseInverse();
    magnitudeA = {absA, analysis_->unitSizes};
    magnitudeB = {absB, inputs};
    magnitudeC = {absC, analysis_->unitSizes};
    magnitudeD = {absD, inputs};
    const Vector mean = net.input ? net.input->mean : Vector::Zero(net.r());
    rawOffset = net.b - analysis_->rawB * mean;
    rawOutputOffset = -(analysis_->rawD * mean);
    offsetMagnitude = sumAbove(net.b.cwiseAbs(), productAbove(absB, mean.cwiseAbs()));
    outputOffsetMagnitude = productAbove(absD, mean.cwiseAbs());
    gamma = gammaBound(2 * (2 * net.n() + 3 * net.r() + 16) + 16);
    gammaOfSum = gammaBound(net.n() + net.r() + 24);
    if (analysis_->stateGain.size() > 0)
        gainRows = rowSumsAbove(analysis_->stateGain);
    proof = proofWeights(*this);
    for (Index label = 0; label < net.q(); ++label)
        relative.push_back(relativeClassifier(*analysis_, label));

    lipschitz = stateLipschitz = std::numeric_limits<double>::infinity();
    const Vector& eta = analysis_->lipschitz.bestEta;
    if (eta.size() == 0)
        return;
    lipschitz = lipschitzConstantAbove({net.A, absB, net.C, absD}, eta);
    stateLipschitz = stateLipschitzConstantAbove(net.A, absB, eta);
}

InputColumns inputSets(
    const Network& network, const Matrix& raw, std::span<const int> labels, const Vector& eps,
    const CertifyOptions& options) {
    if (options.norm == BallNorm::Linf)
        return epsilonBoxes(network, raw, labels, eps, options.clip);
    InputColumns balls = epsilonBoxes(network, raw, labels, eps, false);
    balls.euclidean = eps;
    if (options.clip)
        balls.outside = outsideReasons(network, raw);
    return balls;
}

InputColumns epsilonBoxes(
    const Network& network, const Matrix& raw, std::span<const int> labels, const Vector& eps, bool clip) {
    assert(raw.cols() == eps.size() && static_cast<Index>(labels.size()) == raw.cols());
    InputColumns boxes;
    boxes.labels.assign(labels.begin(), labels.end());
    boxes.lower = raw.rowwise() - eps.transpose();
    boxes.upper = raw.rowwise() + eps.transpose();
    // ε = 0 is the sample itself.
    for (Index k = 0; k < raw.cols(); ++k)
        if (eps(k) > 0) {
            boxes.lower.col(k) = boxes.lower.col(k).unaryExpr([](double v) { return down(v); });
            boxes.upper.col(k) = boxes.upper.col(k).unaryExpr([](double v) { return up(v); });
        }
    if (!clip || !network.input)
        return boxes;
    boxes.outside = outsideReasons(network, raw);
    const auto& [least, largest] = std::pair(network.input->lower, network.input->upper);
    for (Index k = 0; k < raw.cols(); ++k) {
        if (!boxes.outside.empty() && !boxes.outside[static_cast<std::size_t>(k)].empty())
            continue;
        if (least)
            boxes.lower.col(k) = boxes.lower.col(k).cwiseMax(*least);
        if (largest)
            boxes.upper.col(k) = boxes.upper.col(k).cwiseMin(*largest);
    }
    return boxes;
}

std::vector<std::string> outsideReasons(const Network& network, const Matrix& raw) {
    std::vector<std::string> reasons;
    for (Index k = 0; k < raw.cols(); ++k)
        if (auto why = whyOutside(network, raw.col(k))) {
            reasons.resize(static_cast<std::size_t>(raw.cols()));
            reasons[static_cast<std::size_t>(k)] =
                "inputs are kept in the domain, and the sample is outside of it: " + *why;
        }
    return reasons;
}

} // namespace kamke
