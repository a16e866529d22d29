// A network as JSON, for sessions that carry an edited network with them.
#pragma once

#include "core/model/network.h"

#include <QJsonObject>
#include <QString>

namespace kamke::ui {

/// Every field of the network; doubles survive exactly.
QJsonObject networkToJson(const Network& network);
/// The inverse. The error is one sentence that names the field, what was found and what was expected.
Result<Network> networkFromJson(const QJsonObject& json);

// Parts that sessions use for their own vectors.
QJsonArray vectorToJson(const Vector& v);
/// Nothing unless `json` is an array of finite numbers.
std::optional<Vector> vectorFromJson(const QJsonValue& json);

} // namespace kamke::ui
