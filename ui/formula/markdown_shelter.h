// What a Markdown parser must not see: formulas, and characters of formulas in plain text.
#pragma once

#include <QList>
#include <QString>

namespace kamke::ui {

/// Replaces them by characters of Unicode's private use area: the star of α*, the underscore of μ_η, the bars
/// of |A| in code inside of a table, and whole $formulas$.
class MarkdownShelter {
public:
    struct Formula {
        QString source;
        bool displayed = false;
    };

    explicit MarkdownShelter(const QString& source);

    /// For the parser.
    const QString& markdown() const { return markdown_; }
    /// The formula that `c` stands for, or null.
    const Formula* formula(QChar c) const;
    /// `text` of the parser with its single characters back in place; formulas stay.
    static QString restored(QString text);

private:
    void step();
    void copy(qsizetype end, bool code);
    bool takeFormula();
    bool isEmphasis() const;
    bool atLineStart() const { return at_ == 0 || text_[at_ - 1] == u'\n'; }

    const QString text_;
    QString markdown_;
    QList<Formula> formulas_;
    qsizetype at_ = 0;
    bool emphasised_ = false; ///< between the two stars of *emphasis*
};

} // namespace kamke::ui
