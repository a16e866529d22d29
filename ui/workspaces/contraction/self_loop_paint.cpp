// How the unit with feedback is painted.
#include "core/certify/methods.h"
#include "ui/plot/figure_plot.h"
#include "ui/plot/plot_painter.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/workspaces/contraction/self_loop.h"

#include <QPainterPath>
#include <cmath>

namespace kamke::ui {

namespace {

const Method& methodOf(Splitting splitting) {
    return *findMethod(splitting == Splitting::Metzler ? "mm" : "ibp");
}

/// A curved arrow in pixels.
void bow(QCPPainter& painter, const QPointF& from, const QPointF& c1, const QPointF& c2, const QPointF& to) {
    QPainterPath path(from);
    path.cubicTo(c1, c2, to);
    const QColor colour = painter.pen().color();
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    QPointF along = to - c2;
    along /= std::hypot(along.x(), along.y());
    const QPointF across(-along.y(), along.x());
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(
        QPolygonF{to + 1.0 * along, to - 9 * along + 4 * across, to - 9 * along - 4 * across});
    painter.restore();
}

} // namespace

void SelfLoop::paintCells(QCPPainter& painter) {
    if (system_.A.size() == 0)
        return;
    const double half = cells_->area().width() / 2;
    paintCell(painter, cells_->area().left(), Splitting::Sign);
    paintCell(painter, cells_->area().left() + half, Splitting::Metzler);
}

void SelfLoop::paintCell(QCPPainter& painter, double left, Splitting splitting) {
    const Theme& theme = cells_->theme();
    const QRectF area(
        left + 4, cells_->area().top() + 2, cells_->area().width() / 2 - 8, cells_->area().height() - 4);
    const Method& method = methodOf(splitting);
    const double a = system_.A(0, 0);
    // With a ≥ 0 nothing has to be split: both are the same.
    const bool crossed = splitting == Splitting::Sign && a < 0;
    QFont font = cells_->smallFont();
    const double line = QFontMetricsF(font).height();
    const auto words = [&](double top, const QString& text, const QColor& colour, bool bold = false) {
        QFont f = font;
        f.setBold(bold);
        // A narrow cell has smaller words, not cut ones.
        if (const double wide = QFontMetricsF(f).horizontalAdvance(text); wide > area.width())
            f.setPointSizeF(f.pointSizeF() * std::max(0.65, area.width() / wide));
        painter.setFont(f);
        painter.setPen(colour);
        painter.drawText(
            QRectF(area.left(), top, area.width(), line), Qt::AlignHCenter | Qt::AlignVCenter, text);
    };
    words(area.top(), toQString(method.label), theme.methodText(method), true);
    const QString lower = crossed ? QStringLiteral("x̲ ← φ(a x̄ + w̲)") : QStringLiteral("x̲ ← φ(a x̲ + w̲)");
    const QString upper = crossed ? QStringLiteral("x̄ ← φ(a x̲ + w̄)") : QStringLiteral("x̄ ← φ(a x̄ + w̄)");
    const double width = system_.w.width()(0) * linearWidth(a, splitting);
    const QString both = lower + QStringLiteral(",  ") + upper;
    const bool fits = QFontMetricsF(font).horizontalAdvance(both) < area.width();
    if (fits) {
        words(area.bottom() - 3 * line, both, theme.text);
    } else {
        words(area.bottom() - 4 * line, lower, theme.text);
        words(area.bottom() - 3 * line, upper, theme.text);
    }
    words(
        area.bottom() - 2 * line,
        splitting == Splitting::Sign ? tr("width (w̄ − w̲)/(1 − |a|)") : tr("width (w̄ − w̲)/(1 − a)"),
        theme.faintText);
    words(
        area.bottom() - line,
        std::isfinite(width) ? tr("= %1").arg(formatNumber(width)) : tr("diverges: |a| ≥ 1"),
        std::isfinite(width) ? theme.methodText(method) : theme.bad, true);

    const double top = area.top() + line + 4, bottom = area.bottom() - (fits ? 3 : 4) * line - 6;
    const QString weight = crossed ? tr("−|a|") : QStringLiteral("a");
    font.setBold(true);
    // The bows and their weights stay inside of the cell.
    const double room =
        (area.width() / 2 - QFontMetricsF(font).horizontalAdvance(weight) - 4) / (crossed ? 2.6 : 3.2);
    const double radius = std::clamp(std::min((bottom - top) / 7, room), 7.0, 20.0);
    const QPointF up(area.center().x(), top + radius + 2), down(area.center().x(), bottom - radius - 2);
    painter.setPen(QPen(theme.method(method), 2.2));
    const auto note = [&](const QPointF& at, int alignment) {
        painter.setFont(font);
        painter.setPen(theme.text);
        const double side = 60;
        const QRectF box = alignment == Qt::AlignLeft ? QRectF(at.x(), at.y() - line / 2, side, line)
                                                      : QRectF(at.x() - side, at.y() - line / 2, side, line);
        painter.drawText(box, alignment | Qt::AlignVCenter, weight);
        painter.setPen(QPen(theme.method(method), 2.2));
    };
    if (crossed) {
        const double out = 2.6 * radius;
        bow(painter, up + QPointF(-radius, 0), up + QPointF(-out, 0), down + QPointF(-out, 0),
            down + QPointF(-radius, 0));
        bow(painter, down + QPointF(radius, 0), down + QPointF(out, 0), up + QPointF(out, 0),
            up + QPointF(radius, 0));
        note({up.x() - out - 2, area.center().y() - 1.2 * line}, Qt::AlignRight);
        note({up.x() + out + 2, area.center().y() - 1.2 * line}, Qt::AlignLeft);
    } else {
        for (const QPointF& node : {up, down}) {
            const double out = 3.2 * radius;
            bow(painter, node + QPointF(0.8 * radius, -0.6 * radius), node + QPointF(out, -1.5 * radius),
                node + QPointF(out, 1.5 * radius), node + QPointF(0.8 * radius, 0.6 * radius));
            note(node + QPointF(3 * radius, 0), Qt::AlignLeft);
        }
    }
    for (const auto& [node, name] :
         {std::pair{up, QStringLiteral("x̄")}, std::pair{down, QStringLiteral("x̲")}}) {
        painter.setPen(QPen(theme.text, 1.4));
        painter.setBrush(theme.card);
        painter.drawEllipse(node, radius, radius);
        painter.setFont(font);
        painter.drawText(
            QRectF(node - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)), Qt::AlignCenter, name);
    }
}

void SelfLoop::paintWidths(QCPPainter& painter) {
    if (system_.A.size() == 0)
        return;
    PlotPainter paint(painter, *widths_);
    const Theme& theme = widths_->theme();
    const QRectF view = widths_->view();
    const double input = system_.w.width()(0), a = system_.A(0, 0);
    const Method& ibp = methodOf(Splitting::Sign);
    const Method& mm = methodOf(Splitting::Metzler);
    paint.rectangle(
        QRectF(QPointF(std::min(view.left(), -1.0) - 1, view.top()), QPointF(-1, view.bottom())),
        QPen(Qt::NoPen), faded(theme.bad, 0.08));
    paint.line({-1, view.top()}, {-1, view.bottom()}, QPen(faded(theme.bad, 0.8), 1.2));
    paint.words({-1, view.bottom() - 0.02 * view.height()}, tr("IBP diverges"), theme.bad, {-6, 2}, true);
    QPolygonF ibpCurve, mmCurve;
    for (int k = 0; k <= 300; ++k) {
        const double x = view.left() + view.width() * k / 300;
        const double wide = input * linearWidth(x, Splitting::Sign);
        ibpCurve << QPointF(x, wide < 1e3 * view.height() ? wide : NAN);
        const double narrow = input * linearWidth(x, Splitting::Metzler);
        mmCurve << QPointF(x, narrow < 1e3 * view.height() ? narrow : NAN);
    }
    paint.curve(cut_, theme.methodPen(ibp, 1.2));
    paint.curve(ibpCurve, theme.methodPen(ibp, 2.6));
    paint.curve(mmCurve, theme.methodPen(mm, 2.4));
    paint.line({a, view.top()}, {a, view.bottom()}, QPen(theme.faintText, 1));
    paint.words(
        {-0.6, input * linearWidth(-0.6, Splitting::Sign)}, QStringLiteral("IBP"), theme.methodText(ibp),
        {8, -2}, true);
    paint.words(
        {-2.2, input * linearWidth(-2.2, Splitting::Metzler)}, QStringLiteral("MM"), theme.methodText(mm),
        {0, -3}, true);
    if (!cut_.isEmpty() && std::isfinite(cut_.front().y()))
        paint.words(
            cut_[6],
            tr("IBP where %1 cuts it")
                .arg(QString::fromUtf8(
                    system_.activation.name().data(),
                    static_cast<qsizetype>(system_.activation.name().size()))),
            theme.methodText(ibp), {0, -3});
    const double wide = input * linearWidth(a, Splitting::Sign);
    paint.dot({a, wide}, theme.method(ibp), 4.5, QPen(theme.plotGround, 1.2));
}

} // namespace kamke::ui
