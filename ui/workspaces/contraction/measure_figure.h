// The matrix measure as a derivative: (‖I + hA‖ − 1)/h tends to μ(A) as h → 0+.
#pragma once

#include "ui/workspaces/contraction/figure.h"

#include <QPolygonF>

class QCPPainter;

namespace kamke::ui {

class FigurePlot;

/// Three linked plots: ‖I + hA‖ with its tangent 1 + μh, the difference quotient over log h, and the unit
/// ball of the norm with its image under I + hA. Time takes h to 0: h = h₀·10^(−time).
class MeasureFigure : public Figure {
    Q_OBJECT
public:
    explicit MeasureFigure(ExplorerStore* store);

    void follow(StateParts parts) override;
    FigureControls controls() const override { return FigureControl::Network | FigureControl::Norm; }
    int lastPosition() const override { return 90; }
    double timeStep() const override { return 1.0 / 30; }
    QString positionText(int position) const override;
    QList<FigureNumber> numbers() const override;
    QString sentence() const override;
    QList<Plot*> plots() const override;

private:
    double normOfStep(double h) const;    ///< ‖I + hA‖
    double normOfAverage(double h) const; ///< ‖(1 − h)I + hA‖
    double quotient(double h) const { return (normOfStep(h) - 1) / h; }
    double hAt(double time) const;
    void computeCurves();
    /// Edits go under the gesture of this plot.
    void moveStep(const FigurePlot& plot, double h);
    void placeHandles();
    void paintNorms(QCPPainter& painter);
    void paintQuotient(QCPPainter& painter);
    void paintBall(QCPPainter& painter);
    QString curvesCsv() const;
    QString ballCsv() const;

    ExplorerStore* store_;
    FigurePlot *norms_, *quotient_, *ball_;
    Matrix A_;
    Norm norm_;
    double h_ = 1, mu_ = 0, leastFactor_ = 1, leastAt_ = 0, range_ = 1;
    QPolygonF normCurve_, averageCurve_, quotientCurve_, unitBall_;
};

} // namespace kamke::ui
