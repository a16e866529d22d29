// The well-posedness map: which conditions hold for the matrices of a plane.
#pragma once

#include "ui/workspaces/contraction/figure.h"

#include <QPolygonF>
#include <array>
#include <vector>

class QCPPainter;
class QComboBox;
class QLabel;

namespace kamke::ui {

class FigurePlot;

/// Two entries of a 2×2 matrix A span the plane, the others stay; a point that can be dragged is A itself.
class MapFigure : public Figure {
    Q_OBJECT
public:
    explicit MapFigure(ExplorerStore* store);

    void follow(StateParts parts) override;
    QList<FigureNumber> numbers() const override;
    QString sentence() const override;
    QList<Plot*> plots() const override;

    /// How often the boundaries were computed: once per slice, not once per frame.
    int computations() const { return computations_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void computeRegions();
    void chooseEntries();
    void movePoint(const QPointF& to);
    void showValues();
    void paintRegions(QCPPainter& painter);
    void paintNames(QCPPainter& painter);
    QPointF point() const;
    QString entryName(int entry) const;
    QString csv() const;
    std::array<double, 5> values() const;

    ExplorerStore* store_;
    FigurePlot* plot_;
    QComboBox *horizontal_, *vertical_;
    std::array<QLabel*, 5> chips_{};
    Matrix A_;
    int x_ = 1, y_ = 2;
    QRectF covered_; ///< where the boundaries are known; empty: nowhere
    std::array<std::vector<QPolygonF>, 5> loops_;
    int hovered_ = -1, computations_ = 0;
};

} // namespace kamke::ui
