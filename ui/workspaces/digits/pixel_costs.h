// What the pixels cost a bound.
#pragma once

#include "core/explain/explanation.h"

#include <QString>

namespace kamke::ui {

struct PixelCosts {
    /// r: how fast the bound falls per unit of the pixel's own ε where the certificate has this derivative,
    /// else the pixel's share of the loss.
    Vector values;
    bool perEps = false; ///< they are derivatives
};
PixelCosts pixelCosts(const Explanation& explanation);

/// "bound per ε −0.12" or "share of the loss 0.003".
QString pixelWords(const Explanation& explanation, Index pixel);

} // namespace kamke::ui
