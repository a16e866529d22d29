#include "ui/jobs/network_cache.h"

#include <map>
#include <mutex>

namespace kamke::ui {

namespace {

/// What is known of one network.
struct KnownNetwork {
    std::weak_ptr<const Network> network;
    std::mutex computing;
    // Guarded by the mutex
    std::weak_ptr<const NetworkAnalysis> analysis;
    std::weak_ptr<const Certifier> certifier;
};

std::shared_ptr<KnownNetwork> knownOf(const std::shared_ptr<const Network>& network) {
    static std::mutex mutex;
    static std::map<const Network*, std::shared_ptr<KnownNetwork>> all;
    const std::lock_guard lock(mutex);
    // The address of one that has gone may be that of the next.
    std::erase_if(all, [](const auto& each) { return each.second->network.expired(); });
    std::shared_ptr<KnownNetwork>& known = all[network.get()];
    if (!known) {
        known = std::make_shared<KnownNetwork>();
        known->network = network;
    }
    return known;
}

std::shared_ptr<const NetworkAnalysis>
analysisIn(KnownNetwork& known, const std::shared_ptr<const Network>& network) {
    auto analysis = known.analysis.lock();
    if (!analysis)
        known.analysis = analysis = std::make_shared<const NetworkAnalysis>(network);
    return analysis;
}

} // namespace

std::shared_ptr<const NetworkAnalysis> analysisOf(const std::shared_ptr<const Network>& network) {
    const auto known = knownOf(network);
    const std::lock_guard lock(known->computing);
    return analysisIn(*known, network);
}

std::shared_ptr<const Certifier> certifierOf(const std::shared_ptr<const Network>& network) {
    const auto known = knownOf(network);
    const std::lock_guard lock(known->computing);
    auto certifier = known->certifier.lock();
    if (!certifier)
        known->certifier = certifier = std::make_shared<const Certifier>(analysisIn(*known, network));
    return certifier;
}

} // namespace kamke::ui
