// The Learn workspace's part of a session file.
#pragma once

#include "ui/state/json_checks.h"
#include "ui/state/learn_state.h"

namespace kamke::ui {

/// {"lesson": id or "", "step": from 0, "reached": {id: step}}.
QJsonValue learnToJson(const LearnState& learn);
/// Sets all of `learn`. A session from before there were lessons has no such object: none is under way.
Wrong learnFromJson(const QJsonValue& json, LearnState& learn);

} // namespace kamke::ui
