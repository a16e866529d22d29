#include "ui/plot/plot.h"

#include "ui/formula/math_text.h"
#include "ui/plot/crosshair.h"
#include "ui/plot/log_ticker.h"
#include "ui/plot/named_axis.h"
#include "ui/plot/range_ticker.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QScrollBar>
#include <QWindow>
#include <algorithm>
#include <cmath>
#include <utility>

namespace kamke::ui {
namespace {

/// A range that an axis can show: finite, not empty, within what doubles tell apart.
QCPRange drawable(double lower, double upper) {
    constexpr double largest = 1e200;
    if (!std::isfinite(lower) || !std::isfinite(upper)) {
        return {-1, 1};
    }
    lower = std::clamp(lower, -largest, largest);
    upper = std::clamp(upper, -largest, largest);
    if (upper < lower) {
        std::swap(lower, upper);
    }
    const double magnitude = std::max(std::abs(lower), std::abs(upper));
    if (upper - lower < std::max(1e-11 * magnitude, 1e-200)) {
        const double half = magnitude > 0 ? 0.05 * magnitude : 0.5;
        const double centre = lower + (upper - lower) / 2;
        return {centre - half, centre + half};
    }
    return {lower, upper};
}

/// None. Its caps are flat, since the painters of files draw a line without length as a black square where
/// they are not, whatever the pen.
QPen tickPen() {
    QPen none(Qt::NoPen);
    none.setCapStyle(Qt::FlatCap);
    return none;
}

constexpr qint64 burst = 700; // ms between steps of one gesture
constexpr double zoomStep = 0.85;

} // namespace

Plot::Plot(QWidget* parent)
    : QCustomPlot(parent)
    , theme_(&currentTheme()) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    // QCustomPlot keeps every event, also the wheel that it ignores.
    setAttribute(Qt::WA_NoMousePropagation, false);
    setContextMenuPolicy(Qt::DefaultContextMenu);
    setPlottingHint(QCP::phFastPolylines, true);
    // All that a frame changes is painted at once, and not the whole window for every plot of it.
    setPlottingHint(QCP::phImmediateRefresh, false);
    setNoAntialiasingOnDrag(false);
    setAutoAddPlottableToLegend(false);
    addLayer(QStringLiteral("ground"), layer(QStringLiteral("grid")), limBelow);
    addLayer(QStringLiteral("labels"), layer(QStringLiteral("axes")), limAbove);
    addLayer(QStringLiteral("cursor"), layer(QStringLiteral("overlay")), limAbove);
    layer(QStringLiteral("cursor"))->setMode(QCPLayer::lmBuffered);
    crosshair_ = new Crosshair(this);

    xAxis = named(QCPAxis::atBottom, xAxis);
    yAxis = named(QCPAxis::atLeft, yAxis);
    axisRect()->setupFullAxesBox(true);
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setTicker(QSharedPointer<RangeTicker>::create());
        axis->ticker()->setTickCount(5);
        axis->setTickLength(0);
        axis->setSubTicks(false);
        axis->setTickPen(tickPen()); // the grid says where they are
        axis->setTickLabelPadding(6);
        axis->setLabelPadding(4);
    }
    for (QCPAxis* axis : {xAxis2, yAxis2}) {
        axis->setTicks(false);
        axis->setTickLabels(false);
    }
    connect(this, &QCustomPlot::beforeReplot, this, [this] {
        for (QCPAxis* axis : {xAxis, yAxis})
            tickRoom_.fit(axis);
    });
    restyle(currentTheme());
}

QCPAxis* Plot::named(QCPAxis::AxisType side, QCPAxis* plain) {
    axisRect()->removeAxis(plain);
    QCPAxis* axis = axisRect()->addAxis(side, new NamedAxis(axisRect(), side));
    axis->setLayer(QStringLiteral("axes"));
    axis->grid()->setLayer(QStringLiteral("grid"));
    return axis;
}

QFont Plot::smallFont() const {
    QFont small = font();
    small.setPointSizeF(QFontInfo(small).pointSizeF() * 0.9);
    return small;
}

void Plot::setAxisNames(const QString& horizontal, const QString& vertical) {
    static_cast<NamedAxis*>(xAxis)->setName(horizontal);
    static_cast<NamedAxis*>(yAxis)->setName(vertical);
    const bool other = std::exchange(numberLine_, vertical.isEmpty()) != numberLine_;
    if (open_ && other)
        openFrame();
    yAxis->setTicks(!numberLine_);
    yAxis->setTickLabels(!numberLine_);
    yAxis->grid()->setVisible(!numberLine_);
    if (numberLine_) {
        yAxis->setRange(0, 1);
    }
}

QRectF Plot::view() const {
    return {xAxis->range().lower, yAxis->range().lower, xAxis->range().size(), yAxis->range().size()};
}

void Plot::setView(const QRectF& view) {
    xAxis->setRange(drawable(view.left(), view.right()));
    if (!numberLine_) {
        yAxis->setRange(drawable(view.top(), view.bottom()));
    }
    replot(rpQueuedReplot);
}

void Plot::setVerticalRange(double lower, double upper) {
    yAxis->setRange(drawable(lower, upper));
    replot(rpQueuedReplot);
}

void Plot::restyle(const Theme& theme) {
    theme_ = &theme;
    setBackground(QBrush(theme.card));
    axisRect()->setBackground(QBrush(theme.plotGround));
    const QFont small = smallFont();
    QFont italic = font();
    italic.setItalic(true);
    for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2}) {
        axis->setTickLabelColor(theme.faintText);
        axis->setTickLabelFont(small);
        axis->setLabelColor(theme.text);
        axis->setLabelFont(italic);
        axis->grid()->setPen(QPen(theme.grid, 1));
        axis->grid()->setZeroLinePen(QPen(theme.cardBorder, 1));
    }
    penFrame(QPen(theme.cardBorder, 1));
    // Above the axes there is room for the reading of the crosshair, so that it never lies on data.
    axisRect()->setMinimumMargins(QMargins(12, QFontMetrics(small).height() + 4, 12, 8));
    QColor line = theme.faintText;
    line.setAlphaF(0.35F);
    crosshair_->style(line, theme.faintText, small);
}

void Plot::openFrame() {
    open_ = true;
    penFrame(QPen(theme_->cardBorder, 1));
}

void Plot::penFrame(const QPen& pen) {
    for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2}) {
        const bool isShown = !open_ || axis == xAxis || (axis == yAxis && !numberLine_);
        axis->setBasePen(isShown ? pen : QPen(Qt::NoPen));
    }
}

void Plot::setSummary(const QString& text) {
    setAccessibleDescription(withoutScriptMarks(text));
}

QString Plot::csv() const {
    if (csv_)
        return csv_();
    QString result = QStringLiteral("curve,x,y\n");
    const QLocale c = QLocale::c();
    for (int k = 0; k < graphCount(); ++k) {
        QString name = graph(k)->name();
        name.replace(QLatin1Char('"'), QStringLiteral("\"\""));
        for (const QCPGraphData& point : *graph(k)->data()) {
            result += QLatin1Char('"') + name + QStringLiteral("\",") + c.toString(point.key, 'g', 17) +
                      QLatin1Char(',') + c.toString(point.value, 'g', 17) + QLatin1Char('\n');
        }
    }
    return result;
}

void Plot::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::FontChange) {
        // A change of theme comes as several events, and a page that nobody sees waits until it is shown.
        const bool outOfSight = !isVisible() && window()->isVisible();
        if (!std::exchange(stale_, true) && !outOfSight)
            QMetaObject::invokeMethod(this, &Plot::catchUp, Qt::QueuedConnection);
    }
    QCustomPlot::changeEvent(event);
}

void Plot::catchUp() {
    if (!std::exchange(stale_, false))
        return;
    restyle(currentTheme());
    replot(rpQueuedReplot);
}

void Plot::showEvent(QShowEvent* event) {
    QCustomPlot::showEvent(event);
    catchUp();
    if (const QWindow* handle = window()->windowHandle()) {
        // QCustomPlot alone keeps the old resolution when the window moves to another screen.
        connect(handle, &QWindow::screenChanged, this, &Plot::followScreen, Qt::UniqueConnection);
    }
}

void Plot::followScreen() {
    setBufferDevicePixelRatio(devicePixelRatioF());
    replot(rpQueuedReplot);
}

QPointF Plot::toPlot(const QPointF& pixel) const {
    return {xAxis->pixelToCoord(pixel.x()), yAxis->pixelToCoord(pixel.y())};
}

QPointF Plot::toPixel(const QPointF& plot) const {
    return {xAxis->coordToPixel(plot.x()), yAxis->coordToPixel(plot.y())};
}

void Plot::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::RightButton || event->button() == Qt::MiddleButton) {
        panStart_ = event->position();
        panView_ = view();
        panPressed_ = true;
        panning_ = false;
    } else if (event->button() == Qt::LeftButton) {
        held_ = gripAt(event->position());
        if (isDragging())
            takeHold(held_, event->position());
        else
            pressAt(event->position());
    }
    event->accept();
}

void Plot::mouseMoveEvent(QMouseEvent* event) {
    const QPointF moved = event->position() - panStart_;
    if (!still_ && panPressed_ && (panning_ || moved.manhattanLength() > 4)) {
        const bool first = !panning_;
        panning_ = true;
        setCursor(Qt::ClosedHandCursor);
        const QRect area = axisRect()->rect();
        QRectF to = panView_.translated(
            -moved.x() / area.width() * panView_.width(), moved.y() / area.height() * panView_.height());
        choose(to, first);
    }
    if (!still_)
        crosshair_->moveTo(event->position(), numberLine_);
    emit cursorMoved(event->position());
    if (isDragging())
        dragTo(held_, event->position());
    else if (!panning_)
        hoverAt(event->position());
    event->accept();
}

void Plot::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && isDragging())
        letGo(std::exchange(held_, -1));
    if (panPressed_ && (event->button() == Qt::RightButton || event->button() == Qt::MiddleButton)) {
        panPressed_ = false;
        if (panning_) {
            panning_ = false;
            unsetCursor();
        } else if (event->button() == Qt::RightButton) {
            openMenu(event->pos());
        }
    }
    event->accept();
}

void Plot::hideEvent(QHideEvent* event) {
    QCustomPlot::hideEvent(event);
    // The release of what is held goes elsewhere.
    panPressed_ = panning_ = false;
    if (isDragging())
        letGo(std::exchange(held_, -1));
}

void Plot::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        resetView();
    }
    event->accept();
}

void Plot::resetView() {
    viewChosen_ = false;
    fitView();
    replot(rpQueuedReplot);
    emit viewReset();
}

void Plot::fitView() {
    if (plottableCount() > 0)
        rescaleAxes();
}

void Plot::fitUnlessChosen() {
    if (!viewChosen_)
        fitView();
}

bool Plot::event(QEvent* event) {
    // Here, as not every kind of plot hands its presses on.
    if (event->type() == QEvent::MouseButtonPress) {
        clicked_ = true;
    }
    return QCustomPlot::event(event);
}

bool Plot::leavesWheel() const {
    if (clicked_) {
        return false;
    }
    for (const QWidget* each = parentWidget(); each && !each->isWindow(); each = each->parentWidget()) {
        const auto* area = qobject_cast<const QAbstractScrollArea*>(each);
        if (area && area->verticalScrollBar()->minimum() < area->verticalScrollBar()->maximum()) {
            return true;
        }
    }
    return false;
}

void Plot::wheelEvent(QWheelEvent* event) {
    const double steps = event->angleDelta().y() / 120.0;
    if (steps == 0 || still_ || leavesWheel()) {
        event->ignore();
        return;
    }
    const QRect area = axisRect()->rect();
    const QPointF at = event->position();
    Qt::Orientations directions = Qt::Horizontal | Qt::Vertical;
    if (at.x() < area.left()) {
        directions = Qt::Vertical;
    } else if (at.y() > area.bottom()) {
        directions = Qt::Horizontal;
    }
    zoom(std::pow(zoomStep, steps), toPlot(at), directions);
    crosshair_->moveTo(at, numberLine_);
    event->accept();
}

void Plot::zoom(double factor, const QPointF& at, Qt::Orientations directions) {
    QRectF v = view();
    if (directions & Qt::Horizontal) {
        v = QRectF(at.x() + (v.left() - at.x()) * factor, v.top(), v.width() * factor, v.height());
    }
    if (directions & Qt::Vertical && !numberLine_) {
        v = QRectF(v.left(), at.y() + (v.top() - at.y()) * factor, v.width(), v.height() * factor);
    }
    const double magnitude =
        std::max({std::abs(v.left()), std::abs(v.right()), std::abs(v.top()), std::abs(v.bottom())});
    if (std::min(v.width(), v.height()) < 1e-10 * magnitude || std::max(v.width(), v.height()) > 1e100) {
        return; // nothing can be told apart there
    }
    choose(v, !lastGesture_.isValid() || lastGesture_.elapsed() > burst);
}

void Plot::pan(double right, double up) {
    const QRectF v = view();
    choose(
        v.translated(right * v.width(), numberLine_ ? 0 : up * v.height()),
        !lastGesture_.isValid() || lastGesture_.elapsed() > burst);
}

QRectF Plot::withinStart(const QRectF& view) const {
    constexpr double margin = 0.05; // of the width
    const double least = start_ - margin * view.width();
    // Logarithms have no such end.
    if (view.left() >= least || xAxis->ticker().dynamicCast<LogTicker>()) {
        return view;
    }
    // A pan stops there, a zoom is cut there.
    const bool pans = std::abs(view.width() - this->view().width()) < 1e-9 * view.width();
    if (!pans && view.right() <= start_) {
        return this->view();
    }
    return pans ? view.translated(least - view.left(), 0) : view.adjusted(least - view.left(), 0, 0, 0);
}

void Plot::choose(const QRectF& to, bool newGesture) {
    gesture_ += newGesture ? 1 : 0;
    lastGesture_.restart();
    viewChosen_ = true;
    setView(withinStart(to));
    emit viewChosen(view(), gesture_);
}

void Plot::keyPressEvent(QKeyEvent* event) {
    if (still_) {
        event->ignore();
        return;
    }
    const double step = event->modifiers() & Qt::ShiftModifier ? 0.5 : 0.1;
    const QPointF centre = view().center();
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(zoomStep, centre, Qt::Horizontal | Qt::Vertical);
        break;
    case Qt::Key_Minus:
    case Qt::Key_Underscore:
        zoom(1 / zoomStep, centre, Qt::Horizontal | Qt::Vertical);
        break;
    case Qt::Key_0:
        resetView();
        break;
    case Qt::Key_Left:
        pan(-step, 0);
        break;
    case Qt::Key_Right:
        pan(step, 0);
        break;
    case Qt::Key_Down:
        pan(0, -step);
        break;
    case Qt::Key_Up:
        pan(0, step);
        break;
    default:
        event->ignore();
        return;
    }
    event->accept();
}

void Plot::leaveEvent(QEvent* event) {
    crosshair_->hide();
    endHover();
    emit cursorLeft();
    QCustomPlot::leaveEvent(event);
}

void Plot::focusInEvent(QFocusEvent* event) {
    QCustomPlot::focusInEvent(event);
    // Whoever works by keyboard has to see where they are; a click needs no frame.
    if (event->reason() != Qt::MouseFocusReason) {
        for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2}) {
            axis->setBasePen(QPen(theme_->accent, 1));
        }
        replot(rpQueuedReplot);
    }
}

void Plot::focusOutEvent(QFocusEvent* event) {
    QCustomPlot::focusOutEvent(event);
    // Its own menu or another window leaves it what it was.
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason) {
        clicked_ = false;
    }
    penFrame(QPen(theme_->cardBorder, 1));
    replot(rpQueuedReplot);
}

void Plot::contextMenuEvent(QContextMenuEvent* event) {
    // The mouse's menu comes at release, when it is known that there was no drag.
    if (event->reason() != QContextMenuEvent::Mouse) {
        openMenu(axisRect()->rect().center());
    }
    event->accept();
}

void Plot::openMenu(const QPoint& pixel) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    extendMenu(*menu, pixel);
    menu->addAction(tr("Copy data as CSV"), this, [this] { QGuiApplication::clipboard()->setText(csv()); });
    menu->addAction(tr("Copy picture"), this, [this] {
        QGuiApplication::clipboard()->setPixmap(toPixmap(0, 0, devicePixelRatioF()));
    });
    menu->addAction(tr("Export as PDF, SVG or PNG…"), this, &Plot::exportRequested);
    menu->addSeparator();
    menu->addAction(tr("Reset view"), this, [this] { resetView(); });
    menu->popup(mapToGlobal(pixel));
}

} // namespace kamke::ui
