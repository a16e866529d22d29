// All that one frame of the explorer draws for one input box.
#pragma once

#include "core/reach/reach.h"
#include "core/solve/batch.h"

namespace kamke {

struct SampleCloud {
    Status status = Status::NotApplicable;
    std::string reason;
    Matrix inputs;  ///< r×N raw: the corners of the free inputs (up to 64) first, then uniform in the box
    Matrix outputs; ///< q×N
};

/// Uniform samples of the box, the same for the same seed, and their outputs. Points in the unit cube are
/// drawn once per seed and scaled to the box, so that samples move with the box instead of jumping.
SampleCloud sampleReach(
    const NetworkAnalysis& analysis, const Box& box, int count, std::uint64_t seed,
    const Limits& limits = {});

struct FrameRequest {
    std::vector<Box> boxes; ///< raw units
    std::vector<const Method*> methods;
    int sampleCount = 1000; ///< 0: none
    std::uint64_t seed = 0;
    ReachOptions options;
};

struct BoxResult {
    Box box;
    std::vector<Enclosure> enclosures; ///< one per requested method, in that order
    SampleCloud samples;
    /// q×k: outputs found for the centre of the box where no condition shows that there is only one, see
    /// foundOutputs().
    Matrix found;
};

struct Frame {
    std::vector<BoxResult> boxes;
    double seconds = 0;
    bool complete = false; ///< false: cancelled or out of time on the way
};

Frame computeFrame(const Certifier& certifier, const FrameRequest& request);

/// Area of the output boxes of `e` in outputs (i, j), relative to that of the box of `reference`; NaN where
/// it is not defined.
double relativeArea(const Enclosure& e, const Enclosure& reference, Index i, Index j);

} // namespace kamke
