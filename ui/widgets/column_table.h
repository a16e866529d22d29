// A table that is described by its columns.
#pragma once

#include "ui/glossary/term.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/widgets/table_text.h"

#include <QAbstractTableModel>
#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace kamke::ui {

/// What a column is called and what it shows of a row. What is not set is empty.
template<class Row>
struct TableColumn {
    QString title{};
    QString spoken{};                         ///< title for who hears it; empty: the title
    QString meaning{};                        ///< tooltip of the header
    QString term{};                           ///< glossary term of the header
    std::function<QVariant()> icon{};         ///< of the header
    Qt::Alignment side{Qt::AlignRight};       ///< of header and cells: numbers right, words left
    std::optional<Qt::Alignment> titleSide{}; ///< of the header, where it is another
    std::function<QString(const Row&)> text{};
    std::function<QVariant(const Row&)> exact{}; ///< of copies; not set or invalid: the text is exact
    std::function<QVariant(const Row&)> ink{};   ///< a colour; invalid: that of text
    std::function<QString(const Row&)> tip{};
    std::function<QString(const Row&)> cellTerm{}; ///< glossary term of the cell
    /// Whatever else a view may ask for, and exceptions to the above; asked first.
    std::function<QVariant(const Row&, int role)> other{};
    bool fades = true; ///< faint while the table is stale
};

/// For TableColumn::exact: the number in full precision, nothing where it is none.
inline QVariant exactCell(double value) {
    return std::isfinite(value) ? exactNumber(value) : QString();
}

/// Rows are values; a table is filled by its subclass, or by whoever makes it.
template<class Row>
class ColumnTable : public QAbstractTableModel {
public:
    using Column = TableColumn<Row>;

    using QAbstractTableModel::QAbstractTableModel;

    const std::vector<Row>& rows() const { return rows_; }
    bool isStale() const { return stale_; }

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(rows_.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(columns_.size());
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        return cellData(
            columns_[static_cast<std::size_t>(index.column())], rows_[static_cast<std::size_t>(index.row())],
            role);
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        const Column& column = columns_[static_cast<std::size_t>(section)];
        switch (role) {
        case Qt::DisplayRole:
            return column.title;
        case Qt::AccessibleTextRole:
            return column.spoken.isEmpty() ? column.title : column.spoken;
        case Qt::ToolTipRole:
            return unlessEmpty(column.meaning);
        case TermRole:
            return unlessEmpty(column.term);
        case Qt::DecorationRole:
            return column.icon ? column.icon() : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant((column.titleSide ? *column.titleSide : column.side) | Qt::AlignVCenter);
        default:
            return {};
        }
    }

    /// What is shown belongs to something else than what is shown elsewhere: it is drawn faint.
    void setStale(bool stale) {
        if (std::exchange(stale_, stale) != stale)
            announce({Qt::ForegroundRole});
    }

protected:
    /// Other columns: views forget selection and scroll position.
    void setColumns(std::vector<Column> columns) {
        beginResetModel();
        columns_ = std::move(columns);
        endResetModel();
    }
    /// Where there are as many rows as before and each is of the same thing, the selection stays.
    template<class Same>
    void setRows(std::vector<Row> rows, Same same) {
        if (!rows_.empty() && std::equal(rows.begin(), rows.end(), rows_.begin(), rows_.end(), same)) {
            rows_ = std::move(rows);
            announce({});
            return;
        }
        beginResetModel();
        rows_ = std::move(rows);
        endResetModel();
    }
    /// Other columns and other rows.
    void setTable(std::vector<Column> columns, std::vector<Row> rows) {
        beginResetModel();
        columns_ = std::move(columns);
        rows_ = std::move(rows);
        endResetModel();
    }
    /// As many columns of the same things, differently named.
    void retitle(std::vector<Column> columns) {
        columns_ = std::move(columns);
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
    void appendRows(const std::vector<Row>& more) {
        if (more.empty())
            return;
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(more.size()) - 1);
        rows_.insert(rows_.end(), more.begin(), more.end());
        endInsertRows();
    }
    /// All cells may show something else.
    void announce(const QList<int>& roles) {
        if (!rows_.empty() && !columns_.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), roles);
    }
    const std::vector<Column>& columns() const { return columns_; }

private:
    static QVariant unlessEmpty(const QString& text) { return text.isEmpty() ? QVariant() : QVariant(text); }

    QVariant cellData(const Column& column, const Row& row, int role) const {
        if (column.other)
            if (QVariant special = column.other(row, role); special.isValid())
                return special;
        switch (role) {
        case Qt::DisplayRole:
            return column.text ? column.text(row) : QString();
        case ExactTextRole:
            return column.exact ? column.exact(row) : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant(column.side | Qt::AlignVCenter);
        case Qt::ForegroundRole:
            if (stale_ && column.fades)
                return currentTheme().faintText;
            return column.ink ? column.ink(row) : QVariant();
        case Qt::ToolTipRole:
            return column.tip ? unlessEmpty(column.tip(row)) : QVariant();
        case TermRole:
            return column.cellTerm ? unlessEmpty(column.cellTerm(row)) : QVariant();
        default:
            return {};
        }
    }

    std::vector<Column> columns_;
    std::vector<Row> rows_;
    bool stale_ = false;
};

} // namespace kamke::ui
