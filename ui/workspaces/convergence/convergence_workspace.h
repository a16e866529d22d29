// The Convergence workspace: how iterations and their embeddings find x*, step by step.
#pragma once

#include "ui/workspaces/convergence/convergence_link.h"
#include "ui/workspaces/workspace_page.h"

class QPushButton;
class QStackedWidget;

namespace kamke {
struct Dataset;
}

namespace kamke::ui {

class Datasets;
class EmptyState;
class Transport;

class ConvergenceWorkspace : public WorkspacePage {
    Q_OBJECT
public:
    ConvergenceWorkspace(ExplorerStore* store, Datasets* datasets, QWidget* parent = nullptr);
    ~ConvergenceWorkspace() override;

    ConvergenceRunner* runner() const { return runner_; }
    ConvergenceLink* link() const { return link_; }
    QString status() const override;

    /// Puts the example of an embedded iteration that loses its order into the store.
    static void showOrderLost(ExplorerStore* store);

private:
    void layOut();
    void follow();
    void load();
    void showTransport();

    ExplorerStore* store_;
    Datasets* datasets_;
    ConvergenceRunner* runner_;
    ConvergenceLink* link_;
    QStackedWidget* pages_;
    EmptyState* empty_;
    QPushButton *useBox_, *toReach_;
    Transport* transport_ = nullptr;
    QString asked_; ///< data set that has been asked for; null: none yet
};

} // namespace kamke::ui
