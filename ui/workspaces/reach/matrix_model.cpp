#include "ui/workspaces/reach/matrix_model.h"

#include "ui/style/theme.h"
#include "ui/text/number_text.h"

#include <cmath>

namespace kamke::ui {

MatrixModel::MatrixModel(QString symbol, QObject* parent)
    : QAbstractTableModel(parent)
    , symbol_(std::move(symbol)) {}

void MatrixModel::setMatrix(const Matrix& matrix) {
    if (matrix.rows() != matrix_.rows() || matrix.cols() != matrix_.cols()) {
        beginResetModel();
        matrix_ = matrix;
        endResetModel();
    } else if (matrix != matrix_) {
        matrix_ = matrix;
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

QString MatrixModel::cellName(const QModelIndex& index) const {
    return isVector()
               ? QStringLiteral("%1(%2)").arg(symbol_).arg(index.row() + 1)
               : QStringLiteral("%1(%2, %3)").arg(symbol_).arg(index.row() + 1).arg(index.column() + 1);
}

void MatrixModel::step(const QModelIndex& index, double by) {
    if (!index.isValid())
        return;
    double next = matrix_(index.row(), index.column()) + by;
    const double decimal = std::round(next * 1e6) / 1e6;
    if (std::abs(decimal - next) < 1e-12)
        next = decimal;
    if (std::isfinite(next))
        emit stepped(index.row(), index.column(), next, cellName(index));
}

void MatrixModel::setHoveredRow(int row) {
    if (row == hoveredRow_)
        return;
    const int before = std::exchange(hoveredRow_, row);
    for (const int k : {before, row})
        if (k >= 0 && k < rowCount())
            emit dataChanged(index(k, 0), index(k, columnCount() - 1), {Qt::BackgroundRole});
}

int MatrixModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(matrix_.rows());
}

int MatrixModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(matrix_.cols());
}

QVariant MatrixModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const double value = matrix_(index.row(), index.column());
    switch (role) {
    case Qt::DisplayRole:
        return formatNumber(value);
    case Qt::EditRole:
        return editableNumber(value);
    case ExactTextRole:
        return exactNumber(value);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        // In a large sparse matrix the weights that are there should stand out.
        return value == 0 ? QVariant(currentTheme().faintText) : QVariant();
    case Qt::BackgroundRole:
        return index.row() == hoveredRow_ ? QVariant(currentTheme().hover) : QVariant();
    case Qt::ToolTipRole:
        return QStringLiteral("%1 = %2").arg(cellName(index), exactNumber(value));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 = %2").arg(cellName(index), formatNumber(value));
    default:
        return {};
    }
}

bool MatrixModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const QString text = value.toString().trimmed();
    const auto number = parseNumber(text);
    if (!number) {
        emit refused(tr("%1 %2 stays %3.")
                         .arg(
                             whyNotANumber(text), cellName(index),
                             formatNumber(matrix_(index.row(), index.column()))));
        return false;
    }
    emit edited(index.row(), index.column(), *number, cellName(index), text);
    return true;
}

Qt::ItemFlags MatrixModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::DisplayRole)
        return orientation == Qt::Horizontal && isVector() ? QVariant(symbol_) : QVariant(section + 1);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

} // namespace kamke::ui
