#include "ui/state/json_checks.h"

#include <QJsonArray>
#include <QString>
#include <cmath>

namespace kamke::ui {

std::string found(const QJsonValue& v) {
    switch (v.type()) {
    case QJsonValue::Undefined:
        return "is missing";
    case QJsonValue::Null:
        return "is null";
    case QJsonValue::Bool:
        return v.toBool() ? "is true" : "is false";
    case QJsonValue::Double:
        return "is " + QString::number(v.toDouble(), 'g', 17).toStdString();
    case QJsonValue::String:
        return "is \"" + v.toString().left(40).toStdString() + "\"";
    case QJsonValue::Array:
        return "is an array of " + std::to_string(v.toArray().size());
    case QJsonValue::Object:
        break;
    }
    return "is an object";
}

Wrong expected(const QJsonValue& v, const std::string& what) {
    return found(v) + ", expected " + what;
}

std::optional<int> wholeNumber(const QJsonValue& v, int from, int to) {
    const double d = v.isDouble() ? v.toDouble() : std::nan("");
    if (!(d >= from && d <= to) || d != std::floor(d))
        return std::nullopt;
    return static_cast<int>(d);
}

Wrong readInt(const QJsonValue& v, int from, int to, int& value) {
    const auto n = wholeNumber(v, from, to);
    if (!n)
        return expected(v, "a whole number from " + std::to_string(from) + " to " + std::to_string(to));
    value = *n;
    return {};
}

Wrong readBool(const QJsonValue& v, bool& value) {
    if (!v.isBool())
        return expected(v, "true or false");
    value = v.toBool();
    return {};
}

} // namespace kamke::ui
