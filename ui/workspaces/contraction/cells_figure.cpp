#include "ui/workspaces/contraction/cells_figure.h"

#include "core/model/matrix_measure.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/workspaces/contraction/activation_cells.h"
#include "ui/workspaces/contraction/planar_field.h"
#include "ui/workspaces/contraction/planar_norms.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {

constexpr const char* shown[] = {"picard", "average", "peaceman-rachford"};
constexpr double farthest = 1e6; ///< of iterates that are drawn

} // namespace

CellsFigure::CellsFigure(ExplorerStore* store, QWidget* parent)
    : PlanarFigure(store, QStringLiteral("contraction.cells"), parent) {
    plane()->setAccessibleName(tr("Activation cells and iterates"));
    curves()->setAccessibleName(tr("Residual against iteration"));
    curves()->setAxisNames(tr("iteration"), tr("‖x − Φ(Ax + w)‖"));
    curves()->setHorizontalStart(0);
    setAxisTerms(curves(), QStringLiteral("iteration"), QStringLiteral("residual"));
}

QString CellsFigure::positionText(int position) const {
    return tr("iteration %1 of %2").arg(position).arg(steps);
}

void CellsFigure::compute() {
    runs_.clear();
    runs_.reserve(std::size(shown));
    const QPointF start = settings().first;
    RunOptions options;
    options.maxIterations = steps;
    options.tolerance = 0; // every run shows the same number of iterations
    for (const char* id : shown) {
        const FixedPointIteration* iteration = findIteration(id);
        const double alpha = settings().alpha > 0 ? settings().alpha : iteration->defaultAlpha(problem());
        Run next{iteration, run(*iteration, problem(), alpha, toVector(start), options), {}};
        for (const Vector& x : next.result.iterates) {
            if (!(x.cwiseAbs().maxCoeff() < farthest))
                break;
            next.path << toPoint(x);
        }
        runs_.push_back(std::move(next));
    }
    plane()->setHandles({{.at = start, .name = tr("x₀"), .series = 4}});
    showCurves();
}

void CellsFigure::showCurves() {
    std::vector<LogCurve> list;
    list.reserve(runs_.size());
    for (const Run& each : runs_)
        list.push_back(
            {toQString(each.iteration->label),
             [iteration = each.iteration](const Theme& theme) { return theme.iterationPen(*iteration); },
             each.result.residuals, true});
    curves()->setSummary(tr("Residuals of Picard, average and Peaceman-Rachford, against the iteration"));
    curves()->setCurves(std::move(list), 1);
}

QString CellsFigure::data() const {
    QString rows;
    for (const Run& each : runs_)
        for (std::size_t k = 0; k < each.result.iterates.size(); ++k)
            rows += row(
                QLatin1String(each.iteration->id.data(), static_cast<qsizetype>(each.iteration->id.size())),
                static_cast<double>(k), toPoint(each.result.iterates[k]));
    return rows;
}

QRectF CellsFigure::content() const {
    const QPointF start = settings().first;
    QRectF all(start - QPointF(0.5, 0.5), QSizeF(1, 1));
    if (equilibrium())
        all = all.united(QRectF(toPoint(*equilibrium()) - QPointF(0.5, 0.5), QSizeF(1, 1)));
    // Those that converge decide; what flies away leaves the view.
    for (const Run& each : runs_)
        if (!each.result.residuals.empty() && each.result.residuals.back() < each.result.residuals.front())
            all = all.united(each.path.boundingRect());
    return all;
}

void CellsFigure::drawGround(PlotPainter& drawing) {
    drawing.painter().setFont(plane()->smallFont());
    drawCells(drawing, problem(), plane()->view(), plane()->theme());
}

void CellsFigure::drawMoving(PlotPainter& drawing) {
    QCPPainter& painter = drawing.painter();
    const Theme& theme = plane()->theme();
    for (const Run& each : runs_) {
        const qsizetype count = std::min<qsizetype>(position() + 1, each.path.size());
        const QPolygonF part = each.path.first(count);
        const QPen pen = theme.iterationPen(*each.iteration, 1.8);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(pen);
        drawing.curve(part);
        painter.setPen(QPen(theme.plotGround, 1));
        painter.setBrush(pen.color());
        for (const QPointF& x : part)
            drawing.disc(x, 3);
        if (!part.isEmpty())
            drawing.disc(part.back(), 5.5);
    }
    drawLegend(drawing);
    if (equilibrium())
        drawEquilibrium(drawing, *equilibrium(), theme);
}

void CellsFigure::drawLegend(PlotPainter& drawing) const {
    QCPPainter& painter = drawing.painter();
    const Theme& theme = plane()->theme();
    painter.setFont(plane()->smallFont());
    const QFontMetricsF metrics(painter.font());
    constexpr double sample = 24, gap = 6;
    double widest = 0;
    for (const Run& each : runs_)
        widest = std::max(widest, metrics.horizontalAdvance(toQString(each.iteration->label)));
    const QSizeF size(sample + gap + widest, metrics.height() * static_cast<double>(runs_.size()));
    QRectF line(
        drawing.area().right() - size.width() - 12, drawing.area().top() + 8, size.width(), metrics.height());
    QColor ground = theme.plotGround;
    ground.setAlphaF(0.8F);
    painter.fillRect(QRectF(line.topLeft(), size).adjusted(-6, -3, 6, 3), ground);
    for (const Run& each : runs_) {
        painter.setPen(theme.iterationPen(*each.iteration, 1.8));
        painter.drawLine(
            QPointF(line.left(), line.center().y()), QPointF(line.left() + sample, line.center().y()));
        painter.setPen(theme.iterationText(*each.iteration));
        painter.drawText(
            line.adjusted(sample + gap, 0, 2, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
            toQString(each.iteration->label));
        line.translate(0, metrics.height());
    }
}

QList<FigureNumber> CellsFigure::numbers() const {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    QList<FigureNumber> list;
    for (const int i : {0, 1})
        list.append(
            {subscripted(QStringLiteral("x*"), i + 1), equilibrium() ? (*equilibrium())(i) : none,
             QStringLiteral("equilibrium"), equilibrium() ? equilibrium()->lpNorm<Eigen::Infinity>() : 0});
    const double size = normInf(problem().A);
    list.append({tr("‖A‖_∞"), size, QStringLiteral("norm-inf")});
    list.append({tr("μ_∞(A)"), matrixMeasureInf(problem().A), QStringLiteral("mu-inf"), size});
    list.append({tr("least μ_η(A)"), bestEta(problem().A).infimum, QStringLiteral("mu-eta"), size});
    list.append({tr("μ_2(A)"), matrixMeasure2(problem().A), QStringLiteral("mu-2"), size});
    list.append({tr("α*"), problem().alphaStar(), QStringLiteral("alpha-star")});
    list.append({tr("α"), chosenAlpha(settings(), problem()), QStringLiteral("alpha")});
    for (const Run& each : runs_) {
        const auto k =
            std::min<std::size_t>(static_cast<std::size_t>(position()), each.result.residuals.size() - 1);
        list.append(
            {tr("residual, %1").arg(toQString(each.iteration->label)), each.result.residuals[k],
             QStringLiteral("residual")});
    }
    for (const Run& each : runs_)
        list.append(
            {tr("factor, %1").arg(toQString(each.iteration->label)), each.result.measuredFactor,
             QStringLiteral("contraction-factor")});
    return list;
}

QString CellsFigure::sentence() const {
    QStringList parts;
    for (const Run& each : runs_) {
        const std::vector<double>& residuals = each.result.residuals;
        const auto k = std::min<std::size_t>(static_cast<std::size_t>(position()), residuals.size() - 1);
        parts
            << (each.result.status == Status::Diverged && position() >= each.result.iterations()
                    ? tr("%1 has diverged").arg(toQString(each.iteration->label))
                    : tr("%1 %2").arg(
                          toQString(each.iteration->label),
                          formatNumber(QString::number(residuals[k], 'g', 3).toDouble())));
    }
    return tr("Residuals at iteration %1: %2.").arg(position()).arg(parts.join(QStringLiteral(", ")));
}

} // namespace kamke::ui
