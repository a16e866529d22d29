// Outlines of mathematical characters, in em: one font is looked for, a serif text font stands in for it.
#pragma once

#include "ui/formula/node.h"

#include <QHash>
#include <QPainterPath>

namespace kamke::ui::formula {

struct Glyph {
    QPainterPath path; ///< y downwards, the baseline at 0
    double advance = 0;
    QRectF ink; ///< its bounding rectangle
};

/// Formulas are laid out and painted as outlines, so they are the same at every scale, in print and in files.
/// For the GUI thread alone.
class MathFont {
public:
    static MathFont& instance();

    const Glyph& glyph(char32_t code, Face face);
    /// Upright words with their spacing and kerning.
    const Glyph& word(const QString& text);
    /// Height above the baseline on which fractions bars and brackets are centred.
    double axis() const { return axis_; }
    double xHeight() const { return xHeight_; }
    /// The family that is used, e.g. "STIX Math".
    QString family() const { return family_; }

private:
    MathFont();
    Glyph make(const QString& text, bool italic, bool bold) const;

    QString family_;
    bool mathematical_ = false; ///< it has the mathematical alphabets
    double axis_ = 0.25, xHeight_ = 0.45;
    QHash<quint64, Glyph> glyphs_;
    QHash<QString, Glyph> words_;
};

} // namespace kamke::ui::formula
