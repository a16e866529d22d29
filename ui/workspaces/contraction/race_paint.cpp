// How the box race is painted.
#include "core/certify/methods.h"
#include "ui/plot/figure_plot.h"
#include "ui/plot/plot_painter.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/workspaces/contraction/race_figure.h"

#include <cmath>

namespace kamke::ui {

namespace {

QString labelOf(const Method& method) {
    return toQString(method.label);
}

} // namespace

void RaceFigure::paintWidths(QCPPainter& painter) {
    if (points_.size() == 0 && system_.A.size() == 0)
        return;
    PlotPainter paint(painter, *widths_);
    const Theme& theme = widths_->theme();
    const QRectF view = widths_->view();
    const int now = iteration();
    paint.line(
        {static_cast<double>(now), view.top()}, {static_cast<double>(now), view.bottom()},
        QPen(theme.faintText, 1));
    std::vector<PlotPainter::End> ends;
    for (const Runner& runner : runners_) {
        const Method& method = *findMethod(runner.method);
        painter.setOpacity(opacity(runner));
        for (int unit = 0; unit < 2; ++unit) {
            QPolygonF whole, gone;
            const int count = std::min(last_, runner.run.iterations());
            for (int k = 1; k <= last_; ++k) {
                // A settled box stays; one that diverges is not followed beyond the end of its run.
                if (k > count && !runner.settled())
                    break;
                const double width = runner.width(k, unit);
                if (!(width > 0))
                    continue;
                const QPointF p(k, std::log10(width));
                whole << p;
                if (k <= now)
                    gone << p;
            }
            QPen faint = theme.methodPen(method, 1.4);
            faint.setColor(faded(faint.color(), 0.5));
            paint.curve(whole, faint);
            paint.curve(gone, theme.methodPen(method, 2.6));
            if (!gone.isEmpty())
                paint.dot(
                    gone.back(), theme.method(method), unit == 0 ? 4.5 : 3.5, QPen(theme.plotGround, 1.2));
            if (!whole.isEmpty())
                ends.push_back(
                    {whole.back().y(),
                     labelOf(method) + QLatin1Char(' ') + subscripted(QStringLiteral("x"), unit + 1),
                     theme.methodText(method)});
        }
        if (runner.run.status == Status::Diverged) {
            const double at = std::min<double>(last_, runner.run.iterations());
            const double top = std::min(std::log10(runner.width(static_cast<int>(at), 0)), view.bottom());
            paint.words(
                {at, top}, tr("%1 diverges").arg(labelOf(method)), theme.methodText(method), {-10, 8}, true);
        }
    }
    painter.setOpacity(1);
    paint.ends(std::move(ends));
}

void RaceFigure::paintBoxes(QCPPainter& painter) {
    if (system_.A.size() == 0)
        return;
    PlotPainter paint(painter, *boxes_);
    const Theme& theme = boxes_->theme();
    const int now = iteration();
    for (Index k = 0; k < points_.cols(); ++k)
        paint.dot({points_(0, k), points_(1, k)}, faded(theme.samples, 0.55), 1.6);
    for (std::size_t which = runners_.size(); which-- > 0;) {
        const Runner& runner = runners_[which];
        const Method& method = *findMethod(runner.method);
        const QColor colour = theme.method(method);
        painter.setOpacity(opacity(runner));
        // The boxes on the way, and the one that is reached.
        for (int k = 1; k < now; ++k)
            paint.rectangle(runner.box(k), QPen(faded(colour, 0.28), 1), Qt::NoBrush);
        const QRectF box = runner.box(now);
        paint.rectangle(box, theme.methodPen(method, 2.4), faded(colour, 0.09));
        if (runner.settled())
            paint.rectangle(runner.box(last_ + 1000), QPen(faded(colour, 0.7), 1, Qt::DotLine), Qt::NoBrush);
        const QRectF seen = box.intersected(boxes_->view());
        const bool whole = boxes_->view().contains(box);
        if (now > 0 && !seen.isEmpty())
            paint.words(
                which == 0 ? QPointF(seen.left(), seen.top()) : QPointF(seen.right(), seen.bottom()),
                whole ? labelOf(method) : tr("%1, beyond this view").arg(labelOf(method)),
                theme.methodText(method), which == 0 ? QPointF(4, -3) : QPointF(-4, 3), true);
    }
    painter.setOpacity(1);
    const QPointF start = runners_[0].box(0).topLeft();
    paint.dot(start, theme.text, 3, QPen(theme.plotGround, 1));
    if (now == 0)
        paint.words(start, tr("the same start: x* at the centre"), theme.text, {8, -6});
}

} // namespace kamke::ui
