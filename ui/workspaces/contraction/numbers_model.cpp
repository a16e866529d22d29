#include "ui/workspaces/contraction/numbers_model.h"

#include "ui/glossary/term.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

void NumbersModel::show(const QList<FigureNumber>& numbers) {
    const bool same = std::equal(
        rows_.begin(), rows_.end(), numbers.begin(), numbers.end(),
        [](const auto& a, const auto& b) { return a.name == b.name; });
    if (same) {
        rows_ = numbers;
        if (!rows_.isEmpty())
            emit dataChanged(index(0, Value), index(rowCount() - 1, Value), {Qt::DisplayRole});
        return;
    }
    beginResetModel();
    rows_ = numbers;
    endResetModel();
}

int NumbersModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int NumbersModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant NumbersModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& [name, value, term, size] = rows_[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? name : formatNumber(withoutNoise(value, size));
    case ExactTextRole:
        return index.column() == Name ? QVariant()
                                      : QVariant(std::isfinite(value) ? exactNumber(value) : QString());
    case Qt::TextAlignmentRole:
        return index.column() == Name ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                      : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return index.column() == Name ? QVariant(currentTheme().faintText) : QVariant();
    case TermRole:
        return term.isEmpty() ? QVariant() : QVariant(term);
    default:
        return {};
    }
}

QVariant NumbersModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("number") : tr("value");
}

} // namespace kamke::ui
