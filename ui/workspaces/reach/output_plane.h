// The card "Outputs" of the Reach workspace.
#pragma once

#include "ui/jobs/reach_runner.h"
#include "ui/widgets/card.h"
#include "ui/workspaces/reach/output_scene.h"

#include <QTimer>

class QLabel;

namespace kamke::ui {

class AxisChooser;
class OutputPlot;

/// Exact set, samples and the box of every method for all input boxes, the selected one in full strength.
/// Results that are out of date for longer than a moment are greyed.
class OutputPlane : public Card {
    Q_OBJECT
public:
    OutputPlane(ExplorerStore* store, ReachRunner* runner, QWidget* parent = nullptr);

    OutputPlot* plot() const { return plot_; }

private:
    void refresh();
    void hover(const QPointF& pixel);
    void takeView(const QRectF& view, int gesture);

    ExplorerStore* store_;
    ReachRunner* runner_;
    AxisChooser* axes_;
    OutputPlot* plot_;
    QLabel* notes_;
    QTimer settle_; ///< until the view may shrink
    /// What is drawn: a box that moves changes nothing here before its result is there.
    struct Shown {
        std::shared_ptr<const Network> network;
        std::shared_ptr<const ReachResult> result;
        OutputLook look;
        PlaneAxes axes;
        std::optional<QRectF> view;
        friend bool operator==(const Shown&, const Shown&) = default;
    };
    std::optional<Shown> shown_;
    int gesture_ = 0, mergeId_ = -1;
};

} // namespace kamke::ui
