// The comparison as a table: rows are quantities, columns are networks.
#pragma once

#include "ui/widgets/column_table.h"
#include "ui/workspaces/network/compare_rows.h"

#include <QStringList>

namespace kamke::ui {

class CompareModel : public ColumnTable<CompareRow> {
    Q_OBJECT
public:
    enum Role {
        IdRole = ExactTextRole + 1, ///< of the row
        HeadingRole,                ///< bool
        BestRole,                   ///< bool: the best value of its row
        NoteRole                    ///< a sentence about the cell
    };

    explicit CompareModel(QObject* parent = nullptr);

    /// `names` of the networks, one per cell of a row.
    void show(std::vector<CompareRow> rows, const QStringList& names);
    const QStringList& names() const { return names_; }

private:
    QStringList names_;
};

/// The table for a paper: a `tabular` environment in plain LaTeX, the best values in bold.
QString compareLatex(const CompareModel& model);

} // namespace kamke::ui
