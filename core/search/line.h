// The relaxation along a line of multipliers: convex and piecewise linear (or of a norm), minimised exactly
// enough.
#pragma once

#include "core/search/relaxation.h"

namespace kamke {

/// A box of pre-activations as the sums over units need it, k entries each.
struct TermBox {
    explicit TermBox(const Box& a);
    Eigen::ArrayXd lower, upper, lowerPart, upperPart; ///< l, h, relu(l), relu(h)
    Eigen::ArrayXd least;                              ///< 0 where 0 is inside, else −∞
    /// With unit j cut to a_j ≥ 0 or a_j ≤ 0.
    void split(Index j, bool active);
};

/// σ·(constant, q, G, ν) + ρ·(the same of a direction), σ = ±1: what F (see Relaxation) is made of along the
/// line. q has r entries, G and ν have k.
struct MultiplierLine {
    double sign = 1;
    double constant = 0, constantStep = 0;
    Eigen::Ref<const Vector> q, G, nu;
    Eigen::Ref<const Vector> qStep, GStep, nuStep;
    BallNorm norm;
};

struct LinePoint {
    double value, slope;
};
/// F and its slope in ρ at one point of the line, as computed: Relaxation::roundings() has to be added for a
/// proof.
LinePoint at(const MultiplierLine& line, const TermBox& box, double rho);

struct LineMinimum {
    double rho = 0, value = 0;
};
/// The least value over ρ of one sign, that of `step`, of which the size is a guess; tangents are cut with
/// each other. ρ = 0 when the value does not fall there.
LineMinimum minimise(const MultiplierLine& line, const TermBox& box, double step);

} // namespace kamke
