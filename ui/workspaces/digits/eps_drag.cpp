#include "ui/workspaces/digits/eps_drag.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

void EpsDrag::begin(double logEps) {
    active_ = true;
    merge_ = link_->store()->newMergeId();
    set(logEps);
}

void EpsDrag::move(double logEps) {
    if (active_)
        set(logEps);
}

void EpsDrag::set(double logEps) {
    // Three digits are all that a pixel can tell apart, and they read better.
    const double eps = std::clamp(std::pow(10, logEps), least, most());
    link_->setEps(QString::number(eps, 'g', 3).toDouble(), merge_);
}

bool EpsDrag::key(const QKeyEvent& event) {
    if (event.key() != Qt::Key_Left && event.key() != Qt::Key_Right)
        return false;
    const double eps = std::max(link_->digits().eps, least);
    if (eps != lastKeyEps_)
        keyMerge_ = link_->store()->newMergeId();
    const double factor = event.modifiers() & Qt::ShiftModifier ? 1.2 : 1.02;
    lastKeyEps_ = std::clamp(event.key() == Qt::Key_Right ? eps * factor : eps / factor, least, most());
    link_->setEps(lastKeyEps_, keyMerge_);
    return true;
}

} // namespace kamke::ui
