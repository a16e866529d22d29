// Strongly connected components of the graph of a matrix: its irreducible diagonal blocks.
#pragma once

#include "core/model/types.h"

#include <vector>

namespace kamke {

/// Index sets of the irreducible diagonal blocks of M (square; edge i → j where m_ij ≠ 0), each in increasing
/// order; a block comes after every block that its rows refer to. One block: M is irreducible.
std::vector<std::vector<Index>> stronglyConnectedComponents(const Matrix& M);

} // namespace kamke
