#include "ui/formula/parser.h"

#include "ui/formula/symbols.h"
#include "ui/text/local_numbers.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

namespace kamke::ui::formula {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Formula", text);
}

/// Thrown inside the parser alone; parse() turns it into its answer.
struct Mistake {
    QString sentence;
};

constexpr int deepest = 60; ///< nested braces; more is no formula but a mistake or an attack

class Parser {
public:
    explicit Parser(const QString& source)
        : text_(source) {}

    Node all() {
        Node row = rowUntil(QString());
        if (!atEnd())
            fail(tr("\"%1\" without its beginning").arg(text_[at_]));
        return row;
    }

private:
    [[noreturn]] void fail(const QString& what) const {
        throw Mistake{
            tr("The formula \"%1\" is wrong at character %2: %3.").arg(text_).arg(at_ + 1).arg(what)};
    }
    bool atEnd() const { return at_ >= text_.size(); }
    QChar peek() const { return atEnd() ? QChar() : text_[at_]; }
    void skipBlanks() {
        while (!atEnd() && text_[at_].isSpace())
            ++at_;
    }
    bool startsWith(const QString& word) const { return QStringView(text_).sliced(at_).startsWith(word); }
    bool take(const QString& word) {
        if (!startsWith(word))
            return false;
        at_ += word.size();
        return true;
    }
    /// The name after a backslash: letters, or one other character.
    QString commandName() {
        ++at_;
        if (atEnd())
            fail(tr("a backslash at the end"));
        const qsizetype from = at_;
        while (!atEnd() && text_[at_].isLetter() && text_[at_].unicode() < 128)
            ++at_;
        if (at_ == from)
            ++at_;
        return text_.sliced(from, at_ - from);
    }

    /// Up to the end, a closing brace, \right, \end, & or \\; `end` names what closes it, for messages.
    Node rowUntil(const QString& end) {
        if (++depth_ > deepest)
            fail(tr("braces are nested too deeply"));
        Node row;
        for (;;) {
            skipBlanks();
            if (atEnd()) {
                if (!end.isEmpty())
                    fail(tr("%1 is missing").arg(end));
                break;
            }
            if (peek() == u'}' || peek() == u'&' || startsWith(QStringLiteral("\\\\")) ||
                isCommand(QStringLiteral("right")) || isCommand(QStringLiteral("end")))
                break;
            row.children.push_back(scripted());
        }
        --depth_;
        return row;
    }
    bool isCommand(const QString& name) const {
        const QString whole = u'\\' + name;
        return startsWith(whole) &&
               (at_ + whole.size() >= text_.size() || !text_[at_ + whole.size()].isLetter());
    }

    Node scripted() {
        Node base = atom();
        Node sub, sup;
        bool hasSub = false, hasSup = false;
        for (;;) {
            skipBlanks();
            if (peek() == u'_') {
                if (hasSub)
                    fail(tr("two subscripts"));
                ++at_;
                sub = argument(tr("what stands in the subscript"));
                hasSub = true;
            } else if (peek() == u'^') {
                if (hasSup)
                    fail(tr("two superscripts"));
                ++at_;
                sup = argument(tr("what stands in the superscript"));
                hasSup = true;
            } else if (peek() == u'\'') {
                Node prime;
                prime.kind = Node::Kind::Symbol;
                prime.face = Face::Upright;
                prime.code = 0x2032;
                sup.children.push_back(prime);
                hasSup = true;
                ++at_;
            } else {
                break;
            }
        }
        if (!hasSub && !hasSup)
            return base;
        Node node;
        node.kind = Node::Kind::Scripts;
        node.cls = base.cls;
        node.limits = base.limits;
        node.hasSub = hasSub;
        node.hasSup = hasSup;
        node.children.push_back(std::move(base));
        if (hasSub)
            node.children.push_back(std::move(sub));
        if (hasSup)
            node.children.push_back(std::move(sup));
        return node;
    }

    /// A group in braces, or one symbol.
    Node argument(const QString& what) {
        skipBlanks();
        if (atEnd() || peek() == u'}' || peek() == u'&')
            fail(tr("%1 is missing").arg(what));
        if (peek() == u'{')
            return group();
        return atom();
    }
    Node group() {
        if (!take(QStringLiteral("{")))
            fail(tr("\"{\" is missing"));
        Node row = rowUntil(QStringLiteral("\"}\""));
        if (!take(QStringLiteral("}")))
            fail(tr("\"}\" is missing"));
        return row;
    }
    /// The text of a group as it stands: \text{…}.
    QString rawGroup() {
        skipBlanks();
        if (!take(QStringLiteral("{")))
            fail(tr("\"{\" is missing"));
        const qsizetype end = text_.indexOf(u'}', at_);
        if (end < 0)
            fail(tr("\"}\" is missing"));
        QString raw = text_.sliced(at_, end - at_);
        at_ = end + 1;
        return raw;
    }

    Node atom() {
        skipBlanks();
        if (peek() == u'{')
            return group();
        if (peek() == u'_' || peek() == u'^')
            return {}; // scripts of nothing, as in {}^a
        if (peek() == u'\\')
            return command();
        return character();
    }

    Node character() {
        char32_t code = text_[at_].unicode();
        ++at_;
        if (QChar::isHighSurrogate(code) && !atEnd()) {
            code = QChar::surrogateToUcs4(static_cast<char16_t>(code), text_[at_].unicode());
            ++at_;
        }
        const bool decimal = code == U'.' && at_ > 1 && text_[at_ - 2].isDigit() && peek().isDigit();
        if (code == U'-')
            code = 0x2212;
        else if (decimal)
            code = numberLocale().decimalPoint().front().unicode();
        else if (code == U'*')
            code = 0x2217;
        Node node;
        node.kind = Node::Kind::Symbol;
        node.code = code;
        node.cls = decimal ? Class::Ordinary : classOf(code); // no space behind a decimal comma
        node.face = QChar::isLetter(code) ? Face::Italic : Face::Upright;
        return node;
    }

    Node command() {
        const qsizetype from = at_;
        const QString name = commandName();
        Node node;
        if (const auto symbol = symbolCommand(name)) {
            node.kind = Node::Kind::Symbol;
            node.code = symbol->code;
            node.cls = symbol->cls;
            node.face = symbol->face;
            node.limits = symbol->cls == Class::Operator;
            return node;
        }
        if (const auto word = nameCommand(name))
            return operatorName(name, word->limits);
        if (const auto space = spaceCommand(name)) {
            node.kind = Node::Kind::Space;
            node.width = *space;
            return node;
        }
        if (name == QStringLiteral("text") || name == QStringLiteral("mathrm")) {
            node.kind = Node::Kind::Word;
            node.word = rawGroup();
            return node;
        }
        if (name == QStringLiteral("operatorname")) {
            const bool limits = take(QStringLiteral("*"));
            return operatorName(rawGroup(), limits);
        }
        if (name == QStringLiteral("mathbf"))
            return inFace(Face::Bold);
        if (name == QStringLiteral("mathbb"))
            return inFace(Face::DoubleStruck);
        if (name == QStringLiteral("mathsf"))
            return inFace(Face::Upright);
        if (name == QStringLiteral("mathcal"))
            return inFace(Face::Script);
        if (name == QStringLiteral("frac")) {
            node.kind = Node::Kind::Fraction;
            node.cls = Class::Inner;
            node.children.push_back(argument(tr("the numerator")));
            node.children.push_back(argument(tr("the denominator")));
            return node;
        }
        if (name == QStringLiteral("sqrt")) {
            node.kind = Node::Kind::Radical;
            node.children.push_back(argument(tr("what stands under the root")));
            return node;
        }
        static const std::pair<const char*, AccentKind> accents[] = {
            {"overline", AccentKind::Overline},   {"bar", AccentKind::Overline},
            {"underline", AccentKind::Underline}, {"hat", AccentKind::Hat},
            {"tilde", AccentKind::Tilde},         {"dot", AccentKind::Dot}};
        for (const auto& [accent, kind] : accents)
            if (name == QLatin1String(accent)) {
                node.kind = Node::Kind::Accent;
                node.accent = kind;
                node.children.push_back(argument(tr("what the accent belongs to")));
                return node;
            }
        if (name == QStringLiteral("left"))
            return delimited();
        if (name == QStringLiteral("begin"))
            return environment();
        at_ = from;
        fail(tr("\\%1 is not known").arg(name));
    }

    static Node operatorName(const QString& name, bool limits) {
        Node node;
        node.kind = Node::Kind::Word;
        node.cls = Class::Operator;
        node.word = name;
        node.limits = limits;
        return node;
    }

    Node inFace(Face face) {
        Node row;
        QString raw = rawGroup();
        for (const char32_t code : raw.toUcs4()) {
            Node node;
            node.kind = Node::Kind::Symbol;
            node.code = code;
            node.face = face;
            row.children.push_back(node);
        }
        return row.children.size() == 1 ? row.children.front() : row;
    }

    char32_t delimiter() {
        skipBlanks();
        if (atEnd())
            fail(tr("a delimiter is missing"));
        const bool command = peek() == u'\\';
        QString name = command ? commandName() : QString(text_[at_++]);
        if (command && name == QStringLiteral("|"))
            name = QStringLiteral("lVert");
        const auto code = delimiterCommand(name);
        if (!code) {
            --at_;
            fail(tr("\"%1\" is no delimiter").arg(name));
        }
        return *code;
    }
    Node delimited() {
        Node node;
        node.kind = Node::Kind::Delimited;
        node.cls = Class::Inner;
        node.left = delimiter();
        node.children.push_back(rowUntil(QStringLiteral("\\right")));
        if (!take(QStringLiteral("\\right")))
            fail(tr("\\right is missing"));
        node.right = delimiter();
        return node;
    }

    Node environment() {
        const QString name = rawGroup();
        static const struct {
            const char* name;
            char32_t left, right;
        } kinds[] = {{"matrix", 0, 0},        {"pmatrix", U'(', U')'},     {"bmatrix", U'[', U']'},
                     {"vmatrix", U'|', U'|'}, {"Vmatrix", 0x2016, 0x2016}, {"cases", U'{', 0},
                     {"aligned", 0, 0}};
        for (const auto& kind : kinds)
            if (name == QLatin1String(kind.name))
                return table(name, kind.left, kind.right);
        fail(tr("\\begin{%1} is not known").arg(name));
    }
    Node table(const QString& name, char32_t left, char32_t right) {
        const QString end = QStringLiteral("\\end{%1}").arg(name);
        std::vector<std::vector<Node>> rows(1);
        for (;;) {
            rows.back().push_back(rowUntil(end));
            if (take(QStringLiteral("&")))
                continue;
            if (take(QStringLiteral("\\\\"))) {
                rows.emplace_back();
                continue;
            }
            if (take(end))
                break;
            fail(tr("%1 is missing").arg(end));
        }
        Node matrix;
        matrix.kind = Node::Kind::Matrix;
        matrix.align = name == QStringLiteral("cases")     ? Align::Left
                       : name == QStringLiteral("aligned") ? Align::Equations
                                                           : Align::Centre;
        for (const auto& row : rows)
            matrix.columns = std::max(matrix.columns, static_cast<int>(row.size()));
        for (auto& row : rows) {
            row.resize(static_cast<std::size_t>(matrix.columns));
            for (Node& cell : row)
                matrix.children.push_back(std::move(cell));
        }
        if (left == 0 && right == 0)
            return matrix;
        Node node;
        node.kind = Node::Kind::Delimited;
        node.cls = Class::Inner;
        node.left = left;
        node.right = right;
        node.children.push_back(std::move(matrix));
        return node;
    }

    QString text_;
    qsizetype at_ = 0;
    int depth_ = 0;
};

} // namespace

tl::expected<Node, QString> parse(const QString& source) {
    try {
        return Parser(source).all();
    } catch (const Mistake& mistake) {
        return tl::unexpected(mistake.sentence);
    }
}

} // namespace kamke::ui::formula
