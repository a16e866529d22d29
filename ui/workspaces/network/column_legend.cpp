#include "ui/workspaces/network/column_legend.h"

#include "ui/widgets/flow_layout.h"
#include "ui/workspaces/network/compare_link.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace kamke::ui {

ColumnLegend::ColumnLegend(CompareLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link) {
    new FlowLayout(16, 4, this);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(link, &CompareLink::changed, this, &ColumnLegend::refresh);
    refresh();
}

void ColumnLegend::refresh() {
    QLayout* flow = layout();
    const std::vector<CompareColumn>& columns = link_->columns();
    while (flow->count() > static_cast<int>(columns.size())) {
        QLayoutItem* item = flow->takeAt(flow->count() - 1);
        delete item->widget();
        delete item;
    }
    while (flow->count() < static_cast<int>(columns.size())) {
        auto* entry = new QWidget;
        auto* row = new QHBoxLayout(entry);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(5);
        row->addWidget(new QLabel);
        row->addWidget(new QLabel);
        flow->addWidget(entry);
    }
    for (std::size_t k = 0; k < columns.size(); ++k) {
        const QList<QLabel*> labels = flow->itemAt(static_cast<int>(k))->widget()->findChildren<QLabel*>();
        labels[0]->setPixmap(columnIcon(currentTheme(), k).pixmap(QSize(14, 14), devicePixelRatioF()));
        labels[1]->setText(columns[k].name);
        labels[1]->setTextFormat(Qt::PlainText);
    }
}

void ColumnLegend::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace kamke::ui
