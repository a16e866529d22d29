// The numbers behind the planes as CSV.
#pragma once

#include "core/model/types.h"
#include "ui/jobs/reach_runner.h"

#include <QString>

namespace kamke::ui {

/// One table of everything that is drawn: C locale, 17 digits, one header line. Columns kind, box, method,
/// status, piece, point, u1 … ur, y1 … yq; kinds: input-lower, input-upper; lower, upper, width (of a
/// method's box of outputs); sample; vertex (of a piece of the exact set). Cells that do not apply are empty.
/// Lines end with LF.
QString dataCsv(const ReachResult& result);

/// Writes dataCsv to `file`, all or nothing.
Result<void> exportData(const ReachResult& result, const QString& file);

} // namespace kamke::ui
