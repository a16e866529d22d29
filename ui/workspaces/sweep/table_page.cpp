#include "ui/workspaces/sweep/table_page.h"

#include "ui/widgets/copyable_table.h"
#include "ui/workspaces/sweep/cross_panel.h"
#include "ui/workspaces/sweep/sweep_choices.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_samples.h"
#include "ui/workspaces/sweep/sweep_table_model.h"

#include <QBoxLayout>
#include <QCursor>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace kamke::ui {

TablePage::TablePage(SweepLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , model_(new SweepTableModel(link, this))
    , sorted_(new QSortFilterProxyModel(this))
    , table_(new CopyableTable)
    , cross_(new CrossPanel(link))
    , parts_(new QBoxLayout(QBoxLayout::TopToBottom)) {
    sorted_->setSourceModel(model_);
    sorted_->setSortRole(SweepTableModel::SortRole);
    // Rows that the counts move about while somebody reads them would help nobody.
    sorted_->setDynamicSortFilter(false);
    table_->setObjectName(QStringLiteral("sweep.table"));
    table_->setAccessibleName(tr("Counts of the sweep"));
    table_->setModel(sorted_);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setSortingEnabled(true);
    table_->horizontalHeader()->setSectionsClickable(true);
    table_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    connect(table_, &QTableView::activated, this, &TablePage::openMenu);
    connect(table_, &QTableView::doubleClicked, this, &TablePage::openMenu);
    connect(table_, &CopyableTable::rowHovered, this, [this](int row) {
        link_->hover(
            row < 0 ? QString() : sorted_->index(row, 0).data(SweepTableModel::MethodRole).toString());
    });
    connect(sorted_, &QAbstractItemModel::modelReset, this, &TablePage::arrange);

    auto* sets = new QWidget;
    auto* setColumn = new QVBoxLayout(sets);
    setColumn->setContentsMargins(0, 0, 6, 0);
    auto* title = new QLabel(tr("Samples behind the counts"));
    title->setProperty("role", QStringLiteral("title"));
    setColumn->addWidget(title);
    setColumn->addWidget(cross_);
    setColumn->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(sets);
    scroll->viewport()->setAutoFillBackground(false);
    sets->setAutoFillBackground(false);

    parts_->setSpacing(12);
    parts_->addWidget(table_, 3);
    parts_->addWidget(scroll, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(new SweepChoices(link, SweepChoices::Network));
    column->addLayout(parts_, 1);
    // Counts have all their digits when the sweep is through.
    connect(link->runner(), &SweepRunner::finished, this, &TablePage::arrange);
    arrange();
}

void TablePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Side by side where both have their full width.
    constexpr int roomy = 1150;
    parts_->setDirection(width() >= roomy ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void TablePage::arrange() {
    table_->spreadColumns();
}

void TablePage::openMenu(const QModelIndex& cell) {
    const QString method = cell.data(SweepTableModel::MethodRole).toString();
    const int eps = cell.data(SweepTableModel::EpsRole).toInt();
    if (!method.isEmpty() && eps >= 0)
        makeSampleMenu(link_, method, eps, shownNetwork(*link_), this)->popup(QCursor::pos());
}

} // namespace kamke::ui
