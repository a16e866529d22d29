// The Network workspace's part of a session file.
#pragma once

#include "ui/state/compare_state.h"

#include <QDir>
#include <QJsonValue>
#include <optional>
#include <span>
#include <string>

namespace kamke::ui {

/// One property of the session's object "compare". Saving, loading and the tests go through the same list.
struct CompareProperty {
    const char* key;
    QJsonValue (*write)(const CompareState&, const QDir& base);
    /// Sets the property; returns what is wrong ("is 7, expected …"), or nothing.
    std::optional<std::string> (*read)(const QJsonValue&, CompareState&, const QDir& base);
};
std::span<const CompareProperty> compareProperties();

QJsonValue compareToJson(const CompareState& compare, const QDir& base);
/// Sets all of `compare`. A session from before there was this workspace has no such object: the state that
/// one starts with.
std::optional<std::string> compareFromJson(const QJsonValue& json, CompareState& compare, const QDir& base);

} // namespace kamke::ui
