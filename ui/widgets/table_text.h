// Tables as text for the clipboard and for files.
#pragma once

#include <QAbstractItemModel>
#include <QString>

namespace kamke::ui {

/// Roles beyond Qt's that tables of numbers answer.
enum TableRole {
    ExactTextRole =
        Qt::UserRole + 1, ///< the cell in full precision, C locale; none: its DisplayRole is exact
};

enum class TableFormat { Tsv, Csv };

/// The rows and columns that `cells` touch, cells outside `cells` empty; all of the model when `cells` is
/// empty. More than one cell gets a header line when the model has column headers. Numbers are exact and in
/// the C locale.
QString tableText(const QAbstractItemModel& model, QModelIndexList cells, TableFormat format);

} // namespace kamke::ui
