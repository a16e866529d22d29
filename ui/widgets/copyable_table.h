// A flat table whose numbers can be copied in full precision.
#pragma once

#include "ui/widgets/table_text.h"

#include <QTableView>
#include <functional>
#include <vector>

namespace kamke::ui {

/// Ctrl+C copies the selection; the context menu also copies the whole table for a spreadsheet (TSV) or a
/// file (CSV). Words without room are elided in the middle, in cells and in headers, and are whole in the
/// tooltip.
class CopyableTable : public QTableView {
    Q_OBJECT
public:
    explicit CopyableTable(QWidget* parent = nullptr);

    /// The selection, or everything when nothing is selected.
    void copySelection();
    void copyAll(TableFormat format);
    /// Width that a column needs for its header and its cells but those that `skip` names; of more than 200
    /// rows only the first and the last 100 are measured.
    int contentWidth(int column, const std::function<bool(const QModelIndex&)>& skip = {}) const;
    /// Gives every column the width that it needs and what is left to the last one. Where there is too little
    /// room, the columns of words give way, down to `leastWords` pixels each; numbers stay whole, and the
    /// table is scrolled before they are not.
    void fitColumns(const std::vector<int>& words, int leastWords = 60);
    /// Gives every column the width that it needs and shares what is left between all; where there is too
    /// little room the table is scrolled. From then on also whenever the table is resized.
    void spreadColumns();
    /// The same where a cell of these new rows needs more than it has.
    void spreadForRows(const QModelIndex& parent, int first, int last);
    /// Makes the table exactly as tall as its rows, at most `rows` of them.
    void fitHeight(int rows = 1000);

signals:
    /// The row under the mouse; −1 when it leaves.
    void rowHovered(int row);

protected:
    bool viewportEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void hover(int row);

    int hovered_ = -1;
    bool spreads_ = false;
};

} // namespace kamke::ui
