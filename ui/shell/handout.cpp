#include "ui/shell/handout.h"

#include "ui/files/write_file.h"
#include "ui/formula/formula.h"
#include "ui/formula/markdown.h"
#include "ui/glossary/glossary.h"
#include "ui/glossary/term_pages.h"
#include "ui/shell/guide.h"
#include "ui/shell/handout_pdf.h"
#include "ui/style/application_font.h"
#include "ui/style/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QLocale>
#include <QScopeGuard>

namespace kamke::ui {
namespace {

QString handoutText(const char* text) {
    return QCoreApplication::translate("Handout", text);
}

/// "guide:inputs", "inputs" and "term:eta" as anchors of this page.
QString anchorOf(const QString& link) {
    if (link.startsWith(QStringLiteral("term:"))) {
        const Term* term = Glossary::instance().find(link.sliced(5));
        return term ? QStringLiteral("#term-") + term->id : QString();
    }
    const QString topic = link.startsWith(QStringLiteral("guide:")) ? link.sliced(6) : link;
    return Guide::topics().contains(topic) ? QStringLiteral("#guide-") + topic : QString();
}

QString anchor(const QString& id) {
    return QStringLiteral("<a name=\"%1\" id=\"%1\"></a>").arg(id);
}

QString entry(const QString& address, const QString& words) {
    return QStringLiteral("<li><a href=\"%1\">%2</a></li>\n").arg(address, words.toHtmlEscaped());
}

QString contents() {
    QString html = QStringLiteral("<h2>%1</h2>\n<ul>\n").arg(handoutText("Contents"));
    for (const QString& topic : Guide::topics())
        html += entry(QStringLiteral("#guide-") + topic, Guide::title(topic));
    QString group;
    for (const Term& term : Glossary::instance().terms())
        if (term.group != group) {
            group = term.group;
            html += entry(
                QStringLiteral("#group-") + QString(group).replace(u' ', u'-'),
                handoutText("Glossary: %1").arg(group));
        }
    return html + entry(QStringLiteral("#sources"), handoutText("Sources")) + QStringLiteral("</ul>\n");
}

QString sources() {
    QString html =
        anchor(QStringLiteral("sources")) + QStringLiteral("<h2>%1</h2>\n<ul>\n").arg(handoutText("Sources"));
    for (const GlossarySource& source : Glossary::instance().sources())
        html += QStringLiteral("<li><b>%1</b>: %2</li>\n")
                    .arg(source.shortName.toHtmlEscaped(), source.full.toHtmlEscaped());
    return html + QStringLiteral("</ul>\n");
}

} // namespace

QString handoutBody(const std::function<QString(const QString& source, bool displayed)>& formula) {
    MarkdownWriter writer;
    writer.formula = formula;
    writer.link = anchorOf;
    writer.headingShift = 1;
    const Glossary& glossary = Glossary::instance();
    QString html =
        QStringLiteral("<h1>%1</h1>\n<p>%2</p>\n")
            .arg(
                handoutText("Kamke: guide and glossary"),
                handoutText("Explorer of robustness certificates for implicit neural networks, version %1.")
                    .arg(QCoreApplication::applicationVersion()));
    html += contents();
    for (const QString& topic : Guide::topics())
        html += anchor(QStringLiteral("guide-") + topic) + writer.html(Guide::page(topic));
    QString group;
    writer.headingShift = 2;
    for (const Term& term : glossary.terms()) {
        if (term.group != group) {
            group = term.group;
            html +=
                anchor(QStringLiteral("group-") + QString(group).replace(u' ', u'-')) +
                QStringLiteral("<h2>%1</h2>\n").arg(handoutText("Glossary: %1").arg(group).toHtmlEscaped());
        }
        html += anchor(QStringLiteral("term-") + term.id) +
                writer.html(termMarkdown(glossary, term, &Guide::title));
    }
    return html + sources();
}

QString handoutHtml() {
    const QString body = handoutBody([](const QString& source, bool displayed) {
        const auto read =
            Formula::read(source, displayed ? Formula::Placement::Display : Formula::Placement::Inline);
        return read ? read->svg(plainFormula(source), 1.06) : source.toHtmlEscaped();
    });
    const Theme &light = Theme::light(), &dark = Theme::darkTheme();
    const auto colours = [](const Theme& t) {
        return QStringLiteral("--ground:%1;--text:%2;--faint:%3;--link:%4;--line:%5;--soft:%6")
            .arg(
                t.card.name(), t.text.name(), t.faintText.name(), t.link.name(), t.cardBorder.name(),
                t.hover.name());
    };
    const QString style =
        QStringLiteral(
            ":root{%1}@media (prefers-color-scheme:dark){:root{%2}}"
            "body{background:var(--ground);color:var(--text);font:16px/1.55 Inter,system-ui,"
            "'DejaVu Sans',sans-serif;"
            "max-width:46em;margin:2.5em auto;padding:0 1.2em}"
            "a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}"
            "h1{font-size:1.9em}h2{font-size:1.4em;margin-top:2.4em;border-bottom:1px solid var(--line)}"
            "h3{font-size:1.12em;margin-top:2em}table{border-collapse:collapse;margin:1em 0}"
            "th,td{text-align:left;vertical-align:top;padding:.35em .8em .35em 0;border-bottom:1px solid "
            "var(--line)}"
            "code,pre{font-family:'DejaVu Sans Mono',monospace;font-size:.9em}"
            "pre{background:var(--soft);padding:.8em;overflow-x:auto}"
            "p.formula{overflow-x:auto;overflow-y:hidden;padding:.3em 0}"
            "svg.formula{max-width:none}@media print{body{max-width:none;margin:0}h2,h3{break-after:avoid}}")
            .arg(colours(light), colours(dark));
    return QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                          "<title>%1</title>\n<style>%2</style>\n</head>\n<body>\n%3</body>\n</html>\n")
        .arg(handoutText("Kamke: guide and glossary"), style, body);
}

tl::expected<void, QString> writeHandout(const QString& path) {
    // A file: its numbers are the same wherever it is written.
    const QLocale before;
    QLocale::setDefault(QLocale::c());
    const auto back = qScopeGuard([&before] { QLocale::setDefault(before); });
    useApplicationFont();
    const bool html = path.endsWith(QStringLiteral(".html"), Qt::CaseInsensitive);
    if (!html && !path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive))
        return tl::unexpected(handoutText("%1: expected a file name that ends in .html or .pdf.").arg(path));
    const auto write = [&] {
        if (html)
            return writeFile(path, handoutHtml().toUtf8());
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        writeHandoutPdf(&buffer);
        return writeFile(path, buffer.data());
    };
    return mayWriteFile(path).and_then(write).map_error(
        [](const Error& error) { return QString::fromStdString(error.message); });
}

} // namespace kamke::ui
