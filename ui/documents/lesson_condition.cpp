#include "ui/documents/lesson_condition.h"

#include "core/certify/certificates.h"
#include "core/certify/methods.h"
#include "ui/state/state_fields.h"

#include <QJsonArray>
#include <QStringList>
#include <cmath>
#include <functional>

namespace kamke::ui {

namespace {

constexpr double defaultWithin = 1e-6;

/// One way to compare; `within` only means something to near.
struct Comparison {
    const char* key;
    enum class Operand { Number, Any, Scalar, True } operand;
    std::optional<bool> (*holds)(const QJsonValue& found, const QJsonValue& operand, double within);
};

using V = QJsonValue;
using Operand = Comparison::Operand;

template<class Compare>
std::optional<bool> numeric(const V& found, const V& operand, double) {
    if (!found.isDouble())
        return std::nullopt;
    return Compare()(found.toDouble(), operand.toDouble());
}

std::optional<bool> near(const V& found, const V& operand, double within) {
    if (!found.isDouble())
        return std::nullopt;
    return std::abs(found.toDouble() - operand.toDouble()) <= within;
}

std::optional<bool> contains(const V& found, const V& operand, double) {
    if (!found.isArray())
        return std::nullopt;
    return found.toArray().contains(operand);
}

const Comparison comparisons[] = {
    {"is", Operand::Any, [](const V& f, const V& o, double) { return std::optional(f == o); }},
    {"isNot", Operand::Any, [](const V& f, const V& o, double) { return std::optional(f != o); }},
    {"above", Operand::Number, numeric<std::greater<>>},
    {"below", Operand::Number, numeric<std::less<>>},
    {"atLeast", Operand::Number, numeric<std::greater_equal<>>},
    {"atMost", Operand::Number, numeric<std::less_equal<>>},
    {"near", Operand::Number, near},
    {"contains", Operand::Scalar, contains},
    {"lacks", Operand::Scalar,
     [](const V& f, const V& o, double w) {
         const auto has = contains(f, o, w);
         return has ? std::optional(!*has) : std::nullopt;
     }},
    {"changed", Operand::True, nullptr}, // against the start of the step, not against the operand
};

Wrong wrongOperand(const V& v, Operand operand) {
    if (operand == Operand::Number && !v.isDouble())
        return expected(v, "a number");
    if (operand == Operand::Scalar && !v.isDouble() && !v.isString())
        return expected(v, "a number or a text");
    if (operand == Operand::True && !(v.isBool() && v.toBool()))
        return expected(v, "true");
    return {};
}

/// The arguments of quantities, each with what it must be.
Wrong wrongArgument(const QString& key, const V& v) {
    if (key == QLatin1String("method") && !findMethod(v.toString().toStdString()))
        return expected(v, "one of " + methodIds());
    if (key == QLatin1String("certificate") && !findCertificate(v.toString().toStdString()))
        return expected(v, "one of " + certificateIds());
    const bool counts = key == QLatin1String("input") || key == QLatin1String("output");
    if (counts && !wholeNumber(v, 1, 100000))
        return expected(v, "a whole number from 1, as on the screen");
    return {};
}

std::string comparisonKeys() {
    std::string all;
    for (const Comparison& each : comparisons)
        all += (all.empty() ? "" : ", ") + std::string(each.key);
    return all;
}

} // namespace

Wrong LessonCondition::read(const QJsonValue& json, LessonCondition& condition) {
    if (!json.isObject())
        return expected(json, "an object with \"state\", \"value\", \"all\", \"any\" or \"not\"");
    const QJsonObject object = json.toObject();
    for (const auto& [key, kind] :
         {std::pair("all", Kind::All), std::pair("any", Kind::Any), std::pair("not", Kind::Not)})
        if (object.contains(QLatin1String(key))) {
            condition.kind_ = kind;
            return readParts(object, QLatin1String(key), condition);
        }
    return readComparison(object, condition);
}

Wrong LessonCondition::readParts(const QJsonObject& json, const QString& key, LessonCondition& condition) {
    if (json.size() > 1)
        return "has \"" + key.toStdString() + "\" beside other keys, expected it alone";
    const QJsonValue value = json.value(key);
    if (condition.kind_ != Kind::Not && (!value.isArray() || value.toArray().isEmpty()))
        return "has \"" + key.toStdString() + "\" that " + *expected(value, "an array of conditions");
    const QJsonArray parts = condition.kind_ == Kind::Not ? QJsonArray{value} : value.toArray();
    for (const auto& part : parts) {
        LessonCondition inner;
        if (auto wrong = read(part, inner))
            return wrong;
        condition.parts_.push_back(std::move(inner));
    }
    return {};
}

Wrong LessonCondition::readSubject(const QJsonObject& json, LessonCondition& condition, QStringList& known) {
    int count = 0;
    for (const auto& [key, kind] :
         {std::pair("state", Kind::State), std::pair("value", Kind::Value),
          std::pair("widget", Kind::Widget)})
        if (json.contains(QLatin1String(key))) {
            condition.kind_ = kind;
            known << QLatin1String(key);
            ++count;
        }
    if (count != 1)
        return "has " + std::to_string(count) + " of \"state\", \"value\" and \"widget\", expected one";
    if (condition.kind_ == Kind::State)
        return readPath(json, condition);
    if (condition.kind_ == Kind::Value)
        return readValue(json, condition, known);
    known << QStringLiteral("property");
    for (const char* key : {"widget", "property"})
        if (const QJsonValue v = json.value(QLatin1String(key)); v.toString().isEmpty())
            return "has \"" + std::string(key) + "\" that " + *expected(v, "a name");
    return {};
}

Wrong LessonCondition::readPath(const QJsonObject& json, LessonCondition& condition) {
    const QJsonValue path = json.value(QLatin1String("state"));
    condition.path_ = path.toString();
    std::string keys;
    for (const Field<ExplorerState>& property : fieldsOf<ExplorerState>()) {
        if (condition.path_.section(u'/', 0, 0) == QLatin1String(property.key))
            return {};
        keys += (keys.empty() ? "" : ", ") + std::string(property.key);
    }
    return "has \"state\" that " + *expected(path, "a path that begins with one of " + keys);
}

Wrong LessonCondition::readValue(const QJsonObject& json, LessonCondition& condition, QStringList& known) {
    const QJsonValue name = json.value(QLatin1String("value"));
    condition.value_ = findLessonValue(name.toString());
    if (!condition.value_) {
        std::string names;
        for (const LessonValue& value : lessonValues())
            names += (names.empty() ? "" : ", ") + std::string(value.name);
        return "has \"value\" that " + *expected(name, "one of " + names);
    }
    const QStringList arguments =
        QString::fromLatin1(condition.value_->arguments).split(u' ', Qt::SkipEmptyParts);
    for (const QString& key : arguments)
        if (const auto wrong = wrongArgument(key, json.value(key)))
            return "has \"" + key.toStdString() + "\" that " + *wrong;
    known << arguments;
    return {};
}

Wrong LessonCondition::readComparison(const QJsonObject& json, LessonCondition& condition) {
    QStringList known{QStringLiteral("within")};
    if (auto wrong = readSubject(json, condition, known))
        return wrong;
    bool any = false;
    for (const Comparison& comparison : comparisons) {
        const QLatin1String key(comparison.key);
        known << key;
        if (!json.contains(key))
            continue;
        any = true;
        if (const auto wrong = wrongOperand(json.value(key), comparison.operand))
            return "has \"" + std::string(comparison.key) + "\" that " + *wrong;
        if (!comparison.holds && condition.kind_ != Kind::State)
            return std::string("has \"changed\" without \"state\", expected it beside \"state\"");
    }
    for (const QString& key : json.keys())
        if (!known.contains(key))
            return "has the unknown key \"" + key.toStdString() + "\", expected one of " +
                   known.join(QStringLiteral(", ")).toStdString();
    if (!any)
        return "compares with nothing, expected one of " + comparisonKeys();
    const QJsonValue within = json.value(QLatin1String("within"));
    if (!within.isUndefined() && !(within.toDouble(-1) >= 0))
        return "has \"within\" that " + *expected(within, "a number from 0");
    condition.json_ = json;
    return {};
}

std::optional<bool> LessonCondition::holds(const LessonFacts& facts) const {
    if (kind_ == Kind::State || kind_ == Kind::Value || kind_ == Kind::Widget)
        return compare(facts);
    if (kind_ == Kind::Not) {
        const auto inner = parts_.front().holds(facts);
        return inner ? std::optional(!*inner) : std::nullopt;
    }
    // One part may decide while another is still missing.
    const bool decisive = kind_ == Kind::Any;
    bool missing = false;
    for (const LessonCondition& part : parts_) {
        const auto inner = part.holds(facts);
        if (inner == decisive)
            return decisive;
        missing = missing || !inner;
    }
    return missing ? std::nullopt : std::optional(!decisive);
}

QJsonValue LessonCondition::subject(const LessonFacts& facts) const {
    if (kind_ == Kind::State)
        return valueAt(*facts.state, path_);
    if (kind_ == Kind::Value)
        return value_->read(facts, json_);
    return widgetProperty(
        facts.window, json_.value(QLatin1String("widget")).toString(),
        json_.value(QLatin1String("property")).toString());
}

std::optional<bool> LessonCondition::compare(const LessonFacts& facts) const {
    const QJsonValue value = subject(facts);
    if (value.isUndefined())
        return std::nullopt;
    const double within = json_.value(QLatin1String("within")).toDouble(defaultWithin);
    for (const Comparison& comparison : comparisons) {
        const QLatin1String key(comparison.key);
        if (!json_.contains(key))
            continue;
        const std::optional<bool> holds = comparison.holds
                                              ? comparison.holds(value, json_.value(key), within)
                                              : std::optional(value != valueAt(*facts.start, path_));
        if (!holds.value_or(false))
            return holds;
    }
    return true;
}

} // namespace kamke::ui
