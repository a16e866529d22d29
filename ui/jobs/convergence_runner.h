// Runs what the Convergence workspace shows in the background; the newest request wins.
#pragma once

#include "ui/jobs/convergence_job.h"
#include "ui/state/explorer_store.h"

#include <QObject>
#include <memory>

namespace kamke {
struct Dataset;
}

namespace kamke::ui {

/// Listens to the store while the Convergence workspace is shown. Superseded work is cancelled within 100 ms;
/// the destructor cancels and waits. Signals arrive on the GUI thread.
class ConvergenceRunner : public QObject {
    Q_OBJECT
public:
    explicit ConvergenceRunner(ExplorerStore* store, QObject* parent = nullptr);
    ~ConvergenceRunner() override;

    /// The data set of the digit whose ε-box may be the input; set by the workspace when it has read it.
    void setDataset(std::shared_ptr<const Dataset> data);

    /// The newest result; null before the first, or while there is no input box (see unfit()).
    std::shared_ptr<const ConvergenceResult> result() const;
    /// Why there can be no result (no box, no data set that fits), in one sentence; empty otherwise.
    QString unfit() const;
    bool isCurrent() const; ///< the result belongs to the present state
    bool isBusy() const;
    /// Stops what runs and keeps the last result.
    void cancel();

signals:
    void resultChanged();
    void busyChanged(bool busy);

private:
    void request();

    struct Live;
    std::unique_ptr<Live> live_;
    ExplorerStore* store_;
    std::shared_ptr<const Dataset> data_;
};

/// What the runner computes for a state; `data` may be null. In place of a job without an input box: why.
tl::expected<ConvergenceJob, QString> convergenceJobFor(const ExplorerState& state, const Dataset* data);

} // namespace kamke::ui
