#include "ui/workspaces/convergence/alpha_plot.h"

#include "ui/jobs/convergence_curves.h"
#include "ui/plot/log_ticker.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr double grabRange = 8;      ///< px around the line of α
constexpr double leastAlpha = 0.001; ///< of a drag

} // namespace

AlphaPlot::AlphaPlot(ConvergenceLink* link, Quantity quantity, QWidget* parent)
    : ConvergencePlot(
          link, quantity == Quantity::Factor ? tr("Contraction factor over α") : tr("Iterations over α"),
          parent)
    , quantity_(quantity) {
    setObjectName(
        quantity == Quantity::Factor ? QStringLiteral("convergence.alpha.factor")
                                     : QStringLiteral("convergence.alpha.iterations"));
    setAxisNames(
        QStringLiteral("α"), quantity == Quantity::Factor ? tr("factor a step") : tr("iterations to 1e-6"));
    setAxisTerms(
        this, QStringLiteral("alpha"),
        quantity == Quantity::Factor ? QStringLiteral("contraction-factor")
                                     : QStringLiteral("iterations-needed"));
    if (quantity == Quantity::Iterations)
        yAxis->setTicker(QSharedPointer<LogTicker>::create());
}

const AlphaCurve* AlphaPlot::curve() const {
    const auto shown = result();
    return shown && shown->alphaCurve && idOf(*shown->alphaCurve->iteration) == link()->state().solver
               ? shown->alphaCurve.get()
               : nullptr;
}

QString AlphaPlot::emptyReason() const {
    const FixedPointIteration* iteration = findIteration(link()->state().solver.toStdString());
    if (iteration && !iteration->usesAlpha)
        return tr("The %1 iteration has no α to choose. Click the average or the forward-backward iteration "
                  "in "
                  "the list on the right.")
            .arg(toQString(iteration->label));
    return curve() ? QString() : tr("Computing …");
}

double AlphaPlot::height(double value) const {
    return quantity_ == Quantity::Factor ? value : std::log10(std::max(value, 1.0));
}

void AlphaPlot::prepare() {
    const AlphaCurve* c = curve();
    if (!c)
        return;
    if (quantity_ == Quantity::Factor) {
        double most = 1.2;
        for (const double factor : c->factor)
            if (std::isfinite(factor))
                most = std::max(most, std::min(factor, 2.0));
        fit({0, 0, largestAlpha, 1.05 * most});
        setSummary(tr("Theoretical and measured factor of a step over α; α* is %1.")
                       .arg(formatNumber(result()->alphaStar)));
        return;
    }
    double most = 10;
    for (const Vector* values : {&c->predicted, &c->counted})
        for (const double value : *values)
            if (std::isfinite(value))
                most = std::max(most, value);
    fit({0, 0, largestAlpha, 1.08 * std::log10(most)});
    setSummary(tr("Iterations until the residual is 1e-6, predicted and counted, over α."));
}

void AlphaPlot::paint(QCPPainter& painter) {
    const AlphaCurve& c = *curve();
    const ConvergenceSolver* solver = result()->solver(link()->state().solver);
    // 0 < α ≤ α* for the average iteration; the solver's own bound for others.
    const double bound = solver ? solver->usual : result()->alphaStar;
    const QRectF admissible =
        QRectF(QPointF(x(0), area().top()), QPointF(x(bound), area().bottom())).intersected(area());
    QColor ground = theme().goodSoft;
    ground.setAlphaF(0.55F);
    painter.fillRect(admissible, ground);
    QPen dashed(theme().good, 1.2);
    dashed.setDashPattern({4, 3});
    verticalLine(painter, bound, dashed);
    if (quantity_ == Quantity::Factor) {
        painter.setPen(QPen(theme().axis, 1));
        polyline(painter, {{area().left(), y(1)}, {area().right(), y(1)}});
    }
    const Vector& theory = quantity_ == Quantity::Factor ? c.factor : c.predicted;
    const Vector& measured = quantity_ == Quantity::Factor ? c.measured : c.counted;
    painter.setPen(theme().iterationPen(*c.iteration));
    QPolygonF points;
    for (Index k = 0; k < theory.size(); ++k)
        if (std::isfinite(theory(k))) {
            points << QPointF(x(c.alpha(k)), y(height(theory(k))));
        } else {
            polyline(painter, points);
            points.clear();
        }
    polyline(painter, points);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().text);
    for (Index k = 0; k < measured.size(); ++k)
        if (std::isfinite(measured(k)))
            if (const QPointF at(x(c.alpha(k)), y(height(measured(k)))); area().contains(at))
                painter.drawEllipse(at, 1.8, 1.8);
    paintLegend(painter);
}

void AlphaPlot::paintLegend(QCPPainter& painter) const {
    // Above the axes, where no data can be.
    const double line = QFontMetricsF(smallFont()).height();
    const double middle = area().top() - line / 2 - 2;
    double left = area().left();
    const QString theory = quantity_ == Quantity::Factor ? tr("theory") : tr("predicted");
    const QString measured = quantity_ == Quantity::Factor ? tr("measured") : tr("counted");
    painter.setPen(theme().iterationPen(*curve()->iteration));
    painter.drawLine(QPointF(left, middle), QPointF(left + 18, middle));
    double wide = QFontMetricsF(smallFont()).horizontalAdvance(theory);
    words(painter, QRectF(left + 23, middle - line / 2, wide + 4, line), theory, theme().faintText);
    left += wide + 38;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().text);
    painter.drawEllipse(QPointF(left, middle), 2, 2);
    wide = QFontMetricsF(smallFont()).horizontalAdvance(measured);
    words(painter, QRectF(left + 7, middle - line / 2, wide + 4, line), measured, theme().faintText);
    left += wide + 24;
    painter.fillRect(QRectF(left, middle - 5, 14, 10), theme().goodSoft);
    const QString range =
        tr("0 < α ≤ α* = %1")
            .arg(briefNumber(
                result()->solver(link()->state().solver) ? result()->solver(link()->state().solver)->usual
                                                         : result()->alphaStar));
    words(
        painter, QRectF(left + 19, middle - line / 2, area().right() - left - 19, line), range,
        theme().faintText);
}

void AlphaPlot::paintMoving(QCPPainter& painter) {
    const double alpha = link()->alpha();
    if (!std::isfinite(alpha) || !curve())
        return;
    verticalLine(painter, alpha, QPen(theme().accent, 1.6));
    const QPointF handle(x(alpha), area().bottom());
    if (handle.x() < area().left() - 1 || handle.x() > area().right() + 1)
        return;
    painter.setPen(QPen(theme().accent, 2));
    painter.setBrush(theme().card);
    painter.drawEllipse(handle, 5, 5);
}

int AlphaPlot::gripAt(const QPointF& pixel) const {
    const bool near = curve() && std::isfinite(link()->alpha()) &&
                      std::abs(pixel.x() - x(link()->alpha())) <= grabRange && pixel.y() >= area().top() &&
                      pixel.y() <= area().bottom() + grabRange;
    return near ? 0 : -1;
}

void AlphaPlot::takeHold(int, const QPointF&) {
    merge_ = link()->store()->newMergeId();
}

void AlphaPlot::dragTo(int, const QPointF& pixel) {
    double alpha = std::clamp(toPlot(pixel).x(), leastAlpha, largestAlpha);
    // α* is where one wants to land.
    const ConvergenceSolver* solver = result() ? result()->solver(link()->state().solver) : nullptr;
    if (solver && std::abs(x(alpha) - x(solver->usual)) < 3)
        alpha = solver->usual;
    link()->setAlpha(link()->state().solver, alpha, merge_);
}

void AlphaPlot::hoverAt(const QPointF& pixel) {
    setCursor(gripAt(pixel) >= 0 ? Qt::SizeHorCursor : Qt::ArrowCursor);
}

QString AlphaPlot::csv() const {
    QString text = QStringLiteral("alpha,factor,measured_factor,predicted_iterations,counted_iterations\n");
    if (const AlphaCurve* c = curve())
        for (Index k = 0; k < c->alpha.size(); ++k) {
            text += exactNumber(c->alpha(k));
            for (const Vector* values : {&c->factor, &c->measured, &c->predicted, &c->counted})
                text += QLatin1Char(',') + exactNumber((*values)(k));
            text += QLatin1Char('\n');
        }
    return text;
}

} // namespace kamke::ui
