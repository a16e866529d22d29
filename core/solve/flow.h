// Continuous time: ẋ = −x + Φ(Ax + w), whose equilibrium is the fixed point.
#pragma once

#include "core/solve/fixed_point_problem.h"

#include <vector>

namespace kamke {

/// An integrated trajectory with dense output.
class Trajectory {
public:
    double end() const { return times_.back(); }
    const std::vector<double>& times() const { return times_; } ///< of the accepted steps, from 0
    const std::vector<Vector>& states() const { return states_; }
    /// State at 0 ≤ t ≤ end(), by the continuous extension of the method (order 4).
    Vector at(double t) const;
    Status status = Status::Ok; ///< Diverged and Cancelled end early, with a reason
    std::string reason;

private:
    friend Trajectory integrate(const FixedPointProblem&, const Vector&, double, double, const Limits&);
    std::vector<double> times_;
    std::vector<Vector> states_;
    std::vector<std::array<Vector, 5>> dense_; ///< coefficients of every step
};

/// Dormand-Prince 5(4) with step control: local error ≤ tolerance·max(‖x‖_η, ‖x(0)‖_η, ‖Φ(Ax(0) + w)‖_η)
/// per step. `embedded` problems give the embedded flow (mixed-monotone-contractive (4)).
Trajectory integrate(
    const FixedPointProblem& problem, const Vector& start, double end, double tolerance = 1e-9,
    const Limits& limits = {});

/// The rate c with ‖x(t) − y(t)‖ ≤ e^{−ct}‖x(0) − y(0)‖ for any two trajectories: 1 − max_D μ(DA) over the
/// slopes D of the activation (nemon Thm 1 for infinity: 1 − μ_η(A)⁺). Negative: they may part. NaN where it
/// is not known (see Norm::slopedMeasure).
double contractionRate(const FixedPointProblem& problem, const Norm& norm);

} // namespace kamke
