// How the three plots of the matrix measure are painted.
#include "ui/plot/figure_plot.h"
#include "ui/plot/plot_painter.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/contraction/measure_figure.h"
#include "ui/workspaces/contraction/norm_symbols.h"
#include "ui/workspaces/contraction/unit_ball.h"

#include <cmath>

namespace kamke::ui {

void MeasureFigure::paintNorms(QCPPainter& painter) {
    PlotPainter paint(painter, *norms_);
    const Theme& theme = norms_->theme();
    const ContractionState& state = store_->state().contraction;
    paint.line({0, 1}, {range_, 1}, QPen(theme.axis, 1));
    paint.curve(averageCurve_, distinctPen(theme.classColour(1), 1, 1.8));
    paint.curve(normCurve_, distinctPen(theme.accent, 0, 2.4));
    // The tangent at 0 has slope μ, the secant to h has the difference quotient's.
    paint.line({0, 1}, {range_, 1 + mu_ * range_}, distinctPen(theme.classColour(2), 2, 2));
    paint.line({0, 1}, {h_, normOfStep(h_)}, QPen(theme.text, 1.4));
    paint.dot({0, 1}, theme.text, 3);
    paint.dot({leastAt_, leastFactor_}, theme.classColour(1), 4, QPen(theme.plotGround, 1));
    // Below a rising line and above a falling one there is room to its right.
    paint.words(
        {0.5 * range_, 1 + 0.5 * mu_ * range_}, tr("tangent 1 + %1h").arg(measureSymbol(state)),
        theme.classText(2), {6, mu_ >= 0 ? 6.0 : -4.0});
    paint.words(
        normCurve_[normCurve_.size() * 9 / 10], normSymbol(state, QStringLiteral("I + hA")),
        withContrast(theme.accent, theme.plotGround), {-6, -4}, true);
    paint.words(
        {leastAt_, leastFactor_},
        tr("least %1 = %2 at %3", "norm, value, α")
            .arg(
                normSymbol(state, QStringLiteral("(1−α)I + αA")), formatNumber(leastFactor_),
                formatNumber(leastAt_)),
        theme.classText(1), {0, 8});
}

void MeasureFigure::paintQuotient(QCPPainter& painter) {
    PlotPainter paint(painter, *quotient_);
    const Theme& theme = quotient_->theme();
    const QRectF view = quotient_->view();
    paint.line({view.left(), mu_}, {view.right(), mu_}, distinctPen(theme.classColour(2), 2, 2));
    paint.curve(quotientCurve_, distinctPen(theme.accent, 0, 2.4));
    paint.line({std::log10(h_), mu_}, {std::log10(h_), quotient(h_)}, QPen(theme.text, 1.2));
    paint.words(
        {view.left() + 0.02 * view.width(), mu_},
        tr("%1(A) = %2").arg(measureSymbol(store_->state().contraction), formatNumber(mu_)),
        theme.classText(2), {4, -3}, true);
}

void MeasureFigure::paintBall(QCPPainter& painter) {
    PlotPainter paint(painter, *ball_);
    const Theme& theme = ball_->theme();
    const ContractionState& state = store_->state().contraction;
    const Matrix step = Matrix::Identity(2, 2) + h_ * A_;
    const QPolygonF moved = image(step, unitBall_);
    const double size = normOfStep(h_);
    QPolygonF around;
    for (const QPointF& p : unitBall_)
        around << size * p;
    paint.polygon(unitBall_, distinctPen(theme.faintText, 0, 1.6), faded(theme.faintText, 0.08));
    paint.polygon(moved, distinctPen(theme.accent, 0, 2.4), faded(theme.accent, 0.16));
    paint.polygon(around, distinctPen(theme.classColour(2), 1, 1.6), Qt::NoBrush);
    // Sixteen points of the sphere and where hA takes them.
    const qsizetype count = unitBall_.size();
    for (int k = 0; k < 16; ++k) {
        const double at = k * static_cast<double>(count) / 16;
        const auto first = static_cast<qsizetype>(at);
        const double share = at - static_cast<double>(first);
        const QPointF from = (1 - share) * unitBall_[first % count] + share * unitBall_[(first + 1) % count];
        const QPolygonF to = image(step, {from});
        paint.arrow(from, to.front(), QPen(faded(theme.text, 0.55), 1), 5);
    }
    paint.legend({
        {distinctPen(theme.faintText, 0, 1.6),
         tr("unit ball %1 ≤ 1").arg(normSymbol(state, QStringLiteral("x"))), theme.faintText},
        {distinctPen(theme.accent, 0, 2.4), tr("its image under I + hA"),
         withContrast(theme.accent, theme.plotGround)},
        {distinctPen(theme.classColour(2), 1, 1.6),
         tr("%1 = %2 times the ball").arg(normSymbol(state, QStringLiteral("I + hA")), formatNumber(size)),
         theme.classText(2)},
    });
}

} // namespace kamke::ui
