#include "ui/workspaces/contraction/race_figure.h"

#include "core/certify/methods.h"
#include "core/model/matrix_measure.h"
#include "ui/plot/figure_plot.h"
#include "ui/plot/log_ticker.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/workspaces/contraction/fixed_boxes.h"
#include "ui/workspaces/contraction/self_loop.h"

#include <QGridLayout>
#include <QSharedPointer>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr int raceSamples = 250, mostIterations = 400;
constexpr int leastShown = 12, mostShown = 48;

QString labelOf(const char* method) {
    const std::string_view label = findMethod(method)->label;
    return toQString(label);
}

} // namespace

std::size_t RaceFigure::Runner::at(int k) const {
    return std::min(static_cast<std::size_t>(std::max(k, 0)), run.iterates.size() - 1);
}

double RaceFigure::Runner::width(int k, int unit) const {
    const Vector& x = run.iterates[at(k)];
    return x(2 + unit) - x(unit);
}

QRectF RaceFigure::Runner::box(int k) const {
    const Vector& x = run.iterates[at(k)];
    return {QPointF(x(0), x(1)), QPointF(x(2), x(3))};
}

RaceFigure::RaceFigure(ExplorerStore* store)
    : store_(store)
    , widths_(new FigurePlot(QStringLiteral("contraction.race.widths"), tr("Widths against iteration")))
    , boxes_(new FigurePlot(QStringLiteral("contraction.race.boxes"), tr("Boxes in the plane of the states")))
    , loop_(new SelfLoop(store))
    , runners_{{{"mm", Splitting::Metzler, {}}, {"ibp", Splitting::Sign, {}}}} {
    setObjectName(QStringLiteral("contraction.raceFigure"));
    widths_->setAxisNames(tr("iteration"), tr("width"));
    widths_->setHorizontalStart(0);
    boxes_->setAxisNames(QStringLiteral("x₁"), QStringLiteral("x₂"));
    setAxisTerms(widths_, QStringLiteral("iteration"), QStringLiteral("width"));
    setAxisTerms(boxes_, QStringLiteral("state"), QStringLiteral("state"));
    const auto ticker = QSharedPointer<LogTicker>::create();
    ticker->setRoom(7);
    widths_->yAxis->setTicker(ticker);
    const auto whole = QSharedPointer<QCPAxisTickerFixed>::create();
    whole->setTickStep(1);
    whole->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    whole->setTickCount(6);
    widths_->xAxis->setTicker(whole);
    widths_->setRightRoom(widths_->fontMetrics().horizontalAdvance(tr("MM x₁")) + 18);
    widths_->setPaint({}, [this](QCPPainter& p) { paintWidths(p); });
    boxes_->setPaint({}, [this](QCPPainter& p) { paintBoxes(p); });
    widths_->setCsv([this] { return widthsCsv(); });
    boxes_->setCsv([this] { return boxesCsv(); });

    connect(store, &ExplorerStore::hoveredMethodChanged, this, [this] {
        for (FigurePlot* plot : {widths_, boxes_})
            plot->replot(QCustomPlot::rpQueuedReplot);
    });

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(widths_, 0, 0);
    grid->addWidget(boxes_, 0, 1);
    grid->addWidget(loop_, 1, 0, 1, 2);
    grid->setRowStretch(0, 3);
    grid->setRowStretch(1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
}

void RaceFigure::follow(StateParts parts) {
    if (parts & (StatePart::Contraction | StatePart::Network | StatePart::Boxes | StatePart::Selection |
                 StatePart::Axes | StatePart::Theme)) {
        // The slider of the self-loop changes the state too, but not this race.
        PlanarSystem next = planarSystem(store_->state());
        const bool same = system_.A.size() > 0 && kamke::same(next.A, system_.A) && next.w == system_.w &&
                          next.activation == system_.activation;
        system_ = std::move(next);
        if (!same)
            compute();
        loop_->follow();
    } else if (!(parts & StatePart::Cursor)) {
        return;
    }
    fitViews();
    widths_->setSummary(sentence());
    boxes_->setSummary(sentence());
}

void RaceFigure::compute() {
    rhoAbs_ = spectralRadius(system_.A.cwiseAbs());
    last_ = leastShown;
    for (Runner& runner : runners_) {
        runner.run = growBox(system_, runner.splitting, mostIterations);
        // Until the box has settled to what can be seen.
        int k = 1;
        const auto growing = [&](int unit) {
            return std::abs(runner.width(k, unit) - runner.width(mostIterations, unit)) >
                   1e-4 * runner.width(mostIterations, unit);
        };
        while (k < runner.run.iterations() && (growing(0) || growing(1)))
            ++k;
        last_ = std::clamp(std::max(last_, k + 2), leastShown, mostShown);
    }
    points_ = fixedPoints(system_, raceSamples);
}

int RaceFigure::iteration() const {
    const double time = store_->state().contraction.time;
    return std::clamp(static_cast<int>(std::lround(std::min(time, 1e6))), 0, last_);
}

double RaceFigure::furthestWidth() const {
    double most = 0;
    for (const Runner& runner : runners_)
        for (int unit = 0; unit < 2; ++unit)
            most = std::max(most, runner.width(last_, unit));
    return most;
}

void RaceFigure::fitViews() {
    double least = INFINITY;
    for (const Runner& runner : runners_)
        for (int unit = 0; unit < 2; ++unit)
            if (const double first = runner.width(1, unit); first > 0)
                least = std::min(least, first);
    const double most = std::max(furthestWidth(), 1e-12);
    const double from = std::log10(std::isfinite(least) ? least : most / 10);
    widths_->fit(QRectF(0, from, last_, std::max(0.3, std::log10(most) - from)), 0.06);

    const Runner& mm = runners_[0];
    QRectF content = mm.box(mostIterations).united(mm.box(iteration()));
    for (Index k = 0; k < points_.cols(); ++k)
        content = content.united(QRectF(points_(0, k), points_(1, k), 1e-9, 1e-9));
    // IBP's box is followed as long as both can be seen.
    const QRectF ibp = runners_[1].box(iteration()), settled = runners_[1].box(mostIterations);
    const double room = 8 * std::max({content.width(), content.height(), 1e-9});
    if (runners_[1].settled() && std::max(settled.width(), settled.height()) < room)
        content = content.united(settled);
    if (std::max(ibp.width(), ibp.height()) < room)
        content = content.united(ibp);
    boxes_->fit(content, 0.12);
}

QString RaceFigure::positionText(int position) const {
    return tr("iteration %1 of %2").arg(position).arg(last_);
}

QList<FigureNumber> RaceFigure::numbers() const {
    QList<FigureNumber> list{
        {tr("iteration"), static_cast<double>(iteration()), QStringLiteral("iteration")},
        {QStringLiteral("ρ(|A|)"), rhoAbs_, QStringLiteral("rho-abs")}};
    for (const Runner& runner : runners_) {
        const QString name = labelOf(runner.method);
        const QString term = QString::fromLatin1(runner.method);
        for (int unit = 0; unit < 2; ++unit) {
            const auto symbol = [unit](const char* text) {
                return subscripted(QString::fromUtf8(text), unit + 1);
            };
            const Vector& last = runner.run.last();
            list.append(
                {tr("%1 width %2", "method, unit").arg(name, symbol("x")), runner.width(iteration(), unit),
                 QStringLiteral("width")});
            list.append(
                {name + QLatin1Char(' ') + symbol("x̲") + QLatin1Char('*'),
                 runner.settled() ? last(unit) : std::nan(""), term});
            list.append(
                {name + QLatin1Char(' ') + symbol("x̄") + QLatin1Char('*'),
                 runner.settled() ? last(2 + unit) : std::nan(""), term});
        }
    }
    return list + loop_->numbers();
}

double RaceFigure::opacity(const Runner& runner) const {
    const QString hovered = store_->hoveredMethod();
    return hovered.isEmpty() || hovered == QLatin1String(runner.method) ? 1 : 0.3;
}

QString RaceFigure::outcome(const Runner& runner) const {
    const QString name = labelOf(runner.method);
    if (runner.settled())
        return tr("%1 settles at widths %2 and %3")
            .arg(
                name, formatNumber(runner.width(mostIterations, 0)),
                formatNumber(runner.width(mostIterations, 1)));
    if (runner.run.status == Status::Diverged)
        return runner.splitting == Splitting::Sign
                   ? tr("%1 diverges (spectral radius of |A| is %2 ≥ 1)").arg(name, formatNumber(rhoAbs_))
                   : tr("%1 diverges (no weights give a measure below 1)").arg(name);
    return tr("%1 has not settled after %2 iterations").arg(name).arg(runner.run.iterations());
}

QString RaceFigure::sentence() const {
    if (system_.w.width().cwiseAbs().maxCoeff() <= 0)
        return tr("The input box is a point, so every box is one: select or draw a box of inputs.");
    return tr("From the same start, %1; %2.").arg(outcome(runners_[0]), outcome(runners_[1]));
}

QList<Plot*> RaceFigure::plots() const {
    return QList<Plot*>{widths_, boxes_} + loop_->plots();
}

QString RaceFigure::widthsCsv() const {
    QString text = QStringLiteral("iteration,method,unit,width\n");
    for (const Runner& runner : runners_)
        for (int unit = 0; unit < 2; ++unit)
            for (int k = 0; k <= std::min(last_, runner.run.iterations()); ++k)
                text += QStringLiteral("%1,%2,%3,%4\n")
                            .arg(k)
                            .arg(QString::fromLatin1(runner.method))
                            .arg(unit + 1)
                            .arg(exactNumber(runner.width(k, unit)));
    return text;
}

QString RaceFigure::boxesCsv() const {
    QString text = QStringLiteral("iteration,method,lower 1,lower 2,upper 1,upper 2\n");
    for (const Runner& runner : runners_)
        for (int k = 0; k <= std::min(last_, runner.run.iterations()); ++k) {
            const Vector& x = runner.run.iterates[runner.at(k)];
            text += QString::number(k) + QLatin1Char(',') + QString::fromLatin1(runner.method);
            for (Index i = 0; i < 4; ++i)
                text += QLatin1Char(',') + exactNumber(x(i));
            text += QLatin1Char('\n');
        }
    return text;
}

} // namespace kamke::ui
