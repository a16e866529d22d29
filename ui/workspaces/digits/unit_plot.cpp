#include "ui/workspaces/digits/unit_plot.h"

#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/digit_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr double columnWidth = 14; // of the short list: fits a number of two digits
constexpr int markSize = 7;

} // namespace

double UnitPlot::Lane::y(double value) const {
    const double span = most > least ? most - least : 1;
    return area.bottom() - std::clamp((value - least) / span, 0.0, 1.0) * area.height();
}

UnitPlot::UnitPlot(DigitLink* link, Lanes lanes, QWidget* parent)
    : DigitPlot(link, lanes == Lanes::All ? tr("Hidden units") : tr("Where the margin goes"), parent)
    , lanes_(lanes) {
    setAxisNames(QString(), QString());
    setVerticalRange(0, 1);
    xAxis->setTicks(false);
    xAxis->setTickLabels(false);
    xAxis->grid()->setVisible(false);
    keepStill();
}

void UnitPlot::setSort(UnitSort sort) {
    sort_ = sort;
    refresh();
}

QMargins UnitPlot::room() const {
    const int line = QFontMetrics(smallFont()).height();
    return {lanes_ == Lanes::All ? 12 : 4, 2, lanes_ == Lanes::All ? 12 : 4, 2 * line + markSize + 6};
}

void UnitPlot::prepare() {
    const auto shown = result();
    order_.clear();
    if (!shown || !shown->explanation)
        return;
    order_ = orderOf(*shown->explanation, sort_);
    const double width = viewport().width() - room().left() - room().right();
    if (lanes_ == Lanes::Shares)
        order_.resize(std::min(order_.size(), static_cast<std::size_t>(std::max(4.0, width / columnWidth))));
    xAxis->setRange(0, static_cast<double>(std::max<std::size_t>(1, order_.size())));
    setSummary(shareSentence(*shown->explanation));
}

QColor UnitPlot::colourOf(UnitState state) const {
    switch (state) {
    case UnitState::Inactive:
        return theme().axis;
    case UnitState::Active:
        return theme().accent;
    case UnitState::Undecided:
        return theme().samples;
    }
    return theme().text;
}

std::vector<UnitPlot::Lane> UnitPlot::lanes() const {
    const Explanation& explanation = *result()->explanation;
    double upper = 1e-12, lower = 0, share = 1e-12, radius = 1e-12;
    for (const UnitShare& unit : explanation.units) {
        upper = std::max({upper, unit.upper, unit.nominal});
        lower = std::min({lower, unit.lower, unit.nominal});
        share = std::max(share, unit.share);
        radius = std::max(radius, unit.fromPixels + unit.amplified);
    }
    const QRectF inside = area();
    if (lanes_ == Lanes::Shares)
        return {{inside, share, 0}};
    // Titles stand above their lanes.
    const double title = QFontMetrics(smallFont()).height() + 1;
    const double height = (inside.height() - 3 * title) / 3;
    const auto lane = [&](int k) {
        return QRectF(inside.left(), inside.top() + k * (height + title) + title, inside.width(), height);
    };
    return {{lane(0), upper, lower}, {lane(1), share, 0}, {lane(2), radius, 0}};
}

void UnitPlot::paint(QCPPainter& painter) {
    const auto shown = result();
    if (!shown->explanation) {
        words(
            painter, area(), link()->whyUnexplained(), theme().faintText, Qt::AlignCenter | Qt::TextWordWrap);
        return;
    }
    const auto all = lanes();
    if (lanes_ == Lanes::All) {
        const QStringList titles{
            tr("interval of x"),
            tr("share of the loss, %1")
                .arg(overText(shown->network(), shown->report.label, shown->explanation->competitor)),
            tr("radius: from the pixels (below), from other units through A (above)")};
        const double line = QFontMetrics(smallFont()).height();
        for (std::size_t k = 0; k < all.size(); ++k) {
            words(
                painter, QRectF(all[k].area.left(), all[k].area.top() - line - 1, all[k].area.width(), line),
                titles[static_cast<qsizetype>(k)], theme().faintText);
            const double width = painter.fontMetrics().horizontalAdvance(titles[static_cast<qsizetype>(k)]);
            const QString most = tr("up to %1").arg(shortNumber(all[k].most));
            if (width + 90 < all[k].area.width())
                words(
                    painter,
                    QRectF(all[k].area.left(), all[k].area.top() - line - 1, all[k].area.width(), line), most,
                    theme().faintText, Qt::AlignRight | Qt::AlignVCenter);
            painter.setPen(QPen(theme().cardBorder, 1));
            const double zero = all[k].y(0);
            painter.drawLine(QPointF(all[k].area.left(), zero), QPointF(all[k].area.right(), zero));
        }
    }
    for (int rank = 0; rank < static_cast<int>(order_.size()); ++rank)
        paintUnit(painter, rank, all);
    paintLegend(painter);
}

void UnitPlot::paintUnit(QCPPainter& painter, int rank, const std::vector<Lane>& all) const {
    const Explanation& explanation = *result()->explanation;
    const int index = order_[static_cast<std::size_t>(rank)];
    if (index >= static_cast<int>(explanation.units.size()))
        return;
    const UnitShare& unit = explanation.units[static_cast<std::size_t>(index)];
    const double left = x(rank), right = x(rank + 1), middle = (left + right) / 2;
    const double width = std::max(1.0, (right - left) * 0.78);
    const QColor colour = colourOf(unit.state);
    const QRectF inside = area();
    if (index == link()->store()->hoveredUnit())
        painter.fillRect(
            QRectF(left, inside.top(), right - left, inside.height() + markSize + 6), theme().selection);
    const auto bar = [&](const Lane& lane, double from, double to, const QColor& fill) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRect(QRectF(
            QPointF(middle - width / 2, lane.y(to)),
            QPointF(middle + width / 2, std::max(lane.y(from), lane.y(to) + 1))));
    };
    if (lanes_ == Lanes::Shares) {
        bar(all[0], 0, unit.share, colour);
    } else {
        bar(all[0], unit.lower, unit.upper, colour);
        painter.setPen(QPen(theme().text, 1.4));
        painter.drawLine(
            QPointF(middle - width / 2, all[0].y(unit.nominal)),
            QPointF(middle + width / 2, all[0].y(unit.nominal)));
        bar(all[1], 0, unit.share, colour);
        bar(all[2], 0, unit.fromPixels, theme().boxOther);
        QColor light = theme().boxOther;
        light.setAlphaF(0.45F);
        bar(all[2], unit.fromPixels, unit.fromPixels + unit.amplified, light);
    }
    const double size = std::min<double>(markSize, right - left - 0.5);
    paintState(painter, QPointF(middle, inside.bottom() + 2 + markSize / 2.0), size, unit.state);
    // Numbers where they fit.
    const QString number = QString::number(index + 1);
    QFont font = smallFont();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    const QString widest = QString::number(explanation.units.size());
    if (QFontMetricsF(font).horizontalAdvance(widest) <= right - left + 3) {
        painter.setFont(font);
        painter.setPen(theme().faintText);
        painter.drawText(
            QRectF(left, inside.bottom() + markSize + 3, right - left, QFontMetricsF(font).height()),
            Qt::AlignCenter | Qt::TextDontClip, number);
    }
}

void UnitPlot::paintState(QCPPainter& painter, const QPointF& at, double size, UnitState state) const {
    const QColor colour = colourOf(state);
    const double r = std::max(1.2, size / 2);
    painter.setPen(QPen(colour, 1.2));
    painter.setBrush(colour);
    switch (state) {
    case UnitState::Inactive: // a hollow circle
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(at, r - 0.6, r - 0.6);
        break;
    case UnitState::Active: // a triangle that points upwards
        painter.setPen(Qt::NoPen);
        painter.drawPolygon(
            QPolygonF{{at.x() - r, at.y() + r}, {at.x() + r, at.y() + r}, {at.x(), at.y() - r}});
        break;
    case UnitState::Undecided: // a diamond
        painter.setPen(Qt::NoPen);
        painter.drawPolygon(QPolygonF{
            {at.x() - r, at.y()}, {at.x(), at.y() - r}, {at.x() + r, at.y()}, {at.x(), at.y() + r}});
        break;
    }
}

void UnitPlot::paintLegend(QCPPainter& painter) const {
    const Explanation& explanation = *result()->explanation;
    std::array<int, 3> counts{};
    for (const UnitShare& unit : explanation.units)
        ++counts[static_cast<std::size_t>(unit.state)];
    const double line = QFontMetrics(smallFont()).height();
    const double y = viewport().height() - line - 2;
    double from = area().left();
    for (const UnitState state : {UnitState::Undecided, UnitState::Active, UnitState::Inactive}) {
        paintState(painter, {from + 4, y + line / 2}, 8, state);
        const QString text =
            QStringLiteral("%1 %2").arg(counts[static_cast<std::size_t>(state)]).arg(stateWords(state));
        const double width = QFontMetricsF(smallFont()).horizontalAdvance(text);
        words(painter, QRectF(from + 13, y, width + 4, line), text, theme().faintText);
        from += width + 28;
    }
    const QString rest = lanes_ == Lanes::Shares && order_.size() < explanation.units.size()
                             ? tr("the %1 largest").arg(order_.size())
                             : QString();
    if (QFontMetricsF(smallFont()).horizontalAdvance(rest) <= area().right() - from)
        words(
            painter, QRectF(from, y, area().right() - from, line), rest, theme().faintText,
            Qt::AlignRight | Qt::AlignVCenter);
}

int UnitPlot::unitAt(const QPointF& pixel) const {
    const int rank = static_cast<int>(std::floor(toPlot(pixel).x()));
    return rank >= 0 && rank < static_cast<int>(order_.size()) ? order_[static_cast<std::size_t>(rank)] : -1;
}

void UnitPlot::hoverAt(const QPointF& pixel) {
    link()->store()->setHoveredUnit(unitAt(pixel));
}

void UnitPlot::endHover() {
    link()->store()->setHoveredUnit(-1);
}

QString UnitPlot::csv() const {
    QString text = QStringLiteral("unit,state,lower,nominal,upper,share,from_pixels,amplified\n");
    const auto shown = result();
    if (!shown || !shown->explanation)
        return text;
    const Explanation& explanation = *shown->explanation;
    for (const int i : orderOf(explanation, sort_)) {
        const UnitShare& unit = explanation.units[static_cast<std::size_t>(i)];
        const std::string_view state = unitStateName(unit.state);
        text += QString::number(i + 1) + QLatin1Char(',') + toQString(state);
        for (const double value :
             {unit.lower, unit.nominal, unit.upper, unit.share, unit.fromPixels, unit.amplified})
            text += QLatin1Char(',') + exactNumber(value);
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace kamke::ui
