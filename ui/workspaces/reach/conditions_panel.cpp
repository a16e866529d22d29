#include "ui/workspaces/reach/conditions_panel.h"

#include "ui/widgets/copyable_table.h"
#include "ui/widgets/verdict_label.h"
#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/reach/conditions_model.h"
#include "ui/workspaces/reach/constants_model.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

namespace kamke::ui {

namespace {

CopyableTable* makeTable(QAbstractItemModel* model, const QString& name) {
    auto* table = new CopyableTable;
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setAccessibleName(name);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    return table;
}

} // namespace

ConditionsPanel::ConditionsPanel(AnalysisRunner* analysis, QWidget* parent)
    : Card(tr("Which guarantees hold"), QStringLiteral("conditions"), parent)
    , analysis_(analysis)
    , conditions_(new ConditionsModel(this))
    , constants_(new ConstantsModel(this))
    , conditionsTable_(makeTable(conditions_, tr("Well-posedness conditions")))
    , constantsTable_(makeTable(constants_, tr("Constants of the network")))
    , verdict_(new VerdictLabel) {
    setObjectName(QStringLiteral("reach.conditions"));
    conditionsTable_->horizontalHeader()->setSectionResizeMode(
        ConditionsModel::Quantity, QHeaderView::Stretch);
    conditionsTable_->setObjectName(QStringLiteral("conditions"));
    constantsTable_->horizontalHeader()->hide();
    constantsTable_->setObjectName(QStringLiteral("constants"));
    verdict_->setObjectName(QStringLiteral("guarantees"));
    body()->addWidget(conditionsTable_);
    body()->addWidget(verdict_);
    body()->addWidget(constantsTable_);
    connect(analysis, &Runner::resultChanged, this, &ConditionsPanel::refresh);
    refresh();
}

void ConditionsPanel::setStale(bool stale) {
    conditions_->setStale(stale);
    constants_->setStale(stale);
    verdict_->setStale(stale);
}

void ConditionsPanel::refresh() {
    const auto analysis = analysis_->analysis();
    conditions_->show(analysis);
    constants_->show(analysis.get());
    conditionsTable_->setVisible(analysis != nullptr);
    constantsTable_->setVisible(analysis != nullptr);
    if (analysis) {
        const Statement verdict = guaranteesVerdict(*analysis);
        const bool none = verdict.tone == Statement::Tone::NoBox;
        verdict_->setVerdict(
            verdict, none                                      ? QStringLiteral("bad")
                     : verdict.tone == Statement::Tone::Proved ? QStringLiteral("good")
                                                               : QStringLiteral("warning"));
    } else {
        verdict_->setVerdict({Statement::Tone::Neutral, {}, tr("Computing the conditions …")}, {});
    }
    arrange();
}

void ConditionsPanel::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    arrange();
}

void ConditionsPanel::changeEvent(QEvent* event) {
    Card::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        arrange();
}

void ConditionsPanel::arrange() {
    for (CopyableTable* table : {conditionsTable_, constantsTable_}) {
        const int line =
            static_cast<int>(table->fontMetrics().height() * (table == conditionsTable_ ? 1.6 : 1.4));
        table->verticalHeader()->setMinimumSectionSize(line);
        table->verticalHeader()->setDefaultSectionSize(line);
        table->fitHeight();
        // All columns but the stretching one are as wide as their content.
        const int stretching = table == conditionsTable_ ? static_cast<int>(ConditionsModel::Quantity)
                                                         : static_cast<int>(ConstantsModel::Name);
        int left = table->viewport()->width();
        for (int column = 0; column < table->model()->columnCount(); ++column)
            if (column != stretching) {
                int width = table->contentWidth(column);
                // One long name must not push out what all the others compare.
                if (table == conditionsTable_ && column == ConditionsModel::Name)
                    width = std::min(width, table->viewport()->width() * 37 / 100);
                table->setColumnWidth(column, width);
                left -= width;
            }
        table->setColumnWidth(stretching, std::max(40, left));
    }
}

} // namespace kamke::ui
