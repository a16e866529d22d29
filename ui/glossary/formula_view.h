// A page of text with typeset formulas, in the theme's colours.
#pragma once

#include "ui/formula/formula_document.h"
#include "ui/style/theme.h"

#include <QTextBrowser>

namespace kamke::ui {

/// CSS for pages of the guide and the glossary.
QString pageStyle(const Theme& theme);

class FormulaView : public QTextBrowser {
    Q_OBJECT
public:
    explicit FormulaView(QWidget* parent = nullptr);

    void showPage(const FormulaHtml& page);
    /// Its words, with the formulas in plain characters: for screen readers and tests.
    QString words() const { return object_->plainText(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();

    FormulaObject* object_;
    FormulaHtml page_;
};

} // namespace kamke::ui
