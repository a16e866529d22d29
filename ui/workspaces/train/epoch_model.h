// The finished epochs of a training as a table.
#pragma once

#include "ui/jobs/train_runner.h"

#include <QAbstractTableModel>
#include <QString>
#include <vector>

namespace kamke::ui {

/// Columns whose quantity the training does not have (validation, certified share, ε) are left out.
class EpochModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit EpochModel(QObject* parent = nullptr);

    /// Shows the finished epochs among `points`; rows are added as they come.
    void show(const std::vector<TrainProgress>& points, bool validated, bool certified);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    struct Column {
        QString header, meaning;
        double (*value)(const TrainProgress&);
        enum class Form { Whole, Share, Number, Seconds } form;
        const char* term; ///< of the glossary; may be empty
    };

private:
    std::vector<Column> columns_;
    std::vector<TrainProgress> epochs_;
    bool validated_ = false, certified_ = false;
};

} // namespace kamke::ui
