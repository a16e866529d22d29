// The Sweep workspace: certified accuracy of whole data sets, network by network.
#pragma once

#include "ui/state/explorer_store.h"
#include "ui/workspaces/workspace_page.h"

#include <memory>

namespace kamke::ui {

class Documents;
class SweepForm;
class SweepLink;
class SweepOpener;
class SweepRunCard;
class SweepRunner;
class SweepSources;
class SweepTabs;
struct SweepResults;

class SweepWorkspace : public WorkspacePage {
    Q_OBJECT
public:
    SweepWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent = nullptr);

    SweepRunner* runner() { return runner_; }
    SweepLink* link() { return link_; }
    SweepTabs* tabs() { return tabs_; }
    /// Shows what a results file holds; its network and data are looked for among those at hand.
    void openFile(const QString& file) override;
    QString status() const override;
    RunningWork runningWork() const override;
    bool stopAndKeep() override;

private:
    /// The results that are in no file yet, where they took long; null otherwise.
    std::shared_ptr<const SweepResults> unkept() const;
    bool saveResults(const SweepResults& results);
    void layOut();
    void checkReady();
    void start();
    /// Puts an experiment of a paper into the form; the user looks at it and presses Run.
    void fillIn(const QString& id);

    ExplorerStore* store_;
    Documents* documents_;
    SweepRunner* runner_;
    SweepLink* link_;
    SweepSources* sources_;
    SweepForm* form_;
    SweepRunCard* run_;
    SweepTabs* tabs_;
    SweepOpener* opener_;
    std::shared_ptr<const SweepResults> kept_; ///< that have been written to a file last
};

} // namespace kamke::ui
