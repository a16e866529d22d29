// Matrix measures (logarithmic norms), the Metzler part, and the best weights.
#pragma once

#include "core/model/types.h"

namespace kamke {

/// ⌈A⌉: a_ij where i = j or a_ij ≥ 0, else 0 (mixed-monotone-contractive, section 2).
Matrix metzlerPart(const Matrix& A);
/// |A|ᴹ = ⌈A⌉ − ⌊A⌋: diagonal a_ii, off-diagonal |a_ij|.
Matrix metzlerMajorant(const Matrix& A);

/// Row i of μ_η(A): a_ii + Σ_{j≠i} |a_ij| η_j/η_i  (nemon, section 2). η > 0, n entries.
Vector rowMeasures(const Matrix& A, const Vector& eta);
/// μ_∞ weighted by η in the norm ‖x‖_η = max |x_i|/η_i: the largest row measure.
double matrixMeasureInf(const Matrix& A, const Vector& eta);
double matrixMeasureInf(const Matrix& A);
/// μ_1(A) = max_j (a_jj + Σ_{i≠j} |a_ij|).
double matrixMeasure1(const Matrix& A);
/// μ_1 weighted: max_j (a_jj + Σ_{i≠j} |a_ij| η_i/η_j), in the norm Σ η_i |x_i|.
double matrixMeasure1(const Matrix& A, const Vector& eta);
/// μ_2(A) = λ_max((A + Aᵀ)/2).
double matrixMeasure2(const Matrix& A);
/// μ_2 weighted by λ > 0: λ_max of the symmetric part of Λ^{1/2} A Λ^{-1/2}; < 1 exactly when Λ − ΛA ≻ 0
/// (LBEN).
double matrixMeasure2(const Matrix& A, const Vector& lambda);
/// ‖A‖_∞ = max_i Σ_j |a_ij|.
double normInf(const Matrix& A);
/// ρ(M): the largest modulus of an eigenvalue. ρ(|A|) is spectralRadius(A.cwiseAbs()).
double spectralRadius(const Matrix& M);
/// The largest real part of an eigenvalue.
double spectralAbscissa(const Matrix& M);

/// The weights with the least μ_η(A).
struct BestEta {
    /// The infimum of μ_η(A) over η > 0: the spectral abscissa of |A|ᴹ (Collatz-Wielandt).
    double infimum;
    /// Weights that reach it (irreducible A) or come within 1e-7 of it (reducible A, whose infimum may have
    /// no minimiser).
    Vector eta;
    /// μ_η(A) at these weights.
    double value;
};
/// The Perron eigenvector of |A|ᴹ, computed block by block along the strongly connected components when A is
/// reducible. Scaled to a largest entry of 1.
BestEta bestEta(const Matrix& A);

/// η = (I − |A|ᴹ)^{-1} 1, for which |A|ᴹ η = η − 1 < η: positive exactly when some weights give μ_η(A) < 1;
/// where that fails numerically, the same of A balanced by powers of two, or the weights of the levels of a
/// reducible A (blockWeights, core/model/blocks.h). Empty unless |A|ᴹ η < η has been shown with rounding
/// bounds, so a non-empty answer *proves* μ_η(A) < 1.
Vector provedContractionWeights(const Matrix& A);
/// The same for units of the sizes s > 0: η = (I − |A|ᴹ)^{-1}s, so that a box of states widened along η grows
/// in proportion to them. Empty where that is not shown.
Vector provedContractionWeights(const Matrix& A, const Vector& sizes);

} // namespace kamke
