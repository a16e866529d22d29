// Short names of the networks of a sweep.
#pragma once

#include "ui/jobs/sweep_results.h"
#include "ui/state/network_entries.h"

namespace kamke::ui {

/// The file that an entry of SweepState::networks or CompareState::networks names; empty for the open
/// network.
QString sweepNetworkFile(const QString& entry);
/// The file's name without folder and ending.
QString baseName(const QString& path);
/// The results file of one of `count` networks: the chosen one, or beside it one with the network's file or
/// name at its end.
QString resultsFileOf(const QString& chosen, const SweepNetwork& network, std::size_t count);
/// The network's own name, or its file's when it has none or another of `networks` bears it already; of the
/// network number `k`.
QString uniqueName(
    const Network& network, const QString& path, const std::vector<SweepNetwork>& networks, std::size_t k);

} // namespace kamke::ui
