#include "ui/workspaces/train/train_curves.h"

#include "ui/documents/export_dialog.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/widgets/card.h"
#include "ui/workspaces/train/curve_plot.h"
#include "ui/workspaces/train/train_text.h"

#include <QHBoxLayout>
#include <cmath>
#include <functional>
#include <limits>

namespace kamke::ui {

namespace {

using Value = double (*)(const TrainProgress&);

/// The points of one quantity, the newest unfinished epoch among them, where it is a number.
QVector<QPointF> pointsOf(const TrainRunner& runner, Value value) {
    QVector<QPointF> points;
    const auto add = [&](const TrainProgress& p) {
        if (const double y = value(p); std::isfinite(y))
            points.append({p.epoch - 1 + p.fraction, y});
    };
    for (const TrainProgress& p : runner.points())
        add(p);
    const TrainProgress* latest = runner.latest();
    if (latest && latest->epoch > 1 && latest->fraction < 1)
        add(*latest);
    return points;
}

} // namespace

TrainCurves::TrainCurves(TrainRunner* runner, QWidget* parent)
    : QWidget(parent)
    , runner_(runner)
    , accuracy_(new CurvePlot)
    , loss_(new CurvePlot) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const std::pair<QString, CurvePlot*> plots[] = {{tr("Read correctly"), accuracy_}, {tr("Loss"), loss_}};
    for (const auto& [title, plot] : plots) {
        auto* card = new Card(title, QStringLiteral("training"));
        plot->setAccessibleName(title);
        card->body()->addWidget(plot, 1);
        row->addWidget(card, 1);
        cards_ << card;
        connect(
            plot, &Plot::exportRequested, this, [this, shown = plot] { ExportDialog::open(shown, this); });
    }
    cards_[0]->setSubtitle(tr("share of samples, %"));
    cards_[1]->setSubtitle(tr("mean over the epoch"));
    accuracy_->setObjectName(QStringLiteral("accuracyCurves"));
    accuracy_->setAxisNames(tr("epoch"), tr("%"));
    accuracy_->setHorizontalStart(0);
    setAxisTerms(accuracy_, QStringLiteral("epoch"), QStringLiteral("validation"));
    loss_->setObjectName(QStringLiteral("lossCurves"));
    loss_->setAxisNames(tr("epoch"), tr("loss"));
    loss_->setHorizontalStart(0);
    setAxisTerms(loss_, QStringLiteral("epoch"), QStringLiteral("cross-entropy"));
    connect(runner, &TrainRunner::busyChanged, this, &TrainCurves::refresh);
    connect(runner, &TrainRunner::progressed, this, &TrainCurves::refresh);
    refresh();
}

void TrainCurves::refresh() {
    const TrainOptions& options = runner_->job().options;
    const int epochs = options.epochs;
    std::vector<Curve> shares, losses;
    const auto add = [&](std::vector<Curve>& curves, CurveKind kind, const QString& name, Value value,
                         const std::function<QString(double)>& words, double top = 0) {
        Curve curve{kind, name, {}, pointsOf(*runner_, value), top};
        if (curve.points.isEmpty())
            return;
        curve.end = name + u' ' + words(curve.points.back().y());
        curves.push_back(std::move(curve));
    };
    const auto percent = [](double value) { return percentText(value / 100); };
    add(
        shares, CurveKind::Training, tr("training"), [](const TrainProgress& p) { return 100 * p.accuracy; },
        percent);
    add(
        shares, CurveKind::Validation, tr("validation"),
        [](const TrainProgress& p) { return 100 * p.validation; }, percent);
    add(
        shares, CurveKind::Certified, tr("certified"),
        [](const TrainProgress& p) { return 100 * p.certified; }, percent);
    const auto brief = [](double value) { return formatNumber(QString::number(value, 'g', 3).toDouble()); };
    add(
        losses, CurveKind::Loss, tr("loss"), [](const TrainProgress& p) { return p.loss; }, brief);
    if (options.certifiedEps > 0)
        add(
            losses, CurveKind::Ramp, tr("ε"), [](const TrainProgress& p) { return p.eps; }, brief,
            options.certifiedEps);
    for (CurvePlot* plot : {accuracy_, loss_}) {
        const std::vector<Curve>& curves = plot == accuracy_ ? shares : losses;
        QStringList ends;
        for (const Curve& curve : curves)
            ends << curve.end;
        plot->setSummary(
            ends.isEmpty() ? tr("Nothing has been trained yet") : ends.join(QStringLiteral(", ")));
        plot->setCurves(curves, epochs, plot == accuracy_ ? 100 : 0);
    }
}

} // namespace kamke::ui
