#include "ui/workspaces/digits/eps_edit.h"

#include "ui/state/digits_state.h"
#include "ui/text/number_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

/// Steps that come quicker belong to one walk.
constexpr int walkPauseMs = 800;

} // namespace

void EpsEdit::beginDrag() {
    dragging_ = true;
    sinceWalk_.invalidate();
    merge_ = store_->newMergeId();
}

void EpsEdit::move(double eps) {
    if (!dragging_) {
        if (!sinceWalk_.isValid() || sinceWalk_.elapsed() > walkPauseMs)
            merge_ = store_->newMergeId();
        sinceWalk_.start();
    }
    apply(std::clamp(eps, leastEps, largestEps(store_->state().digits.norm)), merge_);
}

void EpsEdit::moveOnAxis(double logEps) {
    move(threeDigits(std::pow(10, logEps)));
}

void EpsEdit::type(double eps) {
    sinceWalk_.invalidate();
    apply(eps, -1);
}

bool EpsEdit::key(const QKeyEvent& event) {
    if (event.key() != Qt::Key_Left && event.key() != Qt::Key_Right)
        return false;
    const double eps = std::max(store_->state().digits.eps, leastEps);
    const double factor = event.modifiers() & Qt::ShiftModifier ? 1.2 : 1.02;
    move(event.key() == Qt::Key_Right ? eps * factor : eps / factor);
    return true;
}

void EpsEdit::apply(double eps, int merge) {
    ExplorerState next = store_->state();
    next.digits.eps = eps;
    store_->apply(QCoreApplication::translate("EpsEdit", "Set ε to %1").arg(formatNumber(eps)), next, merge);
}

} // namespace kamke::ui
