// The embedding in the (x, x̂) plane: trajectories that sink to the box.
#pragma once

#include "core/solve/flow.h"
#include "ui/workspaces/contraction/figure.h"

#include <QPolygonF>
#include <array>
#include <vector>

class QCPPainter;
class QComboBox;
class QLabel;

namespace kamke::ui {

class FigurePlot;
class NumberField;

/// One unit: one (x, x̂) plane with two draggable starts. Two units: a plane per unit, linked by one start in
/// four dimensions and its mirror image, with x and x̂ exchanged.
class EmbeddingFigure : public Figure {
    Q_OBJECT
public:
    explicit EmbeddingFigure(ExplorerStore* store);

    void follow(StateParts parts) override;
    int lastPosition() const override { return 240; }
    double timeStep() const override { return 1.0 / 30; }
    QString positionText(int position) const override;
    QList<FigureNumber> numbers() const override;
    QString sentence() const override;
    QList<Plot*> plots() const override;

private:
    QWidget* makeTools();
    NumberField* makeField(const QString& name, const QString& what, double ScalarWeights::*weight);
    void compute();
    void placeHandles();
    void moveStart(int unit, int handle, const QPointF& to);
    void enterWeight(double ScalarWeights::*weight, double value);
    Vector stateAt(const Trajectory& trajectory) const;
    QPointF inPlane(const Vector& stacked, int unit) const;
    void paintGround(int unit, QCPPainter& painter);
    void paintUnit(int unit, QCPPainter& painter);
    void paintBox(int unit, QCPPainter& painter);
    QString csv(int unit) const;

    ExplorerStore* store_;
    QComboBox* units_;
    QWidget* weights_;
    std::array<NumberField*, 3> fields_{};
    QLabel* note_;
    std::array<FigurePlot*, 2> planes_{};
    PlanarSystem system_;
    FixedPointProblem embedded_;
    int n_ = 1;
    std::vector<Trajectory> trajectories_;        ///< from the start and from the second one
    std::array<std::vector<QPolygonF>, 2> paths_; ///< per unit, the trajectories at the positions of time
    Vector limit_;  ///< [x̲*; x̄*]; empty where the iteration does not get there
    Vector ibp_;    ///< the same of IBP; empty where it diverges
    Matrix points_; ///< x* for values of w
};

} // namespace kamke::ui
