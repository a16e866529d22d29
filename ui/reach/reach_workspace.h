// The Reach workspace: input boxes, output sets, and their numbers side by side.
#pragma once

#include "jobs/reach_runner.h"

#include <QWidget>

class QAction;

namespace kamke::ui {

class ReachWorkspace : public QWidget {
    Q_OBJECT
public:
    /// `deleteBox` is the action that the Delete key triggers while a plane has the focus.
    ReachWorkspace(ExplorerStore* store, ReachRunner* runner, QAction* deleteBox, QWidget* parent = nullptr);
};

} // namespace kamke::ui
