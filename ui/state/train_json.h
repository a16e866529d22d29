// The Train workspace's part of a session file.
#pragma once

#include "ui/state/train_settings.h"

#include <QDir>
#include <QJsonValue>
#include <optional>
#include <span>
#include <string>

namespace kamke::ui {

/// One property of the session's object "train". Saving, loading and the tests go through the same list.
struct TrainProperty {
    const char* key;
    QJsonValue (*write)(const TrainSettings&, const QDir& base);
    /// Sets the property; returns what is wrong ("is 7, expected …"), or nothing. Numbers that cannot be
    /// trained with are read: the form says what is wrong with them, as it does when they are typed.
    std::optional<std::string> (*read)(const QJsonValue&, TrainSettings&, const QDir& base);
};
std::span<const TrainProperty> trainProperties();

QJsonValue trainToJson(const TrainSettings& settings, const QDir& base);
/// Sets all of `settings`. A session from before there was this workspace has no such object: the settings
/// that one starts with.
std::optional<std::string> trainFromJson(const QJsonValue& json, TrainSettings& settings, const QDir& base);

} // namespace kamke::ui
