#include "shell/shell_style.h"

namespace kamke::ui {

QString shellStyleSheet(const Theme& theme) {
    QString sheet = QStringLiteral(R"(
        #toolLine { background: @card; border-bottom: 1px solid @border; }
        #networkChooser, #datasetChooser, #boxText {
            background: @field; color: @text; border: 1px solid @border; border-radius: 4px; padding: 0.35em 0.7em; }
        #networkChooser:hover { background: @hover; }
        #networkChooser:focus { border-color: @accent; }
        #networkChooser { font-weight: 600; text-align: left; }
        #networkShape { color: @faint; }
        #toolLine #badge { border-radius: 0.75em; padding: 0.3em 0.8em; border: none; }
        #toolLine #badge[mood="good"] { background: @goodSoft; color: @good; }
        #toolLine #badge[mood="warning"] { background: @warningSoft; color: @warning; }
        #toolLine #badge[mood="bad"] { background: @badSoft; color: @bad; }
        #toolLine QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 0.3em; color: @text; }
        #toolLine QToolButton:hover { background: @hover; }
        #toolLine QToolButton:focus { border-color: @accent; }
        #banner { background: @badSoft; border-bottom: 1px solid @bad; }
        #banner QLabel { color: @text; }
        #banner QToolButton { border: none; color: @text; padding: 0.2em 0.5em; }
        #gallery { background: @window; border: 1px solid @border; border-radius: 8px; }
        #gallery QListView { background: transparent; }
        #coach { background: @card; border-top: 2px solid @accent; }
        #coach QTextBrowser { background: transparent; border: none; }
        #coach QPushButton[answer="true"] { text-align: left; padding: 0.3em 0.7em; }
        #lessonCard { background: @card; border: 1px solid @border; border-radius: 0.5em; }
        #lessonNumber { background: @soft; color: @text; border-radius: 0.9em; min-width: 1.8em; min-height: 1.8em;
            max-width: 1.8em; max-height: 1.8em; font-weight: 600; }
        #statusSentence { color: @faint; }
        QStatusBar { background: @card; border-top: 1px solid @border; }
        QStatusBar::item { border: none; }
        QSplitter::handle { background: transparent; }
        QSplitter::handle:hover { background: @border; }
    )");
    const std::pair<const char*, QColor> colours[] = {
        {"@goodSoft", theme.goodSoft},
        {"@warningSoft", theme.warningSoft},
        {"@badSoft", theme.badSoft},
        {"@window", theme.window},
        {"@card", theme.card},
        {"@border", theme.cardBorder},
        {"@field", theme.field},
        {"@hover", theme.hover},
        {"@text", theme.text},
        {"@faint", theme.faintText},
        {"@soft", theme.accentSoft},
        {"@accent", theme.accent},
        {"@good", theme.good},
        {"@warning", theme.warning},
        {"@bad", theme.bad}};
    for (const auto& [name, colour] : colours)
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

} // namespace kamke::ui
