// A typeset formula: read from a subset of LaTeX, painted as outlines, crisp at any scale.
#pragma once

#include "ui/formula/layout.h"

#include <QColor>
#include <QPainterPath>
#include <QString>
#include <tl/expected.hpp>

class QPainter;

namespace kamke::ui {

/// All lengths in em: multiply by the size of the type in pixels or points. For the GUI thread.
class Formula {
public:
    using Placement = formula::Placement;

    /// The formula, or one sentence that says what is wrong with `source` and where.
    static tl::expected<Formula, QString> read(const QString& source, Placement placement);

    double width() const { return box_.width; }
    double ascent() const { return box_.ascent; }
    double descent() const { return box_.descent; }
    const formula::Box& box() const { return box_; }
    /// All of its ink; the left end of the baseline is at (0, 0).
    const QPainterPath& path() const { return path_; }

    /// Paints it with the left end of its baseline at `baseline`; `em` is the size of the type.
    void paint(QPainter& painter, const QPointF& baseline, double em, const QColor& colour) const;
    /// An <svg> element in the colour of the text around it, `em` CSS em large, that sits on the baseline.
    /// `words` is what it says to those who do not see it.
    QString svg(const QString& words, double em = 1) const;

private:
    formula::Box box_;
    QPainterPath path_;
};

/// The formula in one line of plain characters, for screen readers, for the clipboard and for searching:
/// \frac{a}{b} becomes (a)/(b), μ_\eta becomes μ_η.
QString plainFormula(const QString& source);

} // namespace kamke::ui
