// The flow, and Euler steps of size α from the same start: the average iteration.
#pragma once

#include "core/solve/flow.h"
#include "ui/workspaces/contraction/planar_figure.h"

#include <vector>

namespace kamke::ui {

/// x_{k+1} = x_k + α(−x_k + Φ(Ax_k + w)) beside ẋ = −x + Φ(Ax + w), compared at t = kα.
class EulerFigure : public PlanarFigure {
    Q_OBJECT
public:
    explicit EulerFigure(ExplorerStore* store, QWidget* parent = nullptr);

    int lastPosition() const override { return frames; }
    double timeStep() const override { return end / frames; }
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
    static constexpr double end = 8; ///< of the animation
    static constexpr int frames = 240;

    void showCurves();
    /// Euler steps until the present time.
    int stepsDone() const;

    double alpha_ = 1;
    QPolygonF path_;             ///< the flow at every frame
    std::vector<Vector> steps_;  ///< x_0, x_1, …
    std::vector<double> errors_; ///< ‖x_k − x(kα)‖_η
    std::vector<double> euler_;  ///< ‖x_k − x*‖_η
    std::vector<double> flow_;   ///< ‖x(kα) − x*‖_η
};

} // namespace kamke::ui
