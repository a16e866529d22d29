#include "ui/jobs/analysis_runner.h"

#include "ui/jobs/network_cache.h"

namespace kamke::ui {

void AnalysisWork::run(
    const std::shared_ptr<const Network>& network, quint64, const std::stop_token&,
    const std::function<void(std::shared_ptr<const NetworkAnalysis>)>& publish) const {
    publish(analysisOf(network));
}

AnalysisRunner::AnalysisRunner(ExplorerStore* store, QObject* parent)
    : JobRunner(parent)
    , store_(store) {
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Network)
            jobs_.start(store_->state().network, false);
    });
    jobs_.start(store->state().network, false);
}

void AnalysisRunner::take(std::shared_ptr<const NetworkAnalysis> analysis) {
    analysis_ = std::move(analysis);
    tellResult();
}

bool AnalysisRunner::isCurrent() const {
    return analysis_ && analysis_->sharedNetwork() == store_->state().network;
}

} // namespace kamke::ui
