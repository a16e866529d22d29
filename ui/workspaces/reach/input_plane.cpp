#include "ui/workspaces/reach/input_plane.h"

#include "ui/text/number_text.h"
#include "ui/widgets/axis_chooser.h"
#include "ui/workspaces/reach/held_inputs.h"
#include "ui/workspaces/reach/input_plot.h"
#include "ui/workspaces/reach/planes_export.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

InputPlane::InputPlane(ExplorerStore* store, ReachRunner* runner, QWidget* parent)
    : Card(tr("Inputs"), QStringLiteral("inputs"), parent)
    , store_(store)
    , runner_(runner)
    , axes_(new AxisChooser(QStringLiteral("u"), tr("input"), this))
    , plot_(new InputPlot(store))
    , regions_(new DecisionRegions(this)) {
    setObjectName(QStringLiteral("reach.inputs"));
    addTool(axes_);
    body()->addWidget(new HeldInputs(store, this));
    body()->addWidget(plot_, 1);
    connect(store, &ExplorerStore::changed, this, &InputPlane::follow);
    connect(runner, &Runner::resultChanged, this, &InputPlane::refresh);
    // A box that is dragged is drawn once, with its result, unless that takes longer than can be felt.
    late_.setSingleShot(true);
    late_.setTimerType(Qt::PreciseTimer);
    late_.setInterval(8);
    connect(&late_, &QTimer::timeout, this, [this] { plot_->replot(QCustomPlot::rpQueuedReplot); });
    connect(regions_, &DecisionRegions::changed, this, &InputPlane::refresh);
    connect(axes_, &AxisChooser::chosen, this, &InputPlane::chooseAxes);
    connect(plot_, &Plot::viewChosen, this, &InputPlane::takeView);
    connect(plot_, &Plot::viewReset, this, [this] {
        ExplorerState next = store_->state();
        next.inputView.reset();
        store_->apply(tr("Reset the view of the inputs"), next);
    });
    connect(plot_, &Plot::exportRequested, this, [this] {
        ExportDialog::open(plot_, planesTogether(store_->state(), runner_->result()), window());
    });
    refresh();
}

void InputPlane::follow(StateParts parts) {
    if (parts == StatePart::Boxes) {
        if (!late_.isActive())
            late_.start();
        plot_->setContent(store_->state(), runner_->result(), regions_->grid());
    } else if (
        parts &
        (StatePart::Network | StatePart::Boxes | StatePart::Selection | StatePart::Axes | StatePart::Views)) {
        refresh();
    }
}

void InputPlane::refresh() {
    late_.stop();
    const ExplorerState& state = store_->state();
    axes_->setAxes(state.network->r(), inputAxes(state));
    setSubtitle(
        state.network->r() > 2 ? tr("drag to draw, move, resize")
                               : tr("drag to draw, move, resize · arrows nudge"));
    plot_->setContent(state, runner_->result(), regions_->grid());
    plot_->replot(QCustomPlot::rpQueuedReplot);
    refreshRegions();
}

void InputPlane::refreshRegions() {
    const ExplorerState& state = store_->state();
    const auto result = runner_->result();
    if (!isClassifier(*state.network)) {
        regions_->clear();
    } else if (
        result && result->analysis->sharedNetwork() == state.network &&
        inputAxes(state).fit(state.network->r())) {
        regions_->request(result->analysis, inputAxes(state), state.held, plot_->view());
    }
}

/// The boxes are points in the inputs off the axes. An input that leaves the axes is held at the middle of
/// the selected box; one that comes gets an interval around where it was held, so that there is something to
/// grab.
void InputPlane::chooseAxes(int x, int y) {
    ExplorerState next = store_->state();
    const std::array<int, 2> before{next.inputX, next.inputY}, after{x, y};
    for (const int k : before) {
        if (k != x && k != y) {
            if (const InputBox* selected = next.selected()) {
                next.held[k] = selected->box.centre()[k];
            }
            for (InputBox& box : next.boxes) {
                box.box.lower[k] = box.box.upper[k] = next.held[k];
            }
        }
    }
    for (const int k : after) {
        if (k != before[0] && k != before[1]) {
            double half = 0.1 * std::max(1.0, std::abs(next.held[k]));
            if (const auto& input = next.network->input; input && input->lower && input->upper) {
                half = 0.1 * ((*input->upper)[k] - (*input->lower)[k]);
            }
            for (InputBox& box : next.boxes) {
                box.box.lower[k] = next.held[k] - half;
                box.box.upper[k] = next.held[k] + half;
            }
        }
    }
    next.inputX = x;
    next.inputY = y;
    next.inputView.reset();
    store_->apply(
        tr("Show %1 × %2")
            .arg(subscripted(QStringLiteral("u"), x + 1), subscripted(QStringLiteral("u"), y + 1)),
        next);
}

void InputPlane::takeView(const QRectF& view, int gesture) {
    if (gesture != gesture_) {
        gesture_ = gesture;
        mergeId_ = store_->newMergeId();
    }
    ExplorerState next = store_->state();
    next.inputView = view;
    store_->apply(tr("Zoom the inputs"), next, mergeId_);
}

} // namespace kamke::ui
