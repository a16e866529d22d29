#include "ui/jobs/decide_runner.h"

#include "core/decide/decide.h"
#include "core/verdicts/evidence.h"
#include "ui/jobs/digits_scan.h"
#include "ui/jobs/network_cache.h"
#include "ui/text/utf8.h"

#include <array>
#include <cmath>
#include <sys/resource.h>
#include <thread>

namespace kamke::ui {

namespace {

constexpr std::size_t decideThreads = 2;
/// Whatever somebody waits for goes before.
constexpr int niceness = 15;
constexpr double moreSeconds = 6;

/// Hands out the samples that are open, each once.
class OpenSamples {
public:
    OpenSamples(const DecideJob& job, const std::vector<Index>& open)
        : job_(job)
        , isOpen_(static_cast<std::size_t>(job.known->size()), 0)
        , all_(open) {
        for (const Index k : open)
            isOpen_[static_cast<std::size_t>(k)] = 1;
    }

    std::optional<Index> next() {
        const std::lock_guard lock(mutex_);
        for (const int k : job_.wanted->first())
            if (const auto at = static_cast<std::size_t>(k); at < isOpen_.size() && isOpen_[at])
                return taken(at);
        for (; next_ < all_.size(); ++next_)
            if (const auto at = static_cast<std::size_t>(all_[next_]); isOpen_[at])
                return taken(at);
        return std::nullopt;
    }

private:
    Index taken(std::size_t at) {
        isOpen_[at] = 0;
        return static_cast<Index>(at);
    }
    const DecideJob& job_;
    std::vector<char> isOpen_;
    const std::vector<Index>& all_;
    std::size_t next_ = 0;
    std::mutex mutex_;
};

bool isToDecide(const DecideJob& job, Index k) {
    const SampleKnowledge& sample = job.known->sample(k);
    const Known known = job.known->at(k, job.eps).known;
    if (sample.prediction != job.known->label(k) || (known != Known::Unknown && known != Known::NotYet))
        return false;
    const KnownAttempt* tried = sample.tried(searchId, job.eps);
    return !tried || tried->seconds < job.secondsPerSample;
}

} // namespace

void WantedSamples::setFirst(std::vector<int> samples) {
    const std::lock_guard lock(mutex_);
    samples_ = std::move(samples);
}

std::vector<int> WantedSamples::first() const {
    const std::lock_guard lock(mutex_);
    return samples_;
}

void DecideWork::run(
    const DecideJob& job, quint64 generation, const std::stop_token& stop,
    const Publish<DecideBatch>& publish) {
    certifier_ = certifierOf(job.network);
    DecideBatch batch;
    batch.generation = generation;
    batch.problem = job.problem;
    std::vector<Index> open;
    if (const auto why = whyNotDecided(certifier_->analysis()))
        batch.why = *why;
    else
        for (Index k = 0; k < job.known->size(); ++k)
            if (isToDecide(job, k))
                open.push_back(k);
    batch.total = static_cast<Index>(open.size());
    publish(std::make_shared<const DecideBatch>(batch));
    OpenSamples samples(job, open);
    std::mutex mutex;
    const auto decideSome = [&] {
        setpriority(PRIO_PROCESS, 0, niceness); // of this thread alone
        DecideOptions options;
        options.norm = job.norm;
        options.clip = job.clip;
        options.secondsPerSample = job.secondsPerSample;
        options.limits.stop = stop;
        while (true) {
            job.gate->pass(stop);
            const auto k = stop.stop_requested() ? std::nullopt : samples.next();
            if (!k)
                return;
            const Matrix raw = job.data->input(*k);
            const int label = job.known->label(*k);
            const SampleDecision decision =
                decide(*certifier_, raw, std::span(&label, 1), job.eps, options).front();
            // What a stop has cut short was not tried for its seconds.
            if (stop.stop_requested() && decision.stage == DecisionStage::None)
                return;
            const std::lock_guard lock(mutex);
            batch.findings = {
                {*k,
                 decisionKnowledge(
                     certifier_->analysis(), decision, raw, label, job.eps, job.norm, job.secondsPerSample)}};
            ++batch.done;
            publish(std::make_shared<const DecideBatch>(batch));
        }
    };
    {
        std::array<std::jthread, decideThreads> threads;
        for (std::jthread& each : threads)
            each = std::jthread(decideSome);
    }
    if (stop.stop_requested())
        return;
    batch.findings.clear();
    batch.finished = true;
    publish(std::make_shared<const DecideBatch>(batch));
}

DecideRunner::DecideRunner(
    ExplorerStore* store, VerdictKeeper* keeper, const DigitsScan* scan, QObject* parent)
    : JobRunner(parent)
    , store_(store)
    , keeper_(keeper)
    , scan_(scan)
    , gate_(std::make_shared<ScanGate>())
    , wanted_(std::make_shared<WantedSamples>()) {
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Workspace)
            reconsider();
    });
    connect(keeper, &VerdictKeeper::opened, this, &DecideRunner::forget);
    connect(scan, &Runner::busyChanged, this, &DecideRunner::reconsider);
    connect(scan, &Runner::resultChanged, this, &DecideRunner::reconsider);
}

DecideRunner::~DecideRunner() {
    setYielding(false);
}

void DecideRunner::forget() {
    jobs_.cancel();
    whyNot_.clear();
    through_ = false;
    eps_ = -1;
    done_ = total_ = 0;
    tellResult();
}

void DecideRunner::reconsider() {
    const ExplorerState& state = store_->state();
    if (state.digits.eps != eps_)
        through_ = false;
    const bool may = state.workspace == QStringLiteral("digits") && keeper_->dataset() && !scan_->isBusy() &&
                     scan_->isComplete();
    if (isBusy() && (!may || state.digits.eps != eps_)) {
        jobs_.cancel();
        tellResult();
    }
    if (may && !paused_ && !isBusy() && !through_)
        start(seconds_);
}

void DecideRunner::start(double seconds) {
    const ExplorerState& state = store_->state();
    DecideJob job;
    job.network = state.network;
    job.data = keeper_->dataset();
    job.eps = eps_ = state.digits.eps;
    job.norm = state.digits.norm;
    job.clip = state.digits.clips();
    job.secondsPerSample = seconds;
    job.known = std::make_shared<const VerdictStore>(keeper_->verdicts());
    job.problem = keeper_->generation();
    job.gate = gate_;
    job.wanted = wanted_;
    done_ = total_ = 0;
    through_ = false;
    since_.start();
    jobs_.start(std::move(job), false);
}

void DecideRunner::cancel() {
    paused_ = true;
    jobs_.cancel();
    keeper_->save();
    tellResult();
}

void DecideRunner::resume() {
    paused_ = false;
    reconsider();
    tellResult();
}

void DecideRunner::decideAll() {
    paused_ = false;
    if (keeper_->dataset() && scan_->isComplete())
        start(moreSeconds * seconds_);
    tellResult();
}

double DecideRunner::secondsLeft() const {
    if (done_ == 0 || !since_.isValid())
        return std::nan("");
    return 1e-3 * static_cast<double>(since_.elapsed()) * static_cast<double>(total_ - done_) /
           static_cast<double>(done_);
}

void DecideRunner::take(std::shared_ptr<const DecideBatch> batch) {
    keeper_->take(batch->problem, batch->findings);
    if (batch->generation != jobs_.requested())
        return;
    done_ = batch->done;
    total_ = batch->total;
    whyNot_ = toQString(batch->why);
    through_ = batch->finished;
    tellResult();
}

} // namespace kamke::ui
