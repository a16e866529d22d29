// Drawing, moving, resizing, nudging and deleting input boxes by hand.
#pragma once

#include "ui/plot/plane_axes.h"
#include "ui/state/explorer_store.h"
#include "ui/workspaces/reach/box_handles.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QKeyEvent>

namespace kamke::ui {

class Plot;

/// Turns the pointer and keys over the input plane into changes of the store. One drag or one burst of nudges
/// is one undo step. A box never turns inside out: a side dragged over the opposite one takes its place.
class BoxTool {
    Q_DECLARE_TR_FUNCTIONS(kamke::ui::BoxTool)
public:
    BoxTool(ExplorerStore* store, const Plot* plot)
        : store_(store)
        , plot_(plot) {}

    void press(const QPointF& pixel);
    void move(const QPointF& pixel);
    void release();
    /// Ends a drag and restores what was before it; false when there was none.
    bool cancel();
    bool isDragging() const { return drag_ != Drag::None; }

    /// Arrows, Delete; true when the key was one of its own.
    bool key(const QKeyEvent& event);
    /// Deletes the box of this letter, where there still is one.
    void remove(const QString& letter);
    /// Selects the next (+1) or previous (−1) box; false at the end, so that Tab can leave the plot.
    bool selectNext(int step);

    BoxHit hit(const QPointF& pixel) const;
    Qt::CursorShape cursorAt(const QPointF& pixel) const;

private:
    enum class Drag { None, Pressed, Draw, Move, Resize };

    ExplorerState withBox(int index, const Box& box) const;
    void nudge(int right, int up, bool resize, bool large);
    double rounded(double value, int axis) const;
    void applyDraw(const QPointF& at);
    void applyMove(const QPointF& at);
    void applyResize(const QPointF& at);

    ExplorerStore* store_;
    const Plot* plot_;
    Drag drag_ = Drag::None;
    QPointF pressPixel_, pressPlot_;
    ExplorerState before_; ///< to come back to
    ExplorerState start_;  ///< with the grabbed box selected
    int box_ = -1, mergeId_ = -1;
    Sides sides_;
    // Bursts of keys
    int nudgeMergeId_ = -1, nudgedBox_ = -1;
    QElapsedTimer lastNudge_;
};

} // namespace kamke::ui
