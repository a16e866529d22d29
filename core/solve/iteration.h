// The loop that every fixed-point iteration shares: residual, divergence, cancel and deadline.
#pragma once

#include "core/model/types.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace kamke {

/// How a computation ended. Every status but Ok comes with a reason in words and no box.
enum class Status { Ok, Diverged, NotApplicable, NotConverged, Cancelled };
/// ok, diverged, not-applicable, not-converged, cancelled: as in `kamke-cli --json`.
std::string_view statusName(Status status);

using Clock = std::chrono::steady_clock;

/// When to give up from outside.
struct Limits {
    std::stop_token stop;
    std::optional<Clock::time_point> deadline; ///< (default: none)
    bool reached() const { return stop.stop_requested() || (deadline && Clock::now() >= *deadline); }
};

struct IterationOptions {
    double tolerance = 1e-14; ///< stop when the largest step is ≤ tolerance·(largest entry of the iterate)
    int maxIterations = 20000; ///< not-converged beyond
    /// Diverged when a norm exceeds this times those of the start and of the first iterate; noBound where
    /// theory keeps the iterates bounded, so that only an overflow ends them.
    double divergedAbove = 1e12;
    /// 1/size of every entry, where they are of very different sizes: steps must be small in units of these,
    /// too. Empty: all count alike.
    Vector perUnit;
    Limits limits;
};

struct IterationResult {
    Status status = Status::NotConverged;
    std::string reason;
    Vector x;
    int iterations = 0;
    double residual = 0; ///< last step ‖T(x) − x‖_∞
};

/// Iterates x ← T(x) from `start`. `step(x, next)` writes T(x) into `next` (same size, preset to x). Only
/// ratios of norms count: a problem times 10^k takes the same steps. Where the iterates fall towards 0 and 0
/// is a fixed point, the start is the scale.
IterationResult iterate(
    const Vector& start, const std::function<void(const Vector&, Vector&)>& step,
    const IterationOptions& options);

} // namespace kamke
