// The network and the samples of a sweep.
#pragma once

#include "samples.h"

#include "core/sweep/sample_source.h"

namespace kamke::cli {

/// A network and samples that are read block by block.
struct SweepProblem {
    std::shared_ptr<const NetworkAnalysis> analysis;
    std::shared_ptr<const SampleSource> source;
    std::optional<Index>
        outside; ///< samples outside of the input domain; of large data sets only with --clip
};

/// Opens both files and checks that they fit; throws InputError or UsageError. A large HDF5 data set stays in
/// its file.
SweepProblem openSweepProblem(const SampleOptions& options);

} // namespace kamke::cli
