// Verdicts of all samples of the data set at the present ε, in the background.
#pragma once

#include "ui/jobs/job_runner.h"
#include "ui/jobs/scan_job.h"
#include "ui/state/explorer_store.h"

#include <QElapsedTimer>
#include <QTimer>
#include <array>
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
/// as, margins of the state's certificate, attacks on what is undecided, and radii when the gallery is sorted
/// by them. Results arrive in batches on the GUI thread, at most 30 a second. The newest request wins; after
/// a change of ε the old results stay, marked stale, until the new ones come.
class DigitsScan : public JobRunner<ScanJob, ScanBatch, ScanWork> {
    Q_OBJECT
public:
    explicit DigitsScan(ExplorerStore* store, QObject* parent = nullptr);
    ~DigitsScan() override;

    /// Null: nothing to scan (no data set, or the network does not fit it).
    void setDataset(std::shared_ptr<const Dataset> data);
    /// While true the scan rests: somebody waits for the picked digit.
    void setYielding(bool yielding);

    const std::vector<ScannedSample>& samples() const { return samples_; }
    /// How many have each verdict, in the order of ScanVerdict.
    const std::array<int, 5>& counts() const { return counts_; }
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
    void markStale();
    void start();
    void take(std::shared_ptr<const ScanBatch> batch) override;
    void count();

    ExplorerStore* store_;
    std::shared_ptr<ScanGate> gate_;
    std::shared_ptr<const Dataset> data_;
    std::vector<ScannedSample> samples_;
    std::array<int, 5> counts_{};
    ScanProgress progress_;
    QElapsedTimer sinceStep_;
    QTimer debounce_;
    double eps_ = 0;
    BallNorm norm_ = BallNorm::Linf;
    bool clip_ = false;
    QString certificate_;
    bool cancelled_ = false;
    bool startedRadii_ = false; ///< the newest job was asked for them
};

} // namespace kamke::ui
