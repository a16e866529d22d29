// What is known of the samples of one problem, kept from one session to the next.
#pragma once

#include "core/verdicts/verdict_store.h"

#include <filesystem>

namespace kamke {

/// HDF5 with the attributes `format` = "kamke-verdicts", `version` 1, `network`, `data` (fingerprints),
/// `norm` (l2, linf), `clip` and `check` (SHA-256 of all the rest), and the data sets `label` and
/// `prediction` (N; −2: not read), `names` and `reasons` (strings), float64 row by row `proofs` (sample, ε,
/// number in `names`, margin, 1: rigorous), `witnesses` (sample, distance, name, class, margin, rounding)
/// with their inputs in `witness_inputs` (a row of NaN: not kept), and `attempts` (sample, ε, name, bound,
/// seconds, number in `reasons`); those without rows are not there. Replaces what was there, whole or not at
/// all. The error names the file.
Result<void>
writeVerdicts(const std::filesystem::path& path, const VerdictProblem& problem, const VerdictStore& store);

/// The verdicts of this very problem with these labels. A file that is damaged, or of another problem, is an
/// error, which names the file. Reads it in a process of its own.
Result<VerdictStore> readVerdicts(
    const std::filesystem::path& path, const VerdictProblem& problem, const std::vector<int>& labels);

/// Adds to the file what the store knows, and makes it where there is none: nothing that the file knows is
/// lost. What cannot be read, or contradicts the store, stays as it is; the error names the file.
Result<void>
addVerdicts(const std::filesystem::path& path, const VerdictProblem& problem, const VerdictStore& store);

} // namespace kamke
