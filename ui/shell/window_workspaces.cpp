// The workspaces of MainWindow.
#include "contraction/contraction_workspace.h"
#include "convergence/convergence_workspace.h"
#include "digits/digits_workspace.h"
#include "learn/coach.h"
#include "learn/highlight_ring.h"
#include "learn/learn_workspace.h"
#include "learn/lesson_runner.h"
#include "network/network_workspace.h"
#include "reach/methods.h"
#include "reach/reach_workspace.h"
#include "shell/main_window.h"
#include "shell/rail.h"
#include "shell/workspaces.h"
#include "sweep/sweep_workspace.h"
#include "train/train_workspace.h"

#include <QHash>
#include <QLabel>

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
    const QHash<QString, std::function<QWidget*()>> makers{
        {QStringLiteral("reach"),
         [this] { return new ReachWorkspace(store_, runner_, actions_[QStringLiteral("edit.delete-box")]); }},
        {QStringLiteral("convergence"), [this] { return makeConvergence(); }},
        {QStringLiteral("contraction"), [this] { return new ContractionWorkspace(store_); }},
        {QStringLiteral("digits"), [this] { return makeDigits(); }},
        {QStringLiteral("sweep"), [this] { return makeSweep(); }},
        {QStringLiteral("network"), [this] { return makeNetwork(); }},
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
}

QWidget* MainWindow::makeConvergence() {
    auto* convergence = new ConvergenceWorkspace(store_, documents_->datasets());
    QAction* cancel = actions_[QStringLiteral("run.cancel")];
    connect(cancel, &QAction::triggered, convergence, &ConvergenceWorkspace::cancel);
    connect(convergence, &ConvergenceWorkspace::busyChanged, cancel, [this, convergence, cancel] {
        cancel->setEnabled(runner_->isBusy() || convergence->isBusy());
    });
    return convergence;
}

QWidget* MainWindow::makeDigits() {
    auto* digits = new DigitsWorkspace(store_, documents_);
    connect(digits, &DigitsWorkspace::helpRequested, this, &MainWindow::openGuide);
    QAction* cancel = actions_[QStringLiteral("run.cancel")];
    connect(cancel, &QAction::triggered, digits, &DigitsWorkspace::cancel);
    const auto enable = [this, digits, cancel] { cancel->setEnabled(runner_->isBusy() || digits->isBusy()); };
    connect(digits, &DigitsWorkspace::busyChanged, cancel, enable);
    connect(runner_, &ReachRunner::busyChanged, digits, enable);
    return digits;
}

QWidget* MainWindow::makeSweep() {
    auto* sweep = new SweepWorkspace(store_, documents_);
    QAction* cancel = actions_[QStringLiteral("run.cancel")];
    connect(cancel, &QAction::triggered, sweep, &SweepWorkspace::cancel);
    connect(sweep, &SweepWorkspace::busyChanged, cancel, [this, sweep, cancel] {
        cancel->setEnabled(runner_->isBusy() || sweep->isBusy());
    });
    return sweep;
}

QWidget* MainWindow::makeNetwork() {
    auto* network = new NetworkWorkspace(store_, documents_);
    QAction* cancel = actions_[QStringLiteral("run.cancel")];
    connect(cancel, &QAction::triggered, network, &NetworkWorkspace::cancel);
    connect(network, &NetworkWorkspace::busyChanged, cancel, [this, network, cancel] {
        cancel->setEnabled(runner_->isBusy() || network->isBusy());
    });
    return network;
}

QWidget* MainWindow::makeLearn() {
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
    connect(
        coach_, &Coach::lessonsRequested, this, [this] { store_->setWorkspace(QStringLiteral("learn")); });
}

void MainWindow::followLesson() {
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
    status_->clear();
    workspaces_->showPage(state.workspace); // which may say something
    if (reach)
        showStatus();
}

const QStringList& MainWindow::reachActions() {
    static const QStringList ids = [] {
        QStringList list{
            QStringLiteral("edit.new-box"), QStringLiteral("view.fit"), QStringLiteral("view.samples"),
            QStringLiteral("run.new-samples"), QStringLiteral("file.export")};
        for (const Method& method : methods())
            list << methodActionId(method);
        return list;
    }();
    return ids;
}

} // namespace kamke::ui
