// Rows of bars, one per class: what the logits and the margins within ε have in common.
#pragma once

#include "ui/workspaces/digits/digit_plot.h"

#include <vector>

namespace kamke::ui {

/// A value or an interval in one row, of one certificate.
struct RowBar {
    const SampleCertificate* certificate = nullptr;
    double lower = 0, upper = 0;
};

/// One row. The bars of `rest` are thin lines below the main one, or small marks at their lower ends.
struct ClassRow {
    int index = 0; ///< of the class
    QString name;
    bool strong = false; ///< set in bold
    bool lit = false;    ///< the row that other views are about
    RowBar main;
    std::vector<RowBar> rest;
    double tick = 0; ///< value at the sample itself
    QString number;  ///< in the right column
    bool warns = false;
};

class ClassRows : public DigitPlot {
    Q_OBJECT
public:
    using DigitPlot::DigitPlot;
    const std::vector<ClassRow>& rows() const { return rows_; }
    QSize minimumSizeHint() const override;
    /// Pixels that a row covers, from the top; for tests and hit tests.
    QRectF rowRectangle(int row) const;
    /// The mark of a lower end, as rows and legends draw it.
    static void paintBound(QPainter& painter, const QPointF& at, LineStyle line, const QColor& colour);

protected:
    /// Sets the rows and the range that is useful: that of the main bars and ticks; others are cut there.
    void setRows(std::vector<ClassRow> rows, const std::vector<double>& alsoShown = {});
    void paint(QCPPainter& painter) override;
    QMargins room() const override;
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;

    /// Lines over all rows.
    virtual void paintLines(QCPPainter&) {}
    /// Lower ends are what counts: they get marks.
    virtual bool marksLowerEnd() const { return false; }

private:
    int rowAt(double y) const;
    /// Lines below the main bars, in the row that has most of them.
    int lineCount() const;
    double leastRowHeight() const;
    void paintBar(QCPPainter& painter, const RowBar& bar, double y, double thickness, bool main) const;
    void paintRow(QCPPainter& painter, int row) const;
    void paintLines(QCPPainter& painter, const ClassRow& row, double top, double line, double step) const;
    void paintBounds(QCPPainter& painter, const ClassRow& row, double y) const;
    /// The tightest bar that goes on beyond the left or the right end of the axis; null: none.
    const RowBar* cutBar(const ClassRow& row, bool right) const;
    void paintCutNumbers(QCPPainter& painter, const ClassRow& row, const QRectF& all) const;

    std::vector<ClassRow> rows_;
    int shownHeight_ = 0; ///< minimumSizeHint() that the layout was told of
};

} // namespace kamke::ui
