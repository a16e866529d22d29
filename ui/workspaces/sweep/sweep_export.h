// The results of a sweep as files.
#pragma once

#include "ui/jobs/sweep_results.h"

namespace kamke::ui {

/// Counts of all networks that have any, as sweepCsv and sweepLatex write them.
QString sweepTableCsv(const SweepResults& results);
QString sweepTableLatex(const SweepResults& results);

/// Writes every verdict of one network (its number in the results) to a sweep file (HDF5), all or nothing; it
/// replaces what is there. Takes its time with large data sets. The error names the file and what is missing.
Result<void> exportSweepFile(const SweepResults& results, int network, const QString& file);

} // namespace kamke::ui
