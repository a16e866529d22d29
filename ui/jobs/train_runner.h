// Trains a network in the background.
#pragma once

#include "core/train/train.h"
#include "ui/jobs/runner.h"

#include <memory>
#include <vector>

namespace kamke::ui {

struct TrainJob {
    std::shared_ptr<const Dataset> data;       ///< never null
    std::shared_ptr<const Dataset> validation; ///< null: none
    TrainOptions options;                      ///< `limits` is the runner's own
};

/// One training at a time, on a thread of its own: nothing else waits for it. Signals arrive on the GUI
/// thread, `progressed` at most about 20 times a second; the destructor cancels and waits.
class TrainRunner : public Runner {
    Q_OBJECT
public:
    explicit TrainRunner(QObject* parent = nullptr);
    ~TrainRunner() override;

    /// Forgets the last training and starts; nothing happens while one is running.
    void start(TrainJob job);
    /// Asks the training to stop after its present mini-batch; the outcome keeps what it has learnt by then.
    void cancel() override;

    bool isBusy() const override;
    /// Cancelled, and not finished yet.
    bool isStopping() const;
    /// What runs or has run last; its data are null before any.
    const TrainJob& job() const;
    /// What was told so far: every finished epoch, and the first epoch in parts. Of several runs those of the
    /// present one; in the end of the one that the network is from.
    const std::vector<TrainProgress>& points() const;
    /// The newest progress, that of an unfinished epoch too; null before any.
    const TrainProgress* latest() const;
    /// Null while it runs and before the first.
    std::shared_ptr<const TrainOutcome> outcome() const;
    /// Of the training that has ended last, from start to outcome.
    double seconds() const;

signals:
    void progressed();
    void finished();

private:
    struct Worker;
    std::unique_ptr<Worker> worker_;
};

} // namespace kamke::ui
