#include "ui/workspaces/convergence/residual_plot.h"

#include "ui/plot/curve_labels.h"
#include "ui/plot/decade_ticker.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr double rounding = 1e-17; ///< what is drawn for a residual of 0
constexpr double overflow = 1e12;  ///< and for one beyond all bounds
constexpr int swatch = 12;         ///< px
constexpr double hoverReach = 7;   ///< px

double logOf(double residual) {
    return std::log10(std::clamp(std::isfinite(residual) ? residual : overflow, rounding, overflow));
}

/// Three digits; the list has all six.
QString legendNumber(double value, int digits = 3) {
    return std::isfinite(value) ? formatNumber(QString::number(value, 'g', digits).toDouble())
                                : formatNumber(value);
}

/// The first that has room, else the last: shorter words are better than the beginning of longer ones.
QString fitting(const QStringList& words, const QFont& font, double room) {
    const QFontMetricsF metrics(font);
    for (const QString& each : words)
        if (metrics.horizontalAdvance(each) <= room)
            return each;
    return words.last();
}

bool diverges(const ConvergenceLine& line) {
    return line.run.status == Status::Diverged;
}

} // namespace

ResidualPlot::ResidualPlot(ConvergenceLink* link, QWidget* parent)
    : ConvergencePlot(link, tr("Residual against iteration"), parent) {
    setObjectName(QStringLiteral("convergence.residuals.plot"));
    setAxisNames(tr("iteration"), tr("residual"));
    setHorizontalStart(0);
    setAxisTerms(this, QStringLiteral("iteration"), QStringLiteral("residual"));
    const auto decades = QSharedPointer<DecadeTicker>::create();
    decades->setTickCount(7);
    yAxis->setTicker(decades);
    connect(link, &ConvergenceLink::hoverChanged, this, [this] { replot(rpQueuedReplot); });
}

QString ResidualPlot::emptyReason() const {
    return result()->lines.empty() ? tr("Tick a solver in the list on the right to see it iterate.")
                                   : QString();
}

void ResidualPlot::prepare() {
    const auto shown = result();
    double least = 0, most = 0;
    bool first = true;
    QStringList sentences;
    for (const ConvergenceLine& line : shown->lines) {
        for (const double residual : line.run.residuals) {
            const double value = logOf(residual);
            least = first ? value : std::min(least, value);
            most = first ? value : std::max(most, value);
            first = false;
        }
        sentences
            << (diverges(line) ? tr("%1 diverges").arg(nameOf(line))
                               : tr("%1 has the factor %2 a step")
                                     .arg(nameOf(line), formatNumber(line.run.measuredFactor)));
    }
    setSummary(sentences.join(QStringLiteral("; ")));
    // Solvers that take much longer than most of them would press the others against the axis.
    std::vector<int> lengths;
    lengths.reserve(shown->lines.size());
    for (const ConvergenceLine& line : shown->lines)
        lengths.push_back(line.run.iterations());
    std::sort(lengths.begin(), lengths.end());
    const int typical = lengths.empty() ? 1 : lengths[lengths.size() / 2];
    const int last = std::min(shown->lastIteration(), std::max(20, 3 * typical));
    const double margin = 0.04 * (most - least) + 0.2;
    fit({-0.02 * last, least - margin, std::max(1.0, 1.06 * last), most - least + 2 * margin});
}

QStringList ResidualPlot::legendMethods() const {
    QStringList methods{QString()};
    if (const auto shown = result())
        for (const Method* method : shown->job.methods)
            methods << idOf(*method);
    return methods;
}

QMargins ResidualPlot::room() const {
    const auto shown = result();
    if (!shown || shown->lines.empty())
        return {};
    const QFontMetrics metrics(smallFont());
    const auto rows = static_cast<int>(shown->job.solvers.size()) + 1;
    return {0, 0, 0, 2 * metrics.height() + 22 + rows * (metrics.height() + 2)};
}

QRectF ResidualPlot::legendCell(int row, int column) const {
    const QFontMetricsF metrics(smallFont());
    const double line = metrics.height() + 2;
    const auto rows = static_cast<int>(result()->job.solvers.size());
    const double top = viewport().height() - (rows + 1 - row) * line - 4;
    double names = 0;
    for (const QString& id : result()->job.solvers)
        if (const ConvergenceSolver* solver = result()->solver(id))
            names = std::max(names, metrics.horizontalAdvance(toQString(solver->iteration->label)));
    const double left = 10, right = viewport().width() - 8;
    names = std::min(names + 10, 0.4 * (right - left));
    if (column < 0)
        return {left, top, names, line};
    const double width = (right - left - names) / static_cast<double>(legendMethods().size());
    return {left + names + column * width, top, width, line};
}

void ResidualPlot::paint(QCPPainter& painter) {
    const auto shown = result();
    for (const ConvergenceLine& line : shown->lines) {
        painter.save();
        painter.setOpacity(painter.opacity() * link()->opacity(line));
        // The slopes of embedded lines would be too many at once: those of the one that is looked at.
        if (!line.method || keyOf(line) == link()->hoveredLine())
            paintPromise(painter, line);
        const bool chosen = idOf(*line.iteration) == link()->state().solver;
        paintLine(painter, line, chosen ? 2.4 : 1.5);
        painter.restore();
    }
    paintDivergence(painter);
    paintLegend(painter);
}

void ResidualPlot::paintPromise(QCPPainter& painter, const ConvergenceLine& line) const {
    const double factor = line.run.promise.factor;
    if (!(factor > 0) || !std::isfinite(factor) || line.run.residuals.empty())
        return;
    const double start = logOf(line.run.residuals.front()), slope = std::log10(factor);
    const double end = xAxis->range().upper;
    QColor colour = inkOf(line, theme());
    QPen pen(colour, 1);
    pen.setDashPattern({3, 4});
    painter.setPen(pen);
    polyline(painter, {{x(0), y(start)}, {x(end), y(start + slope * end)}});
}

void ResidualPlot::paintLine(QCPPainter& painter, const ConvergenceLine& line, double width) const {
    QPolygonF points;
    points.reserve(static_cast<qsizetype>(line.run.residuals.size()));
    for (std::size_t k = 0; k < line.run.residuals.size(); ++k)
        points << QPointF(x(static_cast<double>(k)), y(logOf(line.run.residuals[k])));
    painter.setPen(penOf(line, theme(), width));
    polyline(painter, points);
    if (line.method) {
        // A mark every so often; those of the two methods stand between each other.
        double next = area().left() + (line.method->id == "mm" ? 12 : 36);
        for (const QPointF& point : points)
            if (point.x() >= next && area().contains(point)) {
                paintCue(painter, line, point);
                next = point.x() + 48;
            }
    }
    if (!diverges(line) || points.isEmpty())
        return;
    const QPointF end = points.back();
    if (!area().contains(end))
        return;
    painter.setPen(QPen(theme().bad, 2));
    cross(painter, end, 4);
}

void ResidualPlot::paintDivergence(QCPPainter& painter) const {
    const QString word = tr("diverges");
    const QFontMetricsF metrics(smallFont());
    InkMap ink(area());
    std::vector<CurveLabelRequest> requests;
    for (const ConvergenceLine& line : result()->lines) {
        QPolygonF points;
        for (std::size_t k = 0; k < line.run.residuals.size(); ++k)
            points << QPointF(x(static_cast<double>(k)), y(logOf(line.run.residuals[k])));
        ink.addCurve(points, 4);
        if (!diverges(line) || points.isEmpty() || !area().contains(points.back()))
            continue;
        const QPointF end = points.back();
        ink.addBox(QRectF(end - QPointF(5, 5), QSizeF(10, 10)));
        requests.push_back(
            {{end}, QSizeF(metrics.horizontalAdvance(word) + 4, metrics.height()), end + QPointF(4, 0)});
    }
    for (const auto& at : placeCurveLabels(requests, ink))
        if (at) {
            if (at->leader) {
                painter.setPen(QPen(faded(theme().bad, 0.6), 0.8));
                painter.drawLine(*at->leader);
            }
            words(painter, at->place, word, theme().bad, Qt::AlignCenter);
        }
}

void ResidualPlot::paintCue(QCPPainter& painter, const ConvergenceLine& line, const QPointF& at) const {
    painter.save();
    painter.setPen(QPen(theme().method(*line.method), 1.4));
    painter.setBrush(theme().plotGround);
    constexpr double r = 3;
    if (line.method->id == "mm")
        painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r));
    else
        painter.drawPolygon(QPolygonF{
            {at.x() - r - 0.5, at.y() + r}, {at.x() + r + 0.5, at.y() + r}, {at.x(), at.y() - r - 0.5}});
    painter.restore();
}

void ResidualPlot::paintLegend(QCPPainter& painter) const {
    const auto shown = result();
    const QStringList methods = legendMethods();
    painter.setPen(QPen(theme().grid, 1));
    const double top = legendCell(0, -1).top() - 2;
    painter.drawLine(QPointF(10, top), QPointF(viewport().width() - 8, top));
    words(painter, legendCell(0, -1), tr("factor a step"), theme().faintText);
    for (int column = 0; column < methods.size(); ++column) {
        const Method* method = findMethod(methods[column].toStdString());
        const QString title = method ? toQString(method->label)
                                     : fitting(
                                           {tr("one input"), tr("input"), tr("u")}, smallFont(),
                                           legendCell(0, column).width() - 6);
        words(
            painter, legendCell(0, column), title, method ? theme().methodText(*method) : theme().faintText);
    }
    for (int row = 0; row < shown->job.solvers.size(); ++row) {
        const QString id = shown->job.solvers[row];
        const ConvergenceSolver* solver = shown->solver(id);
        if (!solver)
            continue;
        words(
            painter, legendCell(row + 1, -1), toQString(solver->iteration->label), theme().text,
            Qt::AlignLeft | Qt::AlignVCenter, id == link()->state().solver);
        for (int column = 0; column < methods.size(); ++column) {
            const ConvergenceLine* line = shown->line(id, methods[column]);
            if (!line)
                continue;
            painter.save();
            painter.setOpacity(painter.opacity() * link()->opacity(*line));
            const QRectF cell = legendCell(row + 1, column);
            const double middle = cell.center().y();
            painter.setPen(penOf(*line, theme()));
            painter.drawLine(QPointF(cell.left(), middle), QPointF(cell.left() + swatch, middle));
            if (line->method)
                paintCue(painter, *line, {cell.left() + swatch / 2.0, middle});
            const double promised = line->run.promise.factor;
            const double measured = line->run.measuredFactor;
            QStringList texts;
            if (diverges(*line)) {
                texts << tr("diverges") << tr("div.") << QStringLiteral("↗");
            } else {
                // Thin spaces; where even that has no room the list of solvers tells the promise.
                if (std::isfinite(promised) && line->run.promise.converges)
                    texts << tr("%1 ≤ %2").arg(legendNumber(measured), legendNumber(promised));
                texts << legendNumber(measured) << legendNumber(measured, 2) << legendNumber(measured, 1);
            }
            words(
                painter, cell.adjusted(swatch + 5, 0, 0, 0),
                fitting(texts, smallFont(), cell.width() - swatch - 11),
                diverges(*line) ? theme().bad : theme().text);
            painter.restore();
        }
    }
}

void ResidualPlot::paintMoving(QCPPainter& painter) {
    const int at = link()->cursor();
    verticalLine(painter, at, QPen(theme().accent, 1));
    for (const ConvergenceLine& line : result()->lines) {
        if (at >= static_cast<int>(line.run.residuals.size()))
            continue;
        const QPointF dot(x(at), y(logOf(line.run.residuals[static_cast<std::size_t>(at)])));
        if (!area().contains(dot))
            continue;
        painter.setPen(QPen(theme().plotGround, 1));
        painter.setBrush(penOf(line, theme()).color());
        painter.drawEllipse(dot, 3.5, 3.5);
    }
}

QString ResidualPlot::lineAt(const QPointF& pixel) const {
    const auto shown = result();
    if (!shown)
        return {};
    const QStringList methods = legendMethods();
    for (int row = 0; row < shown->job.solvers.size(); ++row)
        for (int column = 0; column < methods.size(); ++column)
            if (legendCell(row + 1, column).contains(pixel))
                if (const ConvergenceLine* line = shown->line(shown->job.solvers[row], methods[column]))
                    return keyOf(*line);
    if (!area().contains(pixel))
        return {};
    QString nearest;
    double least = hoverReach;
    const double at = toPlot(pixel).x();
    for (const ConvergenceLine& line : shown->lines) {
        const auto k = static_cast<std::size_t>(std::max(0.0, std::floor(at)));
        if (at < 0 || k + 1 >= line.run.residuals.size())
            continue;
        const double t = at - static_cast<double>(k);
        const double value = (1 - t) * logOf(line.run.residuals[k]) + t * logOf(line.run.residuals[k + 1]);
        if (const double distance = std::abs(y(value) - pixel.y()); distance < least) {
            least = distance;
            nearest = keyOf(line);
        }
    }
    return nearest;
}

int ResidualPlot::gripAt(const QPointF& pixel) const {
    return result() && area().contains(pixel) ? 0 : -1;
}

void ResidualPlot::takeHold(int grip, const QPointF& pixel) {
    dragTo(grip, pixel);
}

void ResidualPlot::dragTo(int, const QPointF& pixel) {
    link()->moveCursor(static_cast<int>(std::lround(toPlot(pixel).x())));
}

void ResidualPlot::pressAt(const QPointF& pixel) {
    if (const QString key = lineAt(pixel); !key.isEmpty())
        link()->chooseSolver(key.section(u'/', 0, 0));
}

void ResidualPlot::hoverAt(const QPointF& pixel) {
    link()->hoverLine(lineAt(pixel));
}

void ResidualPlot::endHover() {
    link()->hoverLine({});
}

QString ResidualPlot::csv() const {
    QString text = QStringLiteral("solver,method,iteration,residual,step,factor,promised_factor\n");
    const auto shown = result();
    if (!shown)
        return text;
    for (const ConvergenceLine& line : shown->lines)
        for (std::size_t k = 0; k < line.run.residuals.size(); ++k) {
            text += idOf(*line.iteration) + QLatin1Char(',') +
                    (line.method ? idOf(*line.method) : QString()) + QLatin1Char(',') + QString::number(k) +
                    QLatin1Char(',') + exactNumber(line.run.residuals[k]) + QLatin1Char(',');
            if (k < line.run.steps.size())
                text += exactNumber(line.run.steps[k]);
            text += QLatin1Char(',');
            if (k > 0 && k - 1 < line.run.factors.size())
                text += exactNumber(line.run.factors[k - 1]);
            text += QLatin1Char(',') + exactNumber(line.run.promise.factor) + QLatin1Char('\n');
        }
    return text;
}

} // namespace kamke::ui
