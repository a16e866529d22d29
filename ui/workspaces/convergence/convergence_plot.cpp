#include "ui/workspaces/convergence/convergence_plot.h"

#include "ui/text/number_text.h"

#include <cmath>

namespace kamke::ui {

ConvergencePlot::ConvergencePlot(ConvergenceLink* link, const QString& name, QWidget* parent)
    : PaintedPlot(parent)
    , link_(link) {
    setAccessibleName(name);
    addMovingLayer();
    connect(link, &ConvergenceLink::changed, this, &ConvergencePlot::refresh);
    connect(link, &ConvergenceLink::cursorMoved, this, &ConvergencePlot::redrawMoving);
    refresh();
}

bool ConvergencePlot::take() {
    const auto before = taken_;
    taken_ = link_->result();
    // A view was chosen for the network that was shown.
    if (taken_ && (!before || taken_->job.network != before->job.network))
        forgetChosenView();
    return bool{taken_};
}

std::optional<QString> ConvergencePlot::insteadOfData() const {
    const QString why = result() ? emptyReason() : link_->emptyText();
    return result() && why.isEmpty() ? std::nullopt : std::optional(why);
}

QString briefNumber(double value) {
    return std::isfinite(value) ? formatNumber(QString::number(value, 'g', 4).toDouble())
                                : formatNumber(value);
}

} // namespace kamke::ui
