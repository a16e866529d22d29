// Plots as files: PDF, SVG or PNG, at a size in millimetres, always light.
#pragma once

#include "core/model/types.h"

#include <QSizeF>
#include <QString>
#include <functional>

class QCPPainter;

namespace kamke::ui {

class Plot;

/// Writes `plot` to `file`; the suffix (.pdf, .svg, .png) says how. `dpi` is the resolution of PNG files. The
/// plot on the screen does not change. The error says which file, what was wrong and what would do.
Result<void> exportPlot(Plot& plot, const QString& file, QSizeF millimetres, int dpi);

/// Draws into a rectangle of `size` logical pixels.
using FigureDrawing = std::function<void(QCPPainter&, QSize size)>;
/// The same of whatever `draw` paints.
Result<void> exportDrawing(const QString& file, QSizeF millimetres, int dpi, const FigureDrawing& draw);

/// Writes `text` to `file`, all or nothing.
Result<void> exportText(const QString& text, const QString& file);

/// What is wrong with a size in millimetres, or nothing: every side 10 … 2000 mm, at most 20 000 pixels in
/// PNG files.
Result<void> checkSize(QSizeF millimetres, int dpi);
/// The same of the file's suffix besides, before anything is drawn.
Result<void> checkFigure(const QString& file, QSizeF millimetres, int dpi);

} // namespace kamke::ui
