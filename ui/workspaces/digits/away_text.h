// How far an input that was found is from the sample.
#pragma once

#include "core/sdp/relu_system.h"

#include <QString>

namespace kamke::ui {

/// ‖found − sample‖ in the norm that ε bounds, with so many digits, rounded up.
QString awayText(const Vector& found, const Vector& sample, BallNorm norm, int digits);

} // namespace kamke::ui
