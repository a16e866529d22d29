// The Contraction workspace's part of a session file.
#pragma once

#include "ui/state/contraction_state.h"

#include <QJsonValue>
#include <optional>
#include <span>
#include <string>

namespace kamke::ui {

/// One property of the session's object "contraction". Saving, loading and the tests go through the same
/// list.
struct ContractionProperty {
    const char* key;
    QJsonValue (*write)(const ContractionState&);
    /// Sets the property; returns what is wrong ("is 7, expected …"), or nothing.
    std::optional<std::string> (*read)(const QJsonValue&, ContractionState&);
};
std::span<const ContractionProperty> contractionProperties();

QJsonValue contractionToJson(const ContractionState& contraction);
/// Sets all of `contraction`. A session from before there was this workspace has no such object: the state
/// that one starts with.
std::optional<std::string> contractionFromJson(const QJsonValue& json, ContractionState& contraction);

} // namespace kamke::ui
