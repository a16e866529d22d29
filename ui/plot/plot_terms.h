// What the parts of a plot are about, in the glossary.
#pragma once

#include "ui/glossary/term.h"

class QCustomPlot;

namespace kamke::ui {

/// What the names of the axes are about.
void setAxisTerms(QCustomPlot* plot, const QString& horizontal, const QString& vertical);
/// The term of the axis, curve or item at this pixel that has one (setTerm); empty: none.
QString plotTermAt(QCustomPlot* plot, const QPoint& position);

} // namespace kamke::ui
