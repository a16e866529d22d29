// The rows of methods() by their names, for those that must name one.
#pragma once

#include "core/certify/methods.h"

namespace kamke {

#define KAMKE_ROW(row) extern const Method row;
#include "core/certify/methods.def"
#undef KAMKE_ROW

} // namespace kamke
