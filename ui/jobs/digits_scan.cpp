#include "ui/jobs/digits_scan.h"

#include "ui/jobs/network_cache.h"

#include <cmath>

namespace kamke::ui {

namespace {

/// A drag of ε is over, or rests, after this long.
constexpr int debounceMs = 250;

} // namespace

void ScanWork::run(
    const ScanJob& job, quint64 generation, const std::stop_token& stop, const Publish<ScanBatch>& publish) {
    certifier_ = certifierOf(job.network);
    runScan(job, *certifier_, stop, [&](ScanBatch batch) {
        batch.generation = generation;
        publish(std::make_shared<const ScanBatch>(std::move(batch)));
    });
}

DigitsScan::DigitsScan(ExplorerStore* store, VerdictKeeper* keeper, QObject* parent)
    : JobRunner(parent)
    , store_(store)
    , keeper_(keeper)
    , gate_(std::make_shared<ScanGate>()) {
    debounce_.setSingleShot(true);
    debounce_.setInterval(debounceMs);
    connect(&debounce_, &QTimer::timeout, this, &DigitsScan::start);
    connect(store, &ExplorerStore::changed, this, &DigitsScan::follow);
    connect(keeper, &VerdictKeeper::opened, this, &DigitsScan::forget);
    connect(keeper, &VerdictKeeper::ready, this, &DigitsScan::start);
    forget();
}

DigitsScan::~DigitsScan() {
    setYielding(false);
}

void DigitsScan::setYielding(bool yielding) {
    gate_->setOpen(!yielding);
}

double DigitsScan::secondsLeft() const {
    const ScanProgress now = progress();
    if (now.done == 0 || !sinceStep_.isValid())
        return std::nan("");
    const double elapsed = 1e-3 * static_cast<double>(sinceStep_.elapsed());
    return elapsed * static_cast<double>(now.total - now.done) / static_cast<double>(now.done);
}

void DigitsScan::cancel() {
    cancelled_ = cancelled_ || isBusy() || debounce_.isActive();
    debounce_.stop();
    jobs_.cancel();
    tellResult();
}

void DigitsScan::resume() {
    cancelled_ = false;
    start();
}

void DigitsScan::follow(StateParts parts) {
    const DigitsState& digits = store_->state().digits;
    const bool other = digits.certificate != certificate_;
    if (other || digits.eps != eps_) {
        jobs_.cancel();
        cancelled_ = complete_ = false;
        for (SampleMeasures& each : measures_)
            each = other ? SampleMeasures() : SampleMeasures{nan, each.radius, each.hasRadius};
        certificate_ = digits.certificate;
        eps_ = digits.eps;
        debounce_.start();
        tellResult();
    } else if (parts & (StatePart::Gallery | StatePart::Workspace)) {
        debounce_.start();
    }
}

void DigitsScan::forget() {
    jobs_.cancel();
    cancelled_ = complete_ = false;
    measures_.assign(static_cast<std::size_t>(keeper_->verdicts().size()), {});
    eps_ = store_->state().digits.eps;
    certificate_ = store_->state().digits.certificate;
    tellResult();
}

void DigitsScan::start() {
    debounce_.stop();
    const ExplorerState& state = store_->state();
    if (!keeper_->dataset() || !keeper_->isReady() || cancelled_ ||
        state.workspace != QStringLiteral("digits"))
        return;
    const bool margins = state.digits.sort == DigitSort::Margin,
               radii = state.digits.sort == DigitSort::Radius;
    // What runs or has run gets there by itself, unless it does not know yet that more is wanted.
    const bool more = (margins && !startedMargins_) || (radii && !startedRadii_);
    if ((complete_ || jobs_.isBusy()) && !more)
        return;
    complete_ = false;
    startedMargins_ = margins;
    startedRadii_ = radii;
    progress_ = {};
    ScanJob job;
    job.network = state.network;
    job.data = keeper_->dataset();
    job.certificate = findCertificate(certificate_.toStdString());
    job.eps = eps_;
    job.norm = state.digits.norm;
    job.clip = state.digits.clips();
    job.margins = margins;
    job.radii = radii;
    job.measures = measures_;
    job.known = std::make_shared<const VerdictStore>(keeper_->verdicts());
    job.problem = keeper_->generation();
    job.gate = gate_;
    jobs_.start(std::move(job), false);
}

void DigitsScan::take(std::shared_ptr<const ScanBatch> done) {
    const ScanBatch& batch = *done;
    // What was found out stays true.
    keeper_->take(batch.problem, batch.findings);
    if (batch.generation != jobs_.requested())
        return;
    if (batch.progress.step != progress_.step || batch.progress.total != progress_.total)
        sinceStep_.start();
    progress_ = batch.progress;
    complete_ = progress_.step == ScanStep::Done;
    for (const auto& [index, measures] : batch.changed)
        measures_[index] = measures;
    tellResult();
}

KnownCounts DigitsScan::counts() const {
    return keeper_->verdicts().counts(store_->state().digits.eps);
}

} // namespace kamke::ui
