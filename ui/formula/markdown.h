// Turns the Markdown of the guide and the glossary into HTML; formulas stand between dollars.
#pragma once

#include <QString>
#include <functional>

namespace kamke::ui {

/// Headings, paragraphs, lists, tables, code, **bold**, *emphasis*, [links](target), $inline$ and
/// $$displayed$$ formulas. In other text μ_η and x^2 get their sub- and superscripts. `formula` writes a
/// formula: what it returns goes into the HTML as it is. `link` gives the address of a target; empty: the
/// words alone.
struct MarkdownWriter {
    std::function<QString(const QString& source, bool displayed)> formula;
    std::function<QString(const QString& target)> link = [](const QString& target) { return target; };
    int headingShift = 0; ///< # becomes <h(1 + shift)>

    QString html(const QString& markdown) const;
};

} // namespace kamke::ui
