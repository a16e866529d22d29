#include "ui/glossary/glossary_reader.h"

#include "ui/formula/parser.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace kamke::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Glossary", text);
}

QString sentence(const QString& file, int line, const QString& what) {
    return tr("%1, line %2: %3.").arg(file).arg(line).arg(what);
}

QStringList listOf(const QString& value, QChar separator = u',') {
    QStringList list;
    for (const QString& part : value.split(separator, Qt::SkipEmptyParts))
        list << part.trimmed();
    return list;
}

/// Whether every $…$ of a text can be set.
QString wrongFormula(const QString& text) {
    static const QRegularExpression formula(QStringLiteral("\\$([^$]+)\\$"));
    for (auto it = formula.globalMatch(text); it.hasNext();)
        if (const auto read = formula::parse(it.next().captured(1)); !read)
            return read.error();
    return {};
}

} // namespace

tl::expected<QList<GlossaryReader::Section>, QString>
GlossaryReader::sections(const QString& file, const QString& text, QString* title) {
    static const QRegularExpression key(QStringLiteral("^([a-z]+):\\s*(.*)$"));
    static const QRegularExpression id(QStringLiteral("^[a-z0-9]+(-[a-z0-9]+)*$"));
    QList<Section> all;
    bool inKeys = false;
    int number = 0;
    for (const QString& line : text.split(u'\n')) {
        ++number;
        if (line.startsWith(QStringLiteral("# "))) {
            *title = line.sliced(2).trimmed();
        } else if (line.startsWith(QStringLiteral("## "))) {
            all.append({line.sliced(3).trimmed(), number, {}, {}});
            inKeys = true;
            if (!id.match(all.back().id).hasMatch())
                return tl::unexpected(sentence(
                    file, number,
                    tr("\"%1\" is no id, expected small letters, digits and hyphens").arg(all.back().id)));
        } else if (all.isEmpty()) {
            if (!line.trimmed().isEmpty())
                return tl::unexpected(sentence(file, number, tr("text before the first \"## id\"")));
        } else if (inKeys) {
            const auto match = key.match(line);
            if (match.hasMatch())
                all.back().lines.append({match.captured(1), match.captured(2).trimmed(), number});
            else if (line.trimmed().isEmpty())
                inKeys = false;
            else
                return tl::unexpected(
                    sentence(file, number, tr("\"%1\" is not \"key: value\"").arg(line.left(40))));
        } else {
            all.back().text += line + u'\n';
        }
    }
    if (title->isEmpty())
        return tl::unexpected(sentence(file, 1, tr("the title \"# …\" is missing")));
    return all;
}

QString GlossaryReader::readSources(const QString& file, const QString& text) {
    QString title;
    const auto all = sections(file, text, &title);
    if (!all)
        return all.error();
    for (const Section& section : *all) {
        GlossarySource source{section.id, {}, {}};
        for (const Line& line : section.lines) {
            if (line.key == QStringLiteral("short"))
                source.shortName = line.value;
            else if (line.key == QStringLiteral("full"))
                source.full = line.value;
            else
                return sentence(
                    file, line.number, tr("\"%1\" is not known, expected short or full").arg(line.key));
        }
        if (source.shortName.isEmpty() || source.full.isEmpty())
            return sentence(file, section.number, tr("%1 needs short and full").arg(source.id));
        glossary_.sources_ << source;
    }
    return {};
}

QString GlossaryReader::readTerms(const QString& file, const QString& text) {
    QString title;
    const auto all = sections(file, text, &title);
    if (!all)
        return all.error();
    for (const Section& section : *all)
        if (QString wrong = readTerm(file, title, section); !wrong.isEmpty())
            return wrong;
    return {};
}

QString GlossaryReader::readTerm(const QString& file, const QString& group, const Section& section) {
    Term term;
    term.id = section.id;
    term.group = group;
    term.text = section.text.trimmed();
    for (const Line& line : section.lines) {
        const auto wrong = [&](const QString& what) { return sentence(file, line.number, what); };
        if (line.value.isEmpty())
            return wrong(tr("\"%1:\" has no value").arg(line.key));
        if (line.key == QStringLiteral("name")) {
            term.name = line.value;
        } else if (line.key == QStringLiteral("symbol") || line.key == QStringLiteral("formula")) {
            if (const auto formula = formula::parse(line.value); !formula)
                return wrong(formula.error().chopped(1));
            if (line.key == QStringLiteral("symbol"))
                term.symbol = line.value;
            else
                term.formulas << line.value;
        } else if (line.key == QStringLiteral("also")) {
            term.also = listOf(line.value);
        } else if (line.key == QStringLiteral("ids")) {
            term.otherIds = listOf(line.value);
        } else if (line.key == QStringLiteral("says")) {
            term.says = line.value;
        } else if (line.key == QStringLiteral("source")) {
            for (const QString& one : listOf(line.value, u';')) {
                // "nemon (5), (11)", "mixed, section 2": the id, then the place.
                static const QRegularExpression pattern(QStringLiteral("^([a-z-]+)(?:,| )\\s*(.+)$"));
                const auto match = pattern.match(one);
                if (!match.hasMatch() || !glossary_.source(match.captured(1)))
                    return wrong(
                        tr("\"%1\" does not begin with a source of sources.md and a place in it").arg(one));
                term.citations.append({match.captured(1), match.captured(2)});
            }
        } else if (line.key == QStringLiteral("see")) {
            for (const QString& one : listOf(line.value)) {
                if (one.startsWith(QStringLiteral("guide:")))
                    term.seePages << one.sliced(6);
                else
                    term.seeTerms << one;
            }
        } else {
            return wrong(
                tr("\"%1\" is not known, expected name, symbol, also, ids, formula, says, source or see")
                    .arg(line.key));
        }
    }
    for (const auto& [key, missing] :
         {std::pair(QStringLiteral("name"), term.name.isEmpty()),
          std::pair(QStringLiteral("formula"), term.formulas.isEmpty()),
          std::pair(QStringLiteral("says"), term.says.isEmpty()),
          std::pair(QStringLiteral("source"), term.citations.isEmpty())})
        if (missing)
            return sentence(file, section.number, tr("%1 has no \"%2:\"").arg(term.id, key));
    if (QString wrong = wrongFormula(term.text + term.says); !wrong.isEmpty())
        return sentence(file, section.number, wrong.chopped(1));
    for (const QString& id : QStringList(term.id) + term.otherIds) {
        if (glossary_.index_.contains(id))
            return sentence(file, section.number, tr("the id %1 is taken by %2").arg(id, where_.value(id)));
        glossary_.index_.insert(id, glossary_.terms_.size());
        where_.insert(id, tr("%1, line %2").arg(file).arg(section.number));
    }
    glossary_.terms_ << term;
    return {};
}

QString GlossaryReader::finish() {
    for (const Term& term : std::as_const(glossary_.terms_))
        for (const QString& other : term.seeTerms)
            if (!glossary_.find(other))
                return tr("%1: %2 refers to %3, which is no term.")
                    .arg(where_.value(term.id), term.id, other);
    return {};
}

} // namespace kamke::ui
