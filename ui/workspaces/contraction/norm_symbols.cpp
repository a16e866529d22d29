#include "ui/workspaces/contraction/norm_symbols.h"

#include "ui/workspaces/contraction/planar_norms.h"

#include <array>

namespace kamke::ui {

namespace {

/// Subscript of the norm and of its measure.
QString mark(const ContractionState& state) {
    // In the order of planarNorms().
    static constexpr std::array<const char*, 4> marks{"_1", "_2", "_∞", "_η"};
    return QString::fromUtf8(marks[static_cast<std::size_t>(chosenNorm(state))]);
}

} // namespace

QString measureSymbol(const ContractionState& state) {
    return QStringLiteral("μ") + mark(state);
}

QString normSymbol(const ContractionState& state, const QString& inside) {
    return QStringLiteral("‖%1‖%2").arg(inside, mark(state));
}

} // namespace kamke::ui
