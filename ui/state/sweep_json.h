// The Sweep workspace's part of a session file.
#pragma once

#include "ui/state/sweep_state.h"

#include <QDir>
#include <QJsonValue>
#include <optional>
#include <span>
#include <string>

namespace kamke::ui {

/// One property of the session's object "sweep". Saving, loading and the tests go through the same list.
struct SweepProperty {
    const char* key;
    QJsonValue (*write)(const SweepState&, const QDir& base);
    /// Sets the property; returns what is wrong ("is 7, expected …"), or nothing.
    std::optional<std::string> (*read)(const QJsonValue&, SweepState&, const QDir& base);
};
std::span<const SweepProperty> sweepProperties();

QJsonValue sweepToJson(const SweepState& sweep, const QDir& base);
/// Sets all of `sweep`. A session from before there was this workspace has no such object: the state that one
/// starts with.
std::optional<std::string> sweepFromJson(const QJsonValue& json, SweepState& sweep, const QDir& base);

} // namespace kamke::ui
