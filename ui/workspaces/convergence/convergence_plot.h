// The base of the plots of the Convergence workspace.
#pragma once

#include "ui/plot/painted_plot.h"
#include "ui/workspaces/convergence/convergence_link.h"

namespace kamke::ui {

/// What moves with the cursor and the pointer is on the moving layer, so that playing does not paint the rest
/// again. paint() and paintMoving() are called only with a result.
class ConvergencePlot : public PaintedPlot {
    Q_OBJECT
public:
    ConvergencePlot(ConvergenceLink* link, const QString& name, QWidget* parent = nullptr);

protected:
    /// Why there is nothing to draw although there is a result; empty: there is.
    virtual QString emptyReason() const { return {}; }

    bool take() override;
    std::optional<QString> insteadOfData() const override;
    bool isStale() const override { return link_->isStale(); }

    ConvergenceLink* link() const { return link_; }
    /// What prepare() was last called for; what it points at lives as long.
    std::shared_ptr<const ConvergenceResult> result() const { return taken_; }

private:
    ConvergenceLink* link_;
    std::shared_ptr<const ConvergenceResult> taken_;
};

/// Four significant digits, for places where six have no room.
QString briefNumber(double value);

} // namespace kamke::ui
