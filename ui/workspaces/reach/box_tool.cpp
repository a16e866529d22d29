#include "ui/workspaces/reach/box_tool.h"

#include "ui/plot/plot.h"
#include "ui/state/box_edits.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr double dragDistance = 4; // px before a press becomes a drag
constexpr qint64 burst = 800;      // ms between nudges of one undo step

void setInterval(Box& box, int dimension, double a, double b) {
    if (dimension >= 0) {
        box.lower[dimension] = std::min(a, b);
        box.upper[dimension] = std::max(a, b);
    }
}

} // namespace

BoxHit BoxTool::hit(const QPointF& pixel) const {
    const ExplorerState& state = store_->state();
    const PlaneAxes axes = inputAxes(state);
    std::vector<QRectF> pixels;
    for (const InputBox& box : state.boxes) {
        const QRectF r = axes.rectangle(box.box);
        pixels.push_back(QRectF(plot_->toPixel(r.topLeft()), plot_->toPixel(r.bottomRight())).normalized());
    }
    return boxAt(pixels, state.selected() ? state.selectedBox : -1, pixel, axes.isLine());
}

Qt::CursorShape BoxTool::cursorAt(const QPointF& pixel) const {
    if (drag_ == Drag::Resize) {
        return cursorFor(sides_);
    }
    if (drag_ == Drag::Move) {
        return Qt::SizeAllCursor;
    }
    const BoxHit under = hit(pixel);
    return under.box < 0 ? Qt::CrossCursor : under.sides ? cursorFor(under.sides) : Qt::SizeAllCursor;
}

void BoxTool::press(const QPointF& pixel) {
    before_ = start_ = store_->state();
    pressPixel_ = pixel;
    pressPlot_ = plot_->toPlot(pixel);
    mergeId_ = store_->newMergeId();
    const BoxHit under = hit(pixel);
    box_ = under.box;
    sides_ = under.sides;
    drag_ = Drag::Pressed;
    if (box_ >= 0 && box_ != start_.selectedBox) {
        start_.selectedBox = box_;
        store_->apply(tr("Select box %1").arg(start_.selected()->letter), start_, mergeId_);
    }
}

void BoxTool::move(const QPointF& pixel) {
    if (drag_ == Drag::None) {
        return;
    }
    if (drag_ == Drag::Pressed) {
        const QPointF moved = pixel - pressPixel_;
        if (std::max(std::abs(moved.x()), std::abs(moved.y())) < dragDistance) {
            return;
        }
        drag_ = box_ < 0 ? Drag::Draw : sides_ ? Drag::Resize : Drag::Move;
    }
    const QPointF at = plot_->toPlot(pixel);
    switch (drag_) {
    case Drag::Draw:
        applyDraw(at);
        break;
    case Drag::Move:
        applyMove(at);
        break;
    case Drag::Resize:
        applyResize(at);
        break;
    case Drag::None:
    case Drag::Pressed:
        break;
    }
}

void BoxTool::release() {
    drag_ = Drag::None;
}

bool BoxTool::cancel() {
    if (drag_ == Drag::None) {
        return false;
    }
    drag_ = Drag::None;
    store_->apply(QString(), before_, mergeId_);
    return true;
}

/// To the decimal below a pixel: nobody can aim finer, and the numbers stay short.
double BoxTool::rounded(double value, int axis) const {
    const QRect area = plot_->axisRect()->rect();
    const QRectF view = plot_->view();
    const double pixel =
        axis == 0 ? view.width() / std::max(1, area.width()) : view.height() / std::max(1, area.height());
    const double decimals = std::floor(std::log10(pixel));
    // Dividing by a power of ten gives the double nearest to the decimal; multiplying by 0.001 does not.
    return decimals < 0 ? std::round(value * std::pow(10, -decimals)) / std::pow(10, -decimals)
                        : std::round(value / std::pow(10, decimals)) * std::pow(10, decimals);
}

void BoxTool::applyDraw(const QPointF& at) {
    ExplorerState next = before_;
    const PlaneAxes axes = inputAxes(next);
    Box box = Box::point(next.held);
    setInterval(box, axes.x, rounded(pressPlot_.x(), 0), rounded(at.x(), 0));
    setInterval(box, axes.y, rounded(pressPlot_.y(), 1), rounded(at.y(), 1));
    const QString letter = next.nextLetter();
    next.boxes.push_back({letter, box});
    next.selectedBox = static_cast<int>(next.boxes.size()) - 1;
    store_->apply(tr("Draw box %1").arg(letter), next, mergeId_);
}

void BoxTool::applyMove(const QPointF& at) {
    ExplorerState next = start_;
    InputBox& moved = next.boxes[static_cast<std::size_t>(box_)];
    const PlaneAxes axes = inputAxes(next);
    const auto shift = [&](int dimension, double by) {
        if (dimension >= 0) {
            moved.box.lower[dimension] += by;
            moved.box.upper[dimension] += by;
        }
    };
    shift(axes.x, rounded(at.x() - pressPlot_.x(), 0));
    shift(axes.y, rounded(at.y() - pressPlot_.y(), 1));
    store_->apply(tr("Move box %1").arg(moved.letter), next, mergeId_);
}

void BoxTool::applyResize(const QPointF& at) {
    ExplorerState next = start_;
    InputBox& resized = next.boxes[static_cast<std::size_t>(box_)];
    const PlaneAxes axes = inputAxes(next);
    // The pointer keeps its distance to the side that it grabbed.
    const auto drag = [&](int dimension, Side lower, Side upper, double by, int axis) {
        if (dimension < 0) {
            return;
        }
        const double a = resized.box.lower[dimension], b = resized.box.upper[dimension];
        if (sides_.testFlag(lower)) {
            setInterval(resized.box, dimension, rounded(a + by, axis), b);
        } else if (sides_.testFlag(upper)) {
            setInterval(resized.box, dimension, a, rounded(b + by, axis));
        }
    };
    drag(axes.x, Side::Left, Side::Right, at.x() - pressPlot_.x(), 0);
    drag(axes.y, Side::Bottom, Side::Top, at.y() - pressPlot_.y(), 1);
    store_->apply(tr("Resize box %1").arg(resized.letter), next, mergeId_);
}

bool BoxTool::key(const QKeyEvent& event) {
    const ExplorerState& state = store_->state();
    if (!state.selected() || isDragging()) {
        return false;
    }
    const bool resize = event.modifiers() & (Qt::AltModifier | Qt::ControlModifier);
    const bool large = event.modifiers() & Qt::ShiftModifier;
    switch (event.key()) {
    case Qt::Key_Left:
        nudge(-1, 0, resize, large);
        return true;
    case Qt::Key_Right:
        nudge(1, 0, resize, large);
        return true;
    case Qt::Key_Down:
        nudge(0, -1, resize, large);
        return true;
    case Qt::Key_Up:
        nudge(0, 1, resize, large);
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        remove(state.selected()->letter);
        return true;
    default:
        return false;
    }
}

void BoxTool::remove(const QString& letter) {
    const ExplorerState& state = store_->state();
    const auto box = std::find_if(
        state.boxes.begin(), state.boxes.end(), [&](const InputBox& each) { return each.letter == letter; });
    if (box != state.boxes.end())
        store_->apply(
            tr("Delete box %1").arg(letter), withoutBox(state, static_cast<int>(box - state.boxes.begin())));
}

void BoxTool::nudge(int right, int up, bool resize, bool large) {
    ExplorerState next = store_->state();
    const PlaneAxes axes = inputAxes(next);
    InputBox& nudged = next.boxes[static_cast<std::size_t>(next.selectedBox)];
    const int dimension = right != 0 ? axes.x : axes.y;
    if (dimension < 0) {
        return;
    }
    const int axis = right != 0 ? 0 : 1;
    const QRectF view = plot_->view();
    const double step = (large ? 0.1 : 0.01) * (axis == 0 ? view.width() : view.height()) * (right + up);
    const double by = rounded(step, axis);
    double& lower = nudged.box.lower[dimension];
    double& upper = nudged.box.upper[dimension];
    if (resize) {
        upper = std::max(lower, upper + by);
    } else {
        lower += by;
        upper += by;
    }
    if (!lastNudge_.isValid() || lastNudge_.elapsed() > burst || nudgedBox_ != next.selectedBox) {
        nudgeMergeId_ = store_->newMergeId();
        nudgedBox_ = next.selectedBox;
    }
    lastNudge_.restart();
    store_->apply(
        (resize ? tr("Resize box %1") : tr("Nudge box %1")).arg(nudged.letter), next, nudgeMergeId_);
}

bool BoxTool::selectNext(int step) {
    ExplorerState next = store_->state();
    const int to = next.selectedBox + step;
    if (isDragging() || to < 0 || to >= static_cast<int>(next.boxes.size())) {
        return false;
    }
    next.selectedBox = to;
    store_->apply(tr("Select box %1").arg(next.selected()->letter), next);
    return true;
}

} // namespace kamke::ui
