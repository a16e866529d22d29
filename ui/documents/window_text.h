// The sentences of the window's frame, made from the state and the newest result.
#pragma once

#include "ui/jobs/reach_runner.h"

#include <QString>

namespace kamke::ui {

/// What the badge beside the network's name says.
struct BadgeText {
    enum class Mood { Good, Warning, Bad } mood;
    QString text;    ///< e.g. "✓ well-posed · least μ_η 0.183 · factor 0.6 per step"
    QString details; ///< one line per condition, for the tooltip
};
BadgeText badgeText(const NetworkAnalysis& analysis);

/// "Paper example", else the file's name, else "unnamed network".
QString networkTitle(const ExplorerState& state);
/// "2 → 2 → 2, relu": inputs, states, outputs and activation.
QString networkShape(const Network& network);
/// "A  u₁ [0, 0.333333]  u₂ [1, 2]" for the axes shown; "no box selected".
QString selectedBoxText(const ExplorerState& state);
/// "1000 samples, 5 methods, 3 exact pieces in 2.1 ms."
QString resultSentence(const ReachResult& result);

} // namespace kamke::ui
