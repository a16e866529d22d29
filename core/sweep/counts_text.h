// Counts of sweeps as files: CSV for programs, a table for papers.
#pragma once

#include "core/sweep/counts.h"

#include <span>
#include <string>

namespace kamke {

/// The counts of one network, as rows of a file. The pointers outlive the call.
struct SweepSummary {
    std::string network, dataset;
    double lipschitz = 0; ///< of the network, in ‖·‖_∞ of raw inputs; not finite: none is proved
    const SweepPlan* plan = nullptr;
    const SweepCounts* counts = nullptr;
};

/// One line per network, method and ε under the header
///   network,dataset,lipschitz,kind,method,eps,samples,count,share,lower,upper,numerical,no_box,seconds,norm
/// with kind `read` (count: read correctly, at ε = 0), `certified` (count: certified samples) or `unbroken`
/// (count: attacked samples that were not broken). `share` is count/samples, `lower` and `upper` its exact 95
/// % interval; `numerical` of the certified samples are not proved in floating point. `norm` is what
/// eps bounds, normId(). Cells that do not apply are empty. C locale, shortest digits that read back as the
/// same double, LF, RFC 4180 quotes.
std::string sweepCsv(std::span<const SweepSummary> sweeps);

/// A `table` environment in plain LaTeX, needing no package: a row per ε, for every certificate the certified
/// share in percent with its exact 95 % interval, for every attack the unbroken share. A row may be left out
/// by `rows` (numbers in the plan's ε; empty: all). Shares with samples that are not proved carry an
/// asterisk, which the table explains. Networks follow each other, each under its own line; all plans must
/// have the same methods.
std::string sweepLatex(std::span<const SweepSummary> sweeps, std::span<const Index> rows = {});

} // namespace kamke
