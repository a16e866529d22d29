// The Digits workspace's part of a session file.
#pragma once

#include "ui/state/explorer_state.h"

#include <QDir>
#include <QJsonValue>
#include <span>

namespace kamke::ui {

/// One property of the session's object "digits". Saving, loading and the tests go through the same list.
struct DigitsProperty {
    const char* key;
    QJsonValue (*write)(const DigitsState&, const QDir& base);
    /// Sets the property; returns what is wrong ("is 7, expected …"), or nothing.
    std::optional<std::string> (*read)(
        const QJsonValue&, DigitsState&, const Network& network, const QDir& base);
};
std::span<const DigitsProperty> digitsProperties();

QJsonValue digitsToJson(const DigitsState& digits, const QDir& base);
/// Sets all of `digits`. A session from before there was this workspace has no such object: the state that
/// one starts with.
std::optional<std::string>
digitsFromJson(const QJsonValue& json, DigitsState& digits, const Network& network, const QDir& base);

} // namespace kamke::ui
