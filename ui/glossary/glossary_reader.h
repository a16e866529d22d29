// Reads the files of the glossary: their format is resources/glossary/README.md.
#pragma once

#include "ui/glossary/glossary.h"

namespace kamke::ui {

class GlossaryReader {
public:
    /// The sentence of what is wrong, or nothing.
    QString readSources(const QString& file, const QString& text);
    QString readTerms(const QString& file, const QString& text);
    /// What only shows when all files are read: references that lead nowhere.
    QString finish();
    Glossary take() { return std::move(glossary_); }

private:
    struct Line {
        QString key, value;
        int number;
    };
    struct Section {
        QString id;
        int number = 0; ///< of its line
        QList<Line> lines;
        QString text;
    };
    static tl::expected<QList<Section>, QString>
    sections(const QString& file, const QString& text, QString* title);
    QString readTerm(const QString& file, const QString& group, const Section& section);

    Glossary glossary_;
    QHash<QString, QString> where_; ///< "file, line" by id, for messages
};

} // namespace kamke::ui
