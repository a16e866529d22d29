// The workspaces of MainWindow.
#include "digits/digits_workspace.h"
#include "reach/methods.h"
#include "reach/reach_workspace.h"
#include "shell/main_window.h"
#include "shell/rail.h"
#include "shell/workspaces.h"
#include "train/train_workspace.h"

#include <QHash>
#include <QLabel>

namespace kamke::ui {

void MainWindow::makeWorkspaces() {
    const QHash<QString, QString> names{
        {QStringLiteral("reach"), tr("&Reach")},
        {QStringLiteral("digits"), tr("&Digits")},
        {QStringLiteral("train"), tr("&Train")}};
    const QHash<QString, std::function<QWidget*()>> makers{
        {QStringLiteral("reach"),
         [this] { return new ReachWorkspace(store_, runner_, actions_[QStringLiteral("edit.delete-box")]); }},
        {QStringLiteral("digits"), [this] { return makeDigits(); }},
        {QStringLiteral("train"), [this] { return new TrainWorkspace(store_, documents_); }}};
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
        action->setToolTip(
            tr("%1 (%2)").arg(names.value(id).mid(1), action->shortcut().toString(QKeySequence::NativeText)));
        rail_->add(action);
    }
    workspaces_ = new Workspaces(std::move(entries));
    connect(workspaces_, &Workspaces::helpRequested, this, &MainWindow::openGuide);
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
    workspaces_->showPage(state.workspace);
    if (reach)
        showStatus();
    else
        status_->clear();
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
