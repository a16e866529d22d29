#include "ui/workspaces/digits/digit_plot.h"

#include "ui/plot/canvas.h"

#include <algorithm>

namespace kamke::ui {

namespace {

bool sameDigit(const DigitResult& a, const DigitResult& b) {
    return &a.network() == &b.network() && a.report.label == b.report.label &&
           same(a.report.raw, b.report.raw);
}

} // namespace

DigitPlot::DigitPlot(DigitLink* link, const QString& name, QWidget* parent)
    : Plot(parent)
    , link_(link) {
    setAccessibleName(name);
    // Owned by the plot.
    new Canvas(this, QStringLiteral("main"), [this](QCPPainter& painter) { paintAll(painter); });
    connect(link, &DigitLink::changed, this, &DigitPlot::refresh);
    connect(this, &Plot::viewChosen, this, [this] { zoomed_ = true; });
}

void DigitPlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    hideFrame();
    layOutAgain();
}

void DigitPlot::hideFrame() {
    // A box around rows of bars is ink without information; the axis below is enough.
    for (QCPAxis* axis : {xAxis2, yAxis2})
        axis->setBasePen(Qt::NoPen);
    if (isNumberLine())
        yAxis->setBasePen(Qt::NoPen);
}

void DigitPlot::layOutAgain() {
    const QMargins more = room();
    const int line = QFontMetrics(smallFont()).height();
    // Only plots with a crosshair need room for its reading.
    axisRect()->setMinimumMargins(QMargins(
        std::max(12, more.left()), std::max(still_ ? 4 : line + 2, more.top()), std::max(12, more.right()),
        std::max(8, more.bottom())));
}

void DigitPlot::refresh() {
    due_ = true;
    if (!isVisible())
        return;
    due_ = false;
    const auto before = shown_;
    shown_ = link_->result();
    // Where the bounds of another digit lie, nobody has looked yet.
    if (shown_ && before && !sameDigit(*shown_, *before))
        forgetZoom();
    prepare();
    layOutAgain(); // the room that the words need is known with them
    replot(rpQueuedReplot);
}

void DigitPlot::showEvent(QShowEvent* event) {
    Plot::showEvent(event);
    hideFrame();
    if (due_)
        refresh();
}

void DigitPlot::focusOutEvent(QFocusEvent* event) {
    Plot::focusOutEvent(event);
    hideFrame();
}

void DigitPlot::mouseMoveEvent(QMouseEvent* event) {
    if (!still_) {
        Plot::mouseMoveEvent(event);
        return;
    }
    emit cursorMoved(event->position());
    event->accept();
}

void DigitPlot::wheelEvent(QWheelEvent* event) {
    if (still_)
        event->ignore();
    else
        Plot::wheelEvent(event);
}

void DigitPlot::keyPressEvent(QKeyEvent* event) {
    if (still_)
        event->ignore();
    else
        Plot::keyPressEvent(event);
}

void DigitPlot::forgetZoom() {
    if (!zoomed_)
        return;
    zoomed_ = false;
    xAxis->setRange(0, 1);
    if (!isNumberLine())
        yAxis->setRange(0, 1);
}

void DigitPlot::resetView() {
    zoomed_ = true;
    forgetZoom();
    refresh();
    Plot::resetView();
}

namespace {

/// Whether `range` shows [lower, upper] well enough to stay.
bool fits(const QCPRange& range, double lower, double upper) {
    return range.lower <= lower && range.upper >= upper && range.size() < 1.6 * (upper - lower);
}

} // namespace

void DigitPlot::fit(double lower, double upper) {
    const double margin = 0.04 * (upper - lower);
    if (!zoomed_ && !fits(xAxis->range(), lower, upper))
        setView({lower - margin, view().top(), upper - lower + 2 * margin, view().height()});
}

void DigitPlot::fitVertically(double lower, double upper) {
    const double margin = 0.04 * (upper - lower);
    if (!zoomed_ && !fits(yAxis->range(), lower, upper))
        setVerticalRange(lower - margin, upper + margin);
}

void DigitPlot::paintAll(QCPPainter& painter) {
    // Shown again, a plot is resized before it is refreshed.
    if (due_)
        return;
    if (!result()) {
        words(
            painter, QRectF(viewport()).adjusted(16, 8, -16, -8), link_->emptyText(), theme().faintText,
            Qt::AlignCenter | Qt::TextWordWrap);
        return;
    }
    painter.save();
    if (link_->isStale())
        painter.setOpacity(0.45);
    paint(painter);
    painter.restore();
}

void DigitPlot::words(
    QCPPainter& painter, const QRectF& where, const QString& text, const QColor& colour, int alignment,
    bool bold) const {
    QFont font = smallFont();
    font.setBold(bold);
    painter.setFont(font);
    painter.setPen(colour);
    const bool wraps = alignment & Qt::TextWordWrap;
    painter.drawText(
        where, alignment,
        wraps ? text : QFontMetricsF(font).elidedText(text, Qt::ElideRight, where.width() + 1));
}

double DigitPlot::insideX(double value) const {
    return std::clamp(x(value), area().left(), area().right());
}

void DigitPlot::arrow(QCPPainter& painter, bool right, double y, const QColor& colour) const {
    const double tip = right ? area().right() + 5 : area().left() - 5;
    const double back = tip + (right ? -6 : 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF{{tip, y}, {back, y - 3.5}, {back, y + 3.5}});
}

} // namespace kamke::ui
