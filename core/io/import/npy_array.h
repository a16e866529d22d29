// NumPy's array format (.npy).
#pragma once

#include "core/io/import/parsed_file.h"

#include <string_view>

namespace kamke {

/// The array that `bytes` hold: <f8, <f4, <i8 or <i4, of at most two dimensions, in C or Fortran order. What
/// cannot be used, by its type or number of dimensions, has a refusal; the error, one sentence, is for bytes
/// that are no array.
Result<NamedArray> parseNpy(std::string_view bytes, std::string name);

} // namespace kamke
