// A flat table whose numbers can be copied in full precision.
#pragma once

#include "models/table_text.h"

#include <QTableView>
#include <functional>

namespace kamke::ui {

/// Ctrl+C copies the selection; the context menu also copies the whole table for a spreadsheet (TSV) or a
/// file (CSV).
class CopyableTable : public QTableView {
    Q_OBJECT
public:
    explicit CopyableTable(QWidget* parent = nullptr);

    /// The selection, or everything when nothing is selected.
    void copySelection();
    void copyAll(TableFormat format);
    /// Width that a column needs for its header and all its cells but those that `skip` names.
    int contentWidth(int column, const std::function<bool(const QModelIndex&)>& skip = {}) const;
    /// Makes the table exactly as tall as its rows, at most `rows` of them.
    void fitHeight(int rows = 1000);

signals:
    /// The row under the mouse; −1 when it leaves.
    void rowHovered(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void hover(int row);

    int hovered_ = -1;
};

} // namespace kamke::ui
