// The card "Inputs" of the Reach workspace.
#pragma once

#include "ui/jobs/reach_runner.h"
#include "ui/widgets/card.h"

#include <QTimer>

namespace kamke::ui {

class AxisChooser;
class DecisionRegions;
class InputPlot;

/// Input boxes in raw units, to draw, move, resize, nudge, type and delete; for classifiers over their
/// decision regions.
class InputPlane : public Card {
    Q_OBJECT
public:
    InputPlane(ExplorerStore* store, ReachRunner* runner, QWidget* parent = nullptr);

    InputPlot* plot() const { return plot_; }

private:
    void follow(StateParts parts);
    void refresh();
    void refreshRegions();
    void chooseAxes(int x, int y);
    void takeView(const QRectF& view, int gesture);

    ExplorerStore* store_;
    ReachRunner* runner_;
    AxisChooser* axes_;
    InputPlot* plot_;
    DecisionRegions* regions_;
    QTimer late_; ///< until a moved box is drawn without its result
    int gesture_ = 0, mergeId_ = -1;
};

} // namespace kamke::ui
