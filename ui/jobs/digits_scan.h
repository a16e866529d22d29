// Verdicts of all samples of the data set at the present ε, in the background.
#pragma once

#include "ui/jobs/job_runner.h"
#include "ui/jobs/scan_job.h"
#include "ui/state/explorer_store.h"

#include <QElapsedTimer>
#include <QTimer>
#include <memory>

namespace kamke::ui {

class ScanWork {
public:
    void
    run(const ScanJob& job, quint64 generation, const std::stop_token& stop,
        const Publish<ScanBatch>& publish);

private:
    std::shared_ptr<const Certifier> certifier_; ///< held for the next job
};

/// Listens to the store and works through the samples while the Digits workspace is shown: what they are read
/// as, margins of the state's certificate, attacks on what is open, and radii when the gallery is sorted by
/// them. What it finds goes to the keeper in batches, at most 30 a second, and what that knows is not looked
/// for. The newest request wins.
class DigitsScan : public JobRunner<ScanJob, ScanBatch, ScanWork> {
    Q_OBJECT
public:
    DigitsScan(ExplorerStore* store, VerdictKeeper* keeper, QObject* parent = nullptr);
    ~DigitsScan() override;

    /// While true the scan rests: somebody waits for the picked digit.
    void setYielding(bool yielding);

    const VerdictKeeper& keeper() const { return *keeper_; }
    const std::vector<SampleMeasures>& measures() const { return measures_; }
    /// How many samples have each verdict at the present ε, in the order of Known.
    KnownCounts counts() const;
    /// Everything that it looks for at the present ε is there.
    bool isComplete() const { return complete_; }
    /// Stopped by the user before it was through.
    bool isUnfinished() const { return cancelled_; }
    ScanProgress progress() const { return isBusy() ? progress_ : ScanProgress(); }
    /// Of the present step, in seconds; NaN while unknown.
    double secondsLeft() const;

    void cancel() override;
    /// Goes on where it was cancelled.
    void resume();

private:
    void follow(StateParts parts);
    void forget();
    void start();
    void take(std::shared_ptr<const ScanBatch> batch) override;

    ExplorerStore* store_;
    VerdictKeeper* keeper_;
    std::shared_ptr<ScanGate> gate_;
    std::vector<SampleMeasures> measures_;
    ScanProgress progress_;
    QElapsedTimer sinceStep_;
    QTimer debounce_;
    double eps_ = 0;
    QString certificate_;
    bool cancelled_ = false;
    bool complete_ = false;
    bool startedMargins_ = false, startedRadii_ = false; ///< the newest job was asked for them
};

} // namespace kamke::ui
