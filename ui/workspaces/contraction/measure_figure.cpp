#include "ui/workspaces/contraction/measure_figure.h"

#include "ui/plot/figure_plot.h"
#include "ui/plot/log_ticker.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/contraction/norm_symbols.h"
#include "ui/workspaces/contraction/planar_norms.h"
#include "ui/workspaces/contraction/unit_ball.h"

#include <QGridLayout>
#include <QSharedPointer>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr double leastH = 1e-4, mostH = 10;
constexpr int points = 240;

/// The least value of a convex function on [from, to], by golden sections.
double minimiser(const std::function<double(double)>& f, double from, double to) {
    constexpr double golden = 0.6180339887498949;
    double a = to - golden * (to - from), b = from + golden * (to - from);
    double fa = f(a), fb = f(b);
    for (int k = 0; k < 80; ++k)
        if (fa <= fb) {
            to = b;
            b = a;
            fb = fa;
            a = to - golden * (to - from);
            fa = f(a);
        } else {
            from = a;
            a = b;
            fa = fb;
            b = from + golden * (to - from);
            fb = f(b);
        }
    return (from + to) / 2;
}

} // namespace

MeasureFigure::MeasureFigure(ExplorerStore* store)
    : store_(store)
    , norms_(new FigurePlot(QStringLiteral("contraction.measure.norm"), tr("Norm of I + hA against h")))
    , quotient_(
          new FigurePlot(QStringLiteral("contraction.measure.quotient"), tr("Difference quotient against h")))
    , ball_(new FigurePlot(
          QStringLiteral("contraction.measure.ball"), tr("Unit ball and its image under I + hA")))
    , A_(Matrix::Zero(2, 2)) {
    setObjectName(QStringLiteral("contraction.measureFigure"));
    for (FigurePlot* plot : {norms_, quotient_, ball_})
        plot->setStore(store);
    norms_->setPaint({}, [this](QCPPainter& p) { paintNorms(p); });
    quotient_->setPaint({}, [this](QCPPainter& p) { paintQuotient(p); });
    ball_->setPaint({}, [this](QCPPainter& p) { paintBall(p); });
    ball_->setSquare(true);
    ball_->setAxisNames(QStringLiteral("x₁"), QStringLiteral("x₂"));
    setAxisTerms(norms_, QString(), QStringLiteral("balls"));
    setAxisTerms(quotient_, QString(), QStringLiteral("matrix-measure"));
    setAxisTerms(ball_, QStringLiteral("state"), QStringLiteral("state"));
    const auto ticker = QSharedPointer<LogTicker>::create();
    ticker->setRoom(6);
    quotient_->xAxis->setTicker(ticker);
    norms_->setCsv([this] { return curvesCsv(); });
    quotient_->setCsv([this] { return curvesCsv(); });
    ball_->setCsv([this] { return ballCsv(); });
    connect(norms_, &FigurePlot::handleMoved, this, [this](int, const QPointF& to) {
        moveStep(*norms_, to.x());
    });
    connect(quotient_, &FigurePlot::handleMoved, this, [this](int, const QPointF& to) {
        moveStep(*quotient_, LogTicker::quantity(to.x()));
    });

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(norms_, 0, 0);
    grid->addWidget(quotient_, 1, 0);
    grid->addWidget(ball_, 0, 1, 2, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(1, 1);
}

double MeasureFigure::normOfStep(double h) const {
    return norm_.ofMatrix(Matrix::Identity(2, 2) + h * A_);
}

double MeasureFigure::normOfAverage(double h) const {
    return norm_.ofMatrix((1 - h) * Matrix::Identity(2, 2) + h * A_);
}

double MeasureFigure::hAt(double time) const {
    const double longest = lastPosition() * timeStep();
    const double h = store_->state().contraction.h * std::pow(10, -std::clamp(time, 0.0, longest));
    return std::clamp(h, leastH, mostH);
}

void MeasureFigure::follow(StateParts parts) {
    const ExplorerState& state = store_->state();
    if (parts & (StatePart::Contraction | StatePart::Network | StatePart::Theme)) {
        const PlanarSystem system = planarSystem(state);
        A_ = system.A;
        norm_ = normOf(planarNorms()[static_cast<std::size_t>(chosenNorm(state.contraction))], system);
        mu_ = norm_.measure(A_);
        leastAt_ = minimiser([this](double h) { return normOfAverage(h); }, 0, 1);
        leastFactor_ = normOfAverage(leastAt_);
        range_ = std::max(1.2, 1.25 * state.contraction.h);
        unitBall_ = unitBall(norm_);
        computeCurves();
        norms_->setAxisNames(QStringLiteral("h"), normSymbol(state.contraction, QStringLiteral("I + hA")));
        quotient_->setAxisNames(
            QStringLiteral("h"),
            tr("(%1 − 1)/h").arg(normSymbol(state.contraction, QStringLiteral("I + hA"))));
    } else if (!(parts & StatePart::Cursor)) {
        return;
    }
    h_ = hAt(state.contraction.time);
    placeHandles();
    for (FigurePlot* plot : {norms_, quotient_, ball_})
        plot->setSummary(sentence());
}

void MeasureFigure::computeCurves() {
    normCurve_.clear();
    averageCurve_.clear();
    quotientCurve_.clear();
    for (int k = 0; k <= points; ++k) {
        const double share = static_cast<double>(k) / points, h = share * range_;
        normCurve_ << QPointF(h, normOfStep(h));
        if (h <= 1)
            averageCurve_ << QPointF(h, normOfAverage(h));
        const double exponent = std::log10(leastH) + share * std::log10(mostH / leastH);
        quotientCurve_ << QPointF(exponent, quotient(LogTicker::quantity(exponent)));
    }
}

void MeasureFigure::moveStep(const FigurePlot& plot, double h) {
    ExplorerState next = store_->state();
    store_->moveTime(0);
    next.contraction.time = 0;
    next.contraction.h = std::clamp(h, leastH, mostH);
    store_->apply(tr("Choose h"), next, plot.mergeId());
}

void MeasureFigure::placeHandles() {
    norms_->setHandles({{QPointF(h_, normOfStep(h_)), QStringLiteral("h"), Qt::Horizontal}});
    quotient_->setHandles({{QPointF(std::log10(h_), quotient(h_)), QStringLiteral("h"), Qt::Horizontal}});
    QRectF content = normCurve_.boundingRect().united(averageCurve_.boundingRect());
    content = content.united(QRectF(0, std::min(1.0, 1 + mu_ * range_), range_, 0.01));
    // The name of the least factor stands below it.
    content.setTop(content.top() - 0.16 * content.height());
    norms_->fit(content);
    quotient_->fit(quotientCurve_.boundingRect().united(QRectF(std::log10(leastH), mu_, 1, 0)), 0.1);
    QRectF ball = unitBall_.boundingRect();
    const double size = std::max(1.0, normOfStep(h_));
    ball = QRectF(ball.topLeft() * size, ball.size() * size);
    // Room for the legend above.
    ball_->fit(ball.adjusted(0, 0, 0, 0.3 * ball.height()), 0.06);
}

QString MeasureFigure::positionText(int position) const {
    return tr("h = %1").arg(formatNumber(hAt(position * timeStep())));
}

QList<FigureNumber> MeasureFigure::numbers() const {
    const ContractionState& state = store_->state().contraction;
    return {
        {QStringLiteral("h"), h_},
        {normSymbol(state, QStringLiteral("I + hA")), normOfStep(h_), QStringLiteral("balls")},
        // A difference of two numbers near 1, divided by h.
        {tr("difference quotient"), quotient(h_), QStringLiteral("matrix-measure"),
         norm_.ofMatrix(A_) + 1e-3 / h_},
        {measureSymbol(state) + QStringLiteral("(A)"), mu_, QStringLiteral("matrix-measure"),
         norm_.ofMatrix(A_)},
        {normSymbol(state, QStringLiteral("A")), norm_.ofMatrix(A_), QStringLiteral("balls")},
        {tr("least factor %1").arg(normSymbol(state, QStringLiteral("(1−α)I + αA"))), leastFactor_,
         QStringLiteral("contraction-factor")},
        {tr("reached at α"), leastAt_, QStringLiteral("alpha")}};
}

QString MeasureFigure::sentence() const {
    const QString symbol = measureSymbol(store_->state().contraction) + QStringLiteral("(A)");
    const double away = quotient(h_) - mu_;
    const QString now =
        tr("At h = %1 the difference quotient is %2").arg(formatNumber(h_), formatNumber(quotient(h_)));
    if (std::abs(away) <= 1e-9 * (1 + std::abs(mu_)))
        return norm_.kind == Norm::Kind::Two
                   ? tr("%1: %2 already.").arg(now, symbol)
                   : tr("%1: exactly %2 already, since every 1 + haᵢᵢ ≥ 0 here.").arg(now, symbol);
    return tr("%1; it falls to %2 = %3 as h → 0.").arg(now, symbol, formatNumber(mu_));
}

QList<Plot*> MeasureFigure::plots() const {
    return {quotient_, norms_, ball_};
}

QString MeasureFigure::curvesCsv() const {
    QString text = QStringLiteral("h,norm of I + hA,quotient,measure,1 + measure*h\n");
    for (const QPointF& p : quotientCurve_) {
        const double h = LogTicker::quantity(p.x());
        text += exactNumber(h) + QLatin1Char(',') + exactNumber(normOfStep(h)) + QLatin1Char(',') +
                exactNumber(p.y()) + QLatin1Char(',') + exactNumber(mu_) + QLatin1Char(',') +
                exactNumber(1 + mu_ * h) + QLatin1Char('\n');
    }
    return text;
}

QString MeasureFigure::ballCsv() const {
    QString text = QStringLiteral("curve,x,y\n");
    const Matrix step = Matrix::Identity(2, 2) + h_ * A_;
    for (const QPointF& p : unitBall_)
        text += QStringLiteral("\"unit ball\",%1,%2\n").arg(exactNumber(p.x()), exactNumber(p.y()));
    for (const QPointF& p : image(step, unitBall_))
        text += QStringLiteral("\"image\",%1,%2\n").arg(exactNumber(p.x()), exactNumber(p.y()));
    return text;
}

} // namespace kamke::ui
