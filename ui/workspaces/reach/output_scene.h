// The shapes and names of the output plane, made from a result.
#pragma once

#include "ui/jobs/reach_runner.h"
#include "ui/plot/labels.h"
#include "ui/plot/marks.h"
#include "ui/plot/plane_axes.h"
#include "ui/style/theme.h"

namespace kamke::ui {

struct OutputScene {
    std::vector<Mark> marks;
    std::vector<Label> labels;
    std::vector<QRectF> outlines; ///< lines that labels keep off
    std::vector<QRectF> avoid;    ///< data that labels keep off
    QRectF content;               ///< what a fitted view has to show; invalid: nothing is drawn
    QStringList notes;            ///< one sentence per method without a box
    double height = 1; ///< vertical range on a number line: one lane per method, one for the samples
};

struct OutputLook {
    QString selected;   ///< letter of the selected box; the others are faint
    QString hovered;    ///< id of the method to emphasise; empty: none
    bool stale = false; ///< drawn greyed: a newer result is being computed
    bool showSamples = true;
    friend bool operator==(const OutputLook&, const OutputLook&) = default;
};

/// Only what is Ok is drawn: a method without a box becomes a note. Empty when `axes` do not fit the result.
OutputScene
outputScene(const ReachResult& result, const PlaneAxes& axes, const OutputLook& look, const Theme& theme);

/// The enclosures of the selected box in words, for screen readers.
QString describeOutputs(const ReachResult& result, const QString& selected);

} // namespace kamke::ui
