// The one way to set ε of the Digits workspace: slider, number, ruler and curves go through it.
#pragma once

#include "ui/state/explorer_store.h"

#include <QElapsedTimer>
#include <QKeyEvent>

namespace kamke::ui {

/// The least ε that can be dragged to; any number from 0 can be typed, and largestEps() is the other end.
inline constexpr double leastEps = 1e-5;

/// One drag, and one walk of keys and wheel steps without a pause, is one step of undo.
class EpsEdit {
public:
    explicit EpsEdit(ExplorerStore* store)
        : store_(store) {}

    void beginDrag();
    void endDrag() { dragging_ = false; }

    /// Part of the drag that goes on, else of a walk; between leastEps and largestEps().
    void move(double eps);
    /// The same on a logarithmic axis, to the nearest number of three digits.
    void moveOnAxis(double logEps);
    /// A number of its own, any that is ≥ 0.
    void type(double eps);
    /// Left and Right change ε by 2 %, with Shift by 20 %. False for other keys.
    bool key(const QKeyEvent& event);

    /// The nearest number of three digits: a pixel cannot tell more of them apart, and they read better.
    static double threeDigits(double eps) { return QString::number(eps, 'g', 3).toDouble(); }

private:
    void apply(double eps, int merge);

    ExplorerStore* store_;
    bool dragging_ = false;
    int merge_ = -1;          ///< of the newest drag or walk
    QElapsedTimer sinceWalk_; ///< since its newest step; invalid: none
};

} // namespace kamke::ui
