// The workspaces of MainWindow.
#include "ui/documents/lesson_facts.h"
#include "ui/lessons/coach.h"
#include "ui/lessons/highlight_ring.h"
#include "ui/lessons/lesson_runner.h"
#include "ui/shell/banner.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/status_line.h"
#include "ui/shell/workspaces.h"
#include "ui/workspaces/workspace_page.h"

namespace kamke::ui {

void MainWindow::makeWorkspaces() {
    const WindowParts parts{store_, documents_, analysis_, lessons_, &actions_};
    workspaces_ = new Workspaces(parts);
    rail_ = new Rail;
    int key = 1;
    for (const Workspace& workspace : ui::workspaces()) {
        const QString id = workspace.id;
        QAction* action = actions_.add(
            workspaceAction(id), workspace.title,
            {key < 10 ? QKeySequence(tr("Ctrl+%1").arg(key++)) : QKeySequence()},
            [this, id] {
                status_->forget();
                store_->setWorkspace(id);
                followWorkspace(); // a checkable action unchecks itself when it leads where one is
            },
            workspace.icon);
        action->setCheckable(true);
        action->setToolTip(tr("%1 (%2)").arg(
            QString(workspace.title).remove(u'&'), action->shortcut().toString(QKeySequence::NativeText)));
        rail_->add(action);
    }
    connect(documents_, &Documents::sweepOpened, this, [this](const QString& path) {
        for (const Workspace& workspace : ui::workspaces())
            if (workspace.opens == FileKind::Results) {
                store_->setWorkspace(workspace.id);
                workspaces_->page(workspace.id)->openFile(path);
            }
    });
    connect(workspaces_, &Workspaces::helpRequested, this, &MainWindow::openGuide);
    connect(workspaces_, &Workspaces::busyChanged, this, &MainWindow::followWork);
    connect(workspaces_, &Workspaces::statusChanged, this, &MainWindow::showStatus);
}

void MainWindow::followWork() {
    const WorkspacePage* page = workspaces_->shown();
    const bool busy = page && page->isBusy();
    actions_[QStringLiteral("run.cancel")]->setEnabled(busy);
    if (!busy) {
        patience_.stop();
        showStatus();
    } else if (!patience_.isActive()) {
        patience_.start();
    }
}

void MainWindow::exportFigure() {
    if (!workspaces_->shown()->exportFigure())
        status_->say(tr("There is no figure here to export."));
}

void MainWindow::makeLessons() {
    lessons_ = new LessonRunner(
        store_, [this] { return lessonFacts(); }, this);
    coach_ = new Coach(lessons_);
    ring_ = new HighlightRing(this);
    connect(lessons_, &LessonRunner::failed, this, &MainWindow::complain);
    connect(lessons_, &LessonRunner::stepChanged, this, &MainWindow::followLesson);
    connect(documents_, &Documents::lessonOpened, lessons_, &LessonRunner::openFile);
    connect(coach_, &Coach::linkActivated, this, &MainWindow::openLink);
    connect(lessons_, &LessonRunner::ownWorkSetAside, documents_, &Documents::setAside);
    connect(lessons_, &LessonRunner::ownWorkTakenBack, documents_, &Documents::takeBack);
    connect(lessons_, &LessonRunner::ownWorkLeft, documents_, &Documents::leaveAside);
    connect(documents_, &Documents::opened, lessons_, &LessonRunner::forgetOwnWork);
    connect(coach_, &Coach::lessonsRequested, this, [this] { store_->setWorkspace(lessonsWorkspace); });
}

void MainWindow::followLesson() {
    // What cannot be set in a step is said after this.
    if (lessons_->step())
        banner_->hide();
    ring_->point(lessons_->step() ? lessons_->step()->highlights : QStringList());
}

LessonFacts MainWindow::lessonFacts() const {
    LessonFacts facts;
    facts.window = this;
    facts.analysis = analysis_->current();
    for (const Workspace& workspace : ui::workspaces())
        if (const WorkspacePage* page = workspaces_->page(workspace.id))
            page->addFacts(facts);
    return facts;
}

QString MainWindow::workspaceAction(const QString& id) {
    return QStringLiteral("workspace.") + id;
}

void MainWindow::followWorkspace() {
    const ExplorerState& state = store_->state();
    for (const Workspace& workspace : ui::workspaces())
        actions_[workspaceAction(workspace.id)]->setChecked(workspace.id == state.workspace);
    workspaces_->showPage(state.workspace);
}

} // namespace kamke::ui
