// One analysis per network, shared by all that work with it.
#pragma once

#include "core/certify/certifier.h"

namespace kamke::ui {

/// The analysis of this network: the one that somebody holds, else a new one. Takes as long as it takes to
/// compute; whoever asks meanwhile, on any thread, waits for the same one. It lives as long as anybody holds
/// it.
std::shared_ptr<const NetworkAnalysis> analysisOf(const std::shared_ptr<const Network>& network);

/// Likewise the certifier, which holds that analysis.
std::shared_ptr<const Certifier> certifierOf(const std::shared_ptr<const Network>& network);

} // namespace kamke::ui
