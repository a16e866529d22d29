// A heat map of a network's A, with the row that sets its measure.
#pragma once

#include "ui/jobs/compare_job.h"
#include "ui/plot/painted_plot.h"

namespace kamke::ui {

/// What is drawn of A.
enum class MatrixPart { Raw, Metzler, Majorant };
Matrix partOf(const Matrix& A, MatrixPart part);

/// Entries are squares of whole pixels of the screen where they fit; it neither zooms nor pans. The row of
/// the largest row measure is marked.
class MatrixPlot : public PaintedPlot {
    Q_OBJECT
public:
    explicit MatrixPlot(QWidget* parent = nullptr);

    /// Nothing is drawn for `figures` without a network. `least` and `most` are the ends of the colour scale,
    /// which plots share; raw entries have a scale from −most to most.
    void showMatrix(
        const QString& title, std::shared_ptr<const NetworkFigures> figures, MatrixPart part, bool bestEta,
        double least, double most);

    /// The marked row; −1: none.
    Index markedRow() const { return marked_; }
    /// Where the entries are, in pixels of the plot.
    QRectF picture() const;
    /// What the pointer reads, or a sentence about the marked row.
    QString reading() const;

    QString csv() const override;
    void restyle(const Theme& theme) override;
    QSize sizeHint() const override { return {260, 260}; }
    QSize minimumSizeHint() const override { return {150, 150}; }

protected:
    void paint(QCPPainter& painter) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;

private:
    void makeImage();
    QColor colourOf(double value) const;
    void paintScale(QCPPainter& painter, const QRectF& where) const;
    double rowMeasure(Index row) const;

    QString title_;
    std::shared_ptr<const NetworkFigures> figures_;
    MatrixPart part_ = MatrixPart::Raw;
    bool bestEta_ = false;
    double least_ = 0, most_ = 1;
    Matrix shown_;
    QImage image_; ///< one pixel per entry
    Index marked_ = -1, row_ = -1, column_ = -1;
};

} // namespace kamke::ui
