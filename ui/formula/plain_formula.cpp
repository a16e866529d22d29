// A formula in one line of plain characters.
#include "ui/formula/formula.h"
#include "ui/formula/parser.h"

#include <QHash>

namespace kamke::ui {
namespace {

using formula::AccentKind;
using formula::Node;

QString plain(const Node& node);

/// In brackets when it is more than one character.
QString grouped(const Node& node) {
    const QString text = plain(node);
    return text.toUcs4().size() <= 1 ? text : u'(' + text + u')';
}

QString script(QChar mark, const Node& node) {
    const QString text = plain(node);
    return text.toUcs4().size() <= 1 ? mark + text : QStringLiteral("%1{%2}").arg(mark).arg(text);
}

QString character(char32_t code) {
    return code == 0 ? QString() : QString::fromUcs4(&code, 1);
}

QString matrix(const Node& node) {
    QString text;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
        const bool first = k % static_cast<std::size_t>(node.columns) == 0;
        const bool equation = node.align == formula::Align::Equations;
        if (k > 0)
            text += first ? QStringLiteral("; ") : equation ? QStringLiteral(" ") : QStringLiteral(", ");
        text += plain(node.children[k]);
    }
    return text;
}

QString plain(const Node& node) {
    switch (node.kind) {
    case Node::Kind::Row: {
        QString text;
        for (const Node& child : node.children) {
            const QString part = plain(child);
            const bool apart = child.cls == formula::Class::Relation || child.cls == formula::Class::Binary;
            if (apart && !text.isEmpty() && !text.endsWith(u' '))
                text += u' ';
            if (child.kind == Node::Kind::Word && !text.isEmpty() && text.back().isLetterOrNumber())
                text += u' ';
            text += part;
            if (apart || (child.cls == formula::Class::Operator) ||
                (part == QStringLiteral(",") && child.cls != formula::Class::Ordinary))
                text += u' ';
        }
        return text.simplified();
    }
    case Node::Kind::Symbol:
        return character(node.code);
    case Node::Kind::Word:
        return node.word;
    case Node::Kind::Scripts: {
        QString text = plain(node.children.front());
        if (node.hasSub)
            text += script(u'_', node.children[1]);
        if (node.hasSup)
            text += script(u'^', node.children.back());
        return text;
    }
    case Node::Kind::Fraction:
        return grouped(node.children[0]) + u'/' + grouped(node.children[1]);
    case Node::Kind::Radical:
        return QStringLiteral("√") + grouped(node.children[0]);
    case Node::Kind::Accent: {
        static const QHash<AccentKind, char16_t> marks{
            {AccentKind::Overline, u'\x0304'},
            {AccentKind::Underline, u'\x0332'},
            {AccentKind::Hat, u'\x0302'},
            {AccentKind::Tilde, u'\x0303'},
            {AccentKind::Dot, u'\x0307'}};
        return plain(node.children[0]) + QChar(marks.value(node.accent));
    }
    case Node::Kind::Delimited:
        return character(node.left) + plain(node.children[0]) + character(node.right);
    case Node::Kind::Matrix:
        return matrix(node);
    case Node::Kind::Space:
        return node.width > 0 ? QStringLiteral(" ") : QString();
    }
    return {};
}

} // namespace

QString plainFormula(const QString& source) {
    const auto node = formula::parse(source);
    return node ? plain(*node) : source;
}

} // namespace kamke::ui
