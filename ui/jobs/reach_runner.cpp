#include "ui/jobs/reach_runner.h"

#include "ui/jobs/newest_wins.h"

namespace kamke::ui {

namespace {

/// One request, copied out of the state so that the worker never looks at what the GUI thread changes.
struct Job {
    std::shared_ptr<const Network> network;
    FrameRequest frame;
    QStringList letters, methods;
};

Job jobFor(const ExplorerState& state) {
    Job job;
    job.network = state.network;
    for (const InputBox& box : state.boxes) {
        job.frame.boxes.push_back(box.box);
        job.letters << box.letter;
    }
    for (const QString& id : state.methods)
        if (const Method* method = findMethod(id.toStdString())) {
            job.frame.methods.push_back(method);
            job.methods << id;
        }
    job.frame.sampleCount = state.showSamples ? state.sampleCount : 0;
    job.frame.seed = state.seed;
    return job;
}

} // namespace

struct ReachRunner::Worker {
    explicit Worker(ReachRunner* runner)
        : jobs(
              runner,
              {[this](const Job& job, quint64 generation, const std::stop_token& stop, const auto& publish) {
                   compute(job, generation, stop, publish);
               },
               [runner](std::shared_ptr<const ReachResult> done) {
                   const bool other = !runner->result_ || runner->result_->analysis != done->analysis;
                   runner->result_ = std::move(done);
                   if (other)
                       emit runner->analysisChanged();
                   emit runner->resultChanged();
               },
               [runner](bool busy) { emit runner->busyChanged(busy); }}) {}

    using Jobs = NewestWins<Job, ReachResult>;

    void
    compute(const Job& job, quint64 generation, const std::stop_token& stop, const Jobs::Publish& publish) {
        if (!analysis || analysis->sharedNetwork() != job.network)
            analysis = std::make_shared<const NetworkAnalysis>(job.network);
        if (stop.stop_requested())
            return;
        auto result = std::make_shared<ReachResult>();
        result->analysis = analysis;
        result->letters = job.letters;
        result->methods = job.methods;
        result->generation = generation;
        FrameRequest request = job.frame;
        request.options.limits.stop = stop;
        result->frame = computeFrame(*analysis, request);
        if (result->frame.complete)
            publish(std::move(result));
    }

    std::shared_ptr<const NetworkAnalysis> analysis; ///< worker thread only
    Jobs jobs;                                       ///< last: its thread uses the rest
};

ReachRunner::ReachRunner(ExplorerStore* store, QObject* parent)
    : QObject(parent)
    , worker_(std::make_unique<Worker>(this))
    , store_(store) {
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Workspace)
            followWorkspace();
        if (parts & (StatePart::Network | StatePart::Boxes | StatePart::Methods | StatePart::Samples)) {
            // Nobody sees a frame, but the tool line tells what is known of the network.
            missed_ = paused_;
            // The frame of another network cannot be drawn any more; that of another box can.
            if (!paused_ || parts & StatePart::Network)
                request(!(parts & StatePart::Network));
        }
    });
    paused_ = missed_ = store->state().workspace != QStringLiteral("reach");
    request(false);
}

ReachRunner::~ReachRunner() = default;

bool ReachRunner::isCurrent() const {
    return result_ && !missed_ && result_->generation == worker_->jobs.requested();
}

bool ReachRunner::isBusy() const {
    return worker_->jobs.isBusy();
}

void ReachRunner::cancel() {
    worker_->jobs.cancel();
}

void ReachRunner::followWorkspace() {
    const bool paused = store_->state().workspace != QStringLiteral("reach");
    if (paused == paused_)
        return;
    paused_ = paused;
    if (paused) {
        missed_ = isBusy();
        // What still runs is not wanted, but the analysis in it may be.
        if (missed_)
            request(true);
    } else if (missed_) {
        missed_ = false;
        request(true);
    }
}

void ReachRunner::request(bool related) {
    Job job = jobFor(store_->state());
    if (paused_) {
        job.frame.boxes.clear();
        job.letters.clear();
    }
    worker_->jobs.start(std::move(job), related);
}

} // namespace kamke::ui
