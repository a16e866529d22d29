#include "ui/workspaces/contraction/planar_norms.h"

#include <array>

namespace kamke::ui {

namespace {
constexpr std::array<PlanarNorm, 4> norms{
    {{Norm::Kind::One, false, QT_TRANSLATE_NOOP("kamke::ui::Figure", "l₁")},
     {Norm::Kind::Two, false, QT_TRANSLATE_NOOP("kamke::ui::Figure", "l₂")},
     {Norm::Kind::Infinity, false, QT_TRANSLATE_NOOP("kamke::ui::Figure", "l∞")},
     {Norm::Kind::Infinity, true, QT_TRANSLATE_NOOP("kamke::ui::Figure", "l∞, best η")}}};
} // namespace

std::span<const PlanarNorm> planarNorms() {
    return norms;
}

QString normText(const PlanarNorm& norm) {
    return Figure::tr(norm.name);
}

Norm normOf(const PlanarNorm& norm, const PlanarSystem& system) {
    return {norm.kind, norm.weighted ? system.eta : Vector()};
}

int chosenNorm(const ContractionState& state) {
    const bool weighted = state.weighted && state.norm == Norm::Kind::Infinity;
    for (std::size_t k = 0; k < norms.size(); ++k)
        if (norms.at(k).kind == state.norm && norms.at(k).weighted == weighted)
            return static_cast<int>(k);
    return 0;
}

double chosenAlpha(const ContractionState& state, const FixedPointProblem& problem) {
    return state.alpha > 0 ? state.alpha : problem.alphaStar();
}

} // namespace kamke::ui
