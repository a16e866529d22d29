#include "network/widths_page.h"

#include "network/column_legend.h"
#include "network/compare_link.h"
#include "network/widths_plot.h"
#include "plot/export_dialog.h"
#include "widgets/empty_state.h"
#include "widgets/number_text.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace kamke::ui {

namespace {

/// "Diverges (ρ(|A|) = 12.3 ≥ 1)" or where it ends; empty before it is known.
QString endOf(const IntervalWidths& widths, double rho) {
    if (widths.mean.empty())
        return {};
    const QString number = formatNumber(QString::number(rho, 'g', 4).toDouble());
    const double last = widths.mean.back();
    // A curve that is still growing by more than a thousandth in ten steps has not arrived.
    const std::size_t before = widths.mean.size() > 10 ? widths.mean.size() - 11 : 0;
    const bool grows = last > 1.001 * widths.mean[before];
    if (rho >= 1)
        return grows ? WidthsPage::tr("diverges, as ρ(|A|) = %1 ≥ 1 allows").arg(number)
                     : WidthsPage::tr("stays bounded on these samples although ρ(|A|) = %1 ≥ 1").arg(number);
    return grows ? WidthsPage::tr("still grows, and converges in the end: ρ(|A|) = %1 < 1").arg(number)
                 : WidthsPage::tr("converges to %1: ρ(|A|) = %2 < 1")
                       .arg(formatNumber(QString::number(last, 'g', 3).toDouble()), number);
}

} // namespace

WidthsPage::WidthsPage(CompareLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , plot_(new WidthsPlot)
    , sentence_(new QLabel)
    , pages_(new QStackedWidget)
    , empty_(new EmptyState(tr("No interval widths yet"), QString())) {
    sentence_->setObjectName(QStringLiteral("network.widths-sentence"));
    sentence_->setProperty("role", QStringLiteral("note"));
    sentence_->setWordWrap(true);
    sentence_->setTextFormat(Qt::PlainText);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    column->addWidget(new ColumnLegend(link));
    column->addWidget(plot_, 1);
    column->addWidget(sentence_);
    pages_->addWidget(page);
    pages_->addWidget(empty_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(pages_);
    connect(plot_, &Plot::exportRequested, this, [this] { ExportDialog::open(plot_, this); });
    connect(link, &CompareLink::changed, this, &WidthsPage::refresh);
    refresh();
}

void WidthsPage::refresh() {
    std::vector<WidthCurve> curves;
    QStringList sentences, without, problems;
    for (std::size_t k = 0; k < link_->columns().size(); ++k) {
        const CompareColumn& column = link_->columns()[k];
        const NetworkFigures* f = column.figures.get();
        if (!f || !f->network)
            continue;
        if (!f->whyUnmeasured.empty()) {
            problems << QString::fromStdString(f->whyUnmeasured);
            continue;
        }
        if (f->widths.mean.empty())
            continue;
        QStringList ends{tr("as it is, %1").arg(endOf(f->widths, f->analysis->rhoAbs))};
        curves.push_back({column.name + tr(", as it is"), k, false, f->widths.mean});
        if (!f->startWidths.mean.empty()) {
            curves.push_back({column.name + tr(", random start"), k, true, f->startWidths.mean});
            ends.prepend(tr("at its random start, %1").arg(endOf(f->startWidths, f->startRho)));
        } else {
            without << column.name;
        }
        sentences << tr("%1: %2.").arg(column.name, ends.join(QStringLiteral("; ")));
    }
    plot_->setSummary(sentences.join(u' '));
    if (!curves.empty())
        sentences.prepend(
            tr("Mean width of the interval iteration with damping 0.1 on boxes of ε = 0.1 around the "
               "first %n sample(s). Solid: as it is; dashed: the random network that its training "
               "started from.",
               nullptr, static_cast<int>(NetworkFigures::widthSamples)));
    if (!without.isEmpty())
        sentences << tr("No start is known of: %1.").arg(without.join(QStringLiteral("; ")));
    sentence_->setText(sentences.join(u' '));
    problems.removeDuplicates();
    empty_->setSentence(
        problems.isEmpty()
            ? tr("The interval iteration of each network runs as soon as samples are at hand: open a "
                 "data set in the Digits workspace.")
            : problems.join(u' '));
    pages_->setCurrentIndex(curves.empty() ? 1 : 0);
    plot_->setCurves(std::move(curves));
}

} // namespace kamke::ui
