// The networks and the data that a sweep may be of, read in the background.
#pragma once

#include "ui/jobs/dataset_slot.h"
#include "ui/state/explorer_store.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QThreadPool>

namespace kamke::ui {

/// What a list of networks shows of one.
struct SweepCandidate {
    QString entry; ///< as in SweepState::networks
    QString name, description;
    QString problem; ///< why it cannot be swept over the chosen data, without a full stop; empty: nothing
    bool read = false;
};

/// Follows the store.
class SweepSources : public QObject {
    Q_OBJECT
public:
    explicit SweepSources(ExplorerStore* store, QObject* parent = nullptr);
    /// Waits for a file that is being read.
    ~SweepSources() override;

    /// The chosen data set; null while it is being read and when it cannot be.
    std::shared_ptr<const Dataset> data() const { return slot_->data(); }
    bool isReading() const { return slot_->isReading(); }
    QString dataProblem() const;

    /// The open network, those of the gallery and the files that are chosen; what does not fit the data only
    /// when it is chosen.
    QList<SweepCandidate> candidates() const;
    /// Entries that are swept: the settings', or the open network alone.
    QStringList chosen() const;

signals:
    void changed();

private:
    void follow();
    void read(const QString& entry);
    QString problemOf(const Network& network) const;

    ExplorerStore* store_;
    DatasetSlot* slot_;
    struct Known {
        std::shared_ptr<const Network> network; ///< null: cannot be read
        QString problem;
    };
    QHash<QString, Known> known_; ///< by entry
    QStringList asked_;
    QStringList gallery_;
    QThreadPool pool_;
};

} // namespace kamke::ui
