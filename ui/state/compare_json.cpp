#include "ui/state/compare_json.h"

#include "ui/state/json_checks.h"
#include "ui/state/network_entries.h"

#include <QJsonArray>
#include <QJsonObject>
#include <cmath>

namespace kamke::ui {

namespace {

using S = CompareState;
using V = QJsonValue;

constexpr int mostSamples = 1'000'000'000;

Wrong readEps(const V& v, S& s, const QDir&) {
    const QJsonArray list = v.toArray();
    const auto isGood = [](const V& each) {
        return each.isDouble() && each.toDouble() > 0 && std::isfinite(each.toDouble());
    };
    bool good = list.size() == static_cast<qsizetype>(s.eps.size());
    for (const auto& each : list)
        good = good && isGood(each);
    if (!good)
        return expected(v, "an array of " + std::to_string(s.eps.size()) + " finite numbers > 0");
    for (std::size_t k = 0; k < s.eps.size(); ++k)
        s.eps[k] = list[static_cast<qsizetype>(k)].toDouble();
    return {};
}

Wrong readWord(const V& v, QString& word, std::initializer_list<const char*> words) {
    std::string names;
    for (const char* each : words) {
        if (v.toString() == QLatin1String(each)) {
            word = v.toString();
            return {};
        }
        names += (names.empty() ? "" : ", ") + std::string(each);
    }
    return expected(v, "one of " + names);
}

const CompareProperty properties[] = {
    {"networks", [](const S& s, const QDir& base) { return networksToJson(s.networks, base); },
     [](const V& v, S& s, const QDir& base) {
         return networksFromJson(v, s.networks, base, S::most - 1, false);
     }},
    {"eps",
     [](const S& s, const QDir&) {
         return V(QJsonArray{s.eps[0], s.eps[1], s.eps[2]});
     },
     readEps},
    {"samples", [](const S& s, const QDir&) { return V(s.samples); },
     [](const V& v, S& s, const QDir&) { return readInt(v, 0, mostSamples, s.samples); }},
    {"tab", [](const S& s, const QDir&) { return V(s.tab); },
     [](const V& v, S& s, const QDir&) {
         return readWord(v, s.tab, {"numbers", "curves", "matrices", "spectrum"});
     }},
    {"part", [](const S& s, const QDir&) { return V(s.part); },
     [](const V& v, S& s, const QDir&) {
         return readWord(v, s.part, {"raw", "metzler", "majorant"});
     }},
    {"bestEta", [](const S& s, const QDir&) { return V(s.bestEta); },
     [](const V& v, S& s, const QDir&) { return readBool(v, s.bestEta); }},
};

} // namespace

std::span<const CompareProperty> compareProperties() {
    return properties;
}

QJsonValue compareToJson(const CompareState& compare, const QDir& base) {
    QJsonObject json;
    for (const CompareProperty& property : properties)
        json.insert(QLatin1String(property.key), property.write(compare, base));
    return json;
}

std::optional<std::string> compareFromJson(const QJsonValue& json, CompareState& compare, const QDir& base) {
    compare = CompareState();
    if (json.isUndefined())
        return {};
    if (!json.isObject())
        return expected(json, "an object");
    const QJsonObject object = json.toObject();
    for (const CompareProperty& property : properties)
        if (const auto wrong = property.read(object.value(QLatin1String(property.key)), compare, base))
            return "has \"" + std::string(property.key) + "\" that " + *wrong;
    return {};
}

} // namespace kamke::ui
