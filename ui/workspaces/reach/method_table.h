// The view of the method table: drops columns that do not fit, sets reasons across the row.
#pragma once

#include "ui/widgets/copyable_table.h"
#include "ui/workspaces/reach/method_table_model.h"

#include <QTimer>
#include <vector>

namespace kamke::ui {

/// A narrow table shows widths, area and proof; with more room steps, time and the bounds join. Copies always
/// hold all columns. A method without a box has its reason across all columns, in two lines.
class MethodTable : public CopyableTable {
    Q_OBJECT
public:
    explicit MethodTable(MethodTableModel* model, QWidget* parent = nullptr);

    /// Marks the row of a method that is hovered elsewhere; −1: none.
    void setHoveredRow(int row);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Row { Empty, Numbers, Reason };

    void arrange();
    std::vector<Row> rows() const;

    MethodTableModel* model_;
    int hoveredRow_ = -1;
    std::vector<Row> rows_; ///< as they were arranged
    QTimer later_;
    bool arranging_ = false;
};

} // namespace kamke::ui
