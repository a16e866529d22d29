// The Train workspace: choose data and a kind of network, watch it learn, open the result.
#pragma once

#include "ui/state/explorer_store.h"
#include "ui/workspaces/workspace_page.h"

#include <memory>

namespace kamke::ui {

class CopyableTable;
class Documents;
class EpochModel;
class RunCard;
class TrainData;
class TrainForm;
class TrainRunner;

class TrainWorkspace : public WorkspacePage {
    Q_OBJECT
public:
    TrainWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent = nullptr);

    TrainRunner* runner() { return runner_; }
    QString status() const override;
    RunningWork runningWork() const override;
    bool stopAndKeep() override;

private:
    void layOut();
    void checkReady();
    void start();
    void showEpochs();
    void finish();
    void openResult();
    bool saveResult();

    ExplorerStore* store_;
    Documents* documents_;
    TrainData* data_;
    TrainRunner* runner_;
    TrainForm* form_;
    RunCard* run_;
    EpochModel* epochs_;
    CopyableTable* table_;
    TrainSettings trained_;                 ///< the settings of the last training
    std::shared_ptr<const Network> result_; ///< its network; null before it has ended
    QString file_;                          ///< where it has been saved; empty: nowhere yet
};

} // namespace kamke::ui
