#include "ui/plot/figure_plot.h"

#include "ui/plot/fitted_view.h"
#include "ui/plot/plot_painter.h"
#include "ui/state/explorer_store.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr double handleReach = 13; // px around a handle
constexpr qint64 nudgePause = 700; // ms between nudges of one step of undo

bool isArrow(int key) {
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

} // namespace

FigurePlot::FigurePlot(const QString& objectName, const QString& name, QWidget* parent)
    : PaintedPlot(parent) {
    setObjectName(objectName);
    setAccessibleName(name);
    connect(this, &Plot::viewChosen, this, [this](const QRectF& view) { wanted_ = view; });
    connect(this, &QCustomPlot::afterLayout, this, &FigurePlot::keepSquare);
}

void FigurePlot::setPaint(Paint below, Paint above) {
    below_ = std::move(below);
    above_ = std::move(above);
}

void FigurePlot::setMoving(Paint moving) {
    addMovingLayer();
    moving_ = std::move(moving);
}

void FigurePlot::setRightRoom(int pixels) {
    room_ = pixels;
    layOutAgain();
}

void FigurePlot::fit(const QRectF& content, double margin) {
    setContent(content, margin);
    redraw();
}

bool FigurePlot::setContent(const QRectF& content, double margin) {
    content_ = content;
    margin_ = margin;
    // Axes that moved under the pointer would carry the handle away from it.
    if (isViewChosen() || isDragging())
        return false;
    const QRectF before = wanted_;
    wanted_ = fittedView(wanted_, content, {margin, margin}, slack_, !isBesideDrag());
    if (wanted_ == before)
        return false;
    setView(wanted_);
    keepSquare();
    return true;
}

bool FigurePlot::isBesideDrag() const {
    const QList<FigurePlot*> plots =
        parentWidget() ? parentWidget()->findChildren<FigurePlot*>() : QList<FigurePlot*>();
    return std::any_of(plots.begin(), plots.end(), [](const FigurePlot* each) { return each->isDragging(); });
}

void FigurePlot::keepSquare() {
    if (!square_ || area().width() < 2 || area().height() < 2)
        return;
    // The view that is wanted grows in one direction; from itself each time, so that it does not creep with
    // every layout.
    if (wanted_.width() <= 0 || wanted_.height() <= 0)
        return;
    const double unit = std::max(wanted_.width() / area().width(), wanted_.height() / area().height());
    const QSizeF half(unit * area().width() / 2, unit * area().height() / 2);
    const QPointF centre = wanted_.center();
    xAxis->setRange(centre.x() - half.width(), centre.x() + half.width());
    yAxis->setRange(centre.y() - half.height(), centre.y() + half.height());
    axisRect()->update(QCPLayoutElement::upPreparation); // the ticks of the new ranges
}

void FigurePlot::fitView() {
    wanted_ = {};
    fit(content_, margin_);
}

void FigurePlot::setHandles(std::vector<Handle> handles) {
    handles_ = std::move(handles);
    if (!handles_.empty())
        current_ = std::min(current_, static_cast<int>(handles_.size()) - 1);
}

int FigurePlot::gripAt(const QPointF& pixel) const {
    int nearest = -1;
    double least = handleReach;
    for (std::size_t k = 0; k < handles_.size(); ++k) {
        const QPointF away = toPixel(handles_[k].at) - pixel;
        if (const double distance = std::hypot(away.x(), away.y()); distance <= least) {
            least = distance;
            nearest = static_cast<int>(k);
        }
    }
    return nearest;
}

void FigurePlot::move(int handle, QPointF to) {
    const Handle& moved = handles_[static_cast<std::size_t>(handle)];
    if (!(moved.directions & Qt::Horizontal))
        to.setX(moved.at.x());
    if (!(moved.directions & Qt::Vertical))
        to.setY(moved.at.y());
    if (std::isfinite(to.x()) && std::isfinite(to.y()))
        emit handleMoved(handle, to);
}

bool FigurePlot::event(QEvent* event) {
    // Arrows move a handle before any shortcut of the window sees them.
    if (event->type() == QEvent::ShortcutOverride && !handles_.empty() && current_ >= 0 &&
        isArrow(static_cast<QKeyEvent*>(event)->key())) {
        event->accept();
        return true;
    }
    return Plot::event(event);
}

void FigurePlot::takeHold(int grip, const QPointF& pixel) {
    current_ = grip;
    grip_ = toPixel(handles_[static_cast<std::size_t>(grip)].at) - pixel;
    mergeId_ = store_ ? store_->newMergeId() : -1;
    nudged_.invalidate();
    setCursor(Qt::ClosedHandCursor);
}

void FigurePlot::dragTo(int grip, const QPointF& pixel) {
    const QPointF at = pixel + grip_;
    const QPointF inside(
        std::clamp(at.x(), area().left(), area().right()), std::clamp(at.y(), area().top(), area().bottom()));
    move(grip, toPlot(inside));
}

void FigurePlot::letGo(int) {
    setCursor(Qt::OpenHandCursor);
    fit(content_, margin_);
}

void FigurePlot::hoverAt(const QPointF& pixel) {
    setCursor(gripAt(pixel) >= 0 ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void FigurePlot::mouseDoubleClickEvent(QMouseEvent* event) {
    if (gripAt(event->position()) < 0)
        Plot::mouseDoubleClickEvent(event);
    else
        mousePressEvent(event);
}

void FigurePlot::keyPressEvent(QKeyEvent* event) {
    if (handles_.empty() || current_ < 0 || !isArrow(event->key())) {
        Plot::keyPressEvent(event);
        return;
    }
    if (!nudged_.isValid() || nudged_.elapsed() > nudgePause)
        mergeId_ = store_ ? store_->newMergeId() : -1;
    nudged_.restart();
    const double far = event->modifiers() & Qt::ShiftModifier ? 0.05 : 0.005;
    const QRectF shown = view();
    QPointF to = handles_[static_cast<std::size_t>(current_)].at;
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        to.rx() += (event->key() == Qt::Key_Left ? -far : far) * shown.width();
    else
        to.ry() += (event->key() == Qt::Key_Down ? -far : far) * shown.height();
    move(current_, to);
    event->accept();
}

void FigurePlot::pressAt(const QPointF&) {
    current_ = -1;
    redraw();
}

void FigurePlot::focusInEvent(QFocusEvent* event) {
    if (event->reason() == Qt::TabFocusReason)
        current_ = 0;
    else if (event->reason() == Qt::BacktabFocusReason)
        current_ = static_cast<int>(handles_.size()) - 1;
    Plot::focusInEvent(event);
}

bool FigurePlot::focusNextPrevChild(bool next) {
    const int wanted = current_ + (next ? 1 : -1);
    if (wanted < 0 || wanted >= static_cast<int>(handles_.size()))
        return Plot::focusNextPrevChild(next);
    current_ = wanted;
    replot(rpQueuedReplot);
    return true;
}

void FigurePlot::paintGround(QCPPainter& painter) {
    if (below_)
        below_(painter);
}

void FigurePlot::paint(QCPPainter& painter) {
    if (above_)
        above_(painter);
    if (!moving_)
        paintHandles(painter);
}

void FigurePlot::paintMoving(QCPPainter& painter) {
    moving_(painter);
    paintHandles(painter);
}

void FigurePlot::paintHandles(QCPPainter& painter) {
    PlotPainter paint(painter, *this);
    for (std::size_t k = 0; k < handles_.size(); ++k) {
        const Handle& handle = handles_[k];
        const bool current = hasFocus() && static_cast<int>(k) == current_;
        if (handle.series >= 0) {
            paint.dot(
                handle.at, theme().seriesPen(handle.series).color(), current ? 8 : 7,
                QPen(current ? theme().text : theme().plotGround, 2));
            painter.setFont(smallFont());
            painter.setPen(theme().seriesText(handle.series));
            paint.plainWords(handle.at, {9, -5}, handle.name);
            continue;
        }
        paint.dot(handle.at, theme().card, current ? 7 : 5.5, QPen(theme().text, current ? 2.6 : 1.8));
        paint.dot(handle.at, theme().text, 2);
        if (!handle.name.isEmpty())
            paint.words(handle.at, handle.name, theme().text, {9, -9}, true);
    }
}

} // namespace kamke::ui
