// x = Φ(Ax + w) by itself: a network at one input, or an embedded network over an input box.
#pragma once

#include "core/model/analysis.h"
#include "core/model/box.h"
#include "core/model/norm.h"
#include "core/solve/iteration.h"

namespace kamke {

/// How an embedded network splits A into the part that acts on x̲ and the part that acts on x̄.
enum class Splitting {
    Metzler, ///< ⌈A⌉ and ⌊A⌋: a unit's own feedback stays with itself (mixed-monotone-contractive (4)-(5))
    Sign ///< [A]⁺ and [A]⁻: IBP, where a_ii < 0 couples x̲_i to x̄_i (mixed-monotone-contractive (12)-(13))
};

/// What every iteration and the flow ẋ = −x + Φ(Ax + w) need to know. An embedded network is one of these
/// too, of twice the size: x = [x̲; x̄], A = [P N; N P] with P + N = the network's A, w = [w̲; w̄].
struct FixedPointProblem {
    Matrix A;
    Vector w;
    Activation activation;
    Vector eta{};          ///< weights of the norm max |x_i|/η_i in which residuals are measured, > 0
    bool embedded = false; ///< stacked [x̲; x̄]
    // Other weights in which theory may hold where it does not with `eta`; empty: none known.
    Vector measureWeights{}; ///< those of the least μ_η(A) of this A
    Vector normWeights{};    ///< those of the least ‖A‖_η, which is ρ(|A|)
    Vector lambda{};         ///< of the 2-norm: Λ with Λ − ΛA ≻ 0

    Index size() const { return A.rows(); }
    /// Φ(Ax + w).
    Vector map(const Vector& x) const;
    /// ‖x − Φ(Ax + w)‖_η.
    double residual(const Vector& x) const;
    Norm norm() const { return {Norm::Kind::Infinity, eta}; }
    /// α* = 1/(1 − min_i [a_ii]⁻) of this A (nemon Thm 2); 1 for Splitting::Sign.
    double alphaStar() const;
    /// μ_η(A) with these weights.
    double measure() const;
};

/// The network at one raw input (r). `eta`: n weights; empty: those of the least μ_η(A).
FixedPointProblem problemAt(const NetworkAnalysis& analysis, const Vector& rawInput, const Vector& eta = {});

/// The embedded network over a box of raw inputs (valid, r entries; numerical: what is proved of its fixed
/// box is reach()'s affair). w̲ = [B]⁺u̲ + [B]⁻ū + b, w̄ = [B]⁺ū + [B]⁻u̲ + b. `eta` as above, used for both
/// halves.
FixedPointProblem embeddedProblem(
    const NetworkAnalysis& analysis, const Box& rawBox, Splitting splitting, const Vector& eta = {});

/// The same for bare weights: A is n×n, w a box of Bu + b.
FixedPointProblem embeddedProblem(
    const Matrix& A, const Box& w, const Activation& activation, Splitting splitting, const Vector& eta);

/// A box of states as a stacked state [x̲; x̄] (2n), and back.
Vector stack(const Box& box);
Box unstack(const Vector& stacked);

/// x̲ ≤ x̄ in every entry, up to rounding (1e-12 of the largest entry); for a stacked state.
bool isOrdered(const Vector& stacked);

} // namespace kamke
