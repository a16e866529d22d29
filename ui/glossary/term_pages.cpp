#include "ui/glossary/term_pages.h"

#include <QCoreApplication>

namespace kamke::ui {

namespace {

QString pageWords(const char* text) {
    return QCoreApplication::translate("Glossary", text);
}

} // namespace

QString termMarkdown(
    const Glossary& glossary, const Term& term,
    const std::function<QString(const QString& topic)>& pageTitle) {
    QString page = term.symbol.isEmpty() ? QStringLiteral("# %1\n\n").arg(term.name)
                                         : QStringLiteral("# %1  $%2$\n\n").arg(term.name, term.symbol);
    for (const QString& formula : term.formulas)
        page += QStringLiteral("$$%1$$\n\n").arg(formula);
    page += QStringLiteral("**%1**\n\n").arg(term.says);
    if (!term.text.isEmpty())
        page += term.text + QStringLiteral("\n\n");
    QStringList sources;
    for (const Citation& citation : term.citations)
        sources
            << (citation.source == QStringLiteral("kamke")
                    ? pageWords("Kamke, page “%1” of the guide").arg(citation.place)
                    : glossary.citationText(citation));
    page += pageWords("*Source:* %1.").arg(sources.join(QStringLiteral("; "))) + QStringLiteral("\n\n");
    QStringList links;
    for (const QString& id : term.seeTerms)
        if (const Term* other = glossary.find(id))
            links << QStringLiteral("[%1](term:%2)").arg(other->name, other->id);
    for (const QString& topic : term.seePages)
        if (const QString title = pageTitle(topic); !title.isEmpty())
            links << pageWords("[guide: %1](guide:%2)").arg(title, topic);
    if (!links.isEmpty())
        page += pageWords("*See also:* %1").arg(links.join(QStringLiteral(" · "))) + u'\n';
    return page;
}

FormulaHtml formulaPage(const QString& markdown) {
    FormulaHtml page;
    MarkdownWriter writer;
    writer.formula = [&page](const QString& source, bool displayed) { return page.add(source, displayed); };
    page.html = writer.html(markdown);
    return page;
}

} // namespace kamke::ui
