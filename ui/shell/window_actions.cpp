// The actions and menus of MainWindow.
#include "ui/shell/banner.h"
#include "ui/shell/gallery_panel.h"
#include "ui/shell/handout.h"
#include "ui/shell/main_window.h"
#include "ui/shell/shortcut_dialog.h"
#include "ui/shell/workspaces.h"
#include "ui/style/theme.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/term_tips.h"
#include "ui/workspaces/workspace.h"
#include "ui/workspaces/workspace_page.h"

#include <QActionGroup>
#include <QApplication>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

namespace kamke::ui {

void MainWindow::makeFileActions() {
    const auto id = [](const char* name) { return QStringLiteral("file.") + QLatin1String(name); };
    actions_.add(id("open"), tr("&Open…"), {QKeySequence::Open}, [this] { documents_->askAndOpen(); });
    actions_.add(id("open-dataset"), tr("Open &data set…"), {QKeySequence(tr("Ctrl+Shift+O"))}, [this] {
        documents_->askAndOpenDataset();
    });
    actions_.add(id("open-lesson"), tr("Open &lesson…"), {QKeySequence(tr("Ctrl+Shift+L"))}, [this] {
        documents_->askAndOpenLesson();
    });
    actions_.add(id("import"), tr("&Import network…"), {QKeySequence(tr("Ctrl+Shift+I"))}, [this] {
        documents_->askAndImport();
    });
    actions_.add(id("gallery"), tr("Network &gallery"), {QKeySequence(tr("Ctrl+G"))}, [this] {
        gallery_->open(store_->state().networkPath);
    });
    actions_.add(
        id("save"), tr("&Save session"), {QKeySequence::Save}, [this] { documents_->saveSession(); });
    actions_.add(id("save-as"), tr("Save session &as…"), {QKeySequence(tr("Ctrl+Shift+S"))}, [this] {
        documents_->saveSessionAs();
    });
    actions_.add(id("save-network"), tr("Save &network as…"), {QKeySequence(tr("Ctrl+Alt+S"))}, [this] {
        documents_->saveNetworkAs();
    });
    actions_.add(
        id("export"), tr("&Export figure…"), {QKeySequence(tr("Ctrl+E"))}, [this] { exportFigure(); },
        QStringLiteral("export"));
    actions_.add(id("quit"), tr("&Quit"), {QKeySequence(tr("Ctrl+Q"))}, [this] { close(); });
}

void MainWindow::makeEditActions() {
    const auto id = [](const char* name) { return QStringLiteral("edit.") + QLatin1String(name); };
    QAction* undo = store_->undoStack()->createUndoAction(&actions_, tr("&Undo"));
    undo->setProperty("sheetText", tr("Undo"));
    actions_.adopt(id("undo"), undo, {QKeySequence(tr("Ctrl+Z"))}, QStringLiteral("undo"));
    QAction* redo = store_->undoStack()->createRedoAction(&actions_, tr("&Redo"));
    redo->setProperty("sheetText", tr("Redo"));
    actions_.adopt(
        id("redo"), redo, {QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y"))},
        QStringLiteral("redo"));

    addWorkspaceActions(QStringLiteral("edit"));
    actions_.add(id("copy-state"), tr("&Copy state"), {QKeySequence(tr("Ctrl+Shift+C"))}, [this] {
        documents_->copyState();
    });
    actions_.add(id("paste-state"), tr("Pa&ste state"), {QKeySequence(tr("Ctrl+Shift+V"))}, [this] {
        documents_->pasteState();
    });
}

void MainWindow::makeViewActions() {
    const auto id = [](const char* name) { return QStringLiteral("view.") + QLatin1String(name); };
    addWorkspaceActions(QStringLiteral("view"));
    themes_ = new QActionGroup(this);
    const std::pair<ThemeChoice, QString> choices[] = {
        {ThemeChoice::System, tr("As the &system")},
        {ThemeChoice::Light, tr("&Light")},
        {ThemeChoice::Dark, tr("&Dark")}};
    for (const auto& [choice, text] : choices) {
        QAction* action = themes_->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(choice));
        connect(action, &QAction::triggered, this, [this, theme = choice] { setTheme(theme); });
    }
    actions_.add(
        id("toggle-theme"), tr("Switch light and dark"), {QKeySequence(tr("Ctrl+T"))},
        [this] { setTheme(currentTheme().dark ? ThemeChoice::Light : ThemeChoice::Dark); },
        QStringLiteral("theme"));
    QAction* full = actions_.add(id("full-screen"), tr("F&ull screen"), {QKeySequence(tr("F11"))}, [this] {
        setWindowState(windowState() ^ Qt::WindowFullScreen);
    });
    full->setCheckable(true);
}

void MainWindow::makeRunAndHelpActions() {
    for (const Workspace& workspace : ui::workspaces())
        addWorkspaceActions(workspace.id);
    QAction* cancel = actions_.add(
        QStringLiteral("run.cancel"), tr("&Cancel the computation"), {QKeySequence(Qt::Key_Escape)},
        [this] {
            if (WorkspacePage* page = workspaces_->shown())
                page->cancel();
            showStatus();
        },
        QStringLiteral("cancel"));
    // Only while something runs: Esc has other work the rest of the time.
    cancel->setEnabled(false);
    addWorkspaceActions(QStringLiteral("run"));
    actions_.add(QStringLiteral("help.shortcuts"), tr("&Keyboard"), {QKeySequence(tr("Ctrl+F1"))}, [this] {
        showShortcuts(this, actions_.shortcutSheet());
    });
    actions_.add(QStringLiteral("help.guide"), tr("&Guide"), {QKeySequence(tr("Shift+F1"))}, [this] {
        openGuide(QStringLiteral("inputs"));
    });
    actions_.add(QStringLiteral("help.glossary"), tr("G&lossary"), {QKeySequence(Qt::Key_F1)}, [this] {
        openGlossary(termTips_->currentTerm());
    });
    actions_.add(QStringLiteral("help.handout"), tr("Export &handout…"), {}, [this] {
        documents_->exportHandout(writeHandout);
    });
    actions_.add(QStringLiteral("help.methods"), tr("&Methods and their sources"), {}, [this] {
        openGuide(QStringLiteral("methods"));
    });
    actions_.add(QStringLiteral("help.conditions"), tr("&Which guarantees hold"), {}, [this] {
        openGuide(QStringLiteral("conditions"));
    });
    actions_.add(QStringLiteral("help.about"), tr("&About Kamke"), {}, [this] {
        QMessageBox::about(
            this, tr("About Kamke"),
            tr("<p><b>Kamke %1</b></p><p>Explorer of robustness certificates for implicit neural "
               "networks.</p>"
               "<p>Free software under the GNU General Public License, version 3 or later. Plots are drawn "
               "with QCustomPlot.</p>")
                .arg(QApplication::applicationVersion()));
    });
}

void MainWindow::addWorkspaceActions(const QString& group) {
    for (const Workspace& workspace : ui::workspaces())
        for (const WorkspaceAction& row : workspace.actions) {
            if (row.id.section(u'.', 0, 0) != group)
                continue;
            QList<QKeySequence> keys;
            if (!row.shortcut.isEmpty())
                keys << row.shortcut;
            QAction* action = actions_.add(row.id, row.text, keys, [this, run = row.run] { run(*store_); });
            action->setCheckable(static_cast<bool>(row.isChecked));
            if (row.isOfWidgets)
                action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
            ofWorkspaces_.append({&workspace, &row, action});
        }
}

void MainWindow::addWorkspaceMenus(QMenu* menu, WindowMenu which) {
    QList<QMenu*> submenus;
    bool follows = false;
    for (const Workspace& workspace : ui::workspaces())
        for (const WorkspaceMenu& part : workspace.menus) {
            if (part.menu != which)
                continue;
            QMenu* to = menu;
            QActionGroup* choices = nullptr;
            if (!part.submenu.isEmpty()) {
                submenus << (to = new QMenu(part.submenu, menu));
                choices = new QActionGroup(to);
            } else if (std::exchange(follows, true)) {
                menu->addSeparator(); // between those of two workspaces
            }
            for (const QString& id : part.actions) {
                QAction* action = id.isEmpty() ? to->addSeparator() : actions_[id];
                to->addAction(action);
                if (choices)
                    choices->addAction(action);
            }
        }
    if (!submenus.isEmpty())
        menu->addSeparator();
    for (QMenu* submenu : submenus)
        menu->addMenu(submenu);
}

void MainWindow::makeMenus() {
    for (const Workspace& workspace : ui::workspaces())
        for (const WorkspaceAction& row : workspace.actions)
            Q_ASSERT_X(
                std::any_of(
                    ofWorkspaces_.begin(), ofWorkspaces_.end(),
                    [&row](const auto& made) { return made.row == &row; }),
                "makeMenus", "an action of a workspace is in no known group");
    const auto fill = [this](QMenu* menu, std::initializer_list<const char*> ids) {
        for (const char* id : ids)
            if (*id)
                menu->addAction(actions_[QLatin1String(id)]);
            else
                menu->addSeparator();
    };
    QMenu* file = menuBar()->addMenu(tr("&File"));
    fill(file, {"file.open", "file.gallery", "file.import", "file.open-dataset", "file.open-lesson"});
    recent_ = file->addMenu(tr("Open &recent"));
    fill(file, {"", "file.save", "file.save-as", "file.save-network", "", "file.export", "", "file.quit"});
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    fill(edit, {"edit.undo", "edit.redo", ""});
    addWorkspaceMenus(edit, WindowMenu::Edit);
    fill(edit, {"", "edit.copy-state", "edit.paste-state"});
    QMenu* view = menuBar()->addMenu(tr("&View"));
    for (const Workspace& workspace : ui::workspaces())
        view->addAction(actions_[workspaceAction(workspace.id)]);
    view->addSeparator();
    addWorkspaceMenus(view, WindowMenu::View);
    view->addSeparator();
    view->addMenu(tr("&Theme"))->addActions(themes_->actions());
    fill(view, {"view.toggle-theme", "view.full-screen"});
    QMenu* run = menuBar()->addMenu(tr("&Run"));
    fill(run, {"run.cancel", ""});
    addWorkspaceMenus(run, WindowMenu::Run);
    fill(
        menuBar()->addMenu(tr("&Help")), {"help.guide", "help.glossary", "help.methods", "help.conditions",
                                          "help.shortcuts", "", "help.handout", "", "help.about"});
    // Shortcuts work in full screen and with the menu bar out of sight, too.
    for (const ActionRegistry::Entry& entry : actions_.entries())
        if (entry.action->shortcutContext() == Qt::WindowShortcut)
            addAction(entry.action);
    fillRecentMenu();
}

void MainWindow::fillRecentMenu() {
    recent_->clear();
    for (const QString& path : Documents::recentFiles()) {
        QAction* action = recent_->addAction(literally(QFileInfo(path).fileName()));
        action->setToolTip(path);
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { documents_->open(path); });
    }
    recent_->setEnabled(!recent_->isEmpty());
}

void MainWindow::followState(StateParts parts) {
    const ExplorerState& state = store_->state();
    for (const OfWorkspace& each : ofWorkspaces_) {
        const WorkspaceAction& row = *each.row;
        each.action->setEnabled(
            state.workspace == each.workspace->id && (!row.isEnabled || row.isEnabled(state)));
        if (row.isChecked)
            each.action->setChecked(row.isChecked(state));
    }
    for (QAction* action : themes_->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(state.theme));
    if (parts & StatePart::Theme)
        applyTheme(state.theme);
    if (parts & StatePart::Workspace)
        followWorkspace();
    // An error goes with the next success.
    if (parts & StatePart::Network || state.digits.dataset != shownDataset_)
        banner_->hide();
    shownDataset_ = state.digits.dataset;
    showTitle();
}

void MainWindow::setTheme(ThemeChoice choice) {
    ExplorerState next = store_->state();
    next.theme = choice;
    store_->apply(tr("Change the theme"), next);
}

} // namespace kamke::ui
