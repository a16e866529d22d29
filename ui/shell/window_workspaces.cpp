// The workspaces of MainWindow.
#include "core/reach/methods.h"
#include "ui/documents/export_dialog.h"
#include "ui/plot/plot.h"
#include "ui/shell/banner.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/status_line.h"
#include "ui/shell/workspaces.h"
#include "ui/workspaces/contraction/contraction_workspace.h"
#include "ui/workspaces/convergence/convergence_workspace.h"
#include "ui/workspaces/digits/digits_workspace.h"
#include "ui/workspaces/learn/coach.h"
#include "ui/workspaces/learn/highlight_ring.h"
#include "ui/workspaces/learn/learn_workspace.h"
#include "ui/workspaces/learn/lesson_runner.h"
#include "ui/workspaces/network/network_workspace.h"
#include "ui/workspaces/reach/planes_export.h"
#include "ui/workspaces/reach/reach_workspace.h"
#include "ui/workspaces/sweep/sweep_workspace.h"
#include "ui/workspaces/train/train_workspace.h"

#include <QHash>
#include <algorithm>

namespace kamke::ui {

void MainWindow::makeWorkspaces() {
    const QHash<QString, QString> names{
        {QStringLiteral("reach"), tr("&Reach")},
        {QStringLiteral("convergence"), tr("Con&vergence")},
        {QStringLiteral("contraction"), tr("C&ontraction")},
        {QStringLiteral("digits"), tr("&Digits")},
        {QStringLiteral("sweep"), tr("&Sweep")},
        {QStringLiteral("network"), tr("&Network")},
        {QStringLiteral("train"), tr("&Train")},
        {QStringLiteral("learn"), tr("&Learn")}};
    const QHash<QString, std::function<WorkspacePage*()>> makers{
        {QStringLiteral("reach"),
         [this] { return new ReachWorkspace(store_, runner_, actions_[QStringLiteral("edit.delete-box")]); }},
        {QStringLiteral("convergence"),
         [this] { return new ConvergenceWorkspace(store_, documents_->datasets()); }},
        {QStringLiteral("contraction"), [this] { return new ContractionWorkspace(store_); }},
        {QStringLiteral("digits"), [this] { return makeDigits(); }},
        {QStringLiteral("sweep"), [this] { return new SweepWorkspace(store_, documents_); }},
        {QStringLiteral("network"), [this] { return new NetworkWorkspace(store_, documents_); }},
        {QStringLiteral("train"), [this] { return new TrainWorkspace(store_, documents_); }},
        {QStringLiteral("learn"), [this] { return makeLearn(); }}};
    QList<Workspaces::Entry> entries;
    rail_ = new Rail;
    int key = 1;
    for (const QString& id : workspaceIds()) {
        entries.append({id, makers.value(id)});
        QAction* action = actions_.add(
            workspaceAction(id), names.value(id), {QKeySequence(tr("Ctrl+%1").arg(key++))},
            [this, id] {
                store_->setWorkspace(id);
                followWorkspace(); // a checkable action unchecks itself when it leads where one is
            },
            id);
        action->setCheckable(true);
        action->setToolTip(tr("%1 (%2)").arg(
            QString(names.value(id)).remove(u'&'), action->shortcut().toString(QKeySequence::NativeText)));
        rail_->add(action);
    }
    workspaces_ = new Workspaces(std::move(entries));
    connect(documents_, &Documents::sweepOpened, this, [this](const QString& path) {
        store_->setWorkspace(QStringLiteral("sweep"));
        if (auto* sweep = qobject_cast<SweepWorkspace*>(workspaces_->page(QStringLiteral("sweep"))))
            sweep->openResults(path);
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
    if (store_->state().workspace == QStringLiteral("reach")) {
        ExportDialog::open(nullptr, planesTogether(store_->state(), runner_->result()), this);
        return;
    }
    QList<Plot*> plots;
    for (Plot* plot : workspaces_->currentWidget()->findChildren<Plot*>())
        if (plot->isVisible())
            plots << plot;
    // The one in use first, then the largest.
    std::stable_sort(plots.begin(), plots.end(), [](const Plot* a, const Plot* b) {
        return std::pair(a->hasFocus(), a->width() * a->height()) >
               std::pair(b->hasFocus(), b->width() * b->height());
    });
    if (plots.isEmpty())
        status_->say(tr("There is no figure here to export."));
    else
        ExportDialog::open(plots, this);
}

WorkspacePage* MainWindow::makeDigits() {
    auto* digits = new DigitsWorkspace(store_, documents_);
    connect(digits, &DigitsWorkspace::helpRequested, this, &MainWindow::openGuide);
    return digits;
}

WorkspacePage* MainWindow::makeLearn() {
    auto* learn = new LearnWorkspace(lessons_);
    connect(learn, &LearnWorkspace::openRequested, documents_, &Documents::askAndOpenLesson);
    connect(learn, &LearnWorkspace::helpRequested, this, &MainWindow::openGuide);
    return learn;
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
    connect(
        coach_, &Coach::lessonsRequested, this, [this] { store_->setWorkspace(QStringLiteral("learn")); });
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
    const auto reach = runner_->result();
    if (reach && reach->analysis->sharedNetwork() == store_->state().network)
        facts.analysis = reach->analysis;
    if (runner_->isCurrent())
        facts.reach = reach;
    const auto* digits = workspaces_->findChild<DigitsWorkspace*>();
    if (digits && digits->runner() && digits->runner()->isCurrent())
        facts.digit = digits->runner()->result();
    return facts;
}

QString MainWindow::workspaceAction(const QString& id) {
    return QStringLiteral("workspace.") + id;
}

void MainWindow::followWorkspace() {
    const ExplorerState& state = store_->state();
    for (const QString& id : workspaceIds())
        actions_[workspaceAction(id)]->setChecked(id == state.workspace);
    const bool reach = state.workspace == QStringLiteral("reach");
    for (const ActionRegistry::Entry& entry : actions_.entries())
        if (reachActions().contains(entry.id))
            entry.action->setEnabled(reach);
    const bool convergence = state.workspace == QStringLiteral("convergence");
    for (const ActionRegistry::Entry& entry : actions_.entries())
        if (entry.id.startsWith(QStringLiteral("convergence.")))
            entry.action->setEnabled(convergence);
    status_->forget();
    workspaces_->showPage(state.workspace);
}

const QStringList& MainWindow::reachActions() {
    static const QStringList ids = [] {
        QStringList list{
            QStringLiteral("edit.new-box"), QStringLiteral("view.fit"), QStringLiteral("view.samples"),
            QStringLiteral("run.new-samples")};
        for (const Method& method : methods())
            list << methodActionId(method);
        return list;
    }();
    return ids;
}

} // namespace kamke::ui
