#include "ui/jobs/digits_scan.h"

#include "ui/jobs/network_cache.h"

#include <algorithm>
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

DigitsScan::DigitsScan(ExplorerStore* store, QObject* parent)
    : JobRunner(parent)
    , store_(store)
    , gate_(std::make_shared<ScanGate>()) {
    debounce_.setSingleShot(true);
    debounce_.setInterval(debounceMs);
    connect(&debounce_, &QTimer::timeout, this, &DigitsScan::start);
    connect(store, &ExplorerStore::changed, this, &DigitsScan::follow);
}

DigitsScan::~DigitsScan() {
    setYielding(false);
}

void DigitsScan::setDataset(std::shared_ptr<const Dataset> data) {
    if (data == data_)
        return;
    data_ = std::move(data);
    forget();
    start();
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
    if (parts & StatePart::Network)
        forget();
    const DigitsState& digits = store_->state().digits;
    const bool others = digits.norm != norm_ || digits.clips() != clip_ || digits.certificate != certificate_;
    if (others)
        for (ScannedSample& sample : samples_)
            sample.hasRadius = false;
    const bool stale = others || digits.eps != eps_;
    if (stale)
        markStale();
    // A network that does not fit is taken away by setDataset() before the timer runs out.
    if (stale || parts & (StatePart::Network | StatePart::Gallery | StatePart::Workspace))
        debounce_.start();
}

void DigitsScan::forget() {
    jobs_.cancel();
    cancelled_ = false;
    samples_.assign(data_ ? static_cast<std::size_t>(data_->size()) : 0, {});
    count();
    tellResult();
}

void DigitsScan::markStale() {
    const DigitsState& digits = store_->state().digits;
    eps_ = digits.eps;
    norm_ = digits.norm;
    clip_ = digits.clips();
    certificate_ = digits.certificate;
    jobs_.cancel();
    cancelled_ = false;
    for (ScannedSample& sample : samples_)
        // What is misread stays so at every ε.
        sample.stale = sample.verdict != ScanVerdict::NotYet && sample.verdict != ScanVerdict::Misread;
    tellResult();
}

void DigitsScan::start() {
    debounce_.stop();
    const ExplorerState& state = store_->state();
    if (!data_ || cancelled_ || state.workspace != QStringLiteral("digits"))
        return;
    const bool radii = state.digits.sort == DigitSort::Radius;
    const bool complete = std::all_of(samples_.begin(), samples_.end(), [radii](const ScannedSample& s) {
        return s.prediction != ScannedSample::unread && !s.stale && s.verdict != ScanVerdict::NotYet &&
               (s.attacked || s.verdict != ScanVerdict::Undecided) && (s.hasRadius || !radii);
    });
    // What runs gets there by itself, unless it does not know yet that radii are wanted.
    if (complete || (jobs_.isBusy() && (!radii || startedRadii_)))
        return;
    startedRadii_ = radii;
    eps_ = state.digits.eps;
    norm_ = state.digits.norm;
    clip_ = state.digits.clips();
    certificate_ = state.digits.certificate;
    progress_ = {};
    ScanJob job{state.network, data_, findCertificate(certificate_.toStdString()), eps_, norm_, clip_, radii,
                samples_,      gate_};
    jobs_.start(std::move(job), false);
}

void DigitsScan::take(std::shared_ptr<const ScanBatch> done) {
    const ScanBatch& batch = *done;
    if (batch.generation != jobs_.requested())
        return;
    if (batch.progress.step != progress_.step || batch.progress.total != progress_.total)
        sinceStep_.start();
    progress_ = batch.progress;
    for (const auto& [index, sample] : batch.changed)
        samples_[index] = sample;
    count();
    tellResult();
}

void DigitsScan::count() {
    counts_.fill(0);
    for (const ScannedSample& sample : samples_)
        ++counts_[static_cast<std::size_t>(sample.verdict)];
}

} // namespace kamke::ui
