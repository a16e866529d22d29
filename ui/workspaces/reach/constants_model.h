// The step sizes, contraction factors and Lipschitz constants of a network as a table.
#pragma once

#include "core/model/analysis.h"
#include "ui/widgets/table_text.h"

#include <QAbstractTableModel>
#include <memory>
#include <vector>

namespace kamke::ui {

/// Two columns: what it is, and its value ("–" where the condition it needs does not hold).
class ConstantsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Null: no rows.
    void show(const NetworkAnalysis* analysis);
    /// Numbers of a superseded analysis are drawn faint.
    void setStale(bool stale);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        QString name, meaning;
        double value;
        const char* term; ///< of the glossary
    };
    std::vector<Row> rows_;
    bool stale_ = false;
};

} // namespace kamke::ui
