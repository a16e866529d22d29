#include "ui/workspaces/contraction/flow_figure.h"

#include "core/model/matrix_measure.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/contraction/planar_field.h"
#include "ui/workspaces/contraction/planar_norms.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace kamke::ui {

namespace {

/// The boundary of the ball ‖p − centre‖ = radius.
QPolygonF boundary(const Norm& norm, const QPointF& centre, double radius) {
    const auto weight = [&](Index i) { return norm.weights.size() > 0 ? norm.weights(i) : 1; };
    switch (norm.kind) {
    case Norm::Kind::One: {
        const double right = radius / weight(0), up = radius / weight(1);
        return {
            centre + QPointF(right, 0), centre + QPointF(0, up), centre - QPointF(right, 0),
            centre - QPointF(0, up)};
    }
    case Norm::Kind::Two: {
        QPolygonF circle;
        constexpr int sides = 72;
        circle.reserve(sides);
        for (int k = 0; k < sides; ++k) {
            const double angle = 2 * std::numbers::pi * k / sides;
            circle << centre + QPointF(
                                   radius / std::sqrt(weight(0)) * std::cos(angle),
                                   radius / std::sqrt(weight(1)) * std::sin(angle));
        }
        return circle;
    }
    case Norm::Kind::Infinity:
        break;
    }
    const double right = radius * weight(0), up = radius * weight(1);
    return {
        centre + QPointF(right, up), centre + QPointF(-right, up), centre + QPointF(-right, -up),
        centre + QPointF(right, -up)};
}

} // namespace

FlowFigure::FlowFigure(ExplorerStore* store, QWidget* parent)
    : PlanarFigure(store, QStringLiteral("contraction.flow"), parent) {
    plane()->setAccessibleName(tr("Trajectories and balls"));
    curves()->setAccessibleName(tr("Distance against time"));
    curves()->setAxisNames(tr("time t"), tr("‖x(t) − y(t)‖"));
    curves()->setHorizontalStart(0);
    setAxisTerms(curves(), QStringLiteral("flow"), QStringLiteral("contraction-rate"));
}

QString FlowFigure::positionText(int position) const {
    return tr("t = %1 of %2").arg(QLocale().toString(position * timeStep(), 'f', 2), formatNumber(end));
}

void FlowFigure::compute() {
    const ContractionState& state = settings();
    const std::array<QPointF, 2> starts{state.first, state.second};
    for (std::size_t k = 0; k < 2; ++k) {
        const Trajectory path = integrate(problem(), toVector(starts.at(k)), end);
        QPolygonF points;
        points.reserve(frames + 1);
        for (int frame = 0; frame <= frames; ++frame)
            if (const double t = frame * timeStep(); t <= path.end() || path.status == Status::Ok)
                points << toPoint(path.at(std::min(t, path.end())));
        paths_.at(k) = std::move(points);
    }
    chosen_ = chosenNorm(state);
    const auto norms = planarNorms();
    const auto length = static_cast<std::size_t>(std::min(paths_[0].size(), paths_[1].size()));
    for (std::size_t k = 0; k < balls_.size(); ++k) {
        Ball& ball = balls_.at(k);
        ball.norm = normOf(norms[k], system());
        ball.rate = contractionRate(problem(), ball.norm);
        ball.distances.resize(length);
        for (std::size_t i = 0; i < length; ++i) {
            const auto at = static_cast<qsizetype>(i);
            ball.distances[i] = ball.norm(toVector(paths_[0][at] - paths_[1][at]));
        }
    }
    plane()->setHandles(
        {{.at = state.first, .name = tr("x(0)"), .series = 0},
         {.at = state.second, .name = tr("y(0)"), .series = 1}});
    showCurves();
}

void FlowFigure::showCurves() {
    const auto norms = planarNorms();
    std::vector<LogCurve> list;
    list.reserve(balls_.size() + 1);
    for (std::size_t k = 0; k < balls_.size(); ++k) {
        const int series = static_cast<int>(k);
        const double width = series == chosen_ ? 2.6 : 1.4;
        list.push_back(
            {normText(norms[k]), [=](const Theme& theme) { return theme.seriesPen(series, width); },
             balls_.at(k).distances});
    }
    LogCurve envelope{
        tr("e^(−ct)"), [](const Theme& theme) { return QPen(theme.faintText, 1.2, Qt::DashLine); }, {}};
    envelope.values.reserve(frames + 1);
    for (int frame = 0; frame <= frames; ++frame)
        envelope.values.push_back(allowed(chosen_, frame * timeStep()));
    list.push_back(std::move(envelope));
    curves()->setSummary(tr("Distances of the two trajectories in four norms, against time"));
    curves()->setCurves(std::move(list), timeStep());
}

double FlowFigure::distance(int norm, int frame) const {
    const std::vector<double>& distances = balls_.at(static_cast<std::size_t>(norm)).distances;
    return distances.at(std::min(static_cast<std::size_t>(frame), distances.size() - 1));
}

double FlowFigure::allowed(int norm, double t) const {
    return std::exp(-balls_.at(static_cast<std::size_t>(norm)).rate * t) * distance(norm, 0);
}

QString FlowFigure::data() const {
    QString rows;
    for (std::size_t path = 0; path < 2; ++path)
        for (qsizetype frame = 0; frame < paths_.at(path).size(); ++frame)
            rows +=
                row(path == 0 ? QLatin1String("x") : QLatin1String("y"),
                    static_cast<double>(frame) * timeStep(), paths_.at(path)[frame]);
    return rows;
}

QRectF FlowFigure::content() const {
    QRectF all = paths_[0].boundingRect().united(paths_[1].boundingRect());
    if (equilibrium())
        all = all.united(QRectF(toPoint(*equilibrium()) - QPointF(0.1, 0.1), QSizeF(0.2, 0.2)));
    // Half of the ball of the start, so that most of it is seen.
    const double radius = 0.5 * distance(1, 0);
    return all.united(QRectF(paths_[0].front() - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)));
}

void FlowFigure::drawGround(PlotPainter& drawing) {
    drawField(drawing, problem(), plane()->view(), plane()->theme());
}

void FlowFigure::drawBall(PlotPainter& drawing, int norm, const QPointF& centre, double radius) const {
    if (std::isfinite(radius))
        drawing.polygon(boundary(balls_.at(static_cast<std::size_t>(norm)).norm, centre, radius));
}

void FlowFigure::drawMoving(PlotPainter& drawing) {
    QCPPainter& painter = drawing.painter();
    const Theme& theme = plane()->theme();
    const int frame = position();
    const auto now = [&](std::size_t path) {
        return paths_.at(path)[std::min<qsizetype>(frame, paths_.at(path).size() - 1)];
    };
    const QPointF x = now(0), y = now(1);
    for (int norm = 0; norm < static_cast<int>(balls_.size()); ++norm) {
        QColor fill = theme.seriesPen(norm).color();
        fill.setAlphaF(norm == chosen_ ? 0.14F : 0.0F);
        painter.setBrush(fill);
        painter.setPen(theme.seriesPen(norm, norm == chosen_ ? 2 : 1.2));
        drawBall(drawing, norm, x, distance(norm, frame));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.faintText, 1.4, Qt::DashLine));
    drawBall(drawing, chosen_, x, allowed(chosen_, frame * timeStep()));

    for (std::size_t path = 0; path < 2; ++path) {
        painter.setPen(QPen(theme.seriesPen(static_cast<int>(path)).color(), 2.4));
        drawing.curve(paths_.at(path));
    }
    if (equilibrium())
        drawEquilibrium(drawing, *equilibrium(), theme);
    painter.setPen(QPen(theme.plotGround, 1.5));
    painter.setBrush(theme.seriesPen(0).color());
    drawing.disc(x, 5);
    painter.setBrush(theme.seriesPen(1).color());
    drawing.disc(y, 5);
}

QList<FigureNumber> FlowFigure::numbers() const {
    const auto norms = planarNorms();
    const int frame = position();
    const Ball& ball = balls_.at(static_cast<std::size_t>(chosen_));
    QList<FigureNumber> list;
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    for (const int i : {0, 1})
        list.append(
            {subscripted(QStringLiteral("x*"), i + 1), equilibrium() ? (*equilibrium())(i) : none,
             QStringLiteral("equilibrium"), equilibrium() ? equilibrium()->lpNorm<Eigen::Infinity>() : 0});
    list.append({tr("time t"), time(), QStringLiteral("flow")});
    list.append({tr("‖x(t) − y(t)‖"), distance(chosen_, frame), QStringLiteral("balls")});
    list.append(
        {tr("allowed: e^(−ct)‖x(0) − y(0)‖"), allowed(chosen_, time()), QStringLiteral("contraction-rate")});
    const double size = normInf(problem().A);
    list.append(
        {tr("μ(A) in this norm"), ball.norm.measure(problem().A), QStringLiteral("matrix-measure"), size});
    for (std::size_t k = 0; k < balls_.size(); ++k)
        list.append(
            {tr("c in %1").arg(normText(norms[k])), balls_.at(k).rate, QStringLiteral("contraction-rate"),
             1 + size});
    return list;
}

QString FlowFigure::sentence() const {
    const Ball& ball = balls_.at(static_cast<std::size_t>(chosen_));
    const QString norm = normText(planarNorms()[static_cast<std::size_t>(chosen_)]);
    if (!(ball.rate > 0))
        return tr("In %1 the rate is c = %2: this norm does not promise that trajectories approach each "
                  "other.")
            .arg(norm, formatNumber(ball.rate));
    return tr("At t = %1 the trajectories are %2 apart in %3; e^(−ct) with c = %4 allows %5.")
        .arg(
            QLocale().toString(time(), 'f', 2), formatNumber(distance(chosen_, position())), norm,
            formatNumber(ball.rate), formatNumber(allowed(chosen_, time())));
}

} // namespace kamke::ui
