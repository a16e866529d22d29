// What a figure reads off, as a table.
#pragma once

#include "ui/widgets/table_text.h"
#include "ui/workspaces/contraction/figure_number.h"

#include <QAbstractTableModel>
#include <QList>

namespace kamke::ui {

/// Two columns: the name with its unit, and the value (six digits on screen, all of them in copies).
class NumbersModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// The view keeps its selection while the names stay the same.
    void show(const QList<FigureNumber>& numbers);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<FigureNumber> rows_;
};

} // namespace kamke::ui
