// Why IBP and MM differ: one unit that feeds back on itself.
#pragma once

#include "ui/workspaces/contraction/figure.h"

#include <QPolygonF>

class QCPPainter;
class QLabel;

namespace kamke::ui {

class FigurePlot;
class GestureSlider;

/// The cells of both embeddings of x = φ(ax + w), drawn side by side, and the widths that they give against
/// a. The slider and the point in the plot are scalar.a of the state.
class SelfLoop : public QWidget {
    Q_OBJECT
public:
    explicit SelfLoop(ExplorerStore* store, QWidget* parent = nullptr);
    void follow();

    /// a and both widths: of a unit with slope 1, and of the network's own activation.
    QList<FigureNumber> numbers() const;
    QList<Plot*> plots() const;

    /// Width of the fixed interval of x = ax + w over w of width 1: 1/(1 − a) for MM, 1/(1 − |a|) for IBP;
    /// infinite where its iteration diverges.
    static double linearWidth(double a, Splitting splitting);

private:
    void move(double a, int mergeId);
    void paintCells(QCPPainter& painter);
    void paintCell(QCPPainter& painter, double left, Splitting splitting);
    void paintWidths(QCPPainter& painter);
    double activeWidth(double a, Splitting splitting) const;

    ExplorerStore* store_;
    GestureSlider* slider_;
    QLabel* value_;
    FigurePlot *cells_, *widths_;
    PlanarSystem system_;
    QPolygonF cut_; ///< IBP's width against a with the unit's own activation
    int sliderMerge_ = -1;
};

} // namespace kamke::ui
