#include "ui/glossary/glossary.h"

#include "core/attack/attack.h"
#include "core/certify/certificates.h"
#include "core/certify/methods.h"
#include "core/solve/iterations.h"
#include "core/train/model_kinds.h"
#include "ui/glossary/glossary_reader.h"
#include "ui/glossary/term_ids.h"
#include "ui/text/utf8.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <algorithm>

// Outside of any namespace, as Qt asks for resources in a static library.
static void loadGlossary() {
    Q_INIT_RESOURCE(glossary);
}

namespace kamke::ui {
namespace {

/// In the order in which they are read by people.
const QStringList& files() {
    static const QStringList names{
        QStringLiteral("network"),      QStringLiteral("measures"), QStringLiteral("conditions"),
        QStringLiteral("iterations"),   QStringLiteral("dynamics"), QStringLiteral("boxes"),
        QStringLiteral("certificates"), QStringLiteral("attacks"),  QStringLiteral("training")};
    return names;
}

tl::expected<QString, QString> textOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(
            QCoreApplication::translate("Glossary", "%1 cannot be read: %2.").arg(path, file.errorString()));
    return QString::fromUtf8(file.readAll());
}

/// A row that the files have no term for gets one from its own words, in the group of the first row of its
/// list.
template<class Row, class TermOf, class FormulaOf>
void addRows(Glossary& glossary, std::span<const Row> rows, TermOf termOf, FormulaOf formulaOf) {
    const Term* first = glossary.find(termOf(rows.front()));
    const QString group = first ? first->group : QString();
    for (const Row& row : rows) {
        Term term;
        term.id = termOf(row);
        term.group = group;
        term.name = toQString(row.name);
        term.formulas << QStringLiteral("\\text{%1}")
                             .arg(toQString(formulaOf(row)).replace(u'{', u'(').replace(u'}', u')'));
        term.says = toQString(row.explanation);
        term.text = QStringLiteral("*%1*").arg(toQString(row.citation));
        glossary.add(std::move(term));
    }
}

void addMissingRows(Glossary& glossary) {
    const auto id = [](const auto& row) { return toQString(row.id); };
    const auto formula = [](const auto& row) { return row.formula; };
    addRows(glossary, iterations(), id, formula);
    addRows(glossary, methods(), &methodTerm, formula);
    addRows(glossary, certificates(), &certificateTerm, formula);
    addRows(glossary, attacks(), id, [](const Attack& row) { return row.name; });
    addRows(glossary, modelKinds(), &kindTerm, [](const ModelKind& row) { return row.parametrisation; });
}

} // namespace

tl::expected<Glossary, QString> Glossary::readFolder(const QString& folder) {
    GlossaryReader reader;
    const auto one = [&](const QString& name, auto read) -> QString {
        const QString file = name + QStringLiteral(".md");
        const auto text = textOf(QDir(folder).filePath(file));
        return text ? (reader.*read)(file, *text) : text.error();
    };
    QString wrong = one(QStringLiteral("sources"), &GlossaryReader::readSources);
    for (const QString& name : files())
        if (wrong.isEmpty())
            wrong = one(name, &GlossaryReader::readTerms);
    if (wrong.isEmpty())
        wrong = reader.finish();
    if (!wrong.isEmpty())
        return tl::unexpected(wrong);
    return reader.take();
}

const Glossary& Glossary::instance() {
    static const Glossary glossary = [] {
        loadGlossary();
        auto read = readFolder(QStringLiteral(":/glossary"));
        if (!read)
            qFatal("%s", qPrintable(read.error()));
        addMissingRows(*read);
        return std::move(*read);
    }();
    return glossary;
}

const Term* Glossary::find(const QString& id) const {
    const auto at = index_.constFind(id);
    return at == index_.constEnd() ? nullptr : &terms_[*at];
}

void Glossary::add(Term term) {
    if (index_.contains(term.id))
        return;
    qsizetype at = terms_.size();
    for (qsizetype k = 0; k < terms_.size(); ++k)
        if (terms_[k].group == term.group)
            at = k + 1;
    for (qsizetype& place : index_)
        place += place >= at;
    index_.insert(term.id, at);
    terms_.insert(at, std::move(term));
}

const GlossarySource* Glossary::source(const QString& id) const {
    const auto at =
        std::find_if(sources_.begin(), sources_.end(), [&](const GlossarySource& s) { return s.id == id; });
    return at == sources_.end() ? nullptr : &*at;
}

QString Glossary::citationText(const Citation& citation) const {
    return QStringLiteral("%1, %2").arg(source(citation.source)->shortName, citation.place);
}

} // namespace kamke::ui
