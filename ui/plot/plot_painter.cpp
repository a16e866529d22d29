#include "ui/plot/plot_painter.h"

#include "ui/formula/math_text.h"
#include "ui/plot/clip.h"
#include "ui/plot/plot.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace kamke::ui {

PlotPainter::PlotPainter(QCPPainter& painter, const Plot& plot)
    : painter_(painter)
    , plot_(plot)
    , area_(plot.area()) {}

QPointF PlotPainter::pixel(const QPointF& point) const {
    return plot_.toPixel(point);
}

QPolygonF PlotPainter::toPixels(const QPolygonF& points) const {
    QPolygonF pixels;
    pixels.reserve(points.size());
    for (const QPointF& p : points)
        pixels << plot_.toPixel(p);
    return pixels;
}

void PlotPainter::curve(const QPolygonF& points) {
    for (const QPolygonF& part : clipPolyline(toPixels(points), area_))
        painter_.drawPolyline(part);
}

void PlotPainter::curve(const QPolygonF& points, const QPen& pen) {
    painter_.setPen(pen);
    painter_.setBrush(Qt::NoBrush);
    curve(points);
}

void PlotPainter::arrow(const QPointF& from, const QPointF& to, const QPen& pen, double head) {
    const QLineF shaft(plot_.toPixel(from), plot_.toPixel(to));
    if (!(shaft.length() > 0.5) || !area_.contains(shaft.p1()) || !area_.contains(shaft.p2()))
        return;
    painter_.setPen(pen);
    painter_.setBrush(Qt::NoBrush);
    painter_.drawLine(shaft);
    const double length = std::min(head, 0.6 * shaft.length());
    const QPointF along(shaft.dx() / shaft.length(), shaft.dy() / shaft.length());
    const QPointF across(-along.y(), along.x());
    QPen solid(pen.color(), std::min(pen.widthF(), 1.0));
    painter_.setPen(solid);
    painter_.setBrush(pen.color());
    painter_.drawPolygon(QPolygonF{
        shaft.p2(), shaft.p2() - length * along + 0.42 * length * across,
        shaft.p2() - length * along - 0.42 * length * across});
}

void PlotPainter::fill(const std::vector<QPolygonF>& loops, const QBrush& brush) {
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (const QPolygonF& loop : loops)
        if (const QPolygonF inside = clipPolygon(toPixels(loop), area_); inside.size() > 2) {
            path.addPolygon(inside);
            path.closeSubpath();
        }
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(brush);
    painter_.drawPath(path);
}

void PlotPainter::fringe(const QPolygonF& loop, const QPen& pen, double lean) {
    constexpr double pitch = 11, length = 7; // px
    painter_.setPen(pen);
    const QPolygonF pixels = toPixels(loop);
    const QRectF inside = area_.adjusted(1, 1, -1, -1);
    double along = pitch / 2;
    for (qsizetype k = 0; k < pixels.size(); ++k) {
        const QLineF side(pixels[k], pixels[(k + 1) % pixels.size()]);
        const double size = side.length();
        for (; along < size; along += pitch) {
            const QPointF foot = side.pointAt(along / size);
            QLineF stroke(foot, foot + QPointF(1, 0));
            // Angles count counter-clockwise as seen, so that left is +90.
            stroke.setAngle(side.angle() + 90 + lean);
            stroke.setLength(length);
            if (inside.contains(stroke.p1()) && inside.contains(stroke.p2()))
                painter_.drawLine(stroke);
        }
        along -= size;
    }
}

void PlotPainter::polygon(const QPolygonF& corners) {
    const QPen pen = painter_.pen();
    const QBrush brush = painter_.brush();
    polygon(corners, pen, brush);
    painter_.setPen(pen);
    painter_.setBrush(brush);
}

void PlotPainter::polygon(const QPolygonF& corners, const QPen& pen, const QBrush& brush) {
    if (brush.style() != Qt::NoBrush)
        fill({corners}, brush);
    if (pen.style() != Qt::NoPen && !corners.isEmpty()) {
        QPolygonF closed = corners;
        closed << corners.front();
        curve(closed, pen);
    }
}

void PlotPainter::rectangle(const QRectF& rectangle, const QPen& pen, const QBrush& brush) {
    polygon(
        {rectangle.topLeft(), rectangle.topRight(), rectangle.bottomRight(), rectangle.bottomLeft()}, pen,
        brush);
}

void PlotPainter::disc(const QPointF& centre, double radius) {
    if (const QPointF at = pixel(centre); area_.adjusted(-1, -1, 1, 1).contains(at))
        painter_.drawEllipse(at, radius, radius);
}

void PlotPainter::dot(const QPointF& at, const QColor& colour, double radius, const QPen& rim) {
    painter_.setPen(rim);
    painter_.setBrush(colour);
    disc(at, radius);
}

void PlotPainter::words(
    const QPointF& at, const QString& text, const QColor& colour, const QPointF& offset, bool bold) {
    const QPointF pixel = plot_.toPixel(at);
    if (!area_.adjusted(-2, -2, 2, 2).contains(pixel))
        return;
    QFont font = plot_.smallFont();
    font.setBold(bold);
    // Words that are wider than the plot shrink before they are cut.
    if (const double share = (area_.width() - 6) / mathWidth(text, font); share > 0 && share < 1)
        font.setPointSizeF(QFontInfo(font).pointSizeF() * std::max(share, 0.6));
    const QFontMetricsF metrics(font);
    const double width = mathWidth(text, font), height = metrics.height();
    double left = pixel.x() + offset.x(), top = pixel.y() + offset.y();
    left -= offset.x() < 0 ? width : offset.x() == 0 ? width / 2 : 0;
    top -= offset.y() < 0 ? height : offset.y() == 0 ? height / 2 : 0;
    const auto inside = [&](double x, double y) {
        return QRectF(
            std::clamp(x, area_.left() + 3, std::max(area_.left() + 3, area_.right() - width - 3)),
            std::clamp(y, area_.top() + 1, std::max(area_.top() + 1, area_.bottom() - height - 1)), width,
            height);
    };
    // On the other side of the point, or up and down, where other words are already.
    const double otherLeft = 2 * pixel.x() - left - width, otherTop = 2 * pixel.y() - top - height;
    std::vector<QRectF> choices{
        inside(left, top), inside(left, otherTop), inside(otherLeft, top), inside(otherLeft, otherTop)};
    for (int k = 1; k <= 6; ++k)
        for (const double sign : {-1.0, 1.0})
            choices.push_back(inside(left, top + sign * k * 0.5 * height));
    const auto free = std::find_if(choices.begin(), choices.end(), [&](const QRectF& choice) {
        return std::none_of(
            taken_.begin(), taken_.end(), [&](const QRectF& other) { return other.intersects(choice); });
    });
    const QRectF place = free == choices.end() ? choices.front() : *free;
    taken_.push_back(place);
    left = place.left();
    top = place.top();
    const QPainterPath path = mathPath(text, font).translated(left, top + metrics.ascent());
    painter_.strokePath(
        path, QPen(plot_.theme().plotGround, 3.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter_.fillPath(path, colour);
}

void PlotPainter::plainWords(const QPointF& at, const QPointF& offset, const QString& text) {
    const QPointF from = pixel(at);
    if (!area_.contains(from))
        return;
    const QFontMetricsF metrics(painter_.font());
    const QSizeF size(metrics.horizontalAdvance(text), metrics.height());
    QRectF place(from + offset - QPointF(0, size.height()), size);
    const QRectF room = area_.adjusted(3, 3, -3, -3);
    place.moveLeft(std::clamp(place.left(), room.left(), std::max(room.left(), room.right() - size.width())));
    place.moveTop(std::clamp(place.top(), room.top(), std::max(room.top(), room.bottom() - size.height())));
    painter_.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
}

void PlotPainter::legend(const std::vector<Key>& keys) {
    const QFont font = plot_.smallFont();
    const QFontMetricsF metrics(font);
    constexpr double swatch = 24, gap = 6;
    const double room = area_.width() - swatch - 3 * gap - 12;
    // A text that is too wide goes on in a second line.
    std::vector<QStringList> texts;
    double widest = 0;
    std::size_t lines = 0;
    for (const Key& key : keys) {
        QStringList parts{key.text};
        for (qsizetype space = key.text.lastIndexOf(u' '); mathWidth(parts.front(), font) > room && space > 0;
             space = key.text.lastIndexOf(u' ', space - 1))
            parts = {key.text.first(space), key.text.sliced(space + 1)};
        for (const QString& part : std::as_const(parts))
            widest = std::max(widest, mathWidth(part, font));
        lines += static_cast<std::size_t>(parts.size());
        texts.push_back(std::move(parts));
    }
    const double line = metrics.height() + 2;
    const QRectF box(
        area_.left() + 6, area_.top() + 6, swatch + 3 * gap + widest,
        line * static_cast<double>(lines) + gap);
    painter_.fillRect(box, faded(plot_.theme().plotGround, 0.85));
    double top = box.top() + gap / 2;
    for (std::size_t k = 0; k < keys.size(); ++k) {
        painter_.setPen(keys[k].pen);
        painter_.drawLine(
            QPointF(box.left() + gap, top + line / 2), QPointF(box.left() + gap + swatch, top + line / 2));
        for (const QString& part : texts[k]) {
            painter_.fillPath(
                mathPath(part, font)
                    .translated(
                        box.left() + 2 * gap + swatch,
                        top + (line - metrics.height()) / 2 + metrics.ascent()),
                keys[k].colour);
            top += line;
        }
    }
}

void PlotPainter::ends(std::vector<End> ends) {
    const QFont font = plot_.smallFont();
    const QFontMetricsF metrics(font);
    const double height = metrics.height();
    std::sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return a.y > b.y; });
    std::vector<double> tops;
    double free = area_.top();
    for (const End& end : ends) {
        const double wanted =
            std::clamp(plot_.toPixel({0, end.y}).y(), area_.top(), area_.bottom()) - height / 2;
        tops.push_back(std::max(wanted, free));
        free = tops.back() + height;
    }
    double floor = area_.bottom();
    for (std::size_t k = tops.size(); k-- > 0;) {
        tops[k] = std::min(tops[k], floor - height);
        floor = tops[k];
    }
    for (std::size_t k = 0; k < tops.size(); ++k)
        painter_.fillPath(
            mathPath(ends[k].text, font).translated(area_.right() + 6, tops[k] + metrics.ascent()),
            ends[k].colour);
}

QPen distinctPen(const QColor& colour, int which, double width) {
    QPen pen(colour, width);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::FlatCap);
    static const std::array<QList<qreal>, 5> dashes{{{}, {4, 2.5}, {1, 1.8}, {6, 2, 1, 2}, {9, 3}}};
    const QList<qreal>& pattern = dashes[static_cast<std::size_t>(which) % dashes.size()];
    if (!pattern.isEmpty())
        pen.setDashPattern(pattern);
    return pen;
}

} // namespace kamke::ui
