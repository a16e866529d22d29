#include "ui/jobs/digit_job.h"

#include "core/attack/attack.h"
#include "core/solve/batch.h"
#include "ui/jobs/network_cache.h"
#include "ui/jobs/slow_certificates.h"
#include "ui/text/utf8.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace kamke::ui {
namespace {

constexpr Index planeSamples = 500;
constexpr Index gridPoints = 49;
constexpr double leastOfCurves = 1e-4; // ε, times the size of the domain

bool sameNetwork(const DigitJob& a, const DigitJob& b) {
    return a.network == b.network;
}
bool sameInput(const DigitJob& a, const DigitJob& b) {
    return sameNetwork(a, b) && same(a.raw, b.raw) && a.label == b.label && a.norm == b.norm &&
           a.clip == b.clip;
}
bool sameBox(const DigitJob& a, const DigitJob& b) {
    return sameInput(a, b) && a.eps == b.eps;
}

CertifyOptions certifyOptions(const DigitJob& job, const std::stop_token& stop) {
    CertifyOptions options;
    options.marginAccuracy = sixDigits;
    options.norm = job.norm;
    options.clip = job.clip;
    options.limits.stop = stop;
    return options;
}

AttackOptions attackOptions(const DigitJob& job, const std::stop_token& stop) {
    AttackOptions options = digitAttackOptions(job.norm, job.clip);
    options.seed = job.seed;
    options.limits.stop = stop;
    return options;
}

std::optional<AttackOutcome>
attackWithin(double eps, const Certifier& certifier, const DigitJob& job, const AttackOptions& options) {
    const Attack& attack = digitAttack(certifier.analysis(), job.norm);
    const std::vector<int> label{job.label};
    auto outcomes = runAttack(attack, certifier, job.raw, label, eps, options);
    if (options.limits.stop.stop_requested() || outcomes.empty())
        return std::nullopt;
    return std::move(outcomes.front());
}

/// Raw inputs have the size of their domain where the network gives one; pixels have 1.
double domainSize(const Network& network) {
    if (!network.input || !network.input->lower || !network.input->upper)
        return 1;
    const double size = (*network.input->upper - *network.input->lower).maxCoeff();
    return size > 0 ? size : 1;
}

} // namespace

bool operator==(const DigitJob& a, const DigitJob& b) {
    return sameBox(a, b) && a.certificates == b.certificates && a.certificate == b.certificate &&
           a.competitor == b.competitor && a.seed == b.seed;
}

DigitWork::DigitWork()
    : slow_(std::make_unique<SlowCertificates>()) {}
DigitWork::~DigitWork() = default;

DigitResult DigitWork::begin(const DigitJob& job, quint64 generation) {
    if (!certifier_ || !sameNetwork(job, last_)) {
        certifier_ = certifierOf(job.network);
        kept_ = {};
        slow_->forgetNetwork();
    }
    DigitResult next;
    next.certifier = certifier_;
    next.norm = job.norm;
    next.generation = generation;
    const bool input = kept_.certifier && sameInput(job, last_);
    const bool box = input && sameBox(job, last_);
    const bool quick = shownOfCost(job, false) == shownOfCost(last_, false);
    if (!input)
        slow_->forgetInput();
    if (!box)
        slow_->forgetRows();
    if (box && quick)
        next.report = kept_.report;
    if (box) {
        next.sampleLogits = kept_.sampleLogits;
        next.attack = kept_.attack;
    }
    if (input) {
        if (quick && kept_.curves)
            next.curves = slow_->withRows(job, kept_.curves);
        if (!next.attack)
            next.olderAttack =
                kept_.attack ? std::make_shared<const AttackOutcome>(*kept_.attack) : kept_.olderAttack;
    }
    return next;
}

void DigitWork::run(
    const DigitJob& job, quint64 generation, const std::stop_token& stop,
    const Publish<DigitResult>& publish) {
    DigitResult next = begin(job, generation);
    const auto publishNow = [&] {
        last_ = job;
        kept_ = next;
        publish(std::make_shared<const DigitResult>(next));
    };
    certify(job, stop, next);
    if (stop.stop_requested())
        return;
    publishNow();
    if (next.sampleLogits.size() == 0 && !stop.stop_requested()) {
        drawSamples(job, stop, next);
        if (stop.stop_requested())
            return;
        publishNow();
    }
    if (!next.attack) {
        next.attack = attackWithin(job.eps, *certifier_, job, attackOptions(job, stop));
        if (stop.stop_requested())
            return;
        next.olderAttack.reset();
        explainBound(job, next);
        publishNow();
    }
    if (!next.curves) {
        next.curves = curves(job, stop);
        if (stop.stop_requested())
            return;
        next.curves = slow_->withRows(job, next.curves);
        publishNow();
    }
    if (!next.curves->attacked) {
        auto whole = withBreakingRadius(*next.curves, job, stop);
        if (stop.stop_requested())
            return;
        next.curves = std::move(whole);
        publishNow();
    }
    const CertifyOptions options = certifyOptions(job, stop);
    while (!next.pending.empty()) {
        if (!slow_->computeRow(job, *certifier_, options, next))
            return;
        slow_->addRows(job, *certifier_, next);
        explainBound(job, next);
        publishNow();
    }
    while (const Certificate* one = slow_->nextCurve(next)) {
        if (next.drawing != one) {
            next.drawing = one;
            publishNow();
        }
        if (!slow_->computePoint(*one, *certifier_, options, next))
            return;
        next.curves = slow_->withPoints(job, *next.curves);
        next.drawing = slow_->nextCurve(next);
        publishNow();
    }
}

void DigitWork::certify(const DigitJob& job, const std::stop_token& stop, DigitResult& result) {
    const CertifyOptions options = certifyOptions(job, stop);
    if (result.report.raw.size() == 0)
        result.report =
            certifySample(*certifier_, job.raw, job.label, job.eps, shownOfCost(job, false), options);
    if (stop.stop_requested())
        return;
    slow_->addRows(job, *certifier_, result);
    explainBound(job, result);
}

void DigitWork::explainBound(const DigitJob& job, DigitResult& result) const {
    // Bars, units and pixels are of the certificate that was chosen; of the best one where that has no box.
    const SampleReport& report = result.report;
    const SampleCertificate* chosen = report.find(job.certificate.toStdString());
    if (!chosen || chosen->status != Status::Ok)
        chosen = report.best();
    if (!chosen)
        return;
    result.certificate = toQString(chosen->certificate->id);
    int competitor = -1;
    if (job.competitor >= 0 && job.competitor < report.logits.size() && job.competitor != job.label)
        competitor = job.competitor;
    else if (result.attack && result.attack->broken && report.readCorrectly())
        competitor = result.attack->prediction;
    result.explanation = explain(*certifier_, report, chosen->certificate->id, competitor);
}

void DigitWork::drawSamples(const DigitJob& job, const std::stop_token& stop, DigitResult& result) const {
    // Of inputs that are kept in the domain there are none around a sample that is outside of it.
    if (result.isOutside())
        return;
    const Network& network = certifier_->network();
    const Box& box = result.report.input;
    std::mt19937_64 random(job.seed);
    std::uniform_real_distribution<double> share(0, 1);
    std::normal_distribution<double> normal;
    Matrix inputs(network.r(), planeSamples);
    for (Index k = 0; k < planeSamples; ++k) {
        // Half of them from the corners of the box or the border of the ball, where the outputs lie furthest
        // apart.
        const bool inside = k % 2;
        if (job.norm == BallNorm::L2) {
            const Vector direction = Vector::NullaryExpr(network.r(), [&] { return normal(random); });
            // The distances of the others are uniform: nearly all of the volume lies at the border, too.
            const double distance = job.eps * (inside ? share(random) : 1);
            inputs.col(k) = job.raw + distance * direction.normalized();
            continue;
        }
        for (Index i = 0; i < inputs.rows(); ++i) {
            const double t = inside ? share(random) : std::round(share(random));
            inputs(i, k) = box.lower(i) + t * (box.upper(i) - box.lower(i));
        }
    }
    Limits limits;
    limits.stop = stop;
    BatchResult solved = forwardBatch(certifier_->analysis(), inputs, limits);
    // What is not solved is not shown.
    if (solved.status == Status::Ok)
        result.sampleLogits = std::move(solved.y);
}

std::shared_ptr<const DigitCurves> DigitWork::curves(const DigitJob& job, const std::stop_token& stop) const {
    auto curves = std::make_shared<DigitCurves>();
    curves->certificates = shownOfCost(job, false);
    const double size = domainSize(certifier_->network()), mostEps = largestEps(job.norm);
    curves->eps.resize(gridPoints);
    for (Index k = 0; k < gridPoints; ++k)
        curves->eps(k) = size * leastOfCurves *
                         std::pow(mostEps / leastOfCurves, static_cast<double>(k) / double(gridPoints - 1));
    const CertifyOptions options = certifyOptions(job, stop);
    curves->margins =
        marginCurve(*certifier_, job.raw, job.label, curves->eps, curves->certificates, options);
    if (stop.stop_requested())
        return nullptr;
    RadiusOptions radius;
    radius.tolerance = 1e-5 * size;
    radius.largest = mostEps * size;
    const std::vector<int> label{job.label};
    curves->radii =
        certifiedRadii(*certifier_, job.raw, label, curves->certificates, radius, options).radii.col(0);
    curves->broken = nan;
    return curves;
}

std::shared_ptr<const DigitCurves> DigitWork::withBreakingRadius(
    const DigitCurves& curves, const DigitJob& job, const std::stop_token& stop) const {
    auto next = std::make_shared<DigitCurves>(curves);
    next->attacked = true;
    next->broken = nan;
    if (!kept_.report.readCorrectly())
        return next; // broken by itself, at no distance
    // Below the largest certified radius there is nothing to find.
    AttackOptions options = attackOptions(job, stop);
    options.restarts = 2;
    const auto breaks = [&](double eps) {
        const auto outcome = attackWithin(eps, *certifier_, job, options);
        return outcome && outcome->broken;
    };
    double whole = 0;
    for (const double radius : next->radii)
        whole = std::isfinite(radius) ? std::max(whole, radius) : whole;
    whole = std::max(whole, next->eps(0));
    // Outward by factors of two, then inward on the log scale: strong attacks are not monotone, so this is
    // the least ε that was tried and broken.
    double broken = whole;
    const double most = next->eps(next->eps.size() - 1);
    while (!breaks(broken)) {
        if (stop.stop_requested() || broken >= most)
            return next;
        whole = broken;
        broken = std::min(most, 2 * broken);
    }
    for (int step = 0; step < 6 && !stop.stop_requested() && broken > whole; ++step) {
        const double middle = std::sqrt(whole * broken);
        (breaks(middle) ? broken : whole) = middle;
    }
    next->broken = broken;
    return next;
}

} // namespace kamke::ui
