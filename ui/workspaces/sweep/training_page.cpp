#include "ui/workspaces/sweep/training_page.h"

#include "ui/documents/export_dialog.h"
#include "ui/plot/history_plot.h"
#include "ui/widgets/caption.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

TrainingPage::TrainingPage(SweepLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , accuracy_(new TrainingHistoryPlot(HistoryQuantity::Accuracy))
    , loss_(new TrainingHistoryPlot(HistoryQuantity::Loss))
    , note_(new Caption) {
    setObjectName(QStringLiteral("sweep.training"));
    note_->setObjectName(QStringLiteral("sweep.training.note"));
    note_->setProperty("role", QStringLiteral("faint"));
    auto* plots = new QHBoxLayout;
    plots->setSpacing(8);
    for (TrainingHistoryPlot* plot : {accuracy_, loss_}) {
        plots->addWidget(plot, 1);
        connect(plot, &Plot::exportRequested, this, [this, plot] { ExportDialog::open(plot, this); });
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(plots, 1);
    column->addWidget(note_);
    connect(link, &SweepLink::changed, this, &TrainingPage::refresh);
    refresh();
}

void TrainingPage::refresh() {
    const auto results = link_->results();
    std::vector<TrainingHistory> histories;
    QStringList without, names;
    int runs = 1;
    for (std::size_t k = 0; results && k < results->networks.size(); ++k) {
        const SweepNetwork& network = results->networks[k];
        if (!network.certifier)
            continue;
        TrainingHistory history =
            trainingHistory(network.certifier->network(), network.name, static_cast<int>(k));
        names << network.name;
        runs = std::max(runs, history.runs);
        if (history.empty())
            without << network.name;
        else
            histories.push_back(std::move(history));
    }
    // A running sweep changes often, the histories do not.
    if (names != shown_ || names.isEmpty()) {
        accuracy_->setHistories(histories);
        loss_->setHistories(std::move(histories));
        shown_ = names;
    }
    QString note =
        runs > 1 ? tr("Means over up to %1 runs with other seeds; bands: one standard deviation.").arg(runs)
                 : tr("Accuracies are of the validation samples where the file has them.");
    if (!without.isEmpty())
        note += u' ' + tr("No history is kept by %1.").arg(without.join(QStringLiteral(", ")));
    note_->setText(note);
    note_->setToolTip(note);
}

} // namespace kamke::ui
