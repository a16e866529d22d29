// What a reach method answers.
#pragma once

#include "core/model/box.h"
#include "core/sdp/output_ellipsoid.h"
#include "core/solve/iteration.h"

#include <optional>
#include <string>
#include <vector>

namespace kamke {

/// One linear piece of the exact reach set: the polygon of raw inputs and its images, vertex by vertex.
struct ExactPiece {
    Matrix
        inputs; ///< r×k, raw units, vertices in order; k = 1 or 2 when the box has fewer than two free inputs
    Matrix states;            ///< n×k
    Matrix outputs;           ///< q×k
    std::vector<int> pattern; ///< piece of φ per unit (for relu 0 = inactive, 1 = active)
};

/// The answer of one method for one input box. A status other than Ok has a reason and no box.
struct Enclosure {
    Status status = Status::NotApplicable;
    std::string reason;                   ///< in words, for every status but Ok; may hold a remark when Ok
    std::optional<Box> state;             ///< n
    std::optional<Box> output;            ///< q
    std::vector<ExactPiece> pieces;       ///< exact only
    std::optional<Ellipsoid> ellipsoid{}; ///< ellipsoid only: holds every output, proved when rigorous
    int iterations = 0;                   ///< 0: the method does not iterate
    double residual = 0;
    bool rigorous = false; ///< proved in floating point; else numerical
    double seconds = 0;
    std::optional<double> factor; ///< lipschitz: the constant
    Trace trace;                  ///< of the embedded iteration (lower, upper stacked: 2n), when asked for

    bool ok() const { return status == Status::Ok; }
    static Enclosure notOk(Status status, std::string reason) {
        Enclosure e;
        e.status = status;
        e.reason = std::move(reason);
        return e;
    }
};

} // namespace kamke
