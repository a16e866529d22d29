#include "ui/workspaces/reach/reach_workspace.h"

#include "ui/documents/lesson_facts.h"
#include "ui/documents/window_text.h"
#include "ui/workspaces/reach/input_plane.h"
#include "ui/workspaces/reach/input_plot.h"
#include "ui/workspaces/reach/output_plane.h"
#include "ui/workspaces/reach/planes_export.h"
#include "ui/workspaces/reach/reach_inspector.h"

#include <QAction>
#include <QSplitter>
#include <QVBoxLayout>

namespace kamke::ui {

ReachWorkspace::ReachWorkspace(
    ExplorerStore* store, AnalysisRunner* analysis, QAction* deleteBox, QWidget* parent)
    : WorkspacePage(parent)
    , store_(store)
    , runner_(new ReachRunner(store, this)) {
    attach(runner_);
    auto* inputs = new InputPlane(store, runner_);
    auto* outputs = new OutputPlane(store, runner_);
    for (QWidget* plane : {static_cast<QWidget*>(inputs), static_cast<QWidget*>(outputs)})
        plane->addAction(deleteBox);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setObjectName(QStringLiteral("planes"));
    splitter->setHandleWidth(8);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(inputs);
    splitter->addWidget(outputs);
    splitter->addWidget(new ReachInspector(store, runner_, analysis));
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 5);
    splitter->setStretchFactor(2, 1);
    // The inspector needs room for its numbers; what a larger window has more goes to the planes.
    splitter->setSizes({340, 440, 470});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(splitter);
    // The arrow keys move the selected box from the start.
    setFocusProxy(inputs->plot());
    connect(runner_, &Runner::resultChanged, this, &ReachWorkspace::statusChanged);
}

ReachWorkspace::~ReachWorkspace() {
    // The views first: they look at what computes for them.
    store_->disconnect(this);
    qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
}

QString ReachWorkspace::status() const {
    const auto result = runner_->result();
    if (result && runner_->isCurrent())
        return resultSentence(*result);
    if (runner_->isBusy())
        return tr("Computing the boxes …");
    return result ? tr("Cancelled; what is shown is the last finished result.")
                  : tr("Cancelled before the first result.");
}

void ReachWorkspace::addFacts(LessonFacts& facts) const {
    if (runner_->isCurrent())
        facts.reach = runner_->result();
}

bool ReachWorkspace::exportFigure() {
    ExportDialog::open(nullptr, planesTogether(store_->state(), runner_->result()), window());
    return true;
}

} // namespace kamke::ui
