#include "ui/workspaces/train/train_curves.h"

#include "ui/documents/export_dialog.h"
#include "ui/plot/curve_plot.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/widgets/card.h"
#include "ui/workspaces/train/train_text.h"

#include <QHBoxLayout>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace kamke::ui {

namespace {

using Value = double (*)(const TrainProgress&);

/// What a curve shows: its colour and its second cue.
enum class CurveKind { Training, Validation, Certified, Loss, Ramp };

QColor curveColour(CurveKind kind, const Theme& theme) {
    switch (kind) {
    case CurveKind::Training:
    case CurveKind::Loss:
        return theme.accent;
    case CurveKind::Validation:
        return theme.samples;
    case CurveKind::Certified:
        return theme.good;
    case CurveKind::Ramp:
        break;
    }
    return theme.faintText;
}

/// Values after so few epochs are shown as points, too.
constexpr int mostPoints = 60;

CurveLook curveLook(CurveKind kind, int epochs, const Theme& theme) {
    const QColor colour = curveColour(kind, theme);
    CurveLook look{QPen(colour, kind == CurveKind::Ramp ? 1.2 : 2), withContrast(colour, theme.plotGround)};
    look.pen.setCapStyle(Qt::RoundCap);
    look.pen.setJoinStyle(Qt::RoundJoin);
    if (kind == CurveKind::Certified)
        look.pen.setDashPattern({4, 2.5});
    else if (kind == CurveKind::Ramp)
        look.pen.setDashPattern({0.01, 2.4});
    if (kind == CurveKind::Validation && epochs <= mostPoints) {
        look.marker = QCPScatterStyle(QCPScatterStyle::ssDisc, 4);
        look.marker.setPen(QPen(colour));
    }
    return look;
}

/// All epochs of the training. With `ceiling` > 0 the vertical axis ends there, else at the largest value; it
/// begins below the least value, or at 0 without a ceiling.
QRectF trainingView(const std::vector<PlotCurve>& curves, int epochs, double ceiling) {
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (const PlotCurve& curve : curves) {
        if (curve.top > 0)
            continue;
        // Once two epochs are whole, the view fits what comes after the first: before that everything is far
        // away.
        const double from = curve.points.back().x() >= 2 ? 1 : 0;
        for (const QPointF& p : curve.points)
            if (p.x() >= from) {
                least = std::min(least, p.y());
                most = std::max(most, p.y());
            }
    }
    double bottom = 0, top = std::isfinite(most) && most > 0 ? 1.05 * most : 1;
    if (ceiling > 0) {
        least = std::isfinite(least) ? least : 0;
        // Whole tens, so that the axis stands still while the curves move.
        bottom = std::min(0.9 * ceiling, 10 * std::floor(least / 10));
        top = 1.01 * ceiling;
    }
    return {0, bottom, static_cast<double>(std::max(1, epochs)), top - bottom};
}

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
        plot->setWholeSteps(5);
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
    std::vector<PlotCurve> shares, losses;
    const auto add = [&](std::vector<PlotCurve>& curves, CurveKind kind, const QString& name, Value value,
                         const std::function<QString(double)>& words, double top = 0) {
        PlotCurve curve{name, {}, pointsOf(*runner_, value)};
        if (curve.points.isEmpty())
            return;
        curve.end = name + u' ' + words(curve.points.back().y());
        curve.top = top;
        curve.look = [kind, epochs](const Theme& theme) { return curveLook(kind, epochs, theme); };
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
        std::vector<PlotCurve>& curves = plot == accuracy_ ? shares : losses;
        const QRectF view = trainingView(curves, epochs, plot == accuracy_ ? 100 : 0);
        plot->setCurves(std::move(curves), view);
        const QStringList ends = plot->ends();
        plot->setSummary(
            ends.isEmpty() ? tr("Nothing has been trained yet") : ends.join(QStringLiteral(", ")));
    }
}

} // namespace kamke::ui
