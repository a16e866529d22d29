// The exact reach set of piecewise-linear networks over boxes with at most two free inputs.
#pragma once

#include "core/reach/embedding.h"

namespace kamke {

/// Polygons of inputs with one activation pattern each, and their images: on the pattern s, x = (I −
/// SA)^{-1}(S(Bu + b) + o) (maths "Exact reach set, two inputs"), S and o the slopes and offsets of the
/// pieces of φ. Works for every piecewise-linear φ and for more inputs when at most two of them have an
/// interval with width. The polygons cover the input box and overlap only in edges; the box of their images
/// is the tightest that any method can give. Numerical, not proved.
extern const Method exact;

} // namespace kamke
