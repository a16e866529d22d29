#include "ui/workspaces/network/curves_page.h"

#include "ui/documents/export_dialog.h"
#include "ui/plot/curve_plot.h"
#include "ui/plot/plot_terms.h"
#include "ui/plot/training_history.h"
#include "ui/text/number_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/workspaces/network/column_legend.h"
#include "ui/workspaces/network/compare_link.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

/// One quantity of one network; as a curve it is multiplied, so its data are kept.
struct HistoryCurve {
    QString name;           ///< network and quantity
    std::size_t column = 0; ///< of the network: its colour and its marker
    bool dashed = false;    ///< validation
    std::vector<double> mean, spread;
};

/// Values after so few epochs are shown as points, too.
constexpr std::size_t fewEpochs = 60;

PlotCurve historyCurve(const HistoryCurve& history, double scale) {
    PlotCurve curve{history.name};
    for (std::size_t k = 0; k < history.mean.size(); ++k)
        curve.points.append({static_cast<double>(k) + 1, scale * history.mean[k]});
    for (const double around : history.spread)
        curve.spread.append(scale * around);
    curve.look = [column = history.column, dashed = history.dashed,
                  few = history.mean.size() <= fewEpochs](const Theme& theme) {
        const QCPScatterStyle marker = columnMarker(theme, column, 5);
        CurveLook look{QPen(marker.pen().color(), 1.6)};
        if (dashed)
            look.pen.setDashPattern({4, 2.5});
        if (few)
            look.marker = marker;
        look.envelope = 0.16;
        return look;
    };
    return curve;
}

/// Epochs from 1. With `ceiling` > 0 the vertical axis ends there, else it begins at 0.
QRectF historyView(const std::vector<PlotCurve>& curves, double ceiling) {
    double least = std::numeric_limits<double>::infinity(), most = -least, last = 1;
    for (const PlotCurve& curve : curves)
        for (qsizetype k = 0; k < curve.points.size(); ++k) {
            const double around = curve.spread.isEmpty() ? 0 : curve.spread[k];
            least = std::min(least, curve.points[k].y() - around);
            most = std::max(most, curve.points[k].y() + around);
            last = std::max(last, curve.points[k].x());
        }
    double bottom = 0, top = 1;
    if (std::isfinite(most) && ceiling > 0) {
        bottom = std::min(least, 0.9 * ceiling) - 0.01 * ceiling;
        top = 1.01 * ceiling;
    } else if (std::isfinite(most)) {
        bottom = std::min(0.0, least);
        top = most > 0 ? 1.05 * most : 1;
    }
    return {1 - 0.02 * last, bottom, 1.04 * last - 1, top - bottom};
}

QString historyCsv(const std::vector<HistoryCurve>& histories) {
    QString text = QStringLiteral("curve,epoch,mean,std\n");
    for (const HistoryCurve& curve : histories)
        for (std::size_t k = 0; k < curve.mean.size(); ++k) {
            QString name = curve.name;
            name.replace(u'"', QStringLiteral("\"\""));
            text += QStringLiteral("\"%1\",%2,%3,%4\n")
                        .arg(name)
                        .arg(k + 1)
                        .arg(exactNumber(curve.mean[k]))
                        .arg(curve.spread.empty() ? QString() : exactNumber(curve.spread[k]));
        }
    return text;
}

/// `scale` multiplies what is drawn (100: percent).
void showHistories(CurvePlot& plot, std::vector<HistoryCurve> histories, double scale, double ceiling) {
    std::vector<PlotCurve> curves;
    curves.reserve(histories.size());
    for (const HistoryCurve& history : histories)
        curves.push_back(historyCurve(history, scale));
    const QRectF view = historyView(curves, ceiling);
    plot.setCurves(std::move(curves), view);
    plot.setCsv([histories = std::move(histories)] { return historyCsv(histories); });
}

} // namespace

CurvesPage::CurvesPage(CompareLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , accuracy_(new CurvePlot)
    , loss_(new CurvePlot)
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
    for (CurvePlot* plot : {accuracy_, loss_}) {
        plot->setWholeSteps(6);
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
    showHistories(*accuracy_, std::move(shares), 100, 100);
    showHistories(*loss_, std::move(losses), 1, 0);
}

} // namespace kamke::ui
