// Runs what the Convergence workspace shows in the background; the newest request wins.
#pragma once

#include "ui/jobs/convergence_job.h"
#include "ui/jobs/live_runner.h"

namespace kamke {
struct Dataset;
}

namespace kamke::ui {

/// Works while the Convergence workspace is shown.
class ConvergenceRunner : public LiveRunner<ConvergenceJob, ConvergenceResult, ConvergenceWork> {
    Q_OBJECT
public:
    explicit ConvergenceRunner(ExplorerStore* store, QObject* parent = nullptr);

    /// The data set of the digit whose ε-box may be the input; set by the workspace when it has read it.
    void setDataset(std::shared_ptr<const Dataset> data);

private:
    tl::expected<ConvergenceJob, QString> wanted(const ExplorerState& state) const override;

    std::shared_ptr<const Dataset> data_;
};

std::shared_ptr<const Network> networkOf(const ConvergenceResult& result);

/// What the runner computes for a state; `data` may be null. In place of a job without an input box: why.
tl::expected<ConvergenceJob, QString> convergenceJobFor(const ExplorerState& state, const Dataset* data);

} // namespace kamke::ui
