// The Ellipsoid Model: a small ellipsoid that holds the outputs of all inputs.
#pragma once

#include "core/sdp/ellipsoid.h"
#include "core/sdp/functional_bound.h"

#include <functional>
#include <optional>

namespace kamke {

struct EllipsoidOptions {
    double gap = 2e-2;       ///< of log det, of the program of one pass (default: 0.02)
    double leastGain = 2e-2; ///< of log det: a pass with less ends it (default: 0.02)
    int maxPasses = 12;      ///< profiles of a box that are tried (default: 12)
    Limits limits;
    std::function<void(int pass, const Ellipsoid& best)> progress; ///< after every pass
};

struct EllipsoidBound {
    /// Proved in floating point to hold y = Cz + c for every input; nothing when none was found.
    std::optional<Ellipsoid> ellipsoid;
    SystemMultipliers multipliers; ///< of the units that are open, that prove its radius, see OutputSystem
    int passes = 0, iterations = 0;
    InteriorEnd end = InteriorEnd::Stalled;
};

/// The outputs y = Cz + c (D = 0): the least ellipsoid of the order-1 relaxation semialgebraic-mondeq
/// (EllipMON-SOS-d) over the units whose sign `preActivations` (n bounds that hold, proved) leave open. Every
/// pass solves the whole program, shape and multipliers together, over one profile of the inputs (as
/// boundFunctional() has them; a ball needs one pass), proves a radius of the shape that comes out
/// (checkedBound), and improves the profile. `lambda` as in boundFunctional(). Stopped early, it has the best
/// so far.
EllipsoidBound boundOutputs(
    const ReluSystem& system, const Box& preActivations, const Matrix& C, const Vector& c,
    const Vector& lambda, const EllipsoidOptions& options = {});

} // namespace kamke
