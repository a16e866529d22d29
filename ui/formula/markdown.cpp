#include "ui/formula/markdown.h"

#include "ui/formula/markdown_shelter.h"
#include "ui/formula/math_text.h"
#include "ui/text/local_numbers.h"

#include <QByteArray>
#include <QRegularExpression>
#include <md4c.h>

namespace kamke::ui {
namespace {

QString fromUtf8(const MD_CHAR* text, MD_SIZE size) {
    return QString::fromUtf8(text, static_cast<qsizetype>(size));
}

/// Words with scripts and the user's numbers. The comma of 10,000 is no decimal comma.
QString wordsHtml(QString text) {
    static const QRegularExpression group(
        QStringLiteral("(?<=\\d)(?<![.,]\\d)(?<![.,]\\d\\d),(?=\\d{3}(?!\\d))"));
    constexpr QChar mark(0xF8FF);
    text.replace(group, mark);
    return mathHtml(text).replace(mark, numberLocale().groupSeparator());
}

/// Writes what md4c reads.
class HtmlWriter {
public:
    HtmlWriter(const MarkdownWriter& writer, const MarkdownShelter& shelter)
        : writer_(writer)
        , shelter_(shelter) {}

    QString html() {
        MD_PARSER parser{};
        parser.flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTML;
        parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
            return static_cast<HtmlWriter*>(self)->block(type, detail, true);
        };
        parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
            return static_cast<HtmlWriter*>(self)->block(type, detail, false);
        };
        parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
            return static_cast<HtmlWriter*>(self)->span(type, detail, true);
        };
        parser.leave_span = [](MD_SPANTYPE type, void* detail, void* self) {
            return static_cast<HtmlWriter*>(self)->span(type, detail, false);
        };
        parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
            return static_cast<HtmlWriter*>(self)->text(type, fromUtf8(text, size));
        };
        const QByteArray source = shelter_.markdown().toUtf8();
        md_parse(source.constData(), static_cast<MD_SIZE>(source.size()), &parser, this);
        return html_;
    }

private:
    int block(MD_BLOCKTYPE type, void* detail, bool enters) {
        flush();
        switch (type) {
        case MD_BLOCK_H:
            tag(QStringLiteral("h%1").arg(
                    int(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level) + writer_.headingShift),
                enters, true);
            break;
        case MD_BLOCK_P:
            paragraph(enters);
            break;
        case MD_BLOCK_UL:
            tag(QStringLiteral("ul"), enters, true);
            break;
        case MD_BLOCK_OL:
            tag(QStringLiteral("ol"), enters, true);
            break;
        case MD_BLOCK_LI:
            tag(QStringLiteral("li"), enters, true);
            break;
        case MD_BLOCK_CODE:
            tag(QStringLiteral("pre"), enters, true);
            break;
        case MD_BLOCK_TABLE:
            html_ += enters ? QStringLiteral("<table class=\"grid\" cellspacing=\"0\" cellpadding=\"5\">\n")
                            : QStringLiteral("</table>\n");
            break;
        case MD_BLOCK_TR:
            tag(QStringLiteral("tr"), enters, true);
            break;
        case MD_BLOCK_TH:
            tag(QStringLiteral("th"), enters, false);
            break;
        case MD_BLOCK_TD:
            tag(QStringLiteral("td"), enters, false);
            break;
        case MD_BLOCK_HR:
            if (enters)
                html_ += QStringLiteral("<hr>\n");
            break;
        default:
            break;
        }
        return 0;
    }

    int span(MD_SPANTYPE type, void* detail, bool enters) {
        flush();
        switch (type) {
        case MD_SPAN_EM:
            tag(QStringLiteral("i"), enters, false);
            break;
        case MD_SPAN_STRONG:
            tag(QStringLiteral("b"), enters, false);
            break;
        case MD_SPAN_CODE:
            tag(QStringLiteral("code"), enters, false);
            break;
        case MD_SPAN_A: {
            const MD_ATTRIBUTE& href = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
            const QString address = writer_.link(MarkdownShelter::restored(fromUtf8(href.text, href.size)));
            if (!address.isEmpty())
                html_ += enters ? QStringLiteral("<a href=\"%1\">").arg(address.toHtmlEscaped())
                                : QStringLiteral("</a>");
            break;
        }
        default:
            break;
        }
        return 0;
    }

    int text(MD_TEXTTYPE type, const QString& text) {
        if (type == MD_TEXT_CODE)
            html_ += MarkdownShelter::restored(text).toHtmlEscaped();
        else if (type == MD_TEXT_SOFTBR)
            plain_ += u' ';
        else if (type == MD_TEXT_BR)
            plain_ += u'\n';
        else
            plain_ += text;
        return 0;
    }

    void tag(const QString& name, bool enters, bool line) {
        html_ += enters ? u'<' + name + u'>' : QStringLiteral("</") + name + u'>';
        if (line && (!enters || name == QStringLiteral("ul") || name == QStringLiteral("ol")))
            html_ += u'\n';
    }

    /// A displayed formula stands alone in its paragraph, which begins as any other.
    void paragraph(bool enters) {
        const QString displayed = QStringLiteral("<p class=\"formula\" align=\"center\">");
        if (enters)
            paragraphAt_ = html_.size();
        else
            html_.insert(paragraphAt_, displayed_ ? displayed : QStringLiteral("<p>"));
        if (!enters)
            html_ += QStringLiteral("</p>\n");
        displayed_ = false;
    }

    /// Writes the words that have come so far, with their scripts and formulas.
    void flush() {
        qsizetype from = 0;
        for (qsizetype at = 0; at <= plain_.size(); ++at) {
            const auto* formula = at < plain_.size() ? shelter_.formula(plain_[at]) : nullptr;
            if (!formula && at < plain_.size())
                continue;
            html_ += wordsHtml(MarkdownShelter::restored(plain_.sliced(from, at - from)));
            if (formula)
                html_ += writer_.formula(formula->source, formula->displayed);
            displayed_ = displayed_ || (formula && formula->displayed);
            from = at + 1;
        }
        plain_.clear();
    }

    const MarkdownWriter& writer_;
    const MarkdownShelter& shelter_;
    QString html_, plain_;
    qsizetype paragraphAt_ = 0;
    bool displayed_ = false;
};

} // namespace

QString MarkdownWriter::html(const QString& markdown) const {
    const MarkdownShelter shelter(markdown);
    return HtmlWriter(*this, shelter).html();
}

} // namespace kamke::ui
