// How far states and outputs move when I − A is strongly monotone: Lipschitz bounds in l_2, direction by
// direction.
#pragma once

#include "core/model/conditions.h"
#include "core/model/network.h"

namespace kamke {

/// For slopes in [0, 1] every two fixed points satisfy Δx_i(Δp_i − Δx_i) ≥ 0, Δp = AΔx + BΔu; hence
///   ΔxᵀPΔx ≤ ΔxᵀΛBΔu,  P = Λ − (ΛA + AᵀΛ)/2,
/// for every positive diagonal Λ. With Λ = I and P ⪰ mI that is ‖Δx‖_2 ≤ ‖BΔu‖_2/m (Pabbaraju, Winston,
/// Kolter 2021, Thm 1). Here P itself is the norm: with XPXᵀ ⪰ (1 − δ)I, Δx = Xᵀz, F = XΛB and
/// θ ≥ 1/(2(1 − δ)), the point z lies in the ball around θFΔu with radius θ‖FΔu‖_2, so that for every c
///   |cᵀΔx| ≤ θ|cᵀXᵀFΔu| + θ‖Xc‖_2‖FΔu‖_2,
/// which is never above ‖c‖_2‖BΔu‖_2/m when Λ = I. All members are bounds from above for raw inputs, proved
/// with rounding bounds.
struct MonotoneGain {
    /// Over a box |Δu| ≤ ρ (raw units) ‖FΔu‖_2 is at most the least of Σ_j ρ_j·columnNorms_j, ‖absF·ρ‖_2 and
    /// spectralNorm·‖ρ‖_2.
    Vector columnNorms;      ///< r: ‖F_:j‖_2
    Matrix absF;             ///< n×r: |F|
    Vector absFRows;         ///< n: its row sums
    double spectralNorm = 0; ///< ‖F‖_2

    /// |Δx_i| ≤ (stateLinear·ρ)_i + stateBall_i·‖FΔu‖_2.
    Matrix stateLinear;     ///< n×r: |θXᵀF|
    Vector stateLinearRows; ///< n: its row sums
    Vector stateBall;       ///< n: θ‖X e_i‖_2

    /// Of y = Cx + Du: |Δy_i| ≤ (|output| + outputError)_i·ρ + outputBall_i·‖FΔu‖_2, and of differences
    /// Δy_i − Δy_j ≤ (|output_i − output_j| + …)·ρ + differenceBall_ij·‖FΔu‖_2.
    Matrix output, outputError; ///< q×r: θCXᵀF + D as computed, and how wrong it may be
    Vector outputRows;          ///< q: row sums of |output| + outputError
    Vector outputBall;          ///< q: θ‖XC_iᵀ‖_2
    Matrix differenceRows;      ///< q×q: row sums of |output_i − output_j| + both errors
    Matrix differenceBall;      ///< q×q: θ‖X(C_i − C_j)ᵀ‖_2
    /// q×q: Lipschitz constants raw input → y_i − y_j in l_2.
    Matrix differenceGain;

    /// x̂ with |x̂ − Φ(Ax̂ + w)| ≤ e lies within e_i + 2·stateBall_i·(residualNorms·e) of x*_i: Φ(Ax̂ + w) is
    /// the fixed point of an input moved by the residual. residualNorms_j = ‖(XΛA)_:j‖_2, n.
    Vector residualNorms;

    /// The plain constant l_2 → l_2, ‖B‖_2/m for raw inputs; NaN when Λ is not I.
    double plainConstant = 0;

    bool empty() const { return stateBall.size() == 0; }

    /// The bound of ‖FΔu‖_2 over |Δu| ≤ radius (r entries ≥ 0).
    double ballNorm(const Vector& radius) const;
    /// |Δx| over |Δu| ≤ radius, n.
    Vector stateReach(const Vector& radius) const;
};

/// B and D for raw inputs (columns divided by std, at most two roundings). Empty when Λ − ΛA ≻ 0 is not
/// proved for conditions.lbenLambda or the bounds do not come out.
MonotoneGain monotoneGain(
    const Network& network, const Matrix& rawB, const Matrix& rawD, const ConditionTable& conditions);

} // namespace kamke
