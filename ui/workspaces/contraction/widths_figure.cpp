#include "ui/workspaces/contraction/widths_figure.h"

#include "ui/glossary/term.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/contraction/log_curves.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

namespace kamke::ui {

namespace {
constexpr int mostSamples = 10000; ///< more would not change a mean that is seen
} // namespace

WidthsFigure::WidthsFigure(ExplorerStore* store)
    : store_(store)
    , curves_(new LogCurves)
    , eps_(new NumberField)
    , samples_(new NumberField)
    , stop_(new QPushButton(tr("Stop")))
    , verdicts_(new QLabel)
    , runner_(
          this, {[](const WidthsJob& job, quint64, const std::stop_token& stop, const auto& publish) {
                     computeWidths(job, stop, publish);
                 },
                 [this](std::shared_ptr<const WidthsResult> result) {
                     result_ = std::move(result);
                     showResult();
                 },
                 [this](bool busy) {
                     stop_->setEnabled(busy);
                     showResult();
                 }}) {
    setObjectName(QStringLiteral("contraction.intervalWidthsFigure"));
    curves_->setObjectName(QStringLiteral("contraction.intervalWidths"));
    curves_->setAccessibleName(tr("Mean interval width against iteration"));
    curves_->setAxisNames(tr("iteration k"), tr("mean width"));
    curves_->setHorizontalStart(0);
    setAxisTerms(curves_, QStringLiteral("average"), QStringLiteral("ibp"));
    verdicts_->setObjectName(QStringLiteral("contraction.intervalWidths.verdicts"));
    verdicts_->setWordWrap(true);
    setTerm(verdicts_, QStringLiteral("spectral-radius"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeTools());
    column->addWidget(curves_, 1);
    column->addWidget(verdicts_);
    showResult();
}

WidthsFigure::~WidthsFigure() = default;

QWidget* WidthsFigure::makeTools() {
    auto* tools = new QWidget;
    auto* flow = new FlowLayout(10, 6, tools);
    const auto add = [&](const QString& words, NumberField* field, const QString& term, double value) {
        auto* box = new QWidget;
        auto* row = new QHBoxLayout(box);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(4);
        auto* label = new QLabel(words);
        label->setBuddy(field);
        setTerm(label, term);
        field->setValue(value);
        field->setFixedWidth(field->fontMetrics().horizontalAdvance(QStringLiteral("0.000000")) + 16);
        field->setAccessibleName(words);
        row->addWidget(label);
        row->addWidget(field);
        flow->addWidget(box);
        connect(
            field, &NumberField::refused, this, [this](const QString& why) { emit store_->message(why); });
    };
    add(tr("ε"), eps_, QStringLiteral("eps"), job_.eps);
    add(tr("samples"), samples_, QStringLiteral("share"), job_.samples);
    eps_->setObjectName(QStringLiteral("contraction.intervalWidths.eps"));
    samples_->setObjectName(QStringLiteral("contraction.intervalWidths.samples"));
    stop_->setObjectName(QStringLiteral("contraction.intervalWidths.stop"));
    stop_->setToolTip(tr("Stop computing; what is drawn stays"));
    stop_->setEnabled(false);
    flow->addWidget(stop_);
    connect(stop_, &QPushButton::clicked, this, [this] { runner_.cancel(); });
    connect(eps_, &NumberField::entered, this, [this](double value) {
        if (!(value > 0 && std::isfinite(value))) {
            eps_->setValue(job_.eps);
            emit store_->message(tr("ε is %1, expected a number above 0.").arg(formatNumber(value)));
            return;
        }
        job_.eps = value;
        eps_->setValue(value);
        start();
    });
    connect(samples_, &NumberField::entered, this, [this](double value) {
        if (!(value >= 1 && value <= mostSamples && value == std::floor(value))) {
            samples_->setValue(job_.samples);
            emit store_->message(tr("The number of samples is %1, expected a whole number from 1 to %2.")
                                     .arg(formatNumber(value))
                                     .arg(mostSamples));
            return;
        }
        job_.samples = static_cast<int>(value);
        samples_->setValue(value);
        start();
    });
    return tools;
}

void WidthsFigure::follow(StateParts) {
    const QString& dataset = store_->state().digits.dataset;
    if (started_ && dataset == job_.dataset)
        return;
    job_.dataset = dataset;
    start();
}

void WidthsFigure::start() {
    started_ = true;
    runner_.start(job_, false);
}

void WidthsFigure::showResult() {
    std::vector<LogCurve> curves;
    if (result_)
        for (const WidthsCurve& curve : result_->curves)
            if (curve.mean.size() > 1)
                curves.push_back(
                    {curve.name, [k = curve.series](const Theme& theme) { return theme.seriesPen(k); },
                     curve.mean, false});
    curves_->setCurves(std::move(curves), 1);
    curves_->setCursor(-1);
    curves_->setSummary(sentence());
    QStringList lines;
    if (result_) {
        for (const WidthsCurve& curve : result_->curves)
            lines << verdict(curve);
        for (const QString& more : {result_->leftOut, result_->problem})
            if (!more.isEmpty())
                lines << more;
    }
    verdicts_->setText(lines.join(u'\n'));
    emit changed();
}

QString WidthsFigure::verdict(const WidthsCurve& curve) const {
    const QString rho = formatNumber(QString::number(curve.rhoAbs, 'g', 4).toDouble());
    if (curve.mean.size() < 2)
        return isBusy() ? tr("%1: waiting.").arg(curve.name) : tr("%1: stopped.").arg(curve.name);
    const QString width = formatNumber(QString::number(curve.mean.back(), 'g', 4).toDouble());
    const int k = static_cast<int>(curve.mean.size()) - 1;
    if (curve.status == Status::NotConverged && isBusy())
        return tr("%1: mean width %2 at iteration %3.").arg(curve.name, width).arg(k);
    if (curve.diverges())
        return tr("%1: the intervals diverge, mean width %2 at iteration %3; nothing holds them, since "
                  "ρ(|A|) = "
                  "%4 ≥ 1.")
            .arg(curve.name, width)
            .arg(k)
            .arg(rho);
    if (curve.rhoAbs < 1)
        return (curve.settled()
                    ? tr("%1: the intervals converge to a mean width of %2, as they must for ρ(|A|) "
                         "= %4 < 1 (iteration %3).")
                    : tr("%1: mean width %2 at iteration %3, still on its way; ρ(|A|) = %4 < 1 says "
                         "that it converges."))
            .arg(curve.name, width)
            .arg(k)
            .arg(rho);
    return tr("%1: mean width %2 at iteration %3; ρ(|A|) = %4 ≥ 1, so that nothing says that it converges.")
        .arg(curve.name, width)
        .arg(k)
        .arg(rho);
}

QList<FigureNumber> WidthsFigure::numbers() const {
    QList<FigureNumber> list{
        {tr("ε"), job_.eps, QStringLiteral("eps")},
        {tr("damping α"), job_.alpha, QStringLiteral("alpha")},
        {tr("samples"), static_cast<double>(job_.samples), QStringLiteral("share")}};
    if (result_)
        for (const WidthsCurve& curve : result_->curves) {
            list.append(
                {tr("ρ(|A|) of %1").arg(curve.name), curve.rhoAbs, QStringLiteral("spectral-radius")});
            if (curve.mean.size() > 1)
                list.append(
                    {tr("last width of %1").arg(curve.name), curve.mean.back(), QStringLiteral("ibp")});
        }
    return list;
}

QString WidthsFigure::sentence() const {
    if (!result_)
        return tr("Interval boxes of random and trained networks are being computed.");
    if (!result_->problem.isEmpty())
        return result_->problem;
    QStringList bad, good;
    for (const WidthsCurve& curve : result_->curves) {
        if (curve.diverges())
            bad << curve.name;
        else if (curve.rhoAbs < 1 && curve.mean.size() > 1)
            good << curve.name;
    }
    const QString between = QStringLiteral("; ");
    if (bad.isEmpty() && good.isEmpty())
        return tr("Mean widths of interval boxes at ε = %1, on %2 samples.")
            .arg(formatNumber(job_.eps))
            .arg(result_->samples);
    if (bad.isEmpty())
        return tr("Intervals converge for %1, where ρ(|A|) < 1.").arg(good.join(between));
    if (good.isEmpty())
        return tr("Intervals diverge for %1, where ρ(|A|) ≥ 1.").arg(bad.join(between));
    return tr("Intervals diverge for %1, where ρ(|A|) ≥ 1, and converge for %2, where ρ(|A|) < 1.")
        .arg(bad.join(between), good.join(between));
}

QList<Plot*> WidthsFigure::plots() const {
    return {curves_};
}

} // namespace kamke::ui
