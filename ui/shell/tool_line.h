// The line below the menus: which network, what holds for it, which box, and the tools.
#pragma once

#include "ui/jobs/analysis_runner.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;
class QToolButton;

namespace kamke::ui {

class ActionRegistry;

class ToolLine : public QFrame {
    Q_OBJECT
public:
    ToolLine(
        ExplorerStore* store, AnalysisRunner* analysis, const ActionRegistry& actions,
        QWidget* parent = nullptr);

private:
    int leastTextWidth() const;
    void showNetwork();
    void showBadge();
    /// Those of the workspace that is shown.
    void showTools();
    void showBusy(bool busy);

    ExplorerStore* store_;
    AnalysisRunner* analysis_;
    QPushButton* chooser_;
    QLabel* shape_;
    QToolButton* badge_;
    QList<std::pair<QString, QWidget*>> tools_; ///< of workspaces, by their ids
    QProgressBar* progress_;
    QToolButton* cancel_;
    QTimer* patience_;
};

} // namespace kamke::ui
