// The page of the exact counts: the table, and the sets of samples behind it.
#pragma once

#include <QWidget>

class QBoxLayout;
class QSortFilterProxyModel;

namespace kamke::ui {

class CopyableTable;
class CrossPanel;
class SweepLink;
class SweepTableModel;

class TablePage : public QWidget {
    Q_OBJECT
public:
    explicit TablePage(SweepLink* link, QWidget* parent = nullptr);
    CopyableTable* table() { return table_; }
    CrossPanel* cross() { return cross_; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void openMenu(const QModelIndex& cell);

    SweepLink* link_;
    SweepTableModel* model_;
    QSortFilterProxyModel* sorted_;
    CopyableTable* table_;
    CrossPanel* cross_;
    QBoxLayout* parts_;
};

} // namespace kamke::ui
