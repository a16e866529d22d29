#include "ui/workspaces/digits/class_rows.h"

#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/tabular_text.h"

#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr int rowGap = 10;     // between a name, the bars and the numbers
constexpr double useful = 2.2; // times the main range: other bars are shown that far
// Of a row: lines that can be told apart, and the bar above them.
constexpr double leastStep = 3.4, mostStep = 5.5, leastBar = 6, mostBar = 13, rowPad = 3;

} // namespace

QRectF ClassRows::rowRectangle(int row) const {
    const double height = area().height() / std::max<double>(1, static_cast<double>(rows_.size()));
    return {0, area().top() + row * height, static_cast<double>(viewport().width()), height};
}

int ClassRows::rowAt(double y) const {
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row)
        if (const QRectF r = rowRectangle(row); y >= r.top() && y < r.bottom())
            return row;
    return -1;
}

QSize ClassRows::minimumSizeHint() const {
    const int line = QFontMetrics(smallFont()).height();
    const auto rows = static_cast<double>(std::max<std::size_t>(4, rows_.size()));
    return {200, static_cast<int>(rows * leastRowHeight()) + 3 * line};
}

int ClassRows::lineCount() const {
    std::size_t most = 0;
    for (const ClassRow& row : rows_)
        most = std::max(most, row.rest.size());
    return marksLowerEnd() ? 0 : static_cast<int>(most);
}

double ClassRows::leastRowHeight() const {
    return std::max(QFontMetricsF(smallFont()).height() - 1, 2 * rowPad + leastBar + lineCount() * leastStep);
}

const RowBar* ClassRows::cutBar(const ClassRow& row, bool right) const {
    const QCPRange range = xAxis->range();
    const RowBar* tightest = nullptr;
    const auto look = [&](const RowBar& bar) {
        const double end = right ? bar.upper : bar.lower;
        if (!bar.certificate || !std::isfinite(end) || (right ? end <= range.upper : end >= range.lower))
            return;
        if (!tightest || (right ? end < tightest->upper : end > tightest->lower))
            tightest = &bar;
    };
    look(row.main);
    for (const RowBar& bar : row.rest)
        look(bar);
    return tightest;
}

QMargins ClassRows::room() const {
    QFont bold = smallFont();
    bold.setBold(true);
    const QFontMetricsF metrics(bold);
    double left = metrics.horizontalAdvance(QStringLiteral("00")), right = 0, cutLeft = 0;
    for (const ClassRow& row : rows_) {
        left = std::max(left, metrics.horizontalAdvance(row.name));
        right = std::max(right, row.number.isEmpty() ? 0.0 : tabularWidth(metrics, row.number));
        if (const RowBar* bar = cutBar(row, false))
            cutLeft =
                std::max(cutLeft, metrics.horizontalAdvance(shortNumber(bar->lower, Rounded::Down)) + rowGap);
        if (const RowBar* bar = cutBar(row, true); bar && row.number.isEmpty())
            right = std::max(right, metrics.horizontalAdvance(shortNumber(bar->upper, Rounded::Up)));
    }
    // Arrows and numbers of bars that go on stand between the bars and the words.
    return {
        static_cast<int>(std::min(left, 0.3 * viewport().width()) + cutLeft) + 2 * rowGap, 6,
        static_cast<int>(right) + 2 * rowGap, 0};
}

void ClassRows::setRows(std::vector<ClassRow> rows, const std::vector<double>& alsoShown) {
    rows_ = std::move(rows);
    if (const int height = minimumSizeHint().height(); height != shownHeight_) {
        shownHeight_ = height;
        updateGeometry();
    }
    double lower = INFINITY, upper = -INFINITY;
    const auto include = [&](double value) {
        if (std::isfinite(value)) {
            lower = std::min(lower, value);
            upper = std::max(upper, value);
        }
    };
    for (const ClassRow& row : rows_) {
        include(row.tick);
        include(row.main.lower);
        include(row.main.upper);
    }
    for (const double value : alsoShown)
        include(value);
    if (!(lower < upper)) {
        lower = std::isfinite(lower) ? lower - 1 : 0;
        upper = lower + 2;
    }
    // Bars that are a hundred times as wide would leave nothing of these.
    const double centre = (lower + upper) / 2, half = useful * (upper - lower) / 2;
    for (const ClassRow& row : rows_)
        for (const RowBar& bar : row.rest) {
            if (bar.lower >= centre - half)
                include(bar.lower);
            if (bar.upper <= centre + half)
                include(bar.upper);
        }
    fitAcross(lower, upper);
}

void ClassRows::paint(QCPPainter& painter) {
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row)
        paintRow(painter, row);
    paintLines(painter);
}

void ClassRows::paintBar(
    QCPPainter& painter, const RowBar& bar, double y, double thickness, bool main) const {
    if (!bar.certificate || !std::isfinite(bar.lower) || !std::isfinite(bar.upper))
        return;
    const Certificate& certificate = *bar.certificate->certificate;
    QColor colour = theme().certificate(certificate);
    painter.save();
    painter.setOpacity(painter.opacity() * link()->opacity(idOf(certificate)));
    const double from = insideX(bar.lower), to = insideX(bar.upper);
    if (x(bar.upper) >= area().left() && x(bar.lower) <= area().right()) {
        if (main) {
            QColor fill = colour;
            fill.setAlphaF(0.42F);
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            painter.drawRoundedRect(
                QRectF(from, y - thickness / 2, std::max(1.5, to - from), thickness), 1.5, 1.5);
        } else {
            painter.setPen(theme().certificatePen(certificate, thickness));
            painter.drawLine(QPointF(from, y), QPointF(std::max(to, from + 1), y));
        }
    }
    if (x(bar.lower) < area().left() - 1)
        arrow(painter, false, y, colour);
    if (x(bar.upper) > area().right() + 1)
        arrow(painter, true, y, colour);
    painter.restore();
}

void ClassRows::paintRow(QCPPainter& painter, int index) const {
    const ClassRow& row = rows_[static_cast<std::size_t>(index)];
    const QRectF all = rowRectangle(index);
    if (row.lit) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().selection);
        painter.drawRoundedRect(all.adjusted(2, 0.5, -2, -0.5), 3, 3);
    }
    words(
        painter, QRectF(rowGap, all.top(), area().left() - 2 * rowGap, all.height()), row.name,
        row.strong ? theme().accent : theme().text, Qt::AlignLeft | Qt::AlignVCenter, row.strong);

    const auto others = marksLowerEnd() ? 0.0 : static_cast<double>(row.rest.size());
    const double room = all.height() - 2 * rowPad;
    const double step =
        others > 0 ? std::clamp((room - leastBar) / std::max(1.0, others), leastStep, mostStep) : 0;
    const double line = std::min(0.55 * step, 2.5);
    const double thick = std::clamp(room - others * step, leastBar, mostBar);
    const double top = all.center().y() - (thick + others * step) / 2;
    const double bottom = top + thick + others * step;
    paintBar(painter, row.main, top + thick / 2, thick, true);
    if (marksLowerEnd())
        paintBounds(painter, row, top + thick / 2);
    else
        paintLines(painter, row, top + thick, line, step);
    if (std::isfinite(row.tick) && x(row.tick) >= area().left() && x(row.tick) <= area().right()) {
        painter.setPen(QPen(theme().text, 1.6));
        painter.drawLine(QPointF(x(row.tick), top - 1.5), QPointF(x(row.tick), bottom + 1.5));
    }
    paintCutNumbers(painter, row, all);
    if (!row.number.isEmpty()) {
        QFont font = smallFont();
        font.setBold(row.warns);
        painter.setFont(font);
        painter.setPen(row.warns ? theme().bad : theme().faintText);
        drawTabular(
            painter,
            QRectF(
                area().right() + rowGap, all.top(), viewport().width() - area().right() - 1.4 * rowGap,
                all.height()),
            row.number);
    }
}

void ClassRows::paintLines(
    QCPPainter& painter, const ClassRow& row, double top, double line, double step) const {
    double y = top + step - line / 2;
    for (const RowBar& bar : row.rest) {
        paintBar(painter, bar, y, line, false);
        y += step;
    }
}

void ClassRows::paintBounds(QCPPainter& painter, const ClassRow& row, double y) const {
    double from = row.main.certificate ? row.main.lower : row.tick;
    for (const RowBar& bar : row.rest)
        from = std::min(from, bar.lower);
    painter.setPen(QPen(theme().axis, 1));
    painter.drawLine(
        QPointF(insideX(from), y), QPointF(insideX(row.main.certificate ? row.main.lower : row.tick), y));
    for (const RowBar& bar : row.rest) {
        const Certificate& certificate = *bar.certificate->certificate;
        const QColor colour = theme().certificate(certificate);
        painter.save();
        painter.setOpacity(painter.opacity() * link()->opacity(idOf(certificate)));
        if (x(bar.lower) < area().left())
            arrow(painter, false, y, colour);
        else
            paintBound(painter, {insideX(bar.lower), y}, certificate.line, colour);
        painter.restore();
    }
    if (!row.main.certificate || !std::isfinite(row.main.lower) || x(row.main.lower) < area().left())
        return;
    painter.setPen(QPen(theme().card, 1));
    painter.setBrush(row.warns ? theme().bad : theme().good);
    const QPointF at(x(row.main.lower), y);
    // A second cue beside the colour: a diamond where the class may win.
    if (row.warns)
        painter.drawPolygon(QPolygonF{
            {at.x(), at.y() - 5.5}, {at.x() + 5.5, at.y()}, {at.x(), at.y() + 5.5}, {at.x() - 5.5, at.y()}});
    else
        painter.drawEllipse(at, 4.5, 4.5);
}

void ClassRows::paintBound(QPainter& painter, const QPointF& at, LineStyle line, const QColor& colour) {
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(line.hollow ? QBrush(Qt::NoBrush) : QBrush(colour));
    switch (line.mark) {
    case LineStyle::Mark::Circle:
        painter.drawEllipse(at, 2.3, 2.3);
        break;
    case LineStyle::Mark::Square:
        painter.drawRect(QRectF(at.x() - 2.2, at.y() - 2.2, 4.4, 4.4));
        break;
    case LineStyle::Mark::Diamond:
        painter.drawPolygon(QPolygonF{
            {at.x() - 3, at.y()}, {at.x(), at.y() - 3}, {at.x() + 3, at.y()}, {at.x(), at.y() + 3}});
        break;
    case LineStyle::Mark::Triangle:
        painter.drawPolygon(
            QPolygonF{{at.x() - 3, at.y() + 2.6}, {at.x() + 3, at.y() + 2.6}, {at.x(), at.y() - 3}});
        break;
    case LineStyle::Mark::TriangleDown:
        painter.drawPolygon(
            QPolygonF{{at.x() - 3, at.y() - 2.6}, {at.x() + 3, at.y() - 2.6}, {at.x(), at.y() + 3}});
        break;
    }
}

void ClassRows::paintCutNumbers(QCPPainter& painter, const ClassRow& row, const QRectF& all) const {
    const auto number = [&](const RowBar& bar, bool right) {
        const QRectF where =
            right ? QRectF(area().right() + rowGap, all.top(), viewport().width(), all.height())
                  : QRectF(0, all.top(), area().left() - rowGap + 2, all.height());
        words(
            painter, where,
            right ? shortNumber(bar.upper, Rounded::Up) : shortNumber(bar.lower, Rounded::Down),
            theme().certificateText(*bar.certificate->certificate),
            (right ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    };
    if (const RowBar* bar = cutBar(row, false))
        number(*bar, false);
    if (const RowBar* bar = cutBar(row, true); bar && row.number.isEmpty())
        number(*bar, true);
}

void ClassRows::pressAt(const QPointF& pixel) {
    if (const int row = rowAt(pixel.y()); row >= 0)
        link()->chooseCompetitor(rows_[static_cast<std::size_t>(row)].index);
}

void ClassRows::hoverAt(const QPointF& pixel) {
    const int row = rowAt(pixel.y());
    if (row < 0) {
        QToolTip::hideText();
        return;
    }
    const ClassRow& at = rows_[static_cast<std::size_t>(row)];
    QString text = at.name + QStringLiteral(": ") + formatNumber(at.tick);
    const auto line = [&](const RowBar& bar) {
        if (bar.certificate)
            text += QLatin1Char('\n') + nameOf(*bar.certificate->certificate) + QStringLiteral(": ") +
                    formatEnclosure(bar.lower, bar.upper);
    };
    line(at.main);
    for (const RowBar& bar : at.rest)
        line(bar);
    QToolTip::showText(mapToGlobal(pixel).toPoint(), text, this);
}

void ClassRows::endHover() {
    QToolTip::hideText();
}

} // namespace kamke::ui
