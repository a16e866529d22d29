#include "ui/glossary/formula_view.h"

#include <QEvent>
#include <QScrollBar>

namespace kamke::ui {

QString pageStyle(const Theme& theme) {
    return QStringLiteral("a { color: %1; text-decoration: none; }"
                          "h1 { font-size: 15pt; font-weight: 600; margin-top: 2px; margin-bottom: 8px; }"
                          "h2 { font-size: 12pt; font-weight: 600; margin-top: 16px; margin-bottom: 4px; }"
                          "h3 { font-size: 10.5pt; font-weight: 600; margin-top: 14px; margin-bottom: 2px; }"
                          "p { margin-top: 5px; margin-bottom: 5px; line-height: 125%; }"
                          "li { margin-bottom: 3px; line-height: 120%; }"
                          "p.formula { margin-top: 9px; margin-bottom: 9px; line-height: 100%; }"
                          "p.faint, span.faint { color: %2; }"
                          "th { text-align: left; font-weight: 600; border-bottom: 1px solid %2; }"
                          "td { border-bottom: 1px solid %3; }"
                          "table.grid { border-collapse: collapse; margin-top: 6px; margin-bottom: 6px; }"
                          "pre, code { font-family: 'DejaVu Sans Mono', monospace; font-size: 9pt; }"
                          "pre { background-color: %4; margin: 6px; }")
        .arg(theme.link.name(), theme.faintText.name(), theme.grid.name(), theme.hover.name());
}

FormulaView::FormulaView(QWidget* parent)
    : QTextBrowser(parent)
    , object_(new FormulaObject(document())) {
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    document()->setDocumentMargin(12);
}

void FormulaView::showPage(const FormulaHtml& page) {
    page_ = page;
    render();
    verticalScrollBar()->setValue(0);
}

void FormulaView::render() {
    document()->setDefaultStyleSheet(pageStyle(currentTheme()));
    object_->setColour(currentTheme().text);
    object_->setHtml(page_);
}

void FormulaView::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !page_.html.isEmpty()) {
        const int scrolled = verticalScrollBar()->value();
        render();
        verticalScrollBar()->setValue(scrolled);
    }
}

} // namespace kamke::ui
