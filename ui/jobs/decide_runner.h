// Decides what certificates and attacks have left open, in the background.
#pragma once

#include "ui/jobs/job_runner.h"
#include "ui/jobs/scan_job.h"

#include <QElapsedTimer>
#include <QString>

namespace kamke::ui {

class DigitsScan;

/// Which samples are wanted first; the window changes its mind while the work goes on.
class WantedSamples {
public:
    void setFirst(std::vector<int> samples);
    std::vector<int> first() const;

private:
    mutable std::mutex mutex_;
    std::vector<int> samples_;
};

struct DecideJob {
    std::shared_ptr<const Network> network;
    std::shared_ptr<const Dataset> data;
    double eps = 0;
    BallNorm norm = BallNorm::Linf;
    bool clip = false;
    double secondsPerSample = 0;
    std::shared_ptr<const VerdictStore> known; ///< what is decided in it is not decided again
    quint64 problem = 0;                       ///< VerdictKeeper::generation() of it
    std::shared_ptr<ScanGate> gate;
    std::shared_ptr<const WantedSamples> wanted;
};

/// What was found since the last one.
struct DecideBatch {
    std::vector<SampleFinding> findings;
    Index done = 0, total = 0;
    std::string why; ///< nothing of this network can be decided; empty: it can
    bool finished = false;
    quint64 generation = 0, problem = 0;
};

class DecideWork {
public:
    void
    run(const DecideJob& job, quint64 generation, const std::stop_token& stop,
        const Publish<DecideBatch>& publish);

private:
    std::shared_ptr<const Certifier> certifier_; ///< held for the next job
};

/// Begins when the scan of the present ε is through and goes through what is open then: what is wanted first,
/// then the rest, two samples at a time, each for some seconds, on threads that let all others go before.
/// What it finds goes to the keeper, so that nothing is decided twice, whenever it is stopped.
class DecideRunner : public JobRunner<DecideJob, DecideBatch, DecideWork> {
    Q_OBJECT
public:
    DecideRunner(
        ExplorerStore* store, VerdictKeeper* keeper, const DigitsScan* scan, QObject* parent = nullptr);
    ~DecideRunner() override;

    /// Samples that are decided before all others.
    void setWanted(std::vector<int> samples) { wanted_->setFirst(std::move(samples)); }
    /// While true it rests: somebody waits for the picked digit.
    void setYielding(bool yielding) { gate_->setOpen(!yielding); }
    /// Seconds for a sample (default: 10).
    void setSeconds(double seconds) { seconds_ = seconds; }

    /// Stops until resume().
    void cancel() override;
    bool isPaused() const { return paused_; }
    void resume();
    /// Once more through everything that is open in the data set, with six times the seconds.
    void decideAll();

    Index done() const { return done_; }
    Index total() const { return total_; }
    /// Of what is open; NaN while unknown.
    double secondsLeft() const;
    /// Why nothing of this network can be decided, in words; empty: it can, or nobody has asked yet.
    const QString& whyNot() const { return whyNot_; }
    /// It has gone through everything that is open at the present ε.
    bool isThrough() const { return through_; }

private:
    void reconsider();
    void forget();
    void start(double seconds);
    void take(std::shared_ptr<const DecideBatch> batch) override;

    ExplorerStore* store_;
    VerdictKeeper* keeper_;
    const DigitsScan* scan_;
    std::shared_ptr<ScanGate> gate_;
    std::shared_ptr<WantedSamples> wanted_;
    double seconds_ = 10;
    double eps_ = -1; ///< that the last job was of
    bool paused_ = false, through_ = false;
    Index done_ = 0, total_ = 0;
    QString whyNot_;
    QElapsedTimer since_;
};

} // namespace kamke::ui
