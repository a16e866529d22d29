#include "ui/workspaces/digits/pixel_costs.h"

#include "ui/widgets/digit_text.h"

#include <QCoreApplication>

namespace kamke::ui {

PixelCosts pixelCosts(const Explanation& explanation) {
    if (explanation.pixelDerivative.size() > 0)
        return {-explanation.pixelDerivative, true};
    return {explanation.inputShares, false};
}

QString pixelWords(const Explanation& explanation, Index pixel) {
    if (explanation.pixelDerivative.size() > 0)
        return QCoreApplication::translate("PixelCosts", "bound per ε %1")
            .arg(shortNumber(explanation.pixelDerivative(pixel)));
    return QCoreApplication::translate("PixelCosts", "share of the loss %1")
        .arg(shortNumber(explanation.inputShares(pixel)));
}

} // namespace kamke::ui
