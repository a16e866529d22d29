#include "ui/workspaces/contraction/euler_figure.h"

#include "core/solve/iterations.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/contraction/planar_field.h"
#include "ui/workspaces/contraction/planar_norms.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {
constexpr double farthestDrawn = 1e6; ///< of steps that are drawn
} // namespace

EulerFigure::EulerFigure(ExplorerStore* store, QWidget* parent)
    : PlanarFigure(store, QStringLiteral("contraction.euler"), parent) {
    plane()->setAccessibleName(tr("Flow and Euler steps"));
    curves()->setAccessibleName(tr("Error of the Euler steps"));
    curves()->setAxisNames(tr("time t = kα"), tr("distance"));
    curves()->setHorizontalStart(0);
    setAxisTerms(curves(), QStringLiteral("euler-step"), QStringLiteral("balls"));
}

QString EulerFigure::positionText(int position) const {
    return tr("t = %1 of %2").arg(QLocale().toString(position * timeStep(), 'f', 2), formatNumber(end));
}

void EulerFigure::compute() {
    const QPointF start = settings().first;
    alpha_ = chosenAlpha(settings(), problem());
    RunOptions options;
    options.tolerance = 0;
    options.maxIterations = std::max(1, static_cast<int>(std::floor(end / alpha_ + 1e-9)));
    steps_ = run(*findIteration("average"), problem(), alpha_, toVector(start), options).iterates;
    const auto tooFar = std::find_if(steps_.begin(), steps_.end(), [](const Vector& x) {
        return !(x.cwiseAbs().maxCoeff() < farthestDrawn);
    });
    steps_.erase(tooFar, steps_.end());

    const Trajectory flow = integrate(problem(), toVector(start), end);
    path_.clear();
    for (int frame = 0; frame <= frames; ++frame)
        path_ << toPoint(flow.at(std::min(frame * timeStep(), flow.end())));
    errors_.clear();
    euler_.clear();
    flow_.clear();
    const Norm norm = problem().norm();
    for (std::size_t k = 0; k < steps_.size(); ++k) {
        const Vector exact = flow.at(std::min(static_cast<double>(k) * alpha_, flow.end()));
        errors_.push_back(norm(steps_[k] - exact));
        if (equilibrium()) {
            euler_.push_back(norm(steps_[k] - *equilibrium()));
            flow_.push_back(norm(exact - *equilibrium()));
        }
    }
    plane()->setHandles({{.at = start, .name = tr("x(0)"), .series = 0}});
    showCurves();
}

void EulerFigure::showCurves() {
    const auto curve = [](const QString& name, int series, const std::vector<double>& values) {
        return LogCurve{name, [series](const Theme& theme) { return theme.seriesPen(series); }, values, true};
    };
    curves()->setSummary(tr("Error of the Euler steps and distances to the fixed point, against time"));
    curves()->setCurves(
        {curve(tr("flow to x*"), 0, flow_), curve(tr("Euler to x*"), 1, euler_),
         curve(tr("Euler to flow"), 2, errors_)},
        alpha_);
}

QString EulerFigure::data() const {
    QString rows;
    for (qsizetype frame = 0; frame < path_.size(); ++frame)
        rows += row(QLatin1String("flow"), static_cast<double>(frame) * timeStep(), path_[frame]);
    for (std::size_t k = 0; k < steps_.size(); ++k)
        rows += row(QLatin1String("euler"), static_cast<double>(k) * alpha_, toPoint(steps_[k]));
    return rows;
}

QRectF EulerFigure::content() const {
    const QPointF start = settings().first;
    QRectF all = path_.boundingRect().united(QRectF(start - QPointF(0.3, 0.3), QSizeF(0.6, 0.6)));
    if (!errors_.empty() && errors_.back() < 10 * (all.width() + all.height()))
        for (const Vector& x : steps_)
            all = all.united(QRectF(toPoint(x) - QPointF(0.1, 0.1), QSizeF(0.2, 0.2)));
    return all;
}

void EulerFigure::drawGround(PlotPainter& drawing) {
    drawField(drawing, problem(), plane()->view(), plane()->theme());
}

int EulerFigure::stepsDone() const {
    const int whole = static_cast<int>(std::floor(time() / alpha_ + 1e-9));
    return std::min(whole, static_cast<int>(steps_.size()) - 1);
}

void EulerFigure::drawMoving(PlotPainter& drawing) {
    QCPPainter& painter = drawing.painter();
    const Theme& theme = plane()->theme();
    const QPen flow = theme.seriesPen(0, 2.4), euler = theme.seriesPen(1, 1.6);
    QColor ahead = flow.color();
    ahead.setAlphaF(0.35F);
    painter.setPen(QPen(ahead, 1.4));
    drawing.curve(path_);
    painter.setPen(flow);
    drawing.curve(path_.first(position() + 1));

    QPolygonF done;
    for (int k = 0; k <= stepsDone(); ++k)
        done << toPoint(steps_[static_cast<std::size_t>(k)]);
    painter.setPen(euler);
    drawing.curve(done);
    painter.setPen(QPen(theme.plotGround, 1));
    painter.setBrush(euler.color());
    for (const QPointF& x : done)
        drawing.disc(x, 3.5);
    // Where the flow was when the last step was due.
    const auto due = static_cast<qsizetype>(std::lround(stepsDone() * alpha_ / timeStep()));
    painter.setPen(QPen(theme.seriesPen(2).color(), 1.6));
    drawing.line(done.back(), path_[std::min(due, path_.size() - 1)]);
    if (equilibrium())
        drawEquilibrium(drawing, *equilibrium(), theme);
    painter.setPen(QPen(theme.plotGround, 1.5));
    painter.setBrush(flow.color());
    drawing.disc(path_[position()], 5.5);
    painter.setBrush(euler.color());
    drawing.disc(done.back(), 5.5);
}

QList<FigureNumber> EulerFigure::numbers() const {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const auto k = static_cast<std::size_t>(stepsDone());
    QList<FigureNumber> list;
    for (const int i : {0, 1})
        list.append(
            {subscripted(QStringLiteral("x*"), i + 1), equilibrium() ? (*equilibrium())(i) : none,
             QStringLiteral("equilibrium")});
    list.append({tr("α"), alpha_, QStringLiteral("alpha")});
    list.append({tr("α*"), problem().alphaStar(), QStringLiteral("alpha-star")});
    list.append({tr("time t"), time(), QStringLiteral("flow")});
    list.append({tr("Euler steps k"), static_cast<double>(k), QStringLiteral("euler-step")});
    list.append({tr("‖x_k − x(kα)‖"), errors_[k], QStringLiteral("euler-step")});
    list.append({tr("‖x_k − x*‖"), equilibrium() ? euler_[k] : none, QStringLiteral("euler-step")});
    list.append({tr("‖x(kα) − x*‖"), equilibrium() ? flow_[k] : none, QStringLiteral("flow")});
    list.append(
        {tr("largest error"), *std::max_element(errors_.begin(), errors_.end()),
         QStringLiteral("euler-step")});
    return list;
}

QString EulerFigure::sentence() const {
    const auto k = static_cast<std::size_t>(stepsDone());
    if (k == 0)
        return tr("The average iteration is Euler's method for the flow: its steps here have size α = %1.")
            .arg(formatNumber(alpha_));
    return tr("At Euler step %1 of α = %2 the error to the flow is %3.")
        .arg(static_cast<int>(k))
        .arg(formatNumber(alpha_), formatNumber(errors_[k]));
}

} // namespace kamke::ui
