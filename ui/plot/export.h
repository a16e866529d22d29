// Plots as files: PDF, SVG or PNG, at a size in millimetres, always light.
#pragma once

#include "jobs/reach_runner.h"
#include "model/types.h"

#include <QSizeF>
#include <QString>

namespace kamke::ui {

class Plot;

/// Writes `plot` to `file`; the suffix (.pdf, .svg, .png) says how. `dpi` is the resolution of PNG files. The
/// plot on the screen does not change. The error says which file, what was wrong and what would do.
Result<void> exportPlot(Plot& plot, const QString& file, QSizeF millimetres, int dpi);

/// Input and output plane side by side, without a window. The second computes the frame of `state` first and
/// so takes its time.
Result<void> exportFigure(
    const ExplorerState& state, const std::shared_ptr<const ReachResult>& result, const QString& file,
    QSizeF millimetres, int dpi);
Result<void> exportFigure(const ExplorerState& state, const QString& file, QSizeF millimetres, int dpi);

/// The frame of `state`, computed here and now.
std::shared_ptr<const ReachResult> resultFor(const ExplorerState& state);

/// What is wrong with a size in millimetres, or nothing: every side 10 … 2000 mm, at most 20 000 pixels in
/// PNG files.
Result<void> checkSize(QSizeF millimetres, int dpi);
/// The same of the file's suffix besides, before anything is drawn.
Result<void> checkFigure(const QString& file, QSizeF millimetres, int dpi);

} // namespace kamke::ui
