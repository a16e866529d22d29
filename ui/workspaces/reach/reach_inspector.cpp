#include "ui/workspaces/reach/reach_inspector.h"

#include "ui/workspaces/reach/conditions_panel.h"
#include "ui/workspaces/reach/network_panel.h"
#include "ui/workspaces/reach/reach_boxes_panel.h"

#include <QVBoxLayout>

namespace kamke::ui {

namespace {
constexpr int gap = 10;
} // namespace

ReachInspector::ReachInspector(
    ExplorerStore* store, ReachRunner* runner, AnalysisRunner* analysis, QWidget* parent)
    : QScrollArea(parent)
    , runner_(runner)
    , analysis_(analysis)
    , boxes_(new ReachBoxesPanel(store, runner))
    , network_(new NetworkPanel(store, analysis))
    , conditions_(new ConditionsPanel(analysis)) {
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    for (Card* card : std::initializer_list<Card*>{boxes_, network_, conditions_}) {
        layout->addWidget(card);
        connect(card, &Card::helpRequested, this, &ReachInspector::helpRequested);
    }
    layout->addStretch(1);
    setWidget(column);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(360);
    setAccessibleName(tr("Inspector"));

    for (const Runner* each : std::initializer_list<const Runner*>{runner, analysis}) {
        connect(each, &Runner::resultChanged, this, &ReachInspector::showAge);
        connect(each, &Runner::staleChanged, this, &ReachInspector::showAge);
    }
}

void ReachInspector::showAge() {
    boxes_->setStale(runner_->isStale());
    network_->setStale(analysis_->isStale());
    conditions_->setStale(analysis_->isStale());
}

} // namespace kamke::ui
