#include "ui/workspaces/contraction/planar_presets.h"

#include <QtGlobal>
#include <vector>

namespace kamke::ui {

std::span<const PlanarPreset> planarPresets() {
    static const std::vector<PlanarPreset> presets{
        {"paper", QT_TRANSLATE_NOOP("kamke::ui::Figure", "the paper's 2-D network"),
         QT_TRANSLATE_NOOP("kamke::ui::Figure", "Contracts in every norm shown."), PlanarWeights(),
         QPointF(-1.5, 2), QPointF(2, -1)},
        {"picard-diverges", QT_TRANSLATE_NOOP("kamke::ui::Figure", "Picard diverges"),
         QT_TRANSLATE_NOOP(
             "kamke::ui::Figure",
             "‖A‖_∞ > 1 but μ_∞(A) < 1: Picard's iterates fly away, averaged ones converge."),
         PlanarWeights{Matrix{{-1.5, 1.3}, {1.3, -1.5}}, Vector{{0.4, 0.3}}, Vector{{0.6, 0.5}}},
         QPointF(2, 0), QPointF(0.2, 1.6)},
        {"euclidean", QT_TRANSLATE_NOOP("kamke::ui::Figure", "a rotation"),
         QT_TRANSLATE_NOOP(
             "kamke::ui::Figure", "μ_2(A) = 0 but μ_∞(A) > 1 whatever the weights: only l_2 balls shrink at "
                                  "every moment."),
         PlanarWeights{Matrix{{0, -1.5}, {1.5, 0}}, Vector{{1.8, -1.4}}, Vector{{2.2, -1}}}, QPointF(3, 1),
         QPointF(0.5, 2.5)},
        {"weights", QT_TRANSLATE_NOOP("kamke::ui::Figure", "only weights help"),
         QT_TRANSLATE_NOOP(
             "kamke::ui::Figure",
             "μ_∞(A) > 1 with η = 1, below 1 with the best η: only the weighted l_∞ ball is sure to shrink."),
         PlanarWeights{Matrix{{0.2, 3}, {0.05, 0.2}}, Vector{{0.2, 0.2}}, Vector{{0.4, 0.4}}},
         QPointF(-2, 0.5), QPointF(4, 2)},
    };
    return presets;
}

} // namespace kamke::ui
