// The pages of the guide as Markdown.
#include "core/certify/certificates.h"
#include "core/certify/methods.h"
#include "ui/glossary/glossary.h"
#include "ui/glossary/term_ids.h"
#include "ui/shell/guide.h"
#include "ui/text/utf8.h"

#include <QFile>
#include <span>

// Outside of any namespace, as Qt asks for resources in a static library.
static void loadPages() {
    Q_INIT_RESOURCE(guide);
}

namespace kamke::ui {

namespace {

QString fileOf(const QString& topic) {
    QFile file(QStringLiteral(":/guide/%1.md").arg(topic));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The formulas of the glossary's entry of this id, else the one of the list in plain characters.
QString formulas(const QString& id, std::string_view plain) {
    const Term* term = Glossary::instance().find(id);
    if (!term)
        return toQString(plain) + QStringLiteral("\n\n");
    QString all;
    for (const QString& formula : term->formulas)
        all += QStringLiteral("$$%1$$\n\n").arg(formula);
    return all;
}

/// The introduction from its file, then one section per row of the list. `term` is the glossary's id of a
/// row.
template<class Row, class TermOf>
QString listPage(const QString& topic, std::span<const Row> rows, TermOf term) {
    QString page = fileOf(topic);
    for (const Row& row : rows)
        page += QStringLiteral("\n### %1 (`%2`)\n\n%3\n\n%4*%5* · [glossary](term:%6)\n")
                    .arg(
                        toQString(row.name), toQString(row.id), toQString(row.explanation),
                        formulas(term(row), row.formula), toQString(row.citation), term(row));
    return page;
}

} // namespace

QString Guide::page(const QString& topic) {
    loadPages();
    if (!topics().contains(topic))
        return {};
    if (topic == QStringLiteral("methods"))
        return listPage(topic, methods(), &methodTerm);
    if (topic == QStringLiteral("certificates"))
        return listPage(topic, certificates(), &certificateTerm);
    return fileOf(topic);
}

QString Guide::title(const QString& topic) {
    return page(topic).section(u'\n', 0, 0).remove(u'#').trimmed();
}

} // namespace kamke::ui
