// The actions and menus of MainWindow.
#include "core/reach/methods.h"
#include "ui/shell/banner.h"
#include "ui/shell/gallery_panel.h"
#include "ui/shell/handout.h"
#include "ui/shell/main_window.h"
#include "ui/shell/shortcut_dialog.h"
#include "ui/shell/workspaces.h"
#include "ui/state/box_edits.h"
#include "ui/style/theme.h"
#include "ui/text/plain_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/term_tips.h"
#include "ui/widgets/workspace_page.h"
#include "ui/workspaces/convergence/convergence_workspace.h"

#include <QActionGroup>
#include <QApplication>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

namespace kamke::ui {

namespace {

constexpr int sampleCountChoices[] = {100, 1000, 10000};

QString methodId(const Method& method) {
    return toQString(method.id);
}

} // namespace

QString MainWindow::methodActionId(const Method& method) {
    return QStringLiteral("view.method-") + methodId(method);
}

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

    actions_.add(id("new-box"), tr("&New box"), {QKeySequence(tr("Ctrl+N"))}, [this] {
        store_->apply(tr("New box"), withNewBox(store_->state()));
    });
    actions_.add(id("duplicate-box"), tr("&Duplicate box"), {QKeySequence(tr("Ctrl+D"))}, [this] {
        store_->apply(tr("Duplicate box"), withDuplicatedBox(store_->state()));
    });
    QAction* remove = actions_.add(id("delete-box"), tr("De&lete box"), {QKeySequence::Delete}, [this] {
        store_->apply(tr("Delete box"), withoutSelectedBox(store_->state()));
    });
    // In a table of weights the Delete key must not reach for a box.
    remove->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    actions_.add(id("next-box"), tr("Select ne&xt box"), {QKeySequence(tr("Ctrl+."))}, [this] {
        store_->apply(tr("Select box"), withNextBoxSelected(store_->state(), 1));
    });
    actions_.add(id("previous-box"), tr("Select &previous box"), {QKeySequence(tr("Ctrl+,"))}, [this] {
        store_->apply(tr("Select box"), withNextBoxSelected(store_->state(), -1));
    });
    actions_.add(id("copy-state"), tr("&Copy state"), {QKeySequence(tr("Ctrl+Shift+C"))}, [this] {
        documents_->copyState();
    });
    actions_.add(id("paste-state"), tr("Pa&ste state"), {QKeySequence(tr("Ctrl+Shift+V"))}, [this] {
        documents_->pasteState();
    });
}

void MainWindow::makeViewActions() {
    const auto id = [](const char* name) { return QStringLiteral("view.") + QLatin1String(name); };
    actions_.add(id("fit"), tr("&Fit both planes"), {QKeySequence(tr("Ctrl+0"))}, [this] {
        ExplorerState next = store_->state();
        next.inputView.reset();
        next.outputView.reset();
        store_->apply(tr("Fit both planes"), next);
    });
    int digit = 1;
    for (const Method& method : methods()) {
        const QString key = digit < 10 ? tr("Alt+%1").arg(digit++) : QString();
        const QString mine = methodId(method);
        QAction* action = actions_.add(
            methodActionId(method), tr("Show %1").arg(toQString(method.name)), {QKeySequence(key)},
            [this, mine] {
                ExplorerState next = store_->state();
                QStringList shown;
                // Kept in the order of the list of methods, whatever was switched when.
                for (const Method& m : methods())
                    if (next.methods.contains(methodId(m)) != (methodId(m) == mine))
                        shown << methodId(m);
                next.methods = shown;
                store_->apply(tr("Show or hide a method"), next);
            });
        action->setCheckable(true);
    }
    QAction* samples = actions_.add(id("samples"), tr("Show &samples"), {QKeySequence(tr("Ctrl+P"))}, [this] {
        ExplorerState next = store_->state();
        next.showSamples = !next.showSamples;
        store_->apply(next.showSamples ? tr("Show samples") : tr("Hide samples"), next);
    });
    samples->setCheckable(true);

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
    actions_.add(
        QStringLiteral("convergence.best-eta"), tr("Take the best &weights η"),
        {QKeySequence(tr("Ctrl+Shift+E"))}, [this] {
            ExplorerState next = store_->state();
            next.convergence.eta = {};
            store_->apply(tr("Take the best weights η"), next);
        });
    actions_.add(
        QStringLiteral("convergence.best-alpha"), tr("Take &α* everywhere"),
        {QKeySequence(tr("Ctrl+Shift+A"))}, [this] {
            ExplorerState next = store_->state();
            next.convergence.alpha.clear();
            store_->apply(tr("Take α*"), next);
        });
    actions_.add(
        QStringLiteral("convergence.lose-order"), tr("Show boxes that &lose their order"),
        {QKeySequence(tr("Ctrl+Shift+B"))}, [this] { ConvergenceWorkspace::showOrderLost(store_); });
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
    actions_.add(
        QStringLiteral("run.new-samples"), tr("Draw &other samples"), {QKeySequence(tr("Ctrl+R"))}, [this] {
            ExplorerState next = store_->state();
            ++next.seed;
            store_->apply(tr("Draw other samples"), next);
        });
    sampleCounts_ = new QActionGroup(this);
    for (const int count : sampleCountChoices) {
        QAction* action = sampleCounts_->addAction(tr("%1 samples").arg(QLocale().toString(count)));
        action->setCheckable(true);
        action->setData(count);
        connect(action, &QAction::triggered, this, [this, count] {
            ExplorerState next = store_->state();
            next.sampleCount = count;
            store_->apply(tr("Change the number of samples"), next);
        });
    }
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

void MainWindow::makeMenus() {
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
    fill(
        menuBar()->addMenu(tr("&Edit")),
        {"edit.undo", "edit.redo", "", "edit.new-box", "edit.duplicate-box", "edit.delete-box",
         "edit.next-box", "edit.previous-box", "", "edit.copy-state", "edit.paste-state"});
    QMenu* view = menuBar()->addMenu(tr("&View"));
    for (const QString& workspace : workspaceIds())
        view->addAction(actions_[workspaceAction(workspace)]);
    fill(view, {"", "view.fit", ""});
    for (const Method& method : methods())
        view->addAction(actions_[methodActionId(method)]);
    fill(view, {"view.samples", ""});
    view->addMenu(tr("&Theme"))->addActions(themes_->actions());
    fill(view, {"view.toggle-theme", "view.full-screen"});
    QMenu* run = menuBar()->addMenu(tr("&Run"));
    fill(
        run, {"run.cancel", "", "run.new-samples", "", "convergence.best-alpha", "convergence.best-eta",
              "convergence.lose-order", ""});
    run->addMenu(tr("&Number of samples"))->addActions(sampleCounts_->actions());
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
    const bool reach = state.workspace == QStringLiteral("reach");
    for (const char* id : {"edit.duplicate-box", "edit.delete-box"})
        actions_[QLatin1String(id)]->setEnabled(reach && state.selected());
    for (const char* id : {"edit.next-box", "edit.previous-box"})
        actions_[QLatin1String(id)]->setEnabled(reach && !state.boxes.empty());
    for (const Method& method : methods())
        actions_[methodActionId(method)]->setChecked(state.methods.contains(methodId(method)));
    actions_[QStringLiteral("view.samples")]->setChecked(state.showSamples);
    for (QAction* action : themes_->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(state.theme));
    for (QAction* action : sampleCounts_->actions())
        action->setChecked(action->data().toInt() == state.sampleCount);
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
