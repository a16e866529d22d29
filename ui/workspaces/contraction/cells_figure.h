// Picard, averaged and Peaceman-Rachford iterates over the activation cells.
#pragma once

#include "core/solve/iterations.h"
#include "ui/workspaces/contraction/planar_figure.h"

#include <vector>

namespace kamke::ui {

/// All three start from the same point. Within a cell they are linear maps; that is why the cells are shown.
class CellsFigure : public PlanarFigure {
    Q_OBJECT
public:
    explicit CellsFigure(ExplorerStore* store, QWidget* parent = nullptr);

    int lastPosition() const override { return steps; }
    double rate() const override { return 4; }
    QString positionText(int position) const override;
    FigureControls controls() const override { return FigureControl::Network | FigureControl::Alpha; }
    QList<FigureNumber> numbers() const override;
    QString sentence() const override;

protected:
    void compute() override;
    void drawGround(PlotPainter& drawing) override;
    void drawMoving(PlotPainter& drawing) override;
    QString data() const override;
    QRectF content() const override;

private:
    static constexpr int steps = 40;

    struct Run {
        const FixedPointIteration* iteration;
        IterationRun result;
        QPolygonF path; ///< its iterates, as far as they can be drawn
    };
    void showCurves();
    void drawLegend(PlotPainter& drawing) const;

    std::vector<Run> runs_;
};

} // namespace kamke::ui
