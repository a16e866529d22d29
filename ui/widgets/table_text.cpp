#include "ui/widgets/table_text.h"

#include <QSet>
#include <QStringList>
#include <algorithm>

namespace kamke::ui {

namespace {

QString cellText(const QModelIndex& cell) {
    const QVariant exact = cell.data(ExactTextRole);
    return exact.isValid() ? exact.toString() : cell.data(Qt::DisplayRole).toString();
}

QString escaped(QString text, TableFormat format) {
    if (format == TableFormat::Tsv)
        return text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
    const auto special = [](QChar ch) { return ch == u',' || ch == u'"' || ch == u'\n' || ch == u'\r'; };
    if (!std::any_of(text.cbegin(), text.cend(), special))
        return text;
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

QList<int> sorted(const QSet<int>& set) {
    QList<int> list(set.cbegin(), set.cend());
    std::sort(list.begin(), list.end());
    return list;
}

} // namespace

QString tableText(const QAbstractItemModel& model, QModelIndexList cells, TableFormat format) {
    if (cells.isEmpty())
        for (int i = 0; i < model.rowCount(); ++i)
            for (int j = 0; j < model.columnCount(); ++j)
                cells << model.index(i, j);
    QSet<int> rowSet, columnSet;
    for (const QModelIndex& cell : cells) {
        rowSet << cell.row();
        columnSet << cell.column();
    }
    const QSet<QModelIndex> wanted(cells.cbegin(), cells.cend());
    const QList<int> columns = sorted(columnSet);
    const QLatin1Char separator(format == TableFormat::Tsv ? '\t' : ',');

    QStringList lines;
    QStringList header;
    for (const int j : columns)
        header << escaped(model.headerData(j, Qt::Horizontal, Qt::DisplayRole).toString(), format);
    if (cells.size() > 1 &&
        std::any_of(header.cbegin(), header.cend(), [](const QString& h) { return !h.isEmpty(); }))
        lines << header.join(separator);
    for (const int i : sorted(rowSet)) {
        QStringList line;
        for (const int j : columns) {
            const QModelIndex cell = model.index(i, j);
            line << (wanted.contains(cell) ? escaped(cellText(cell), format) : QString());
        }
        lines << line.join(separator);
    }
    // A single cell goes into a formula or a field as it is; lines of a table end with a line feed.
    return cells.size() == 1 ? lines.value(0) : lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace kamke::ui
