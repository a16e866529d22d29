// A thread of one runner: at most one running and one waiting job; a new job replaces the waiting one.
#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace kamke::ui {

/// Takes an outcome, or a part of one.
template<class Outcome>
using Publish = std::function<void(std::shared_ptr<const Outcome>)>;

/// Runs jobs one after the other; the newest wins. A job publishes results as often as it likes. A superseded
/// job may still reach its first result within `grace`, otherwise a steady drag whose jobs take a little
/// longer than the time between two mouse events would never show anything; what comes after the first result
/// is stopped at once. The destructor stops what runs and waits. Everything but `compute` and its `publish`
/// belongs to the GUI thread.
template<class Job, class Outcome>
class NewestWins {
public:
    struct Hooks {
        /// On the worker thread; `generation` is what start() returned for this job.
        std::function<void(
            const Job&, quint64 generation, const std::stop_token&, const Publish<Outcome>& publish)>
            compute;
        Publish<Outcome> deliver;                   ///< on the GUI thread
        std::function<void(bool busy)> busyChanged; ///< on the GUI thread
    };

    /// `owner` must outlive this object (as its member does): queued results go to its thread.
    NewestWins(QObject* owner, Hooks hooks)
        : owner_(owner)
        , hooks_(std::move(hooks))
        , thread_([this] { loop(); }) {
        graceTimer_.setSingleShot(true);
        graceTimer_.setInterval(grace);
        QObject::connect(&graceTimer_, &QTimer::timeout, owner, [this] {
            const std::lock_guard lock(mutex_);
            if (running_ && waiting_)
                stop_.request_stop();
        });
    }

    ~NewestWins() {
        {
            const std::lock_guard lock(mutex_);
            quit_ = true;
            waiting_.reset();
            stop_.request_stop();
        }
        wake_.notify_all();
        thread_.join();
    }

    NewestWins(const NewestWins&) = delete;
    NewestWins& operator=(const NewestWins&) = delete;

    /// `related`: results of the running job are still worth showing until this one has some.
    quint64 start(Job job, bool related) {
        if (!related)
            unwanted_ = requested_;
        {
            const std::lock_guard lock(mutex_);
            if (running_ && (!related || published_))
                stop_.request_stop();
            else if (running_ && !graceTimer_.isActive())
                graceTimer_.start();
            waiting_.emplace(std::move(job), ++requested_);
        }
        wake_.notify_all();
        setBusy(true);
        return requested_;
    }

    /// Stops what runs; what it has published stays.
    void cancel() {
        {
            const std::lock_guard lock(mutex_);
            waiting_.reset();
            stop_.request_stop();
        }
        unwanted_ = requested_;
        setBusy(false);
    }

    quint64 requested() const { return requested_; } ///< generation of the newest job
    bool isBusy() const { return busy_; }

private:
    static constexpr std::chrono::milliseconds grace{60};

    void loop() {
        std::unique_lock lock(mutex_);
        while (true) {
            wake_.wait(lock, [this] { return quit_ || waiting_; });
            if (quit_)
                return;
            const std::pair<Job, quint64> job = *std::exchange(waiting_, std::nullopt);
            stop_ = std::stop_source();
            running_ = true;
            published_ = false;
            const std::stop_token token = stop_.get_token();
            lock.unlock();
            hooks_.compute(job.first, job.second, token, [&](std::shared_ptr<const Outcome> outcome) {
                publish(std::move(outcome), job.second);
            });
            lock.lock();
            running_ = false;
            toGui([this, generation = job.second] {
                if (generation == requested_)
                    setBusy(false);
            });
        }
    }

    /// On the worker thread.
    void publish(std::shared_ptr<const Outcome> outcome, quint64 generation) {
        {
            const std::lock_guard lock(mutex_);
            published_ = true;
            if (waiting_)
                stop_.request_stop();
        }
        toGui([this, done = std::move(outcome), generation] {
            if (generation > unwanted_)
                hooks_.deliver(done);
        });
    }

    /// A queued call dies with the owner, whose destructor has waited for the thread by then.
    template<class Call>
    void toGui(Call call) {
        QMetaObject::invokeMethod(owner_, std::move(call), Qt::QueuedConnection);
    }

    void setBusy(bool now) {
        if (busy_ == now)
            return;
        busy_ = now;
        hooks_.busyChanged(now);
    }

    QObject* owner_;
    Hooks hooks_;
    // GUI thread only
    quint64 requested_ = 0;
    quint64 unwanted_ = 0; ///< results up to this generation are not to be shown any more
    bool busy_ = false;
    QTimer graceTimer_;
    // Guarded by the mutex
    std::mutex mutex_;
    std::condition_variable wake_;
    std::optional<std::pair<Job, quint64>> waiting_;
    std::stop_source stop_;
    bool running_ = false, published_ = false, quit_ = false;
    // Last: it starts when the rest is there.
    std::thread thread_;
};

} // namespace kamke::ui
