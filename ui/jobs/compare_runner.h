// The columns of the Network workspace, computed in the background.
#pragma once

#include "ui/jobs/compare_job.h"
#include "ui/jobs/job_runner.h"
#include "ui/state/explorer_store.h"

#include <QElapsedTimer>
#include <QHash>

namespace kamke::ui {

class DatasetSlot;

/// One network of the comparison.
struct CompareColumn {
    QString entry;                                 ///< as in CompareState::networks; empty: the open network
    QString name;                                  ///< differs from that of every other column
    std::shared_ptr<const NetworkFigures> figures; ///< null: nothing is known yet
};

struct CompareWork {
    void
    run(const CompareJob& job, quint64 generation, const std::stop_token& stop,
        const Publish<CompareUpdate>& publish) const;
};

/// Listens to the store and works while the Network workspace is shown. The newest request wins; what is
/// known of a network is kept and not computed again. Results arrive step by step on the GUI thread.
class CompareRunner : public JobRunner<CompareJob, CompareUpdate, CompareWork> {
    Q_OBJECT
public:
    explicit CompareRunner(ExplorerStore* store, QObject* parent = nullptr);

    /// The open network first.
    const std::vector<CompareColumn>& columns() const { return columns_; }
    /// Stopped by the user before it was through.
    bool isUnfinished() const { return cancelled_; }
    /// Nothing is left to compute.
    bool isCurrent() const override;
    const CompareProgress& progress() const { return progress_; }
    /// In seconds; NaN while unknown or while less than half a second has gone by.
    double secondsLeft() const;
    std::shared_ptr<const Dataset> data() const;

    void cancel() override;
    /// Goes on where it was cancelled.
    void resume();

signals:
    void progressed();

private:
    void follow(StateParts parts);
    void makeColumns();
    void nameColumns();
    void start();
    void take(std::shared_ptr<const CompareUpdate> update) override;

    ExplorerStore* store_;
    DatasetSlot* slot_;
    std::vector<CompareColumn> columns_;
    std::vector<QString> running_; ///< keys of the entries of the job that runs
    QHash<QString, std::shared_ptr<const NetworkFigures>> known_; ///< by file and time
    std::shared_ptr<const NetworkFigures> open_;                  ///< of the open network
    CompareProgress progress_;
    QElapsedTimer since_;
    bool cancelled_ = false, due_ = true;
};

} // namespace kamke::ui
