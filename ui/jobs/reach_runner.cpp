#include "jobs/reach_runner.h"

#include <QTimer>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace kamke::ui {

namespace {

/// One request, copied out of the state so that the worker never looks at what the GUI thread changes.
struct Job {
    std::shared_ptr<const Network> network;
    FrameRequest frame;
    QStringList letters, methods;
    quint64 generation = 0;
};

Job jobFor(const ExplorerState& state, quint64 generation) {
    Job job;
    job.network = state.network;
    job.generation = generation;
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

/// A superseded frame may still finish within this time: otherwise a steady drag on a network whose frame
/// takes a little longer than the time between two mouse events would never show anything.
constexpr std::chrono::milliseconds grace{60};

} // namespace

/// The thread that computes. It holds at most one running and one waiting job: a new one replaces the waiting
/// one.
struct ReachRunner::Worker {
    explicit Worker(ReachRunner* owner)
        : runner(owner)
        , thread([this] { loop(); }) {
        graceTimer.setSingleShot(true);
        graceTimer.setInterval(grace);
        QObject::connect(&graceTimer, &QTimer::timeout, owner, [this] {
            const std::lock_guard lock(mutex);
            if (running && waiting)
                stop.request_stop();
        });
    }

    ~Worker() {
        {
            const std::lock_guard lock(mutex);
            quit = true;
            waiting.reset();
            stop.request_stop();
        }
        wake.notify_all();
        thread.join();
    }

    void start(Job job) {
        {
            const std::lock_guard lock(mutex);
            // The frame of another network cannot be drawn any more; that of another box can.
            if (running && runningNetwork != job.network)
                stop.request_stop();
            else if (running && !graceTimer.isActive())
                graceTimer.start();
            waiting = std::move(job);
        }
        wake.notify_all();
        setBusy(true);
    }

    void cancel() {
        {
            const std::lock_guard lock(mutex);
            waiting.reset();
            stop.request_stop();
        }
        unwanted = requested;
        setBusy(false);
    }

    void loop() {
        std::unique_lock lock(mutex);
        while (true) {
            wake.wait(lock, [this] { return quit || waiting; });
            if (quit)
                return;
            const Job job = *std::exchange(waiting, std::nullopt);
            stop = std::stop_source();
            running = true;
            runningNetwork = job.network;
            const std::stop_token token = stop.get_token();
            lock.unlock();
            auto result = compute(job, token);
            lock.lock();
            running = false;
            // A queued call dies with the runner, whose destructor has waited for this thread by then.
            QMetaObject::invokeMethod(
                runner,
                [this, done = std::move(result), generation = job.generation] { deliver(done, generation); },
                Qt::QueuedConnection);
        }
    }

    std::shared_ptr<const ReachResult> compute(const Job& job, const std::stop_token& token) {
        if (!analysis || analysis->sharedNetwork() != job.network)
            analysis = std::make_shared<const NetworkAnalysis>(job.network);
        if (token.stop_requested())
            return nullptr;
        auto result = std::make_shared<ReachResult>();
        result->analysis = analysis;
        result->letters = job.letters;
        result->methods = job.methods;
        result->generation = job.generation;
        FrameRequest request = job.frame;
        request.options.limits.stop = token;
        result->frame = computeFrame(*analysis, request);
        return result->frame.complete ? result : nullptr;
    }

    /// On the GUI thread.
    void deliver(const std::shared_ptr<const ReachResult>& done, quint64 generation) {
        if (done && generation > unwanted) {
            runner->result_ = done;
            emit runner->resultChanged();
        }
        if (generation == requested)
            setBusy(false);
    }

    void setBusy(bool now) {
        if (busy == now)
            return;
        busy = now;
        emit runner->busyChanged(now);
    }

    ReachRunner* runner;
    // GUI thread only
    quint64 requested = 0; ///< generation of the newest request
    quint64 unwanted = 0;  ///< results up to this generation belong to another network or were cancelled
    bool busy = false;
    QTimer graceTimer;
    // Worker thread only
    std::shared_ptr<const NetworkAnalysis> analysis;
    // Guarded by the mutex
    std::mutex mutex;
    std::condition_variable wake;
    std::optional<Job> waiting;
    std::shared_ptr<const Network> runningNetwork;
    std::stop_source stop;
    bool running = false, quit = false;
    // Last: it starts when the rest is there.
    std::thread thread;
};

ReachRunner::ReachRunner(ExplorerStore* store, QObject* parent)
    : QObject(parent)
    , worker_(std::make_unique<Worker>(this))
    , store_(store) {
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Network)
            worker_->unwanted = worker_->requested;
        if (parts & StatePart::Workspace)
            followWorkspace();
        if (parts & (StatePart::Network | StatePart::Boxes | StatePart::Methods | StatePart::Samples)) {
            // Nobody sees a frame, but the tool line tells what is known of the network.
            missed_ = paused_;
            if (!paused_ || parts & StatePart::Network)
                request();
        }
    });
    paused_ = missed_ = store->state().workspace != QStringLiteral("reach");
    request();
}

ReachRunner::~ReachRunner() = default;

bool ReachRunner::isCurrent() const {
    return result_ && !missed_ && result_->generation == worker_->requested;
}

bool ReachRunner::isBusy() const {
    return worker_->busy;
}

void ReachRunner::cancel() {
    worker_->cancel();
}

void ReachRunner::followWorkspace() {
    const bool paused = store_->state().workspace != QStringLiteral("reach");
    if (paused == paused_)
        return;
    paused_ = paused;
    if (paused) {
        missed_ = worker_->busy;
        // What still runs is not wanted, but the analysis in it may be.
        if (worker_->busy)
            request();
    } else if (missed_) {
        missed_ = false;
        request();
    }
}

void ReachRunner::request() {
    Job job = jobFor(store_->state(), ++worker_->requested);
    if (paused_) {
        job.frame.boxes.clear();
        job.letters.clear();
    }
    worker_->start(std::move(job));
}

} // namespace kamke::ui
