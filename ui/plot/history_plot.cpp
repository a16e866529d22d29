#include "ui/plot/history_plot.h"

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
    : CurvePlot(parent)
    , quantity_(quantity) {
    const bool accuracy = quantity == HistoryQuantity::Accuracy;
    setObjectName(accuracy ? QStringLiteral("history.accuracy") : QStringLiteral("history.loss"));
    setAccessibleName(accuracy ? tr("Accuracy against epoch") : tr("Loss against epoch"));
    setAxisNames(tr("epoch"), accuracy ? tr("read correctly (%)") : tr("loss"));
    setAxisTerms(
        this, QStringLiteral("epoch"),
        accuracy ? QStringLiteral("validation") : QStringLiteral("cross-entropy"));
    setWholeSteps(5);
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

void TrainingHistoryPlot::setHistories(std::vector<TrainingHistory> histories) {
    std::erase_if(histories, [this](const TrainingHistory& h) { return mean(h).empty(); });
    histories_ = std::move(histories);
    std::vector<PlotCurve> curves;
    for (const TrainingHistory& history : histories_) {
        PlotCurve curve{history.name, endText(history)};
        const std::vector<double>& values = mean(history);
        for (std::size_t k = 0; k < values.size(); ++k)
            curve.points.append({static_cast<double>(k) + 1, scale() * values[k]});
        for (const double around : spread(history))
            curve.spread.append(scale() * around);
        curve.look = [series = history.series, point = values.size() == 1](const Theme& theme) {
            return CurveLook{
                theme.seriesPen(series), theme.seriesText(series),
                point ? QCPScatterStyle(QCPScatterStyle::ssDisc, 5) : QCPScatterStyle(), envelope};
        };
        curves.push_back(std::move(curve));
    }
    setCurves(std::move(curves), fitted());
    const QStringList texts = ends();
    setSummary(
        texts.isEmpty() ? tr("No network keeps a history of its training.")
                        : texts.join(QStringLiteral(", ")));
}

QRectF TrainingHistoryPlot::fitted() const {
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
    return {1, bottom, std::max<double>(1, static_cast<double>(epochs) - 1), top - bottom};
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
