// Terms and pages of the guide as HTML: for the window, the tooltips and the handout.
#pragma once

#include "ui/formula/formula_document.h"
#include "ui/formula/markdown.h"
#include "ui/glossary/glossary.h"

namespace kamke::ui {

/// The term as Markdown: name, formulas, explanation, source, links (term:ID and guide:TOPIC).
/// `pageTitle` names the pages of the guide.
QString termMarkdown(
    const Glossary& glossary, const Term& term,
    const std::function<QString(const QString& topic)>& pageTitle);

/// Markdown of the guide or the glossary for a FormulaView.
FormulaHtml formulaPage(const QString& markdown);

} // namespace kamke::ui
