// Fractions, roots, accents, stretched brackets and matrices.
#include "ui/formula/delimiters.h"
#include "ui/formula/layout_parts.h"

#include <QTransform>
#include <vector>

namespace kamke::ui::formula {
namespace {

Box filled(const QRectF& rectangle, Role role, double size) {
    Box box;
    box.role = role;
    box.size = size;
    box.width = rectangle.width();
    box.ascent = -rectangle.top();
    box.descent = rectangle.bottom();
    box.ink.addRect(rectangle);
    return box;
}

QPainterPath accentMark(AccentKind kind, double width) {
    QPainterPath path;
    const double w = width, t = 0.06;
    switch (kind) {
    case AccentKind::Hat:
        path.moveTo(0, 0);
        path.lineTo(w / 2, -0.16);
        path.lineTo(w, 0);
        path.lineTo(w - 0.03, 0.02);
        path.lineTo(w / 2, -0.16 + t);
        path.lineTo(0.03, 0.02);
        path.closeSubpath();
        break;
    case AccentKind::Tilde:
        path.moveTo(0, 0);
        path.cubicTo(w * 0.3, -0.2, w * 0.65, 0.06, w, -0.12);
        path.lineTo(w, -0.07);
        path.cubicTo(w * 0.65, 0.13, w * 0.35, -0.12, 0.02, 0.03);
        path.closeSubpath();
        break;
    case AccentKind::Dot:
        path.addEllipse(QPointF(w / 2, -0.05), 0.058, 0.058);
        break;
    case AccentKind::Overline:
    case AccentKind::Underline:
        break;
    }
    return path;
}

} // namespace

Box layOutFraction(const Node& node, Style style) {
    const double size = style.size(), axis = MathFont::instance().axis() * size, t = rule * size;
    Box numerator = layOutNode(node.children[0], style.fraction());
    Box denominator = layOutNode(node.children[1], style.fraction());
    const double clearance = (style.isDisplay() ? 3 : 1.6) * t, side = 0.1 * size, over = 0.06 * size;
    const double up =
        std::max((style.isDisplay() ? 0.677 : 0.394) * size, axis + t / 2 + clearance + numerator.descent);
    const double down =
        std::max((style.isDisplay() ? 0.686 : 0.345) * size, -axis + t / 2 + clearance + denominator.ascent);
    Box box;
    box.size = size;
    const double bar = std::max(numerator.width, denominator.width) + 2 * over;
    box.width = bar + 2 * side;
    box.ascent = up + numerator.ascent;
    box.descent = down + denominator.descent;
    const double numeratorX = (box.width - numerator.width) / 2,
                 denominatorX = (box.width - denominator.width) / 2;
    box.add(std::move(numerator), Role::Numerator, numeratorX, -up);
    box.add(std::move(denominator), Role::Denominator, denominatorX, down);
    box.add(filled(QRectF(0, -t / 2, bar, t), Role::FractionBar, size), Role::FractionBar, side, -axis);
    return box;
}

Box layOutRadical(const Node& node, Style style) {
    const double size = style.size(), t = rule * size;
    Box body = layOutNode(node.children[0], style);
    const double clearance = t + 0.11 * size;
    const double top = std::max(body.ascent, 0.5 * size) + clearance;
    const double bottom = std::max(body.descent, 0.06 * size);
    double width = 0;
    Box sign;
    sign.size = size;
    sign.ink = radicalSign(top + bottom, t, &width).translated(0, bottom);
    sign.ink.addRect(QRectF(width - t, -top, body.width + 0.1 * size + t, t));
    sign.ink.setFillRule(Qt::WindingFill);
    sign.width = width;
    sign.ascent = top;
    sign.descent = bottom;
    Box box;
    box.size = size;
    box.width = width + body.width + 0.12 * size;
    box.ascent = top + 0.05 * size;
    box.descent = bottom;
    box.add(std::move(sign), Role::RadicalSign, 0, 0);
    box.add(std::move(body), Role::Radicand, width + 0.02 * size, 0);
    return box;
}

Box layOutAccent(const Node& node, Style style) {
    const double size = style.size(), t = 1.15 * rule * size;
    Box base = layOutNode(node.children[0], style);
    Box box;
    box.size = size;
    box.width = base.width;
    box.slant = base.slant;
    box.ascent = base.ascent;
    box.descent = base.descent;
    const double lean = isSymbol(node.children[0]) ? 0.05 * size : 0; // letters lean to the right
    const double gap = 0.12 * size, inset = 0.045 * size;
    Box mark;
    double x = 0, y = 0;
    if (node.accent == AccentKind::Overline || node.accent == AccentKind::Underline) {
        const bool over = node.accent == AccentKind::Overline;
        mark = filled(QRectF(0, -t / 2, std::max(0.2 * size, base.width - 2 * inset), t), Role::Accent, size);
        x = (base.width - mark.width) / 2 + (over ? lean : -lean) / 2;
        y = over ? -(base.ascent + gap + t / 2) : base.descent + gap + t / 2;
    } else {
        const double width = node.accent == AccentKind::Dot ? 0.12 : 0.36;
        mark.ink = QTransform::fromScale(size, size).map(accentMark(node.accent, width));
        mark.size = size;
        const QRectF ink = mark.ink.boundingRect();
        mark.width = width * size;
        mark.ascent = -ink.top();
        mark.descent = std::max(0.0, ink.bottom());
        x = (base.width - base.slant - mark.width) / 2 + 1.2 * lean;
        y = -(base.ascent + 0.08 * size + mark.descent);
    }
    box.ascent = std::max(box.ascent, -y + mark.ascent);
    box.descent = std::max(box.descent, y + mark.descent);
    box.add(std::move(base), Role::Base, 0, 0);
    box.add(std::move(mark), Role::Accent, x, y);
    return box;
}

Box layOutDelimited(const Node& node, Style style) {
    Box body = layOutNode(node.children[0], style);
    Box box;
    box.size = style.size();
    const double ascent = body.ascent, descent = body.descent;
    const auto place = [&box](Box one, Role role) {
        box.ascent = std::max(box.ascent, one.ascent);
        box.descent = std::max(box.descent, one.descent);
        const double x = box.width;
        box.width += one.width;
        box.add(std::move(one), role, x, 0);
    };
    if (node.left)
        place(delimiter(node.left, ascent, descent, style.size()), Role::Delimiter);
    place(std::move(body), Role::Row);
    if (node.right)
        place(delimiter(node.right, ascent, descent, style.size()), Role::Delimiter);
    return box;
}

Box layOutMatrix(const Node& node, Style style) {
    const auto columns = static_cast<std::size_t>(node.columns);
    const std::size_t rows = node.children.size() / columns;
    const double size = style.size();
    const double columnGap = (node.align == Align::Equations ? 0.28 : 0.8) * size, rowGap = 0.24 * size;
    std::vector<Box> cells;
    cells.reserve(node.children.size());
    std::vector<double> widths(columns, 0.0), ascents(rows, 0.66 * size), descents(rows, 0.22 * size);
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const Box& cell = cells.emplace_back(
            layOutNode(node.children[k], node.align == Align::Equations ? style : style.text()));
        widths[k % columns] = std::max(widths[k % columns], cell.width);
        ascents[k / columns] = std::max(ascents[k / columns], cell.ascent);
        descents[k / columns] = std::max(descents[k / columns], cell.descent);
    }
    double height = rowGap * static_cast<double>(rows - 1);
    for (std::size_t row = 0; row < rows; ++row)
        height += ascents[row] + descents[row];

    Box box;
    box.size = size;
    const double side = node.align == Align::Centre ? 0.14 * size : 0.08 * size;
    // Centred on the axis.
    box.ascent = height / 2 + MathFont::instance().axis() * size;
    box.descent = height - box.ascent;
    double y = -box.ascent;
    for (std::size_t row = 0; row < rows; ++row) {
        y += ascents[row];
        double x = side;
        for (std::size_t column = 0; column < columns; ++column) {
            Box& cell = cells[row * columns + column];
            const double left = widths[column] - cell.width;
            const double indent = node.align == Align::Centre                         ? left / 2
                                  : node.align == Align::Equations && column % 2 == 0 ? left
                                                                                      : 0;
            box.add(std::move(cell), Role::Cell, x + indent, y);
            x += widths[column] + (column + 1 < columns ? columnGap : side);
        }
        box.width = x;
        y += descents[row] + rowGap;
    }
    return box;
}

} // namespace kamke::ui::formula
