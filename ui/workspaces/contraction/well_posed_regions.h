// The regions of the well-posedness map as rows of one list.
#pragma once

#include "core/model/types.h"

#include <span>

namespace kamke::ui {

/// A condition that is sufficient for x = Φ(Ax + w) to have one solution for every w: value(A) < 1.
struct WellPosedRegion {
    const char* id;
    const char* symbol;    ///< ‖A‖_∞, for mathHtml(): what must stay below 1
    const char* name;      ///< translatable, as the papers call it
    const char* statement; ///< translatable tooltip: formula, what follows, paper
    /// Of any square matrix, by the functions that `kamke-cli info` uses.
    double (*value)(const Matrix& A);
    /// Of [[a, b], [c, d]] in closed form, for whole grids of matrices.
    double (*planar)(double a, double b, double c, double d);
};

/// Largest regions last where they are nested: ‖A‖_∞, ρ(|A|), μ_∞, μ_2, least μ_η.
std::span<const WellPosedRegion> wellPosedRegions();

} // namespace kamke::ui
