// The style sheet. Hooks for widgets, beside their classes:
//   QLabel[kind="good|warning|bad|neutral"]   a badge: a rounded label with its meaning as ground and ink
//   QLabel[role="faint|title|verdict|note|error"]  words by importance
//   QPushButton[primary="true"]                the one button that answers
//   QPushButton[row="true"]                    one of several rows to choose from
//   QPushButton[chip="true"]                   a filter, checked while it is on
//   QFrame[role="chip"]                        a filter that is on, with a button that ends it
//   QLineEdit[invalid="true"], QTableView …    input that cannot be used
//   NumberField                                several stand side by side: no more padding than the frame
//   needs QWidget#rail                               the rail of workspaces with its QToolButtons
//
// Combo boxes, spin boxes, check boxes and radio buttons are left to the Fusion style and the palette: a
// style sheet takes their arrows and marks away.
#include "ui/style/theme.h"

#include <initializer_list>
#include <utility>

namespace kamke::ui {
namespace {

constexpr const char* sheet = R"(
kamke--ui--Card { background: @card; border: 1px solid @cardBorder; border-radius: 0.5em; }
QLabel#cardTitle { font-weight: 600; color: @text; }
QLabel#cardSubtitle { color: @faintText; font-size: 8.5pt; }
QToolButton#helpMark { color: @faintText; background: transparent; border: 1px solid @cardBorder; border-radius: 0.6em;
    min-width: 1.2em; max-width: 1.2em; min-height: 1.2em; max-height: 1.2em; padding: 0; }
QToolButton#helpMark:hover { color: @accent; border-color: @accent; }

QMainWindow, QDialog { background: @window; }
QLabel { background: transparent; }
QLabel[role="faint"] { color: @faintText; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="note"] { color: @faintText; font-size: 8.5pt; }
QLabel[role="faint"]:disabled, QLabel[role="note"]:disabled { color: @disabled; }
QLabel[role="error"] { color: @bad; }
QLabel[role="verdict"] { background: @accentSoft; color: @text; border: none; border-left: 3px solid @accent;
    border-radius: 0.25em; padding: 0.5em 0.7em; }
QLabel[role="verdict"][kind="good"] { background: @goodSoft; color: @text; border-left-color: @good; border-radius: 0.25em; }
QLabel[role="verdict"][kind="warning"] { background: @warningSoft; color: @text; border-left-color: @warning; border-radius: 0.25em; }
QLabel[role="verdict"][kind="bad"] { background: @badSoft; color: @text; border-left-color: @bad; border-radius: 0.25em; }
QLabel[kind="good"] { background: @goodSoft; color: @good; border-radius: 0.7em; padding: 0.2em 0.7em; }
QLabel[kind="warning"] { background: @warningSoft; color: @warning; border-radius: 0.7em; padding: 0.2em 0.7em; }
QLabel[kind="bad"] { background: @badSoft; color: @bad; border-radius: 0.7em; padding: 0.2em 0.7em; }
QLabel[kind="neutral"] { background: @hover; color: @faintText; border-radius: 0.7em; padding: 0.2em 0.7em; }

QMenuBar { background: @card; color: @text; border-bottom: 1px solid @cardBorder; padding: 0.1em 0.4em; }
QMenuBar::item { padding: 0.3em 0.7em; border-radius: 0.3em; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @card; color: @text; border: 1px solid @cardBorder; padding: 0.3em; }
QMenu::item { padding: 0.35em 1.6em 0.35em 1.6em; border-radius: 0.3em; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @faintText; }
QMenu::separator { height: 1px; background: @cardBorder; margin: 0.3em 0.5em; }

QToolBar { background: @card; border: none; border-bottom: 1px solid @cardBorder; padding: 0.3em 0.6em; spacing: 0.4em; }
QToolBar::separator { background: @cardBorder; width: 1px; margin: 0.3em 0.4em; }
QStatusBar { background: @card; color: @faintText; border-top: 1px solid @cardBorder; }
QStatusBar::item { border: none; }

QToolButton { background: transparent; color: @text; border: 1px solid transparent; border-radius: 0.35em; padding: 0.25em 0.5em; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @selection; color: @accentInk; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @disabled; }
QFileDialog QToolButton { padding: 0.1em; }
QTabBar QToolButton { padding: 0; border: none; background: @card; }
QToolButton[popupMode="1"] { padding-right: 1.4em; }

QWidget#rail { background: @rail; border-right: 1px solid @cardBorder; }
QWidget#rail QToolButton { border: none; border-radius: 0.5em; padding: 0.45em 0.2em; margin: 0.1em 0.3em; font-size: 8.5pt; min-width: 5.6em; }
QWidget#rail QToolButton:hover { background: @hover; }
QWidget#rail QToolButton:checked { background: @selection; color: @accentInk; font-weight: 600; }
QWidget#rail QToolButton:focus { border: 1px solid @accent; }

QPushButton { background: @field; color: @text; border: 1px solid @inputBorder; border-radius: 0.35em; padding: 0.35em 0.9em; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selection; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @disabled; border-color: @cardBorder; }
QPushButton[chip="true"] { border-radius: 0.8em; padding: 0.2em 0.5em; border-color: @cardBorder; font-size: 8.5pt; }
QPushButton[chip="true"]:checked { background: @selection; color: @accentInk; border-color: @accent; font-weight: 600; }

QToolButton::menu-indicator { image: none; }
QFrame[role="chip"] { background: @selection; border: 1px solid @accent; border-radius: 0.8em; }
QFrame[role="chip"] QLabel { color: @accentInk; font-size: 8.5pt; font-weight: 600; }

QPushButton[primary="true"], QPushButton:default { background: @accent; color: @onAccent; border-color: @accent; }
QPushButton[primary="true"]:hover, QPushButton:default:hover { background: @accentHover; }
QPushButton[primary="true"]:disabled, QPushButton:default:disabled { background: @hover; color: @disabled; border-color: @cardBorder; }

QPushButton[row="true"] { border-color: @cardBorder; min-height: 1.3em; }
QPushButton[row="true"]:checked { background: @selection; border-color: @accent; }

QLineEdit, QPlainTextEdit, QTextEdit { background: @field; color: @text;
    border: 1px solid @inputBorder; border-radius: 0.35em; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit { padding: 0.2em 0.45em; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: @accent; }
QLineEdit:disabled { color: @disabled; background: @window; border-color: @cardBorder; }
QLineEdit[invalid="true"] { border-color: @bad; background: @badSoft; }
QComboBox QAbstractItemView { background: @card; color: @text; border: 1px solid @cardBorder; selection-background-color: @selection; selection-color: @text; outline: none; }

QTableView, QTreeView, QListView { background: @card; alternate-background-color: @card; color: @text; border: none; gridline-color: @grid;
    selection-background-color: @selection; selection-color: @text; outline: none; }
QTableView::item { border-bottom: 1px solid @grid; padding: 0.1em 0.35em; }
QTableView::item:hover, QListView::item:hover, QTreeView::item:hover { background: @hover; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected { background: @selection; color: @text; }
QTableView::item:focus { border: 1px solid @accent; }
QTableView QLineEdit { border-radius: 0; padding: 0 0.2em; }
QHeaderView { background: @card; border: none; }
QHeaderView::section { background: @card; color: @faintText; border: none; border-bottom: 1px solid @cardBorder; padding: 0.25em 0.35em; font-weight: 400; }
QTableCornerButton::section { background: @card; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid @cardBorder; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @faintText; border: none; border-bottom: 2px solid transparent; padding: 0.35em 0.5em; }
QTabBar[role="narrow"]::tab { padding-left: 0.2em; padding-right: 0.2em; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @accentInk; }

QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 0.7em; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 0.7em; margin: 0; }
QScrollBar::handle { background: @handle; border-radius: 0.25em; margin: 0.1em; }
QScrollBar::handle:vertical { min-height: 2em; }
QScrollBar::handle:horizontal { min-width: 2em; }
QScrollBar::handle:hover { background: @faintText; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: transparent; }
QGroupBox { border: none; margin-top: 1.4em; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QProgressBar { background: @hover; border: none; border-radius: 0.25em; text-align: center; color: @text; max-height: 0.5em; }
QProgressBar::chunk { background: @accent; border-radius: 0.25em; }
QSlider:horizontal { min-height: 18px; }
QSlider::groove:horizontal { height: 4px; background: @cardBorder; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @card; border: 2px solid @accent; width: 12px; height: 12px; margin: -6px 0; border-radius: 8px; }
QToolTip { background: @tipGround; color: @tipText; border: 1px solid @handle; padding: 0.3em 0.5em; }

#toolLine { background: @card; border-bottom: 1px solid @cardBorder; }
#networkChooser, #datasetChooser, #boxText {
    background: @field; color: @text; border: 1px solid @cardBorder; border-radius: 4px; padding: 0.35em 0.7em; }
#networkChooser:hover { background: @hover; }
#networkChooser:focus { border-color: @accent; }
#networkChooser { font-weight: 600; text-align: left; }
#networkShape { color: @faintText; }
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
#gallery { background: @window; border: 1px solid @cardBorder; border-radius: 8px; }
#gallery QListView { background: transparent; }
#coach { background: @card; border-top: 2px solid @accent; }
#coach QTextBrowser { background: transparent; border: none; }
#coach QPushButton[answer="true"] { text-align: left; padding: 0.3em 0.7em; }
#lessonCard { background: @card; border: 1px solid @cardBorder; border-radius: 0.5em; }
#lessonNumber { background: @accentSoft; color: @text; border-radius: 0.9em; min-width: 1.8em; min-height: 1.8em;
    max-width: 1.8em; max-height: 1.8em; font-weight: 600; }
#statusSentence { color: @faintText; }
QSplitter::handle:hover { background: @cardBorder; }

kamke--ui--NumberField { padding-left: 2px; padding-right: 3px; }
QFrame#boxEditor { background: @card; border: 1px solid @accent; border-radius: 0.5em; }
)";

} // namespace

QString Theme::styleSheet() const {
    const QPalette p = palette();
    QColor disabled = p.color(QPalette::Disabled, QPalette::Text);
    const std::initializer_list<std::pair<const char*, QColor>> names{
        // A name that begins with another one comes first.
        {"@cardBorder", cardBorder},
        {"@card", card},
        {"@window", window},
        {"@rail", rail},
        {"@field", field},
        {"@hover", hover},
        {"@handle", axis},
        {"@selection", selection},
        {"@text", text},
        {"@faintText", faintText},
        {"@onAccent", p.color(QPalette::HighlightedText)},
        {"@accentSoft", accentSoft},
        {"@accentInk", withContrast(accent, selection)},
        {"@accentHover", dark ? accent.lighter(112) : accent.darker(112)},
        {"@accent", accent},
        {"@goodSoft", goodSoft},
        {"@good", good},
        {"@warningSoft", warningSoft},
        {"@warning", warning},
        {"@badSoft", badSoft},
        {"@bad", bad},
        {"@grid", grid},
        {"@inputBorder", dark ? cardBorder.lighter(125) : cardBorder.darker(112)},
        {"@disabled", disabled},
        {"@tipGround", p.color(QPalette::ToolTipBase)},
        {"@tipText", p.color(QPalette::ToolTipText)},
    };
    QString result = QString::fromUtf8(sheet);
    for (const auto& [name, colour] : names) {
        const QString value = colour.alpha() == 255 ? colour.name()
                                                    : QStringLiteral("rgba(%1, %2, %3, %4)")
                                                          .arg(colour.red())
                                                          .arg(colour.green())
                                                          .arg(colour.blue())
                                                          .arg(colour.alpha());
        result.replace(QString::fromLatin1(name), value);
    }
    return result;
}

} // namespace kamke::ui
