// Two trajectories of ẋ = −x + Φ(Ax + w), and the balls that they stay in.
#pragma once

#include "core/solve/flow.h"
#include "ui/workspaces/contraction/planar_figure.h"

#include <array>

namespace kamke::ui {

/// Around x(t) lie the balls of l_1, l_2, l_inf and weighted l_inf that have y(t) on their boundary. In a
/// norm with c = 1 − max_D μ(DA) > 0 they shrink at least like e^(−ct) (nemon Thm 1, Coppel's inequality):
/// the dashed ball of the chosen norm, which y(t) never leaves.
class FlowFigure : public PlanarFigure {
    Q_OBJECT
public:
    explicit FlowFigure(ExplorerStore* store, QWidget* parent = nullptr);

    int lastPosition() const override { return frames; }
    double timeStep() const override { return end / frames; }
    QString positionText(int position) const override;
    FigureControls controls() const override { return FigureControl::Network | FigureControl::Norm; }
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

    struct Ball {
        Norm norm;
        double rate = 0;               ///< c
        std::vector<double> distances; ///< ‖x(t) − y(t)‖ at every frame
    };
    double distance(int norm, int frame) const;
    /// e^(−ct)‖x(0) − y(0)‖ in a norm.
    double allowed(int norm, double t) const;
    void showCurves();
    void drawBall(PlotPainter& drawing, int norm, const QPointF& centre, double radius) const;

    std::array<QPolygonF, 2> paths_; ///< x and y at every frame; shorter when they fly away
    std::array<Ball, 4> balls_;
    int chosen_ = 0;
};

} // namespace kamke::ui
