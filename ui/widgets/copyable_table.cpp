#include "widgets/copyable_table.h"

#include "widgets/cell_delegate.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>

namespace kamke::ui {

CopyableTable::CopyableTable(QWidget* parent)
    : QTableView(parent) {
    setItemDelegate(new CellDelegate(this));
    setMouseTracking(true);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setMinimumSectionSize(16);
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
    // Header sections pad their text by 0.35 em on each side.
    const QFontMetrics metrics = horizontalHeader()->fontMetrics();
    int width = 0;
    if (!horizontalHeader()->isHidden())
        width = metrics.horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString()) +
                metrics.height() * 7 / 10 + 2;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (int row = 0; row < model()->rowCount(); ++row)
        if (const QModelIndex cell = model()->index(row, column); !skip || !skip(cell))
            width = std::max(width, itemDelegate()->sizeHint(option, cell).width());
    return width;
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
