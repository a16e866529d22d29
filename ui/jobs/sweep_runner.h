// Runs a sweep over several networks in the background.
#pragma once

#include "ui/jobs/runner.h"
#include "ui/jobs/sweep_results.h"
#include "ui/state/sweep_state.h"

#include <memory>
#include <optional>

namespace kamke::ui {

/// Everything that a sweep needs, copied out of the state.
struct SweepJob {
    SweepState settings;                 ///< of these only what is swept
    SweepPlan plan;                      ///< sweepPlan(settings)
    std::shared_ptr<const Network> open; ///< the network that the empty path stands for
    std::shared_ptr<const Dataset> data; ///< null: the file of the settings is read
    int threads = 1;
};

/// One sweep at a time: its networks one after another, each on several threads; nothing else waits for it.
/// Signals arrive on the GUI thread. Stopping keeps the blocks that are done, and resume() goes on with the
/// others. The destructor stops and waits.
class SweepRunner : public Runner {
    Q_OBJECT
public:
    explicit SweepRunner(QObject* parent = nullptr);
    ~SweepRunner() override;

    /// Forgets the last sweep and starts this one; nothing happens while one is running.
    void start(SweepJob job);
    /// Asks the sweep to stop within its present blocks, whose samples are computed again by resume().
    void cancel() override;
    /// Goes on where it was stopped; nothing happens while it runs or when there is nothing left.
    void resume();

    /// Makes results that come from elsewhere, such as a file, the newest ones: there is no job then. Nothing
    /// happens while a sweep runs.
    void show(std::shared_ptr<const SweepResults> results);

    bool isBusy() const override;
    /// Asked to stop, and still at it.
    bool isStopping() const;
    /// Stopped before it was through.
    bool isUnfinished() const;
    /// What is running or has run last; none before any.
    const std::optional<SweepJob>& job() const;
    /// Null before the first sweep.
    std::shared_ptr<const SweepResults> results() const;

signals:
    /// The sweep is through, stopped or has come to nothing; after the last resultChanged().
    void finished();

private:
    struct Worker;
    std::unique_ptr<Worker> worker_;
};

} // namespace kamke::ui
