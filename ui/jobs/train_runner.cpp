#include "ui/jobs/train_runner.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace kamke::ui {

namespace {

/// Small data sets end thousands of epochs a second; nobody sees more than this.
constexpr std::chrono::milliseconds tellEvery{50};

} // namespace

struct TrainRunner::Worker {
    explicit Worker(TrainRunner* owner)
        : runner(owner) {}

    void start(TrainJob next) {
        job = std::move(next);
        stop = std::stop_source();
        job.options.limits.stop = stop.get_token();
        points.clear();
        latest.reset();
        outcome.reset();
        waiting.clear();
        told = {};
        begin = Clock::now();
        busy = true;
        // The one before has delivered its outcome: joining it takes no time.
        thread = std::jthread([this, work = job] { run(work); });
        runner->tellBusy(true);
    }

    /// On the training's thread.
    void run(const TrainJob& work) {
        auto result = std::make_shared<TrainOutcome>(train(
            *work.data, work.validation.get(), work.options, [this](const TrainProgress& p) { note(p); }));
        // A queued call dies with the runner, whose destructor has waited for this thread by then.
        QMetaObject::invokeMethod(
            runner, [this, result = std::move(result)] { end(result); }, Qt::QueuedConnection);
    }

    void note(const TrainProgress& progress) {
        const auto now = Clock::now();
        bool tell = false;
        {
            const std::lock_guard lock(mutex);
            waiting.push_back(progress);
            tell = now - told >= tellEvery;
        }
        if (!tell)
            return;
        told = now;
        QMetaObject::invokeMethod(
            runner, [this] { deliver(); }, Qt::QueuedConnection);
    }

    /// On the GUI thread.
    void deliver() {
        std::vector<TrainProgress> news;
        {
            const std::lock_guard lock(mutex);
            news.swap(waiting);
        }
        if (news.empty())
            return;
        for (const TrainProgress& progress : news) {
            if (latest && latest->run != progress.run)
                points.clear();
            if (progress.fraction >= 1 || progress.epoch == 1)
                points.push_back(progress);
            latest = progress;
        }
        emit runner->progressed();
    }

    void end(const std::shared_ptr<const TrainOutcome>& result) {
        deliver();
        outcome = result;
        if (job.options.runs > 1 && result->network)
            points = result->epochs; // of the run whose network it is
        seconds = std::chrono::duration<double>(Clock::now() - begin).count();
        busy = false;
        runner->tellBusy(false);
        emit runner->finished();
    }

    TrainRunner* runner;
    // GUI thread only
    TrainJob job;
    std::stop_source stop{std::nostopstate};
    std::vector<TrainProgress> points;
    std::optional<TrainProgress> latest;
    std::shared_ptr<const TrainOutcome> outcome;
    Clock::time_point begin;
    double seconds = 0;
    bool busy = false;
    // Training's thread only, but for the moment before it starts
    Clock::time_point told;
    // Guarded by the mutex
    std::mutex mutex;
    std::vector<TrainProgress> waiting;
    // Last: it ends before the rest goes.
    std::jthread thread;
};

TrainRunner::TrainRunner(QObject* parent)
    : Runner(parent)
    , worker_(std::make_unique<Worker>(this)) {}

TrainRunner::~TrainRunner() {
    worker_->stop.request_stop();
}

void TrainRunner::start(TrainJob job) {
    Q_ASSERT(job.data);
    if (!worker_->busy)
        worker_->start(std::move(job));
}

void TrainRunner::cancel() {
    if (!worker_->busy || isStopping())
        return;
    worker_->stop.request_stop();
    emit progressed();
}

bool TrainRunner::isBusy() const {
    return worker_->busy;
}

bool TrainRunner::isStopping() const {
    return worker_->busy && worker_->stop.stop_requested();
}

const TrainJob& TrainRunner::job() const {
    return worker_->job;
}

const std::vector<TrainProgress>& TrainRunner::points() const {
    return worker_->points;
}

const TrainProgress* TrainRunner::latest() const {
    return worker_->latest ? &*worker_->latest : nullptr;
}

std::shared_ptr<const TrainOutcome> TrainRunner::outcome() const {
    return worker_->outcome;
}

double TrainRunner::seconds() const {
    return worker_->seconds;
}

} // namespace kamke::ui
