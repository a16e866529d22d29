#include "ui/plot/plot_terms.h"

#include <qcustomplot.h>

namespace kamke::ui {

namespace {
constexpr double reach = 8; ///< pixels from a curve that still count as on it
} // namespace

void setAxisTerms(QCustomPlot* plot, const QString& horizontal, const QString& vertical) {
    setTerm(plot->xAxis, horizontal);
    setTerm(plot->yAxis, vertical);
}

QString plotTermAt(QCustomPlot* plot, const QPoint& position) {
    for (const QCPAxis* axis : {plot->xAxis, plot->yAxis})
        if (axis->realVisibility() && axis->getPartAt(position) != QCPAxis::spNone)
            if (QString term = termOf(axis); !term.isEmpty())
                return term;
    const auto touched = [&position](const QCPLayerable* one) {
        const double distance = one->realVisibility() ? one->selectTest(position, false) : -1;
        return distance >= 0 && distance < reach;
    };
    for (int k = 0; k < plot->itemCount(); ++k)
        if (QString term = termOf(plot->item(k)); !term.isEmpty() && touched(plot->item(k)))
            return term;
    for (int k = 0; k < plot->plottableCount(); ++k)
        if (QString term = termOf(plot->plottable(k)); !term.isEmpty() && touched(plot->plottable(k)))
            return term;
    return {};
}

} // namespace kamke::ui
