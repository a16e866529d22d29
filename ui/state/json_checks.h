// How the readers of session files say what they found and what they expected.
#pragma once

#include <QJsonValue>
#include <optional>
#include <string>

namespace kamke::ui {

/// What is wrong with a value, "is 7, expected …"; nothing when it is right.
using Wrong = std::optional<std::string>;

/// "is missing", "is null", "is 7", …
std::string found(const QJsonValue& v);
Wrong expected(const QJsonValue& v, const std::string& what);
/// The number when it is whole and from `from` to `to`.
std::optional<int> wholeNumber(const QJsonValue& v, int from, int to);
Wrong readInt(const QJsonValue& v, int from, int to, int& value);
Wrong readBool(const QJsonValue& v, bool& value);

} // namespace kamke::ui
