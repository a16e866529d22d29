#include "ui/workspaces/reach/reach_inspector.h"

#include "ui/workspaces/reach/conditions_panel.h"
#include "ui/workspaces/reach/network_panel.h"
#include "ui/workspaces/reach/reach_boxes_panel.h"

#include <QVBoxLayout>

namespace kamke::ui {

namespace {
constexpr int gap = 10;
} // namespace

ReachInspector::ReachInspector(ExplorerStore* store, ReachRunner* runner, QWidget* parent)
    : QScrollArea(parent)
    , boxes_(new ReachBoxesPanel(store, runner))
    , network_(new NetworkPanel(store, runner))
    , conditions_(new ConditionsPanel(runner))
    , age_(
          this, [runner] { return runner->isCurrent(); }, [this] { setStale(age_.isOld()); }) {
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

    // After the runner has heard of the change: it listens to the store, too, and was there first.
    connect(store, &ExplorerStore::changed, this, &ReachInspector::watchStaleness);
    connect(runner, &ReachRunner::resultChanged, this, &ReachInspector::watchStaleness);
    connect(runner, &ReachRunner::busyChanged, this, &ReachInspector::watchStaleness);
}

void ReachInspector::watchStaleness() {
    age_.look();
    setStale(age_.isOld());
}

void ReachInspector::setStale(bool stale) {
    boxes_->setStale(stale);
    network_->setStale(stale);
    conditions_->setStale(stale);
}

} // namespace kamke::ui
