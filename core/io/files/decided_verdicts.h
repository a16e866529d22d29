// The decisions of a sweep's file as verdicts of a data set.
#pragma once

#include "core/model/dataset.h"
#include "core/verdicts/verdict_store.h"

#include <filesystem>

namespace kamke {

/// Whether the file is one of `kamke-cli decide`, and not of a sweep of certificates. The error names the
/// file.
Result<bool> holdsDecisions(const std::filesystem::path& path);

/// What the results file of `kamke-cli decide` knows of the samples of `data`, of which it has the first
/// ones. The error names the file: one that holds no decisions, or those of another network, other samples,
/// another norm or clipping, or which contradict each other.
Result<VerdictStore> readDecisions(
    const std::filesystem::path& path, const Network& network, const std::shared_ptr<const Dataset>& data,
    BallNorm norm, bool clip);

} // namespace kamke
