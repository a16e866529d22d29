// Input and output plane as one figure.
#pragma once

#include "ui/documents/export_dialog.h"
#include "ui/jobs/reach_runner.h"

namespace kamke::ui {

/// Input and output plane side by side, without a window. The second computes the frame of `state` first and
/// so takes its time.
Result<void> exportFigure(
    const ExplorerState& state, const std::shared_ptr<const ReachResult>& result, const QString& file,
    QSizeF millimetres, int dpi);
Result<void> exportFigure(const ExplorerState& state, const QString& file, QSizeF millimetres, int dpi);

/// The frame of `state`, computed here and now.
std::shared_ptr<const ReachResult> resultFor(const ExplorerState& state);

/// What the export dialog offers besides each plane. `result` null: there is no data yet.
ExportTogether planesTogether(const ExplorerState& state, const std::shared_ptr<const ReachResult>& result);

} // namespace kamke::ui
