#include "ui/formula/math_font.h"

#include <QFont>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QTransform>

namespace kamke::ui::formula {
namespace {

constexpr int designSize = 256; ///< pixels: outlines are taken at this size and scaled to 1

QString chosenFamily() {
    const QStringList installed = QFontDatabase::families();
    for (const char* name :
         {"STIX Two Math", "STIX Math", "TeX Gyre Termes Math", "TeX Gyre Pagella Math", "Latin Modern Math",
          "Cambria Math", "DejaVu Math TeX Gyre"})
        if (installed.contains(QLatin1String(name)))
            return QString::fromLatin1(name);
    for (const char* name : {"STIXGeneral", "Liberation Serif", "DejaVu Serif"})
        if (installed.contains(QLatin1String(name)))
            return QString::fromLatin1(name);
    return QFont().family();
}

/// The character of Unicode's mathematical alphabets, or 0 where there is none.
char32_t mathematical(char32_t c, Face face) {
    const bool capital = c >= U'A' && c <= U'Z', small = c >= U'a' && c <= U'z';
    const bool digit = c >= U'0' && c <= U'9', greek = c >= 0x3B1 && c <= 0x3C9;
    switch (face) {
    case Face::Italic:
        if (c == U'h')
            return 0x210E;
        return capital ? 0x1D434 + (c - U'A')
               : small ? 0x1D44E + (c - U'a')
               : greek ? 0x1D6FC + (c - 0x3B1)
                       : 0;
    case Face::Bold:
        return capital ? 0x1D400 + (c - U'A')
               : small ? 0x1D41A + (c - U'a')
               : digit ? 0x1D7CE + (c - U'0')
                       : 0;
    case Face::DoubleStruck:
        return c == U'R' ? 0x211D : c == U'N' ? 0x2115 : c == U'Z' ? 0x2124 : 0;
    case Face::Script:
        return c == U'L' ? 0x2112 : 0;
    case Face::Upright:
        break;
    }
    return 0;
}

QFont designFont(const QString& family) {
    QFont font(family);
    font.setPixelSize(designSize);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferOutline);
    return font;
}

} // namespace

MathFont& MathFont::instance() {
    static MathFont font;
    return font;
}

MathFont::MathFont()
    : family_(chosenFamily())
    , mathematical_(QFontMetricsF(designFont(family_)).inFontUcs4(0x1D44E)) {
    axis_ = -glyph(0x2212, Face::Upright).ink.center().y();
    xHeight_ = -glyph(U'x', Face::Upright).ink.top();
}

Glyph MathFont::make(const QString& text, bool italic, bool bold) const {
    QFont font = designFont(family_);
    font.setItalic(italic);
    font.setBold(bold);
    QPainterPath path;
    path.addText(0, 0, font, text);
    constexpr double scale = 1.0 / designSize;
    Glyph glyph;
    glyph.path = QTransform::fromScale(scale, scale).map(path);
    glyph.path.setFillRule(Qt::WindingFill);
    glyph.ink = glyph.path.boundingRect();
    glyph.advance = QFontMetricsF(font).horizontalAdvance(text) * scale;
    return glyph;
}

const Glyph& MathFont::glyph(char32_t code, Face face) {
    const quint64 key = (static_cast<quint64>(face) << 32U) | code;
    const auto found = glyphs_.constFind(key);
    if (found != glyphs_.constEnd())
        return *found;
    char32_t drawn = code;
    bool italic = false, bold = false;
    if (const char32_t letter = mathematical(code, face); letter && mathematical_)
        drawn = letter;
    else {
        italic = face == Face::Italic || face == Face::Script;
        bold = face == Face::Bold || face == Face::DoubleStruck;
    }
    return *glyphs_.insert(key, make(QString::fromUcs4(&drawn, 1), italic, bold));
}

const Glyph& MathFont::word(const QString& text) {
    const auto found = words_.constFind(text);
    return found != words_.constEnd() ? *found : *words_.insert(text, make(text, false, false));
}

} // namespace kamke::ui::formula
