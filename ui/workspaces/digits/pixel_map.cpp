#include "ui/workspaces/digits/pixel_map.h"

#include "ui/plot/pictures.h"
#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"
#include "ui/workspaces/digits/pixel_costs.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace kamke::ui {
namespace {

constexpr int scaleWidth = 12, scaleGap = 12, numbersWidth = 190;

} // namespace

PixelMap::PixelMap(DigitLink* link, QWidget* parent)
    : DigitPlot(link, tr("Pixels"), parent) {
    setAxisNames(QString(), QString());
    for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2})
        axis->setVisible(false);
    axisRect()->setVisible(false);
    keepStill();
}

std::pair<int, int> PixelMap::shape() const {
    const auto source = link()->runner()->dataset();
    return pictureShape(
        result()->network(), source && !link()->digits().own ? source->shape : std::vector<int>());
}

QRectF PixelMap::picture() const {
    const auto [rows, columns] = shape();
    const QRectF all = QRectF(viewport()).adjusted(4, 6, -4, -6);
    const double width = all.width() - scaleWidth - scaleGap - numbersWidth;
    double scale = std::max(0.05, std::min(width / columns, all.height() / rows));
    if (scale > 2)
        scale = std::floor(scale);
    return {all.left(), all.top(), scale * columns, scale * rows};
}

void PixelMap::prepare() {
    const auto shown = result();
    if (!shown || !shown->explanation)
        return;
    const PixelCosts costs = pixelCosts(*shown->explanation);
    const QString all = formatNumber(costs.values.sum());
    if (!costs.perEps)
        setSummary(tr("All pixels together carry %1 of the loss %2.")
                       .arg(all, formatNumber(shown->explanation->loss)));
    else if (shown->norm == BallNorm::L2)
        setSummary(
            tr("If every pixel's side of the box around the ball grows, the bound falls by %1 per unit "
               "of ε.")
                .arg(all));
    else
        setSummary(tr("If every pixel's ε grows, the bound falls by %1 per unit of ε.").arg(all));
}

void PixelMap::paint(QCPPainter& painter) {
    const auto shown = result();
    if (!shown->explanation) {
        words(
            painter, QRectF(viewport()).adjusted(24, 8, -24, -8), link()->whyUnexplained(), theme().faintText,
            Qt::AlignCenter | Qt::TextWordWrap);
        return;
    }
    const PixelCosts costs = pixelCosts(*shown->explanation);
    const double most = costs.values.cwiseAbs().maxCoeff();
    const QRectF where = picture();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(where, signedPicture(costs.values, shape(), most));
    painter.setPen(QPen(theme().cardBorder, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(where.adjusted(-0.5, -0.5, 0.5, 0.5));
    // The outline of the ink, so that the map is read over the picture.
    const auto range = inkRange(shown->network(), shown->report.raw);
    const int columns = shape().second;
    const double scale = where.width() / columns, half = (range.first + range.second) / 2;
    painter.setPen(QPen(Theme::ink(0.75), 1));
    const auto dark = [&](Index row, Index column) {
        return row >= 0 && row < shape().first && column >= 0 && column < columns &&
               shown->report.raw(row * columns + column) > half;
    };
    for (Index row = 0; row < shape().first; ++row)
        for (Index column = 0; column < columns; ++column) {
            if (!dark(row, column))
                continue;
            const QRectF cell(
                where.left() + static_cast<double>(column) * scale,
                where.top() + static_cast<double>(row) * scale, scale, scale);
            if (!dark(row - 1, column))
                painter.drawLine(cell.topLeft(), cell.topRight());
            if (!dark(row + 1, column))
                painter.drawLine(cell.bottomLeft(), cell.bottomRight());
            if (!dark(row, column - 1))
                painter.drawLine(cell.topLeft(), cell.bottomLeft());
            if (!dark(row, column + 1))
                painter.drawLine(cell.topRight(), cell.bottomRight());
        }
    if (hovered_ >= 0 && hovered_ < costs.values.size()) {
        painter.setPen(QPen(theme().accent, 1.6));
        const auto row = hovered_ / columns, column = hovered_ % columns;
        painter.drawRect(
            QRectF(where.left() + double(column) * scale, where.top() + double(row) * scale, scale, scale));
    }
    paintScale(painter, where, most);
    paintNumbers(painter, where);
}

void PixelMap::paintScale(QCPPainter& painter, const QRectF& beside, double most) const {
    const QRectF bar(beside.right() + scaleGap, beside.top(), scaleWidth, beside.height());
    const int steps = 64;
    for (int k = 0; k < steps; ++k) {
        const double t = 1 - 2 * (k + 0.5) / steps;
        painter.fillRect(
            QRectF(bar.left(), bar.top() + k * bar.height() / steps, bar.width(), bar.height() / steps + 0.5),
            Theme::signedColour(t));
    }
    painter.setPen(QPen(theme().cardBorder, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar);
    const double line = QFontMetrics(smallFont()).height();
    const auto label = [&](double at, const QString& text) {
        const double top = std::clamp(at - line / 2, bar.top() - 1, bar.bottom() - line + 1);
        words(painter, QRectF(bar.right() + 6, top, 120, line), text, theme().faintText);
    };
    label(bar.top(), tr("%1 costs").arg(shortNumber(most)));
    label(bar.center().y(), QStringLiteral("0"));
    if (pixelCosts(*result()->explanation).perEps) // a share is never below 0
        label(bar.bottom(), tr("%1 gains").arg(shortNumber(-most)));
}

void PixelMap::paintNumbers(QCPPainter& painter, const QRectF& where) const {
    const auto shown = result();
    const Explanation& explanation = *shown->explanation;
    const auto [cost, perEps] = pixelCosts(explanation);
    std::vector<double> sorted(cost.begin(), cost.end());
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    const double total = cost.sum();
    double carried = 0;
    int count = 0;
    for (const double value : sorted) {
        if (!(total > 0) || carried >= 0.5 * total)
            break;
        carried += value;
        ++count;
    }
    const QString over = overText(shown->network(), shown->report.label, explanation.competitor);
    const QStringList lines{
        perEps && shown->norm == BallNorm::L2 ? tr("%1, box around ball").arg(over)
                                              : tr("bound of %1").arg(over),
        tr("  %1 at %2")
            .arg(shortNumber(explanation.bound, Rounded::Down), epsText(shown->report.eps, shown->norm)),
        tr("all pixels together"),
        perEps ? tr("  −%1 per unit of ε").arg(shortNumber(total))
               : tr("  %1 of the loss %2").arg(shortNumber(total), shortNumber(explanation.loss)),
        tr("half of that"),
        tr("  %1 of %2 pixels").arg(count).arg(cost.size())};
    const double line = QFontMetrics(smallFont()).height() + 2;
    const double left = where.right() + scaleGap + scaleWidth + 70;
    double y = where.top() + 1.2 * line;
    for (qsizetype k = 0; k < lines.size(); ++k) {
        if (y + line > where.bottom() - line && k > 0)
            break;
        words(
            painter, QRectF(left, y, viewport().width() - left, line), lines[k],
            k % 2 ? theme().text : theme().faintText);
        y += line;
    }
}

void PixelMap::hoverAt(const QPointF& at) {
    const auto shown = result();
    if (!shown || !shown->explanation)
        return;
    const QRectF where = picture();
    const auto [rows, columns] = shape();
    int pixel = -1;
    if (where.contains(at)) {
        const auto column = static_cast<int>((at.x() - where.left()) / where.width() * columns);
        const auto row = static_cast<int>((at.y() - where.top()) / where.height() * rows);
        pixel = std::clamp(row, 0, rows - 1) * columns + std::clamp(column, 0, columns - 1);
    }
    if (pixel == hovered_)
        return;
    hovered_ = pixel;
    replot(rpQueuedReplot);
    emit read(
        pixel < 0 ? QString()
                  : tr("Row %1, column %2: value %3, %4")
                        .arg(pixel / columns)
                        .arg(pixel % columns)
                        .arg(shortNumber(shown->report.raw(pixel)), pixelWords(*shown->explanation, pixel)));
}

void PixelMap::endHover() {
    hovered_ = -1;
    emit read({});
    replot(rpQueuedReplot);
}

QString PixelMap::csv() const {
    const auto shown = result();
    if (!shown || !shown->explanation)
        return QStringLiteral("row,column,value,derivative\n");
    const int columns = shape().second;
    const auto [cost, perEps] = pixelCosts(*shown->explanation);
    QString text =
        perEps ? QStringLiteral("row,column,value,derivative\n") : QStringLiteral("row,column,value,share\n");
    for (Index i = 0; i < cost.size(); ++i)
        text += QStringLiteral("%1,%2,%3,%4\n")
                    .arg(i / columns)
                    .arg(i % columns)
                    .arg(exactNumber(shown->report.raw(i)), exactNumber(perEps ? -cost(i) : cost(i)));
    return text;
}

} // namespace kamke::ui
