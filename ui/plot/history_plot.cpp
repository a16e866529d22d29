#include "ui/plot/history_plot.h"

#include "ui/plot/end_labels.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"

#include <QLocale>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace kamke::ui {

namespace {
constexpr double envelope = 0.18; ///< opacity: three of them over each other are still told apart
} // namespace

TrainingHistoryPlot::TrainingHistoryPlot(HistoryQuantity quantity, QWidget* parent)
    : Plot(parent)
    , quantity_(quantity) {
    const bool accuracy = quantity == HistoryQuantity::Accuracy;
    setObjectName(accuracy ? QStringLiteral("history.accuracy") : QStringLiteral("history.loss"));
    setAccessibleName(accuracy ? tr("Accuracy against epoch") : tr("Loss against epoch"));
    setAxisNames(tr("epoch"), accuracy ? tr("read correctly (%)") : tr("loss"));
    setAxisTerms(
        this, QStringLiteral("epoch"),
        accuracy ? QStringLiteral("validation") : QStringLiteral("cross-entropy"));
    labels_ = new EndLabels(this);
    const auto epochs = QSharedPointer<QCPAxisTickerFixed>::create();
    epochs->setTickStep(1);
    epochs->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    epochs->setTickCount(5);
    xAxis->setTicker(epochs);
    connect(this, &Plot::viewChosen, this, [this] { chosen_ = true; });
    restyle(theme());
}

const std::vector<double>& TrainingHistoryPlot::mean(const TrainingHistory& history) const {
    return quantity_ == HistoryQuantity::Accuracy ? history.shares() : history.loss;
}

const std::vector<double>& TrainingHistoryPlot::spread(const TrainingHistory& history) const {
    return quantity_ == HistoryQuantity::Accuracy ? history.sharesSpread() : history.lossSpread;
}

QString TrainingHistoryPlot::endText(const TrainingHistory& history) const {
    const double last = mean(history).back();
    return history.name + u' ' +
           (quantity_ == HistoryQuantity::Accuracy ? tr("%1 %").arg(QLocale().toString(100 * last, 'f', 1))
                                                   : formatNumber(QString::number(last, 'g', 3).toDouble()));
}

QStringList TrainingHistoryPlot::ends() const {
    QStringList texts;
    for (const TrainingHistory& history : histories_)
        texts << endText(history);
    return texts;
}

void TrainingHistoryPlot::setHistories(std::vector<TrainingHistory> histories) {
    std::erase_if(histories, [this](const TrainingHistory& h) { return mean(h).empty(); });
    histories_ = std::move(histories);
    clearGraphs();
    // Three graphs each: the edges of the envelope first, below every curve.
    for (const TrainingHistory& history : histories_) {
        const std::vector<double>&values = mean(history), &around = spread(history);
        QVector<QCPGraphData> low, high;
        for (std::size_t k = 0; k < around.size(); ++k) {
            const double epoch = static_cast<double>(k) + 1;
            low.append({epoch, scale() * (values[k] - around[k])});
            high.append({epoch, scale() * (values[k] + around[k])});
        }
        QCPGraph* lower = addGraph();
        lower->data()->set(low, true);
        QCPGraph* upper = addGraph();
        upper->data()->set(high, true);
        upper->setChannelFillGraph(lower);
    }
    for (const TrainingHistory& history : histories_) {
        const std::vector<double>& values = mean(history);
        QVector<QCPGraphData> points;
        for (std::size_t k = 0; k < values.size(); ++k)
            points.append({static_cast<double>(k) + 1, scale() * values[k]});
        QCPGraph* line = addGraph();
        line->setName(history.name);
        line->data()->set(points, true);
    }
    const QStringList texts = ends();
    setSummary(
        texts.isEmpty() ? tr("No network keeps a history of its training.")
                        : texts.join(QStringLiteral(", ")));
    style();
    if (!chosen_)
        fit();
    replot(rpQueuedReplot);
}

void TrainingHistoryPlot::fit() {
    double least = std::numeric_limits<double>::infinity(), most = -least;
    std::size_t epochs = 1;
    for (const TrainingHistory& history : histories_) {
        const std::vector<double>&values = mean(history), &around = spread(history);
        epochs = std::max(epochs, values.size());
        // The first epoch is far from the others in long trainings.
        for (std::size_t k = values.size() > 20 ? 1 : 0; k < values.size(); ++k) {
            const double wide = around.empty() ? 0 : around[k];
            least = std::min(least, scale() * (values[k] - wide));
            most = std::max(most, scale() * (values[k] + wide));
        }
    }
    if (!(least <= most)) {
        least = 0;
        most = 1;
    }
    const double margin = std::max(0.08 * (most - least), 1e-9);
    const double bottom = std::max(0.0, least - margin), top = most + margin;
    setView({1, bottom, std::max<double>(1, static_cast<double>(epochs) - 1), top - bottom});
}

void TrainingHistoryPlot::resetView() {
    chosen_ = false;
    fit();
    replot(rpQueuedReplot);
    emit viewReset();
}

void TrainingHistoryPlot::style() {
    std::vector<EndLabel> labels;
    const int count = static_cast<int>(histories_.size());
    for (int k = 0; k < count; ++k) {
        const TrainingHistory& history = histories_[static_cast<std::size_t>(k)];
        const QPen pen = theme().seriesPen(history.series);
        graph(2 * k)->setPen(Qt::NoPen);
        graph(2 * k + 1)->setPen(Qt::NoPen);
        graph(2 * k + 1)->setBrush(faded(pen.color(), envelope));
        QCPGraph* line = graph(2 * count + k);
        line->setPen(pen);
        const std::vector<double>& values = mean(history);
        // One epoch is a point.
        line->setScatterStyle(
            values.size() == 1 ? QCPScatterStyle(QCPScatterStyle::ssDisc, 5) : QCPScatterStyle());
        labels.push_back(
            {endText(history),
             {static_cast<double>(values.size()), scale() * values.back()},
             yAxis,
             theme().seriesText(history.series)});
    }
    labels_->set(std::move(labels), smallFont());
    QMargins margins = axisRect()->minimumMargins();
    margins.setRight(std::max(12, labels_->width()));
    axisRect()->setMinimumMargins(margins);
}

void TrainingHistoryPlot::restyle(const Theme& theme) {
    Plot::restyle(theme);
    // The base class calls this before there are labels.
    if (labels_)
        style();
}

QString TrainingHistoryPlot::csv() const {
    const bool accuracy = quantity_ == HistoryQuantity::Accuracy;
    QString text = accuracy ? QStringLiteral("network,runs,samples,epoch,accuracy,std\n")
                            : QStringLiteral("network,runs,epoch,loss,std\n");
    for (const TrainingHistory& history : histories_) {
        QString name = history.name;
        name.replace(u'"', QStringLiteral("\"\""));
        const std::vector<double>&values = mean(history), &around = spread(history);
        for (std::size_t k = 0; k < values.size(); ++k) {
            text += u'"' + name + QStringLiteral("\",%1,").arg(history.runs);
            if (accuracy)
                text +=
                    history.validation.empty() ? QStringLiteral("training,") : QStringLiteral("validation,");
            text += QString::number(k + 1) + u',' + exactNumber(values[k]) + u',' +
                    (around.empty() ? QString() : exactNumber(around[k])) + u'\n';
        }
    }
    return text;
}

} // namespace kamke::ui
