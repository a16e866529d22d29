// Subscripts, superscripts and limits.
#include "ui/formula/layout_parts.h"

namespace kamke::ui::formula {
namespace {

/// Above and below, centred: max over i ≠ j.
Box withLimits(Box base, const Box* sub, const Box* sup, Style style) {
    const double size = style.size(), gap = 0.14 * size;
    Box box;
    box.size = size;
    box.width = std::max({base.width, sub ? sub->width : 0.0, sup ? sup->width : 0.0});
    box.ascent = base.ascent;
    box.descent = base.descent;
    const auto centred = [&](const Box& one) { return (box.width - one.width) / 2; };
    if (sup) {
        const double y = -(base.ascent + gap + sup->descent);
        box.ascent = -y + sup->ascent;
        box.add(*sup, Role::Above, centred(*sup), y);
    }
    if (sub) {
        // Limits of neighbours stand on one line, whether or not the operators have descenders.
        const double y = std::max(base.descent + gap + sub->ascent, 0.72 * size);
        box.descent = y + sub->descent;
        box.add(*sub, Role::Below, centred(*sub), y);
    }
    const double x = centred(base);
    box.add(std::move(base), Role::Base, x, 0);
    return box;
}

} // namespace

Box layOutScripts(const Node& node, Style style) {
    const Node& baseNode = node.children.front();
    Box base = layOutNode(baseNode, style);
    const Box sub = node.hasSub ? layOutNode(node.children[1], style.script()) : Box();
    const Box sup = node.hasSup ? layOutNode(node.children.back(), style.script()) : Box();
    if (node.limits && style.isDisplay())
        return withLimits(std::move(base), node.hasSub ? &sub : nullptr, node.hasSup ? &sup : nullptr, style);

    // Rules 18a-f of appendix G, with the parameters of Computer Modern.
    const double size = style.size(), script = style.script().size();
    const double xHeight = MathFont::instance().xHeight() * size;
    double up = 0, down = 0;
    if (!isSymbol(baseNode)) {
        up = base.ascent - 0.386 * script;
        down = base.descent + 0.05 * script;
    }
    up = std::max({up, (style.isDisplay() ? 0.413 : 0.363) * size, sup.descent + xHeight / 4});
    if (node.hasSup) {
        down = std::max(down, 0.247 * size);
        // Both: they keep apart.
        constexpr double gap = 4 * rule;
        const double between = (up - sup.descent) - (sub.ascent - down);
        if (node.hasSub && between < gap * size)
            down += gap * size - between;
    } else {
        down = std::max({down, 0.15 * size, sub.ascent - 0.8 * xHeight});
    }

    Box box;
    box.size = size;
    const double baseWidth = base.width, slant = base.slant, room = 0.03 * size;
    box.ascent = base.ascent;
    box.descent = base.descent;
    box.width = baseWidth;
    box.add(std::move(base), Role::Base, 0, 0);
    if (node.hasSub) {
        // Tucked in under a letter that leans.
        const double x = baseWidth - slant + (slant > 0 ? 0 : room);
        box.descent = std::max(box.descent, down + sub.descent);
        box.ascent = std::max(box.ascent, sub.ascent - down);
        box.width = std::max(box.width, x + sub.width + room);
        box.add(sub, Role::Subscript, x, down);
    }
    if (node.hasSup) {
        const double x = baseWidth + room;
        box.ascent = std::max(box.ascent, up + sup.ascent);
        box.descent = std::max(box.descent, sup.descent - up);
        box.width = std::max(box.width, x + sup.width + room);
        box.add(sup, Role::Superscript, x, -up);
    }
    return box;
}

} // namespace kamke::ui::formula
