#include "ui/workspaces/reach/input_plot.h"

#include "ui/plot/fitted_view.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/reach/export_data.h"

#include <QMenu>

namespace kamke::ui {

InputPlot::InputPlot(ExplorerStore* store, QWidget* parent)
    : Plot(parent)
    , store_(store)
    , ground_(new Marks(this, QStringLiteral("ground")))
    , marks_(new Marks(this, QStringLiteral("main")))
    , labels_(new Labels(this)) {
    if (store) {
        tool_.emplace(store, this);
    }
    setAccessibleName(tr("Input plane"));
}

void InputPlot::setContent(
    const ExplorerState& state, std::shared_ptr<const ReachResult> result,
    std::shared_ptr<const DecisionGrid> regions) {
    const PlaneAxes axes = inputAxes(state);
    // Another plane and another network have another scale: the old view says nothing about them. Editing a
    // weight is no other network.
    if (!state_ || inputAxes(*state_) != axes || state_->networkPath != state.networkPath ||
        state_->network->name != state.network->name || state_->network->r() != state.network->r()) {
        fitted_ = {};
    }
    state_ = state;
    result_ = std::move(result);
    regions_ = std::move(regions);
    setAxisTerms(this, QStringLiteral("input"), QStringLiteral("input"));
    setAxisNames(
        subscripted(QStringLiteral("u"), axes.x + 1),
        axes.isLine() ? QString() : subscripted(QStringLiteral("u"), axes.y + 1));
    setSummary(describeInputs(state));
    rebuild();
    fit();
}

void InputPlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    if (state_) {
        rebuild();
    }
}

void InputPlot::rebuild() {
    scene_ = inputScene(*state_, result_.get(), regions_.get(), theme(), store_ != nullptr);
    ground_->set(scene_.ground);
    marks_->set(scene_.marks);
    labels_->set(scene_.labels, scene_.outlines, {}, font());
}

void InputPlot::fit() {
    // A little stricter than the fitted margin, so that small moves leave the view alone.
    const bool still = !isDragging();
    if (!state_->inputView) {
        fitted_ = fittedView(fitted_, scene_.content, scene_.margin, 2.5, still);
    }
    const QRectF wanted = state_->inputView.value_or(fitted_);
    if (wanted != view()) { // which would draw
        setView(wanted);
    }
}

QString InputPlot::csv() const {
    return result_ ? dataCsv(*result_) : QString();
}

bool InputPlot::event(QEvent* event) {
    // Keys that the box tool uses must not trigger a shortcut of the window first.
    if (event->type() == QEvent::ShortcutOverride && store_) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool mine = key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace ||
                          (key->key() == Qt::Key_Escape && isDragging());
        if (mine) {
            event->accept();
            return true;
        }
    }
    return Plot::event(event);
}

int InputPlot::gripAt(const QPointF& pixel) const {
    return tool_ && axisRect()->rect().contains(pixel.toPoint()) ? 0 : -1;
}

void InputPlot::takeHold(int, const QPointF& pixel) {
    tool_->press(pixel);
}

void InputPlot::dragTo(int, const QPointF& pixel) {
    tool_->move(pixel);
    setCursor(tool_->cursorAt(pixel));
}

void InputPlot::letGo(int) {
    tool_->release();
    fit();
    emit dragEnded();
}

void InputPlot::hoverAt(const QPointF& pixel) {
    if (gripAt(pixel) >= 0)
        setCursor(tool_->cursorAt(pixel));
    else if (tool_)
        unsetCursor();
}

void InputPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    if (tool_ && event->button() == Qt::LeftButton) {
        const BoxHit under = tool_->hit(event->position());
        if (under.box >= 0) {
            edit(under.box);
            event->accept();
            return;
        }
    }
    Plot::mouseDoubleClickEvent(event);
}

void InputPlot::keyPressEvent(QKeyEvent* event) {
    if (tool_) {
        if (event->key() == Qt::Key_Escape && tool_->cancel()) {
            abandonDrag();
            fit();
            emit dragEnded();
            event->accept();
            return;
        }
        if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_F2) && store_->state().selected()) {
            edit(store_->state().selectedBox);
            event->accept();
            return;
        }
        if (tool_->key(*event)) {
            event->accept();
            return;
        }
    }
    Plot::keyPressEvent(event);
}

bool InputPlot::focusNextPrevChild(bool next) {
    return (tool_ && tool_->selectNext(next ? 1 : -1)) || Plot::focusNextPrevChild(next);
}

void InputPlot::fitView() {
    fitted_ = {};
    if (state_ && !state_->inputView)
        fit();
}

void InputPlot::edit(int box) {
    delete editor_;
    editor_ = new BoxEditor(store_, box, this);
    const QRectF r =
        inputAxes(store_->state()).rectangle(store_->state().boxes[static_cast<std::size_t>(box)].box);
    editor_->placeBeside(QRectF(toPixel(r.topLeft()), toPixel(r.bottomRight())).normalized().toAlignedRect());
}

void InputPlot::extendMenu(QMenu& menu, const QPoint& pixel) {
    if (!tool_) {
        return;
    }
    const BoxHit under = tool_->hit(pixel);
    if (under.box < 0) {
        return;
    }
    const QString letter = store_->state().boxes[static_cast<std::size_t>(under.box)].letter;
    menu.addAction(tr("Type limits of box %1…").arg(letter), this, [this, box = under.box] { edit(box); });
    menu.addAction(tr("Delete box %1").arg(letter), this, [this, letter] { tool_->remove(letter); });
    menu.addSeparator();
}

} // namespace kamke::ui
