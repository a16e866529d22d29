#include "ui/workspaces/contraction/point_plane.h"

#include "ui/plot/canvas.h"
#include "ui/plot/fitted_view.h"

#include <QTimer>
#include <algorithm>

namespace kamke::ui {

namespace {
constexpr double reach = 13;      ///< how near to a point one may press, logical pixels
constexpr QSizeF share(0.1, 0.1); ///< margin around the content
constexpr double slack = 1.3;     ///< a view this much too large stays
const QString movingLayer = QStringLiteral("moving");
} // namespace

PointPlane::PointPlane(QWidget* parent)
    : Plot(parent) {
    addLayer(movingLayer, layer(QStringLiteral("labels")), limAbove);
    layer(movingLayer)->setMode(QCPLayer::lmBuffered);
    new Canvas(this, QStringLiteral("ground"), [this](QCPPainter& painter) {
        Drawing drawing(painter, *this);
        if (ground_)
            ground_(drawing);
    });
    new Canvas(this, movingLayer, [this](QCPPainter& painter) {
        Drawing drawing(painter, *this);
        if (moving_)
            moving_(drawing);
        drawHandles(drawing);
    });
    // The shape of the axis rectangle is known only then.
    connect(this, &QCustomPlot::afterLayout, this, &PointPlane::fit);
    connect(this, &Plot::viewChosen, this, [this] { chosen_ = true; });
}

bool PointPlane::setContent(const QRectF& content) {
    content_ = content;
    // Axes that moved under the pointer would carry the point away from it.
    if (isDragging())
        return false;
    const QRectF before = fitted_;
    fitted_ = fittedView(fitted_, content, share, slack, true);
    if (fitted_ == before || chosen_)
        return false;
    fit();
    return true;
}

void PointPlane::fit() {
    if (chosen_ || !fitted_.isValid())
        return;
    const QRect area = axisRect()->rect();
    if (area.width() < 1 || area.height() < 1)
        return;
    const double unit =
        std::max(fitted_.width() / area.width(), fitted_.height() / area.height()); // per pixel
    const QPointF centre = fitted_.center();
    xAxis->setRange(centre.x(), unit * area.width(), Qt::AlignCenter);
    yAxis->setRange(centre.y(), unit * area.height(), Qt::AlignCenter);
    axisRect()->update(QCPLayoutElement::upPreparation); // the ticks of the new ranges
}

void PointPlane::redrawMoving() {
    if (queued_)
        return;
    queued_ = true;
    QTimer::singleShot(0, this, [this] {
        queued_ = false;
        layer(movingLayer)->replot();
    });
}

void PointPlane::drawHandles(Drawing& drawing) const {
    QCPPainter& painter = drawing.painter();
    for (const Handle& handle : handles_) {
        painter.setPen(QPen(theme().plotGround, 2));
        painter.setBrush(theme().seriesPen(handle.series).color());
        drawing.disc(handle.at, 7);
        painter.setFont(smallFont());
        painter.setPen(theme().seriesText(handle.series));
        drawing.words(handle.at, {9, -5}, handle.name);
    }
}

int PointPlane::handleAt(const QPointF& pixel) const {
    int nearest = -1;
    double least = reach;
    for (std::size_t k = 0; k < handles_.size(); ++k)
        if (const double d = QLineF(toPixel(handles_[k].at), pixel).length(); d < least) {
            least = d;
            nearest = static_cast<int>(k);
        }
    return nearest;
}

void PointPlane::mousePressEvent(QMouseEvent* event) {
    Plot::mousePressEvent(event);
    if (event->button() != Qt::LeftButton)
        return;
    dragged_ = handleAt(event->position());
    if (dragged_ < 0)
        return;
    grip_ = toPixel(handles_[static_cast<std::size_t>(dragged_)].at) - event->position();
    setCursor(Qt::ClosedHandCursor);
    emit dragStarted(dragged_);
}

void PointPlane::mouseMoveEvent(QMouseEvent* event) {
    Plot::mouseMoveEvent(event);
    if (isPanning())
        return;
    if (dragged_ < 0) {
        setCursor(handleAt(event->position()) >= 0 ? Qt::OpenHandCursor : Qt::ArrowCursor);
        return;
    }
    const QRectF area = axisRect()->rect();
    const QPointF at = event->position() + grip_;
    const QPointF inside(
        std::clamp(at.x(), area.left(), area.right()), std::clamp(at.y(), area.top(), area.bottom()));
    emit dragged(dragged_, toPlot(inside));
}

void PointPlane::mouseReleaseEvent(QMouseEvent* event) {
    Plot::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || dragged_ < 0)
        return;
    dragged_ = -1;
    setCursor(Qt::OpenHandCursor);
    emit dropped();
}

void PointPlane::resetView() {
    chosen_ = false;
    fitted_ = fittedView({}, content_, share, slack, true);
    redraw();
    emit viewReset();
}

} // namespace kamke::ui
