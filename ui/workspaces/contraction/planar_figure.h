// What the figures of the 2-D flow and of its iterations share: a plane with the initial points, curves below
// it.
#pragma once

#include "ui/plot/figure_plot.h"
#include "ui/plot/plot_painter.h"
#include "ui/workspaces/contraction/figure.h"
#include "ui/workspaces/contraction/log_curves.h"

#include <optional>

namespace kamke::ui {

/// Computes when the system, the initial points or a setting has changed, and only repaints what moves when
/// time passes.
class PlanarFigure : public Figure {
    Q_OBJECT
public:
    /// `name` is the object name of the plane; the curves' is "<name>.curves".
    PlanarFigure(ExplorerStore* store, const QString& name, QWidget* parent = nullptr);

    void follow(StateParts parts) override;
    QList<Plot*> plots() const override { return {plane_, curves_}; }
    FigurePlot* plane() const { return plane_; }
    LogCurves* curves() const { return curves_; }

protected:
    /// Something has changed that the figure is computed from; system() is up to date.
    virtual void compute() = 0;
    /// Draws what does not move; the system's field is a good ground.
    virtual void drawGround(PlotPainter& drawing) = 0;
    virtual void drawMoving(PlotPainter& drawing) = 0;
    /// The points that are drawn, for a file: curve,t,x1,x2 and one row each.
    virtual QString data() const = 0;
    /// One row of data().
    static QString row(QLatin1String curve, double t, const QPointF& x);
    /// What the view is to hold.
    virtual QRectF content() const = 0;

    const ContractionState& settings() const { return store_->state().contraction; }
    const PlanarSystem& system() const { return *system_; }
    const FixedPointProblem& problem() const { return problem_; }
    const std::optional<Vector>& equilibrium() const { return equilibrium_; }
    /// Animation time, within what the figure shows.
    double time() const;
    int position() const;

private:
    void drag(int handle, const QPointF& to);
    bool takeSystem();

    ExplorerStore* store_;
    FigurePlot* plane_;
    LogCurves* curves_;
    std::optional<PlanarSystem> system_;
    FixedPointProblem problem_;
    std::optional<Vector> equilibrium_;
};

} // namespace kamke::ui
