// The analysis of the network that is open, whatever workspace is shown.
#pragma once

#include "core/model/analysis.h"
#include "ui/jobs/job_runner.h"
#include "ui/state/explorer_store.h"

namespace kamke::ui {

struct AnalysisWork {
    void
    run(const std::shared_ptr<const Network>& network, quint64 generation, const std::stop_token& stop,
        const Publish<NetworkAnalysis>& publish) const;
};

class AnalysisRunner : public JobRunner<std::shared_ptr<const Network>, NetworkAnalysis, AnalysisWork> {
    Q_OBJECT
public:
    explicit AnalysisRunner(ExplorerStore* store, QObject* parent = nullptr);

    /// The newest one; null before the first.
    std::shared_ptr<const NetworkAnalysis> analysis() const { return analysis_; }
    /// That of the network that is open; null before it is there.
    std::shared_ptr<const NetworkAnalysis> current() const { return isCurrent() ? analysis_ : nullptr; }
    bool isCurrent() const override;

protected:
    bool hasResult() const override { return analysis_ != nullptr; }

private:
    void take(std::shared_ptr<const NetworkAnalysis> analysis) override;

    ExplorerStore* store_;
    std::shared_ptr<const NetworkAnalysis> analysis_;
};

} // namespace kamke::ui
