// The Convergence workspace's part of a session file.
#pragma once

#include "ui/state/explorer_state.h"

#include <QJsonValue>
#include <optional>
#include <span>
#include <string>

namespace kamke::ui {

/// One property of the session's object "convergence". Saving, loading and the tests go through the same
/// list.
struct ConvergenceProperty {
    const char* key;
    QJsonValue (*write)(const ConvergenceState&);
    /// Sets the property; returns what is wrong ("is 7, expected …"), or nothing.
    std::optional<std::string> (*read)(const QJsonValue&, ConvergenceState&, const Network& network);
};
std::span<const ConvergenceProperty> convergenceProperties();

QJsonValue convergenceToJson(const ConvergenceState& convergence);
/// Sets all of `convergence`. A session from before there was this workspace has no such object: the state
/// that one starts with.
std::optional<std::string>
convergenceFromJson(const QJsonValue& json, ConvergenceState& convergence, const Network& network);

} // namespace kamke::ui
