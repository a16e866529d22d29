// Networks from variables of agreed names.
#pragma once

#include "core/io/import/import_options.h"
#include "core/io/import/imported_network.h"
#include "core/io/import/parsed_file.h"

namespace kamke {

/// What the variables of a file mean, told by their names:
/// - U (n×r), u, A, B (n×n), C (q×n), c: the monotone operator network z = relu(Wz + Ux + u), y = Cz + c,
///   W = (1 − m)I − AᵀA + B − Bᵀ (semialgebraic, "Network description"), with m from the options or a
///   variable m;
/// - A (n×n), B (n×r), C (q×n), b, c, D (q×r), eta: the implicit network itself, with relu;
/// - W1, b1, W2, b2, …, or from W0, without a gap: a feed-forward network with relu between, W of
///   outputs×inputs.
/// Lists may be rows, columns or one-dimensional; missing u, b, c, b1, … are zero, with a warning. A variable
/// of one of these names that the network has no place for is an error, as is one that the file has twice.
/// `summary` gets a line for every variable. The error is one sentence without the file's name.
ImportResult<Network>
networkFromArrays(const ParsedFile& file, const ImportOptions& options, ImportSummary& summary);

} // namespace kamke
