// The right column of the Reach workspace: the exact numbers of what is selected.
#pragma once

#include "ui/jobs/analysis_runner.h"
#include "ui/jobs/reach_runner.h"
#include "ui/state/explorer_store.h"

#include <QScrollArea>

class QTimer;

namespace kamke::ui {

class ConditionsPanel;
class NetworkPanel;
class ReachBoxesPanel;

/// Three cards: reach boxes of the selected input box, network, conditions. Scrolls when the window is small.
/// Numbers of a superseded result turn faint when the new one takes longer than a moment.
class ReachInspector : public QScrollArea {
    Q_OBJECT
public:
    ReachInspector(
        ExplorerStore* store, ReachRunner* runner, AnalysisRunner* analysis, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {460, 800}; }

signals:
    /// The help mark of a card: the topic of the guide.
    void helpRequested(const QString& topic);

private:
    void showAge();

    ReachRunner* runner_;
    AnalysisRunner* analysis_;
    ReachBoxesPanel* boxes_;
    NetworkPanel* network_;
    ConditionsPanel* conditions_;
};

} // namespace kamke::ui
