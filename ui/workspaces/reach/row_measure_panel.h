// The row measures of A with their caption and the choice of weights η.
#pragma once

#include "ui/jobs/analysis_runner.h"
#include "ui/state/explorer_store.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QToolButton;

namespace kamke::ui {

class RowMeasureBars;

class RowMeasurePanel : public QWidget {
    Q_OBJECT
public:
    RowMeasurePanel(ExplorerStore* store, AnalysisRunner* analysis, QWidget* parent = nullptr);

    /// Numbers of a superseded result are drawn faint.
    void setStale(bool stale);

private:
    void refresh();

    ExplorerStore* store_;
    AnalysisRunner* analysis_;
    QLabel* caption_;
    QToolButton* best_;
    RowMeasureBars* bars_;
    QScrollArea* area_;
};

} // namespace kamke::ui
