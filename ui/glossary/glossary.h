// The terms of the window with formula, explanation and source, read from resources/glossary.
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

namespace kamke::ui {

struct Citation {
    QString source; ///< id of a GlossarySource
    QString place;  ///< "(14)-(15)"
};

struct GlossarySource {
    QString id, shortName, full;
};

struct Term {
    QString id;
    QStringList otherIds; ///< under which it can be referred to as well
    QString group;        ///< title of the file that it stands in
    QString name;
    QString symbol;       ///< LaTeX, may be empty
    QStringList also;     ///< other words to find it by
    QStringList formulas; ///< LaTeX, at least one
    QString says;         ///< one sentence
    QList<Citation> citations;
    QStringList seeTerms, seePages;
    QString text; ///< Markdown, may be empty
};

class Glossary {
public:
    /// The one that comes with the program.
    static const Glossary& instance();
    /// Reads the files of a folder; its sources.md first. The error names file and line, in one sentence.
    static tl::expected<Glossary, QString> readFolder(const QString& folder);

    /// In the order of the files, which is that of the groups.
    const QList<Term>& terms() const { return terms_; }
    /// The term of this id or one of its other ids, or null.
    const Term* find(const QString& id) const;
    const GlossarySource* source(const QString& id) const;
    /// "NEMON paper, (14)-(15)".
    QString citationText(const Citation& citation) const;
    const QList<GlossarySource>& sources() const { return sources_; }
    /// Puts a term behind the others of its group, unless its id is known.
    void add(Term term);

private:
    friend class GlossaryReader;
    QList<Term> terms_;
    QList<GlossarySource> sources_;
    QHash<QString, qsizetype> index_;
};

} // namespace kamke::ui
