// The Reach workspace: input boxes, output sets, and their numbers side by side.
#pragma once

#include "ui/jobs/analysis_runner.h"
#include "ui/jobs/reach_runner.h"
#include "ui/workspaces/workspace_page.h"

class QAction;

namespace kamke::ui {

class ReachWorkspace : public WorkspacePage {
    Q_OBJECT
public:
    /// `deleteBox` is the action that the Delete key triggers while a plane has the focus.
    ReachWorkspace(
        ExplorerStore* store, AnalysisRunner* analysis, QAction* deleteBox, QWidget* parent = nullptr);
    ~ReachWorkspace() override;

    ReachRunner* runner() const { return runner_; }

    QString status() const override;
    void addFacts(LessonFacts& facts) const override;
    /// Both planes together.
    bool exportFigure() override;

private:
    ExplorerStore* store_;
    ReachRunner* runner_;
};

} // namespace kamke::ui
