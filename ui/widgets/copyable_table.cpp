#include "ui/widgets/copyable_table.h"

#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/cut_text.h"
#include "ui/widgets/middle_header.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>

namespace kamke::ui {

CopyableTable::CopyableTable(QWidget* parent)
    : QTableView(parent) {
    setItemDelegate(new CellDelegate(this));
    setHorizontalHeader(new MiddleHeader(Qt::Horizontal, this));
    setMouseTracking(true);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideMiddle);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setMinimumSectionSize(16);
    horizontalHeader()->viewport()->installEventFilter(this);
}

bool CopyableTable::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QModelIndex cell = indexAt(help->pos());
        if (const QString cut = cell.isValid() ? cutText(*this, cell) : QString(); !cut.isEmpty()) {
            const QString tip = withCutText(cut, cell.data(Qt::ToolTipRole).toString());
            QToolTip::showText(help->globalPos(), tip, viewport(), visualRect(cell));
            return true;
        }
    }
    return QTableView::viewportEvent(event);
}

bool CopyableTable::eventFilter(QObject* watched, QEvent* event) {
    const QHeaderView* header = horizontalHeader();
    if (event->type() == QEvent::ToolTip && header && watched == header->viewport()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int section = header->logicalIndexAt(help->pos());
        if (const QString cut = cutText(*header, section); !cut.isEmpty()) {
            const QString tip = model()->headerData(section, Qt::Horizontal, Qt::ToolTipRole).toString();
            QToolTip::showText(help->globalPos(), withCutText(cut, tip), header->viewport());
            return true;
        }
    }
    return QTableView::eventFilter(watched, event);
}

void CopyableTable::copySelection() {
    QModelIndexList cells = selectionModel() ? selectionModel()->selectedIndexes() : QModelIndexList();
    if (model())
        QApplication::clipboard()->setText(tableText(*model(), std::move(cells), TableFormat::Tsv));
}

void CopyableTable::copyAll(TableFormat format) {
    if (model())
        QApplication::clipboard()->setText(tableText(*model(), {}, format));
}

int CopyableTable::contentWidth(int column, const std::function<bool(const QModelIndex&)>& skip) const {
    int width = 0;
    if (!horizontalHeader()->isHidden())
        width = headerTextWidth(*horizontalHeader(), model()->headerData(column, Qt::Horizontal).toString());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    // Of a long table only the ends are measured.
    constexpr int end = 100;
    const int rows = model()->rowCount();
    for (int row = 0; row < rows; row = row == end && rows > 2 * end ? rows - end : row + 1)
        if (const QModelIndex cell = model()->index(row, column); !skip || !skip(cell))
            width = std::max(width, itemDelegate()->sizeHint(option, cell).width());
    return width;
}

void CopyableTable::fitColumns(const std::vector<int>& words, int leastWords) {
    if (!model() || model()->columnCount() == 0)
        return;
    const int count = model()->columnCount();
    std::vector<int> widths(static_cast<std::size_t>(count));
    int left = viewport()->width();
    for (int column = 0; column < count; ++column) {
        if (isColumnHidden(column))
            continue;
        widths[static_cast<std::size_t>(column)] = contentWidth(column);
        left -= widths[static_cast<std::size_t>(column)];
    }
    for (const int column : words) {
        int& width = widths[static_cast<std::size_t>(column)];
        const int taken = std::clamp(-left, 0, std::max(0, width - leastWords));
        width -= taken;
        left += taken;
    }
    widths.back() += std::max(0, left);
    for (int column = 0; column < count; ++column)
        if (!isColumnHidden(column))
            setColumnWidth(column, widths[static_cast<std::size_t>(column)]);
}

void CopyableTable::spreadColumns() {
    spreads_ = true;
    const int count = model() ? model()->columnCount() : 0;
    std::vector<int> widths;
    int left = viewport()->width();
    for (int column = 0; column < count; ++column) {
        widths.push_back(contentWidth(column) + 6);
        left -= widths.back();
    }
    for (int column = 0; column < count; ++column) {
        const int share = std::max(0, left) / (count - column);
        left -= share;
        setColumnWidth(column, widths[static_cast<std::size_t>(column)] + share);
    }
}

void CopyableTable::spreadForRows(const QModelIndex&, int first, int last) {
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (int row = first; row <= last; ++row)
        for (int column = 0; column < model()->columnCount(); ++column)
            if (itemDelegate()->sizeHint(option, model()->index(row, column)).width() > columnWidth(column)) {
                spreadColumns();
                return;
            }
}

void CopyableTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    if (spreads_)
        spreadColumns();
}

void CopyableTable::fitHeight(int rows) {
    if (!model())
        return;
    int height = horizontalHeader()->isHidden() ? 0 : horizontalHeader()->sizeHint().height();
    for (int row = 0; row < std::min(rows, model()->rowCount()); ++row)
        height += rowHeight(row);
    if (horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff &&
        horizontalHeader()->length() > viewport()->width())
        height += horizontalScrollBar()->sizeHint().height();
    setFixedHeight(height + 2 * frameWidth());
}

void CopyableTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void CopyableTable::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    QAction* copy = menu.addAction(tr("Copy"), this, [this] { copySelection(); });
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(selectionModel() && selectionModel()->hasSelection());
    menu.addAction(tr("Copy Table"), this, [this] { copyAll(TableFormat::Tsv); });
    menu.addAction(tr("Copy Table as CSV"), this, [this] { copyAll(TableFormat::Csv); });
    menu.exec(event->globalPos());
}

void CopyableTable::mouseMoveEvent(QMouseEvent* event) {
    hover(rowAt(event->position().toPoint().y()));
    QTableView::mouseMoveEvent(event);
}

void CopyableTable::leaveEvent(QEvent* event) {
    hover(-1);
    QTableView::leaveEvent(event);
}

void CopyableTable::hover(int row) {
    if (row == hovered_)
        return;
    hovered_ = row;
    emit rowHovered(row);
}

} // namespace kamke::ui
