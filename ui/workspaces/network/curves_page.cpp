#include "ui/workspaces/network/curves_page.h"

#include "ui/documents/export_dialog.h"
#include "ui/plot/plot_terms.h"
#include "ui/plot/training_history.h"
#include "ui/widgets/empty_state.h"
#include "ui/workspaces/network/column_legend.h"
#include "ui/workspaces/network/compare_link.h"
#include "ui/workspaces/network/history_plot.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

CurvesPage::CurvesPage(CompareLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , accuracy_(new HistoryPlot)
    , loss_(new HistoryPlot)
    , sentence_(new QLabel)
    , pages_(new QStackedWidget)
    , empty_(new EmptyState(tr("No training curves"), QString())) {
    accuracy_->setObjectName(QStringLiteral("network.accuracy"));
    accuracy_->setAccessibleName(tr("Read correctly, over the epochs"));
    accuracy_->setAxisNames(tr("epoch"), tr("read correctly, %"));
    accuracy_->setHorizontalStart(0);
    setAxisTerms(accuracy_, QStringLiteral("epoch"), QStringLiteral("accuracy"));
    loss_->setObjectName(QStringLiteral("network.loss"));
    loss_->setAccessibleName(tr("Loss over the epochs"));
    loss_->setAxisNames(tr("epoch"), tr("loss"));
    loss_->setHorizontalStart(0);
    setAxisTerms(loss_, QStringLiteral("epoch"), QStringLiteral("cross-entropy"));
    sentence_->setObjectName(QStringLiteral("network.curves-sentence"));
    sentence_->setProperty("role", QStringLiteral("note"));
    sentence_->setWordWrap(true);
    sentence_->setTextFormat(Qt::PlainText);

    auto* plots = new QWidget;
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    for (HistoryPlot* plot : {accuracy_, loss_}) {
        row->addWidget(plot, 1);
        connect(plot, &Plot::exportRequested, this, [this, plot] { ExportDialog::open(plot, this); });
    }
    auto* column = new QVBoxLayout(plots);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    column->addWidget(new ColumnLegend(link));
    column->addLayout(row, 1);
    column->addWidget(sentence_);
    pages_->addWidget(plots);
    pages_->addWidget(empty_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pages_);
    connect(link, &CompareLink::changed, this, &CurvesPage::refresh);
    refresh();
}

void CurvesPage::refresh() {
    std::vector<HistoryCurve> shares, losses;
    QStringList without;
    int mostRuns = 1;
    const std::vector<CompareColumn>& columns = link_->columns();
    for (std::size_t k = 0; k < columns.size(); ++k) {
        const NetworkFigures* f = columns[k].figures.get();
        if (!f || !f->network)
            continue;
        TrainingHistory history = trainingHistory(*f->network, columns[k].name, static_cast<int>(k));
        if (!history.lossSpread.empty() || !history.accuracySpread.empty())
            mostRuns = std::max(mostRuns, history.runs);
        const auto add = [&](std::vector<HistoryCurve>& curves, std::vector<double>& mean,
                             std::vector<double>& spread, const QString& words, bool dashed) {
            if (mean.empty())
                return;
            curves.push_back(
                {history.name + QStringLiteral(", ") + words, k, dashed, std::move(mean), std::move(spread)});
        };
        const bool any = !history.empty();
        add(shares, history.accuracy, history.accuracySpread, tr("training"), false);
        add(shares, history.validation, history.validationSpread, tr("validation"), true);
        add(losses, history.loss, history.lossSpread, tr("loss"), false);
        if (!any)
            without << columns[k].name;
    }
    QStringList sentences;
    if (!shares.empty() || !losses.empty()) {
        sentences << tr("Solid: training data; dashed: validation data.");
        if (mostRuns > 1)
            sentences << tr("Lines are means over several trainings with other seeds, shades one standard "
                            "deviation around them.");
    }
    if (!without.isEmpty())
        sentences << tr("No history in the file of: %1.").arg(without.join(QStringLiteral("; ")));
    sentence_->setText(sentences.join(u' '));
    empty_->setSentence(tr("Networks that Kamke trains keep the loss and the share that is read correctly of "
                           "every epoch. None of these files has them; train one in the Train workspace, "
                           "or add one that has."));
    pages_->setCurrentIndex(shares.empty() && losses.empty() ? 1 : 0);
    accuracy_->setSummary(tr("%n curves", nullptr, static_cast<int>(shares.size())));
    loss_->setSummary(tr("%n curves", nullptr, static_cast<int>(losses.size())));
    accuracy_->setCurves(std::move(shares), 100, 100);
    loss_->setCurves(std::move(losses), 1, 0);
}

} // namespace kamke::ui
