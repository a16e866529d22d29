#include "ui/jobs/analysis_runner.h"

#include "ui/jobs/network_cache.h"

#include <utility>

namespace kamke::ui {

void AnalysisWork::run(
    const std::shared_ptr<const Network>& network, quint64, const std::stop_token&,
    const Publish<NetworkAnalysis>& publish) const {
    publish(analysisOf(network));
}

AnalysisRunner::AnalysisRunner(ExplorerStore* store, QObject* parent)
    : JobRunner(parent)
    , store_(store) {
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Network)
            jobs_.start(store_->state().network, false);
        watchAge();
    });
    jobs_.start(store->state().network, false);
}

void AnalysisRunner::take(std::shared_ptr<const NetworkAnalysis> analysis) {
    // That of an equal network, whose file has another name now, is the same.
    if (std::exchange(analysis_, std::move(analysis)) != analysis_)
        tellResult();
    else
        watchAge();
}

bool AnalysisRunner::isCurrent() const {
    return analysis_ && analysis_->sharedNetwork() == store_->state().network;
}

} // namespace kamke::ui
