#include "ui/workspaces/contraction/well_posed_regions.h"

#include "core/model/matrix_measure.h"

#include <QtGlobal>
#include <algorithm>
#include <array>
#include <cmath>

namespace kamke::ui {

namespace {

/// The larger eigenvalue of [[a, b], [c, d]] with bc ≥ 0, given bc.
double largerEigenvalue(double a, double d, double product) {
    return (a + d) / 2 + std::hypot((a - d) / 2, std::sqrt(product));
}

constexpr std::array<WellPosedRegion, 5> regions{{
    {"norm-inf", "‖A‖_∞", QT_TRANSLATE_NOOP("Contraction", "implicit deep learning, convex form"),
     QT_TRANSLATE_NOOP(
         "Contraction", "‖A‖_∞ = max over rows i of Σⱼ |aᵢⱼ|. Below 1 the map itself contracts and Picard "
                        "iteration converges "
                        "(nemon, section 6.1)."),
     [](const Matrix& A) { return normInf(A); },
     [](double a, double b, double c, double d) {
         return std::max(std::abs(a) + std::abs(b), std::abs(c) + std::abs(d));
     }},
    {"rho-abs", "ρ(|A|)", QT_TRANSLATE_NOOP("Contraction", "implicit deep learning"),
     QT_TRANSLATE_NOOP(
         "Contraction",
         "The spectral radius of the absolute values. Below 1 some weighted ‖A‖_∞ is below 1, and interval "
         "bound propagation has a box (nemon, section 6.1; ibp-mondeq Thm 3.3)."),
     [](const Matrix& A) { return spectralRadius(A.cwiseAbs()); },
     [](double a, double b, double c, double d) {
         return largerEigenvalue(std::abs(a), std::abs(d), std::abs(b * c));
     }},
    {"mu-inf", "μ_∞(A)", QT_TRANSLATE_NOOP("Contraction", "NEMON with η = 1"),
     QT_TRANSLATE_NOOP(
         "Contraction", "μ_∞(A) = max over rows i of aᵢᵢ + Σ over j ≠ i of |aᵢⱼ|. A unit's own feedback "
                        "counts with its sign, so "
                        "damping helps (nemon Cor. 5)."),
     [](const Matrix& A) { return matrixMeasureInf(A); },
     [](double a, double b, double c, double d) { return std::max(a + std::abs(b), d + std::abs(c)); }},
    {"mu-2", "μ_2(A)", QT_TRANSLATE_NOOP("Contraction", "monotone operator, monDEQ"),
     QT_TRANSLATE_NOOP(
         "Contraction",
         "The largest eigenvalue of (A + Aᵀ)/2. Below 1 the matrix I − A is strongly monotone (ibp-mondeq "
         "Prop. 2.1)."),
     [](const Matrix& A) { return matrixMeasure2(A); },
     [](double a, double b, double c, double d) {
         return (a + d) / 2 + std::hypot((a - d) / 2, (b + c) / 2);
     }},
    {"mu-eta", "min μ_η(A)", QT_TRANSLATE_NOOP("Contraction", "NEMON with the best η"),
     QT_TRANSLATE_NOOP(
         "Contraction",
         "The least of μ_η(A) over all weights η > 0: the spectral abscissa of A with absolute values off "
         "its "
         "diagonal. Below 1 the mixed-monotone box exists (nemon Cor. 5; mixed-monotone-contractive Thm 1)."),
     [](const Matrix& A) { return bestEta(A).infimum; },
     [](double a, double b, double c, double d) { return largerEigenvalue(a, d, std::abs(b * c)); }},
}};

} // namespace

std::span<const WellPosedRegion> wellPosedRegions() {
    return regions;
}

} // namespace kamke::ui
