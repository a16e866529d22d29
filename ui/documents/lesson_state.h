// What a step of a lesson sets before the reader starts.
#pragma once

#include "ui/documents/lesson.h"

namespace kamke::ui {

/// The state in which `step` begins, made from `before`: its network as freshly opened, then its part of a
/// session laid over. Objects are laid over entry by entry, everything else is replaced. The workspace and
/// the lesson stay. The error is one sentence without the place.
Result<ExplorerState> stateForStep(const LessonStep& step, const ExplorerState& before);

/// Where a lesson starts from: the state with nothing picked, filtered or tuned in the workspaces, so that a
/// lesson begins the same way whatever was looked at before. The network, sweeps, comparisons and trainings
/// stay.
ExplorerState lessonGround(const ExplorerState& now);

/// The network that a lesson carries itself: weights as in a session, where D, b and c may be left out (zero)
/// and the activation, too (ReLU).
Result<Network> lessonNetwork(QJsonObject weights);

} // namespace kamke::ui
