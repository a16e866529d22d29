// The Sweep workspace: certified accuracy of whole data sets, network by network.
#pragma once

#include "models/explorer_store.h"

#include <QWidget>

namespace kamke::ui {

class Documents;
class SweepForm;
class SweepLink;
class SweepOpener;
class SweepRunCard;
class SweepRunner;
class SweepSources;
class SweepTabs;

class SweepWorkspace : public QWidget {
    Q_OBJECT
public:
    SweepWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent = nullptr);

    SweepRunner* runner() { return runner_; }
    SweepLink* link() { return link_; }
    SweepTabs* tabs() { return tabs_; }
    /// Shows what a results file holds; its network and data are looked for among those at hand.
    void openResults(const QString& file);
    bool isBusy() const;
    /// Stops what runs.
    void cancel();

signals:
    void busyChanged();

private:
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
};

} // namespace kamke::ui
