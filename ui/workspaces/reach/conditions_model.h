// The well-posedness conditions of a network as a table.
#pragma once

#include "core/model/analysis.h"
#include "ui/widgets/table_text.h"

#include <QAbstractTableModel>
#include <memory>

namespace kamke::ui {

/// Rows of NetworkAnalysis::conditions.
class ConditionsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Quantity, Value, Needs, Holds, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Null: no rows.
    void show(std::shared_ptr<const NetworkAnalysis> analysis);
    /// Numbers of a superseded analysis are drawn faint.
    void setStale(bool stale);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const Condition& row(int k) const { return analysis_->conditions.rows[static_cast<std::size_t>(k)]; }

    std::shared_ptr<const NetworkAnalysis> analysis_;
    bool stale_ = false;
};

} // namespace kamke::ui
