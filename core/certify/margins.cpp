#include "core/certify/margins.h"

#include "core/certify/blocks.h"
#include "core/certify/margin_judge.h"
#include "core/model/rounding.h"
#include "core/solve/columns.h"
#include "core/solve/timing.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>

namespace kamke {

namespace {

StateBoxes notApplicable(Index n, Index count, const std::string& reason) {
    StateBoxes boxes;
    const auto k = static_cast<std::size_t>(count);
    boxes.centre = boxes.radius = Matrix::Constant(n, count, nan);
    boxes.status.assign(k, Status::NotApplicable);
    boxes.reasons.assign(k, reason);
    boxes.iterations.assign(k, 0);
    boxes.rigorous.assign(k, 0);
    return boxes;
}

// Nothing is certified of these columns.
void leaveOut(StateBoxes& boxes, const std::vector<std::string>& outside) {
    for (std::size_t k = 0; k < outside.size(); ++k)
        if (!outside[k].empty())
            boxes.fail(static_cast<Index>(k), Status::NotApplicable, outside[k]);
}

// y̲_label − ȳ_j, rounded down.
Matrix boxDifferences(const OutputBounds& output, std::span<const int> labels) {
    Matrix differences = output.lower;
    for (Index k = 0; k < differences.cols(); ++k) {
        const int label = labels[static_cast<std::size_t>(k)];
        for (Index i = 0; i < differences.rows(); ++i)
            differences(i, k) = i == label ? 0 : down(output.lower(label, k) - output.upper(i, k));
    }
    return differences;
}

Vector leastDifference(const Matrix& differences, std::span<const int> labels) {
    Vector margin = Vector::Constant(differences.cols(), nan);
    for (Index k = 0; k < differences.cols(); ++k) {
        double least = std::numeric_limits<double>::infinity();
        bool valid = differences.rows() > 1;
        for (Index i = 0; i < differences.rows(); ++i)
            if (i != labels[static_cast<std::size_t>(k)]) {
                least = std::min(least, differences(i, k));
                valid = valid && std::isfinite(differences(i, k));
            }
        if (valid)
            margin(k) = least;
    }
    return margin;
}

// The state boxes of a certificate, as good as the margins of all of `certificates` that share them need.
StateBoxes boxesOf(
    const Certifier& certifier, const Certificate& certificate, const ColumnInput& input,
    std::span<const Certificate* const> certificates, const CertifyOptions& options) {
    // With D the margins would need the input box, too: such networks are rare.
    if (!certificate.states->anyStartConverges() || !(options.marginAccuracy > 0) || certifier.hasD)
        return certificate.states->boxes(certifier, input, options);
    std::vector<const Certificate*> sharing;
    std::copy_if(
        certificates.begin(), certificates.end(), std::back_inserter(sharing),
        [&](const Certificate* one) { return one->states == certificate.states; });
    MarginJudge judge(certifier, input.labels, sharing, options.marginAccuracy);
    return embeddedBoxes(certifier, *certificate.states->embedding, input, input.start, options, &judge);
}

} // namespace

std::vector<MarginColumns> marginColumns(
    const Certifier& certifier, const InputColumns& inputs, std::span<const Certificate* const> certificates,
    const CertifyOptions& options) {
    return marginColumns(certifier, columnInput(certifier, inputs), certificates, options);
}

std::vector<MarginColumns> marginColumns(
    const Certifier& certifier, const ColumnInput& input, std::span<const Certificate* const> certificates,
    const CertifyOptions& options) {
    struct Shared {
        std::shared_ptr<const StateBoxes> boxes;
        double seconds;
    };
    std::map<const StateEnclosure*, Shared> shared;
    std::vector<MarginColumns> all;
    for (const Certificate* certificate : certificates) {
        auto found = shared.find(certificate->states);
        if (found == shared.end()) {
            const auto begin = Clock::now();
            StateBoxes boxes;
            if (auto reason = certificate->whyNot(certifier.analysis()))
                boxes = notApplicable(certifier.network().n(), input.count(), *reason);
            else
                boxes = boxesOf(certifier, *certificate, input, certificates, options);
            leaveOut(boxes, input.outside);
            found = shared
                        .emplace(
                            certificate->states,
                            Shared{std::make_shared<const StateBoxes>(std::move(boxes)), secondsSince(begin)})
                        .first;
        }
        const auto begin = Clock::now();
        MarginColumns columns;
        columns.boxes = found->second.boxes;
        if (!certificate->relative || options.logits || columns.boxes->outputLower.size() > 0)
            columns.output = outputBounds(certifier, input, *columns.boxes);
        if (!certificate->relative)
            columns.differences = boxDifferences(columns.output, input.labels);
        else if (columns.boxes->differences.size() > 0)
            columns.differences = columns.boxes->differences;
        else
            columns.differences = relativeBounds(certifier, input, *columns.boxes);
        columns.margin = leastDifference(columns.differences, input.labels);
        columns.seconds = found->second.seconds + secondsSince(begin);
        all.push_back(std::move(columns));
    }
    return all;
}

MarginTable certify(
    const Certifier& certifier, const Dataset& data, std::span<const Index> samples, double eps,
    std::span<const Certificate* const> certificates, const CertifyOptions& options) {
    assert(!whyUnfit(certifier.network(), data));
    const auto total = static_cast<Index>(samples.size()), methods = static_cast<Index>(certificates.size());
    MarginTable table;
    table.margins = Matrix::Constant(methods, total, nan);
    table.rigorous.assign(certificates.size(), std::vector<char>(samples.size(), 0));
    table.seconds.assign(certificates.size(), 0);
    std::mutex mutex;
    table.done = forBlocks(total, options, [&](Index first, Index count) {
        const auto block = samples.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
        std::vector<int> labels;
        for (const Index sample : block)
            labels.push_back(data.labels[static_cast<std::size_t>(sample)]);
        const BallInputs inputs(certifier, data.inputs(block), labels, options.clip, options.norm);
        const std::vector<MarginColumns> columns =
            marginColumns(certifier, inputs.at(eps), certificates, options);
        if (options.limits.reached())
            return false;
        const std::lock_guard lock(mutex);
        for (std::size_t m = 0; m < columns.size(); ++m) {
            table.margins.row(static_cast<Index>(m)).segment(first, count) = columns[m].margin.transpose();
            std::copy(
                columns[m].boxes->rigorous.begin(), columns[m].boxes->rigorous.end(),
                table.rigorous[m].begin() + first);
            table.seconds[m] += columns[m].seconds;
        }
        return true;
    });
    table.complete = table.done == total;
    return table;
}

Index MarginTable::certified(Index method, std::span<const char> correct) const {
    Index count = 0;
    for (Index k = 0; k < margins.cols(); ++k)
        // Fails closed: NaN is not > 0.
        count += margins(method, k) > 0 && correct[static_cast<std::size_t>(k)];
    return count;
}

int predictedClass(const Vector& logits) {
    if (logits.size() == 0 || !logits.allFinite())
        return -1;
    Index largest = 0;
    logits.maxCoeff(&largest);
    return static_cast<int>(largest);
}

Predictions
predictColumns(const Certifier& certifier, BallInputs& inputs, const Limits& limits, double tolerance) {
    CertifyOptions options;
    options.tolerance = tolerance;
    options.limits = limits;
    const Network& net = certifier.network();
    const ColumnInput& samples = inputs.samples();
    auto states = std::make_shared<StateBoxes>();
    if (certifier.analysis().contracting()) {
        *states = mixedMonotoneBoxes(certifier, samples, options);
    } else {
        const ColumnStates solved = solveColumns(
            certifier.analysis(), samples.wCentre, Matrix::Zero(net.n(), samples.count()), options.limits,
            options.tolerance);
        states->centre = solved.x;
        states->radius = Matrix::Zero(net.n(), samples.count());
        states->status = solved.status;
        states->reasons = solved.reasons;
        states->iterations.assign(solved.status.size(), 0);
        states->rigorous.assign(solved.status.size(), 0);
    }
    Predictions all;
    all.logits = (net.C * states->centre).colwise() + net.c;
    if (certifier.hasD)
        all.logits += samples.dCentre;
    for (Index k = 0; k < samples.count(); ++k) {
        all.predictions.push_back(predictedClass(all.logits.col(k)));
        all.correct.push_back(all.predictions.back() == samples.labels[static_cast<std::size_t>(k)]);
    }
    all.complete = !options.limits.reached();
    inputs.setStates(std::move(states));
    return all;
}

Predictions predict(
    const NetworkAnalysis& analysis, const Dataset& data, std::span<const Index> samples,
    const CertifyOptions& options) {
    const Network& net = analysis.network();
    assert(!whyUnfit(net, data));
    const auto total = static_cast<Index>(samples.size());
    Predictions all;
    all.logits = Matrix::Constant(net.q(), total, nan);
    all.predictions.assign(samples.size(), -1);
    all.correct.assign(samples.size(), 0);
    const Index done = forBlocks(total, options, [&](Index first, Index count) {
        const auto block = samples.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
        Matrix u = data.inputs(block);
        if (net.input)
            u = net.input->std.cwiseInverse().asDiagonal() * (u.colwise() - net.input->mean);
        const Matrix w = (net.B * u).colwise() + net.b;
        const ColumnStates states = solveColumns(analysis, w, Matrix::Zero(net.n(), count), options.limits);
        if (options.limits.reached())
            return false;
        Matrix logits = (net.C * states.x).colwise() + net.c;
        logits.noalias() += net.D * u;
        for (Index k = 0; k < count; ++k) {
            const auto at = static_cast<std::size_t>(first + k);
            all.logits.col(first + k) = logits.col(k);
            all.predictions[at] = predictedClass(logits.col(k));
            all.correct[at] = all.predictions[at] ==
                              data.labels[static_cast<std::size_t>(block[static_cast<std::size_t>(k)])];
        }
        return true;
    });
    all.complete = done == total;
    return all;
}

double Predictions::accuracy() const {
    if (correct.empty())
        return nan;
    return static_cast<double>(std::count(correct.begin(), correct.end(), 1)) /
           static_cast<double>(correct.size());
}

} // namespace kamke
