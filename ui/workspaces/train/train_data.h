// The data that the present settings train on and check with.
#pragma once

#include "ui/jobs/dataset_slot.h"
#include "ui/state/explorer_store.h"

#include <QObject>
#include <memory>

namespace kamke::ui {

/// Follows the settings and reads their files in the background.
class TrainData : public QObject {
    Q_OBJECT
public:
    explicit TrainData(ExplorerStore* store, QObject* parent = nullptr);

    /// Where the settings' data set is: its file, or that of the bundled digits.
    static QString fileOf(const TrainSettings& settings);
    /// The training images of Fashion-MNIST as Debian installs them; empty when they are not there.
    static QString fashionMnist();
    /// The test set that belongs to a training set, when it lies beside it (train-images… and t10k-images…);
    /// empty otherwise.
    static QString testSetBeside(const QString& file);

    /// Null while it is being read, and when it cannot be.
    std::shared_ptr<const Dataset> data() const { return data_.data(); }
    bool isReading() const { return data_.isReading() || validation_.isReading(); }
    /// Why there are no data, in one sentence; empty otherwise.
    QString problem() const;
    /// What is wrong with the choice of validation data; empty when nothing is, or nothing is known yet.
    QString validationProblem() const;
    /// How many samples validation has; 0: none, or not known yet.
    Index validationSize() const;
    /// The samples to validate with; null when the settings ask for none. Copies the samples that are left
    /// over.
    std::shared_ptr<const Dataset> validationData() const;

signals:
    void changed();

private:
    void follow();

    ExplorerStore* store_;
    DatasetSlot data_, validation_;
};

} // namespace kamke::ui
