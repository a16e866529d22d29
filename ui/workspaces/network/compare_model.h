// The comparison as a table: rows are quantities, columns are networks.
#pragma once

#include "ui/widgets/table_text.h"
#include "ui/workspaces/network/compare_rows.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace kamke::ui {

class CompareModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = ExactTextRole + 1, ///< of the row
        HeadingRole,                ///< bool
        BestRole,                   ///< bool: the best value of its row
        NoteRole                    ///< a sentence about the cell
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// `names` of the networks, one per cell of a row.
    void show(std::vector<CompareRow> rows, const QStringList& names);
    const std::vector<CompareRow>& rows() const { return rows_; }
    const QStringList& names() const { return names_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant cellData(const CompareRow& row, const CompareCell& cell, int role) const;
    QVariant nameData(const CompareRow& row, int role) const;

    std::vector<CompareRow> rows_;
    QStringList names_;
};

/// The table for a paper: a `tabular` environment in plain LaTeX, the best values in bold.
QString compareLatex(const CompareModel& model);

} // namespace kamke::ui
