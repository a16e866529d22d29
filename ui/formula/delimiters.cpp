#include "ui/formula/delimiters.h"

#include "ui/formula/math_font.h"

#include <QPainterPathStroker>
#include <QTransform>
#include <algorithm>

namespace kamke::ui::formula {
namespace {

constexpr double stroke = 0.045; ///< strokes of drawn brackets, in em

QPainterPath stroked(const QPainterPath& line, double width) {
    QPainterPathStroker stroker;
    stroker.setWidth(width);
    stroker.setCapStyle(Qt::RoundCap);
    stroker.setJoinStyle(Qt::RoundJoin);
    return stroker.createStroke(line).simplified();
}

/// A left bracket of height h, from y = 0 down to h, and its width.
QPainterPath leftShape(char32_t code, double h, double* width) {
    QPainterPath path;
    switch (code) {
    case U'(': {
        // A crescent: thick in the middle, thin at its ends.
        const double w = std::min(0.2 + 0.08 * h, 0.42), bend = 1.2 * (w - 0.05), end = 0.03, thick = 0.085;
        path.moveTo(w, 0);
        path.cubicTo(w - bend, h * 0.25, w - bend, h * 0.75, w, h);
        path.lineTo(w + end, h);
        path.cubicTo(w - bend + thick * 1.3, h * 0.75, w - bend + thick * 1.3, h * 0.25, w + end, 0);
        path.closeSubpath();
        *width = w + 0.08;
        return path;
    }
    case U'[':
    case 0x2308:
    case 0x230A: {
        constexpr double foot = 0.22, left = 0.1;
        path.addRect(left, 0, 1.3 * stroke, h);
        if (code != 0x230A)
            path.addRect(left, 0, foot, stroke);
        if (code != 0x2308)
            path.addRect(left, h - stroke, foot, stroke);
        *width = left + foot + 0.06;
        return path.simplified();
    }
    case U'{': {
        const double w = 0.34, middle = h / 2;
        path.moveTo(w, 0);
        path.cubicTo(w * 0.35, 0, w * 0.75, middle, 0.03, middle);
        path.cubicTo(w * 0.75, middle, w * 0.35, h, w, h);
        *width = w + 0.1;
        return stroked(path, 1.2 * stroke).translated(0.04, 0);
    }
    case 0x27E8: {
        const double w = std::min(0.22 + 0.05 * h, 0.4);
        path.moveTo(w, 0);
        path.lineTo(0.05, h / 2);
        path.lineTo(w, h);
        *width = w + 0.08;
        return stroked(path, 1.1 * stroke);
    }
    case 0x2016:
        path.addRect(0.11, 0, stroke, h);
        path.addRect(0.11 + 4.2 * stroke, 0, stroke, h);
        *width = 0.22 + 5.2 * stroke;
        return path;
    default: // a bar
        path.addRect(0.1, 0, stroke, h);
        *width = 0.2 + stroke;
        return path;
    }
}

char32_t mirrored(char32_t code) {
    switch (code) {
    case U')':
        return U'(';
    case U']':
        return U'[';
    case U'}':
        return U'{';
    case 0x2309:
        return 0x2308;
    case 0x230B:
        return 0x230A;
    case 0x27E9:
        return 0x27E8;
    default:
        return 0;
    }
}

} // namespace

Box delimiter(char32_t code, double ascent, double descent, double size) {
    Box box;
    box.role = Role::Delimiter;
    box.size = size;
    MathFont& font = MathFont::instance();
    const double axis = font.axis() * size;
    // As in TeX, a bracket may be a little shorter than what it holds.
    const double whole = 2 * std::max(ascent - axis, descent + axis);
    const double half = std::max(0.9 * whole, whole - 0.5 * size) / 2;
    const Glyph& glyph = font.glyph(code, Face::Upright);
    const QTransform toSize = QTransform::fromScale(size, size);
    if (2 * half <= 1.15 * glyph.ink.height() * size) {
        box.ink = toSize.map(glyph.path);
        box.width = glyph.advance * size;
        box.ascent = -glyph.ink.top() * size;
        box.descent = glyph.ink.bottom() * size;
        return box;
    }
    const char32_t left = mirrored(code);
    double width = 0;
    QPainterPath path = leftShape(left ? left : code, 2 * half / size, &width);
    if (left) {
        QTransform mirror;
        mirror.translate(width, 0);
        mirror.scale(-1, 1);
        path = mirror.map(path);
    }
    QTransform place;
    place.translate(0, -axis - half);
    place.scale(size, size);
    box.ink = place.map(path);
    box.ink.setFillRule(Qt::WindingFill);
    box.width = width * size;
    box.ascent = half + axis;
    box.descent = half - axis;
    return box;
}

QPainterPath radicalSign(double height, double thickness, double* width) {
    const double w = std::min(0.5 + 0.08 * height, 0.8), t = thickness;
    QPainterPath path;
    // Up-tick, thick down-stroke, thin up-stroke: from the left, on y = 0 at the bottom.
    path.moveTo(0.02, -0.42 * height);
    path.lineTo(0.16, -0.54 * height);
    path.lineTo(0.4 * w, -4 * t);
    path.lineTo(w - t, -height);
    path.lineTo(w, -height);
    path.lineTo(w, -height + t);
    path.lineTo(0.4 * w + t, 0);
    path.lineTo(0.4 * w - 0.5 * t, 0);
    path.lineTo(0.11, -0.465 * height);
    path.lineTo(0.04, -0.39 * height);
    path.closeSubpath();
    *width = w;
    return path;
}

} // namespace kamke::ui::formula
