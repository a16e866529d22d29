// What a formula says, before it is laid out.
#pragma once

#include <QString>
#include <memory>
#include <vector>

namespace kamke::ui::formula {

/// Decides the room around a symbol (TeX's atom classes).
enum class Class { Ordinary, Operator, Binary, Relation, Open, Close, Punctuation, Inner };

/// Which alphabet a symbol is drawn with.
enum class Face { Italic, Upright, Bold, DoubleStruck, Script };

enum class AccentKind { Overline, Underline, Hat, Tilde, Dot };

/// Of the cells of a matrix; equations meet at their second column.
enum class Align { Centre, Left, Equations };

struct Node {
    enum class Kind {
        Row,       ///< children one after the other
        Symbol,    ///< one character
        Word,      ///< upright words: function names (class Operator) and \text
        Scripts,   ///< children: base, then sub and sup as told by hasSub and hasSup
        Fraction,  ///< children: numerator, denominator
        Radical,   ///< child: radicand
        Accent,    ///< child: base
        Delimited, ///< child: body; stretched delimiters left and right, 0 for none
        Matrix,    ///< children: cells row by row, `columns` of them in a row
        Space      ///< `width` em
    };
    Kind kind = Kind::Row;
    Class cls = Class::Ordinary;
    Face face = Face::Italic;
    char32_t code = 0;
    QString word;
    bool hasSub = false, hasSup = false;
    bool limits = false; ///< of operators: scripts above and below in displayed formulas
    AccentKind accent = AccentKind::Overline;
    char32_t left = 0, right = 0;
    int columns = 0;
    Align align = Align::Centre;
    double width = 0;
    std::vector<Node> children;
};

} // namespace kamke::ui::formula
