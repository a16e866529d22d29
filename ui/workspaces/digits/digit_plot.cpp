#include "ui/workspaces/digits/digit_plot.h"

#include <algorithm>

namespace kamke::ui {

namespace {

bool sameDigit(const DigitResult& a, const DigitResult& b) {
    return &a.network() == &b.network() && a.report.label == b.report.label &&
           same(a.report.raw, b.report.raw);
}

/// Whether `range` shows [lower, upper] well enough to stay.
bool fits(const QCPRange& range, double lower, double upper) {
    return range.lower <= lower && range.upper >= upper && range.size() < 1.6 * (upper - lower);
}

} // namespace

DigitPlot::DigitPlot(DigitLink* link, const QString& name, QWidget* parent)
    : PaintedPlot(parent)
    , link_(link) {
    setAccessibleName(name);
    openFrame();
    connect(link, &DigitLink::changed, this, &DigitPlot::refresh);
    refresh();
}

QMargins DigitPlot::leastRoom() const {
    // Only plots with a crosshair need room for its reading.
    return {12, isStill() ? 4 : QFontMetrics(smallFont()).height() + 2, 12, 8};
}

bool DigitPlot::take() {
    const auto before = shown_;
    shown_ = link_->result();
    // Where the bounds of another digit lie, nobody has looked yet.
    if (shown_ && before && !sameDigit(*shown_, *before))
        forgetZoom();
    return true;
}

std::optional<QString> DigitPlot::insteadOfData() const {
    return result() ? std::nullopt : std::optional(link_->emptyText());
}

void DigitPlot::forgetZoom() {
    if (!isViewChosen())
        return;
    forgetChosenView();
    xAxis->setRange(0, 1);
    if (!isNumberLine())
        yAxis->setRange(0, 1);
}

void DigitPlot::fitView() {
    xAxis->setRange(0, 1);
    if (!isNumberLine())
        yAxis->setRange(0, 1);
    refresh();
}

void DigitPlot::fitAcross(double lower, double upper) {
    const double margin = 0.04 * (upper - lower);
    if (!isViewChosen() && !fits(xAxis->range(), lower, upper))
        setView({lower - margin, view().top(), upper - lower + 2 * margin, view().height()});
}

void DigitPlot::fitVertically(double lower, double upper) {
    const double margin = 0.04 * (upper - lower);
    if (!isViewChosen() && !fits(yAxis->range(), lower, upper))
        setVerticalRange(lower - margin, upper + margin);
}

void DigitPlot::arrow(QCPPainter& painter, bool right, double y, const QColor& colour) const {
    const double tip = right ? area().right() + 5 : area().left() - 5;
    const double back = tip + (right ? -6 : 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF{{tip, y}, {back, y - 3.5}, {back, y + 3.5}});
}

} // namespace kamke::ui
