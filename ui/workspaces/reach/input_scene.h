// The shapes and names of the input plane, made from the state and the newest result.
#pragma once

#include "ui/jobs/reach_runner.h"
#include "ui/plot/labels.h"
#include "ui/plot/marks.h"
#include "ui/style/theme.h"
#include "ui/workspaces/reach/decision_regions.h"

namespace kamke::ui {

struct InputScene {
    std::vector<Mark> ground; ///< decision regions, below the grid
    std::vector<Mark> marks;
    std::vector<Label> labels;
    std::vector<QRectF> outlines; ///< lines that labels keep off
    QRectF content;               ///< what a fitted view has to show
    QSizeF margin{0.08, 0.08};    ///< of the fitted view, as shares of the content
};

/// `result` may be null or belong to an older state: samples and pieces are drawn where it has them.
/// `handles`: for the pointer, not for files.
InputScene inputScene(
    const ExplorerState& state, const ReachResult* result, const DecisionGrid* regions, const Theme& theme,
    bool handles);

/// The boxes in words, for screen readers.
QString describeInputs(const ExplorerState& state);

} // namespace kamke::ui
