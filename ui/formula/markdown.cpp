#include "formula/markdown.h"

#include "models/verdict_text.h"

#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

namespace kamke::ui {
namespace {

bool isWord(const QString& text, qsizetype at) {
    return at >= 0 && at < text.size() && text[at].isLetterOrNumber();
}
bool isBlank(const QString& text, qsizetype at) {
    return at < 0 || at >= text.size() || text[at].isSpace();
}

/// Position of the mark that ends an emphasis which begins at `from`, or −1: α* and 2 * 3 are none.
qsizetype emphasisEnd(const QString& text, qsizetype from, const QString& mark) {
    const qsizetype inside = from + mark.size();
    if (isWord(text, from - 1) || isBlank(text, inside))
        return -1;
    for (qsizetype end = text.indexOf(mark, inside); end >= 0; end = text.indexOf(mark, end + 1))
        if (!isBlank(text, end - 1) && !isWord(text, end + mark.size()))
            return end;
    return -1;
}

/// | a | b | as its cells.
QStringList cellsOf(const QString& line) {
    QString inside = line.trimmed();
    inside = inside.sliced(1);
    if (inside.endsWith(u'|'))
        inside.chop(1);
    QStringList cells;
    QString cell;
    bool code = false, formula = false;
    for (const QChar c : inside) {
        // Bars inside of code and formulas are theirs.
        code = code != (c == u'`');
        formula = formula != (c == u'$');
        if (c == u'|' && !code && !formula) {
            cells << cell.trimmed();
            cell.clear();
        } else {
            cell += c;
        }
    }
    return cells << cell.trimmed();
}

const QRegularExpression& listItem() {
    static const QRegularExpression pattern(QStringLiteral("^([-*]|\\d+\\.)\\s+(.*)$"));
    return pattern;
}

bool startsBlock(const QString& line) {
    return line.trimmed().isEmpty() || line.startsWith(u'#') || line.startsWith(u'|') ||
           line.startsWith(QStringLiteral("```")) || line.startsWith(QStringLiteral("$$")) ||
           listItem().match(line).hasMatch();
}

/// Reads block after block.
class Blocks {
public:
    Blocks(const MarkdownWriter& writer, const QString& markdown)
        : writer_(writer)
        , lines_(markdown.split(u'\n')) {}

    QString html() {
        QString html;
        while (at_ < lines_.size()) {
            const QString& line = lines_[at_];
            if (line.trimmed().isEmpty())
                ++at_;
            else if (line.startsWith(u'#'))
                html += heading();
            else if (line.startsWith(u'|'))
                html += table();
            else if (line.startsWith(QStringLiteral("```")))
                html += code();
            else if (listItem().match(line).hasMatch())
                html += list();
            else
                html += paragraph();
        }
        return html;
    }

private:
    QString heading() {
        const QString line = lines_[at_++];
        qsizetype level = 0;
        while (level < line.size() && line[level] == u'#')
            ++level;
        return QStringLiteral("<h%1>%2</h%1>\n")
            .arg(level + writer_.headingShift)
            .arg(writer_.inlineHtml(line.sliced(level).trimmed()));
    }

    QString code() {
        QString text;
        for (++at_; at_ < lines_.size() && !lines_[at_].startsWith(QStringLiteral("```")); ++at_)
            text += lines_[at_].toHtmlEscaped() + u'\n';
        ++at_;
        return QStringLiteral("<pre>%1</pre>\n").arg(text);
    }

    QString table() {
        QString html = QStringLiteral("<table class=\"grid\" cellspacing=\"0\" cellpadding=\"5\">\n");
        const auto row = [this, &html](const QString& line, const QString& cell) {
            html += QStringLiteral("<tr>");
            for (const QString& text : cellsOf(line))
                html += QStringLiteral("<%1>%2</%1>").arg(cell, writer_.inlineHtml(text));
            html += QStringLiteral("</tr>\n");
        };
        row(lines_[at_++], QStringLiteral("th"));
        if (at_ < lines_.size() && lines_[at_].startsWith(QStringLiteral("|-")))
            ++at_;
        while (at_ < lines_.size() && lines_[at_].startsWith(u'|'))
            row(lines_[at_++], QStringLiteral("td"));
        return html + QStringLiteral("</table>\n");
    }

    QString list() {
        const bool numbered = lines_[at_].front().isDigit();
        const QString tag = numbered ? QStringLiteral("ol") : QStringLiteral("ul");
        QString html = QStringLiteral("<%1>\n").arg(tag);
        while (at_ < lines_.size()) {
            const auto item = listItem().match(lines_[at_]);
            if (!item.hasMatch())
                break;
            QString text = item.captured(2);
            for (++at_; at_ < lines_.size() && !startsBlock(lines_[at_]); ++at_)
                text += u' ' + lines_[at_].trimmed();
            html += QStringLiteral("<li>%1</li>\n").arg(writer_.inlineHtml(text));
        }
        return html + QStringLiteral("</%1>\n").arg(tag);
    }

    QString paragraph() {
        QString text = lines_[at_++].trimmed();
        const auto displayed = [](const QString& t) {
            return t.size() > 4 && t.startsWith(QStringLiteral("$$")) && t.endsWith(QStringLiteral("$$"));
        };
        while (!displayed(text) && at_ < lines_.size() && !startsBlock(lines_[at_]))
            text += u' ' + lines_[at_++].trimmed();
        if (displayed(text))
            return QStringLiteral("<p class=\"formula\" align=\"center\">%1</p>\n")
                .arg(writer_.formula(text.sliced(2, text.size() - 4).trimmed(), true));
        return QStringLiteral("<p>%1</p>\n").arg(writer_.inlineHtml(text));
    }

    const MarkdownWriter& writer_;
    QStringList lines_;
    qsizetype at_ = 0;
};

} // namespace

QString MarkdownWriter::html(const QString& markdown) const {
    return Blocks(*this, markdown).html();
}

QString MarkdownWriter::inlineHtml(const QString& text) const {
    QString html, plain;
    const auto flush = [&] {
        html += mathHtml(plain);
        plain.clear();
    };
    qsizetype at = 0;
    const auto wrap = [&](const QString& mark, const QString& tag) {
        const qsizetype end = emphasisEnd(text, at, mark);
        if (end < 0)
            return false;
        flush();
        html += QStringLiteral("<%1>%2</%1>")
                    .arg(tag, inlineHtml(text.sliced(at + mark.size(), end - at - mark.size())));
        at = end + mark.size();
        return true;
    };
    static const QRegularExpression linkPattern(QStringLiteral("\\[([^\\]]+)\\]\\(([^)\\s]+)\\)"));
    while (at < text.size()) {
        const QChar c = text[at];
        if (c == u'`' || c == u'$') {
            if (const qsizetype end = text.indexOf(c, at + 1); end > at) {
                flush();
                const QString inside = text.sliced(at + 1, end - at - 1);
                html += c == u'$' ? formula(inside, false)
                                  : QStringLiteral("<code>%1</code>").arg(inside.toHtmlEscaped());
                at = end + 1;
                continue;
            }
        }
        if (c == u'*' && (wrap(QStringLiteral("**"), QStringLiteral("b")) ||
                          wrap(QStringLiteral("*"), QStringLiteral("i"))))
            continue;
        if (c == u'[') {
            const auto match = linkPattern.match(
                text, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
            if (match.hasMatch()) {
                flush();
                const QString address = this->link(match.captured(2)), words = inlineHtml(match.captured(1));
                html += address.isEmpty()
                            ? words
                            : QStringLiteral("<a href=\"%1\">%2</a>").arg(address.toHtmlEscaped(), words);
                at = match.capturedEnd();
                continue;
            }
        }
        plain += c;
        ++at;
    }
    flush();
    return html;
}

} // namespace kamke::ui
