#include "ui/formula/formula.h"

#include "ui/formula/parser.h"

#include <QPainter>
#include <cmath>

namespace kamke::ui {
namespace {

void collect(const formula::Box& box, const QPointF& at, QPainterPath* path) {
    path->addPath(box.ink.translated(at));
    for (const formula::Box& child : box.children)
        collect(child, at + child.at, path);
}

/// The outline for an SVG file in thousandths of an em, y downwards.
QString outline(const QPainterPath& path) {
    QString d;
    const auto number = [](double v) { return QString::number(std::lround(1000 * v)); };
    const auto point = [&](const QPainterPath::Element& e) { return number(e.x) + u' ' + number(e.y); };
    for (int k = 0; k < path.elementCount(); ++k) {
        const QPainterPath::Element e = path.elementAt(k);
        switch (e.type) {
        case QPainterPath::MoveToElement:
            d += QStringLiteral("M%1").arg(point(e));
            break;
        case QPainterPath::LineToElement:
            d += QStringLiteral("L%1").arg(point(e));
            break;
        case QPainterPath::CurveToElement:
            d += QStringLiteral("C%1 %2 %3")
                     .arg(point(e), point(path.elementAt(k + 1)), point(path.elementAt(k + 2)));
            k += 2;
            break;
        case QPainterPath::CurveToDataElement:
            break;
        }
    }
    return d;
}

} // namespace

tl::expected<Formula, QString> Formula::read(const QString& source, Placement placement) {
    const auto node = formula::parse(source);
    if (!node)
        return tl::unexpected(node.error());
    Formula result;
    result.box_ = formula::layOut(*node, placement);
    result.path_.setFillRule(Qt::WindingFill);
    collect(result.box_, {}, &result.path_);
    return result;
}

void Formula::paint(QPainter& painter, const QPointF& baseline, double em, const QColor& colour) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(baseline);
    painter.scale(em, em);
    painter.fillPath(path_, colour);
    painter.restore();
}

QString Formula::svg(const QString& words, double em) const {
    // Ink may reach a little beyond its room.
    constexpr double margin = 0.05;
    const double left = -margin, top = -ascent() - margin;
    const double width = this->width() + 2 * margin, height = ascent() + descent() + 2 * margin;
    const auto thousandths = [](double v) { return QString::number(std::lround(1000 * v)); };
    const auto ems = [em](double v) { return QString::number(em * v, 'f', 3); };
    return QStringLiteral("<svg class=\"formula\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                          "aria-label=\"%1\" viewBox=\"%2 %3 %4 %5\" "
                          "style=\"width:%6em;height:%7em;vertical-align:%8em\"><title>%1</title>"
                          "<path fill=\"currentColor\" d=\"%9\"/></svg>")
        .arg(
            words.toHtmlEscaped(), thousandths(left), thousandths(top), thousandths(width),
            thousandths(height), ems(width), ems(height), ems(-descent() - margin), outline(path_));
}

} // namespace kamke::ui
