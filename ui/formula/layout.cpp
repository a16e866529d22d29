#include "ui/formula/layout.h"

#include "ui/formula/layout_parts.h"

#include <QTransform>
#include <array>
#include <optional>

namespace kamke::ui::formula {
namespace {

constexpr double bigOperator = 1.4; ///< how much larger sums are in displayed formulas

/// Room between neighbours in eighteenths of an em, by their classes; negative: none in scripts.
double roomBetween(Class left, Class right, Style style) {
    constexpr int thin = 3, medium = -4, thick = -5, thinText = -3;
    constexpr std::array<std::array<int, 8>, 8> table{
        {// Ord  Op  Bin  Rel  Open  Close  Punct  Inner
         {0, thin, medium, thick, 0, 0, 0, thinText},
         {thin, thin, 0, thick, 0, 0, 0, thinText},
         {medium, medium, 0, 0, medium, 0, 0, medium},
         {thick, thick, 0, 0, thick, 0, 0, thick},
         {0, 0, 0, 0, 0, 0, 0, 0},
         {0, thin, medium, thick, 0, 0, 0, thinText},
         {thinText, thinText, 0, thinText, thinText, thinText, thinText, thinText},
         {thinText, thin, medium, thick, thinText, 0, thinText, thinText}}};
    const int room = table[static_cast<std::size_t>(left)][static_cast<std::size_t>(right)];
    return room >= 0 ? room / 18.0 : style.isScript() ? 0 : -room / 18.0;
}

/// The class that a node shows to what stands before it, and to what comes after.
Class leftClass(const Node& node) {
    return node.kind == Node::Kind::Delimited && node.left ? Class::Open : node.cls;
}
Class rightClass(const Node& node) {
    return node.kind == Node::Kind::Delimited && node.right ? Class::Close : node.cls;
}

/// A + or − that has nothing on one of its sides is a sign.
bool isSign(std::optional<Class> before, std::optional<Class> after) {
    return !before || *before == Class::Binary || *before == Class::Operator || *before == Class::Relation ||
           *before == Class::Open || *before == Class::Punctuation || !after || *after == Class::Relation ||
           *after == Class::Close || *after == Class::Punctuation;
}

Box layOutGlyph(const Glyph& glyph, double size) {
    Box box;
    box.ink = QTransform::fromScale(size, size).map(glyph.path);
    box.size = size;
    box.slant = std::max(0.0, glyph.ink.right() - glyph.advance) * size;
    box.width = glyph.advance * size + box.slant;
    box.ascent = std::max(0.0, -glyph.ink.top() * size);
    box.descent = std::max(0.0, glyph.ink.bottom() * size);
    return box;
}

Box layOutSymbol(const Node& node, Style style) {
    const bool big = node.cls == Class::Operator && style.isDisplay();
    MathFont& font = MathFont::instance();
    const double size = style.size() * (big ? bigOperator : 1);
    Box box = layOutGlyph(font.glyph(node.code, node.face), size);
    box.role = Role::Symbol;
    if (node.cls == Class::Operator) {
        // Sums are centred on the axis.
        const double shift = (box.ascent - box.descent) / 2 - font.axis() * style.size();
        box.ink.translate(0, shift);
        box.ascent -= shift;
        box.descent += shift;
        box.slant = 0;
    }
    box.size = style.size();
    return box;
}

Box layOutRow(const Node& node, Style style) {
    Box row;
    row.size = style.size();
    std::optional<Class> before;
    double x = 0;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const Node& child = node.children[k];
        Box box = layOutNode(child, style);
        const Role role = box.role;
        if (child.kind != Node::Kind::Space) {
            std::optional<Class> after;
            for (std::size_t next = k + 1; next < node.children.size() && !after; ++next)
                if (node.children[next].kind != Node::Kind::Space)
                    after = leftClass(node.children[next]);
            Class left = leftClass(child), right = rightClass(child);
            if (left == Class::Binary && isSign(before, after))
                left = right = Class::Ordinary;
            if (before)
                x += roomBetween(*before, left, style) * style.size();
            before = right;
        }
        row.ascent = std::max(row.ascent, box.ascent);
        row.descent = std::max(row.descent, box.descent);
        const double width = box.width;
        row.slant = box.slant;
        row.add(std::move(box), role, x, 0);
        x += width;
    }
    row.width = x;
    return row;
}

} // namespace

bool isSymbol(const Node& node) {
    switch (node.kind) {
    case Node::Kind::Symbol:
    case Node::Kind::Word:
        return true;
    case Node::Kind::Row:
    case Node::Kind::Accent:
        return node.children.size() == 1 && isSymbol(node.children.front());
    default:
        return false;
    }
}

Box layOutNode(const Node& node, Style style) {
    switch (node.kind) {
    case Node::Kind::Row:
        return layOutRow(node, style);
    case Node::Kind::Symbol:
        return layOutSymbol(node, style);
    case Node::Kind::Word: {
        Box box = layOutGlyph(MathFont::instance().word(node.word), style.size());
        box.role = Role::Word;
        return box;
    }
    case Node::Kind::Scripts:
        return layOutScripts(node, style);
    case Node::Kind::Fraction:
        return layOutFraction(node, style);
    case Node::Kind::Radical:
        return layOutRadical(node, style);
    case Node::Kind::Accent:
        return layOutAccent(node, style);
    case Node::Kind::Delimited:
        return layOutDelimited(node, style);
    case Node::Kind::Matrix:
        return layOutMatrix(node, style);
    case Node::Kind::Space:
        break;
    }
    Box space;
    space.role = Role::Space;
    space.width = node.width * style.size();
    return space;
}

Box layOut(const Node& node, Placement placement) {
    return layOutNode(node, {placement == Placement::Display ? 0 : 1});
}

} // namespace kamke::ui::formula
