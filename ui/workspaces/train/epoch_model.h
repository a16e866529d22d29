// The finished epochs of a training as a table.
#pragma once

#include "ui/jobs/train_runner.h"
#include "ui/widgets/column_table.h"

namespace kamke::ui {

/// Columns whose quantity the training does not have (validation, certified share, ε) are left out.
class EpochModel : public ColumnTable<TrainProgress> {
    Q_OBJECT
public:
    explicit EpochModel(QObject* parent = nullptr);

    /// Shows the finished epochs among `points`; rows are added as they come.
    void show(const std::vector<TrainProgress>& points, bool validated, bool certified);

private:
    static std::vector<Column> columnsFor(bool validated, bool certified);

    bool validated_ = false, certified_ = false;
};

} // namespace kamke::ui
