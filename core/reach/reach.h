// What encloses the outputs of one input box: every method asked for one column, and the exact reach set.
#pragma once

#include "core/certify/certifier.h"
#include "core/certify/methods.h"
#include "core/sdp/output_ellipsoid.h"
#include "core/solve/iteration.h"

#include <optional>
#include <string>
#include <vector>

namespace kamke {

struct ReachOptions {
    int maxIterations = 20000; ///< of the embedded iterations (default: 20000)
    int maxPieces = 20000;     ///< of the exact reach set (default: 20000)
    /// `exact` where it has no polygons: the range of every output by searchedRange(), which takes as long as
    /// a search does (default: no, it says why there are none).
    bool searchRange = false;
    Index maxNodes = 200000; ///< of that search, for one end of one output
    Limits limits;
};

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
    std::string reason;                   ///< in words, for every status but Ok
    std::optional<Box> state;             ///< n
    std::optional<Box> output;            ///< q
    std::vector<ExactPiece> pieces;       ///< exact only
    std::optional<Ellipsoid> ellipsoid{}; ///< ellipsoid only: holds every output, proved when rigorous
    int iterations = 0;                   ///< 0: the method does not iterate
    bool rigorous = false;                ///< proved in floating point; else numerical
    double seconds = 0;
    std::optional<double> factor; ///< lipschitz: the constant

    bool ok() const { return status == Status::Ok; }
    static Enclosure notOk(Status status, std::string reason) {
        Enclosure e;
        e.status = status;
        e.reason = std::move(reason);
        return e;
    }
};

/// One method on one box of raw inputs (valid, r entries): asks whyNot, runs, measures seconds. An Ok
/// enclosure is finite and ordered (lower ≤ upper), or it is turned into not-converged.
Enclosure
reach(const Method& method, const Certifier& certifier, const Box& box, const ReachOptions& options = {});
/// The same for a single question: what all boxes of the network share is computed for this one.
Enclosure reach(
    const Method& method, const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options = {});

} // namespace kamke
