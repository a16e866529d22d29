#include "ui/state/sweep_json.h"

#include "core/attack/attack.h"
#include "core/certify/certificates.h"
#include "core/sweep/plan.h"
#include "ui/state/json_checks.h"
#include "ui/state/network_entries.h"

#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

using S = SweepState;
using V = QJsonValue;

constexpr int most = 1'000'000'000;
constexpr int mostNetworks = 100;
constexpr qsizetype longestGrid = 20'000;
constexpr const char* tabs[] = {"curves", "radii", "compare", "error", "training", "table"};

Wrong readFile(const V& v, QString& file, const QDir& base, const char* what) {
    if (!v.isString())
        return expected(v, what);
    file = readPath(v.toString(), base);
    return {};
}

/// What was typed is kept even when it cannot be swept with: the field says why.
Wrong readEps(const V& v, S& s, const QDir&) {
    if (!v.isString() || v.toString().size() > longestGrid)
        return expected(v, "the values of ε as a text");
    s.eps = v.toString();
    return {};
}

Wrong readCertificates(const V& v, S& s, const QDir&) {
    if (!v.isArray())
        return expected(v, "an array of certificate ids");
    s.certificates.clear();
    for (const auto& id : v.toArray()) {
        if (!findCertificate(id.toString().toStdString()))
            return "has an entry that " + found(id) + ", expected one of " + certificateIds();
        if (!s.certificates.contains(id.toString()))
            s.certificates << id.toString();
    }
    return {};
}

V writeAttacks(const S& s, const QDir&) {
    QJsonArray list;
    for (const SweepAttack& each : s.attacks)
        list.append(QJsonObject{
            {QStringLiteral("id"), each.id},
            {QStringLiteral("steps"), each.steps},
            {QStringLiteral("restarts"), each.restarts},
            {QStringLiteral("first"), each.first}});
    return list;
}

Wrong readAttacks(const V& v, S& s, const QDir&) {
    if (!v.isArray())
        return expected(v, "an array of attacks");
    s.attacks.clear();
    for (const auto& item : v.toArray()) {
        const QJsonObject json = item.toObject();
        SweepAttack attack;
        attack.id = json.value(QStringLiteral("id")).toString();
        const auto isSame = [&](const SweepAttack& other) { return other.id == attack.id; };
        if (!findAttack(attack.id.toStdString()) || std::any_of(s.attacks.begin(), s.attacks.end(), isSame))
            return "has an attack whose id " + found(json.value(QStringLiteral("id"))) +
                   ", expected one of " + attackIds() + ", each once";
        struct Number {
            const char* key;
            int least, largest;
            int& value;
        };
        for (const Number& number :
             {Number{"steps", 1, 100'000, attack.steps}, Number{"restarts", 1, 10'000, attack.restarts},
              Number{"first", 0, most, attack.first}})
            if (const auto wrong = readInt(
                    json.value(QLatin1String(number.key)), number.least, number.largest, number.value))
                return "has an attack whose \"" + std::string(number.key) + "\" " + *wrong;
        s.attacks << attack;
    }
    return {};
}

Wrong readCertificate(const V& v, QString& id, bool mayBeEmpty) {
    if (!(mayBeEmpty && v.isString() && v.toString().isEmpty()) &&
        !findCertificate(v.toString().toStdString()))
        return expected(v, (mayBeEmpty ? "\"\" or one of " : "one of ") + certificateIds());
    id = v.toString();
    return {};
}

Wrong readTab(const V& v, S& s, const QDir&) {
    std::string names;
    for (const char* tab : tabs) {
        if (v.toString() == QLatin1String(tab)) {
            s.tab = v.toString();
            return {};
        }
        names += (names.empty() ? "" : ", ") + std::string(tab);
    }
    return expected(v, "one of " + names);
}

V writeNorm(const S& s, const QDir&) {
    return QLatin1String(normId(s.norm));
}

Wrong readNorm(const V& v, S& s, const QDir&) {
    for (const BallNorm norm : {BallNorm::Linf, BallNorm::L2})
        if (v.toString() == QLatin1String(normId(norm))) {
            s.norm = norm;
            return {};
        }
    return expected(v, "\"linf\" or \"l2\"");
}

Wrong readSampleSeconds(const V& v, S& s, const QDir&) {
    if (!v.isDouble() || !(v.toDouble() >= 0 && v.toDouble() <= mostSampleSeconds))
        return expected(v, "seconds from 0 (no limit) to " + std::to_string(mostSampleSeconds));
    s.sampleSeconds = v.toDouble();
    return {};
}

/// A setting that older sessions have not: it keeps its default there.
template<Wrong (*read)(const V&, S&, const QDir&)>
Wrong readNewSetting(const V& v, S& s, const QDir& base) {
    return v.isUndefined() ? Wrong() : read(v, s, base);
}

template<bool S::*member>
V writeFlag(const S& s, const QDir&) {
    return s.*member;
}
template<bool S::*member>
Wrong readFlag(const V& v, S& s, const QDir&) {
    return readBool(v, s.*member);
}

const SweepProperty properties[] = {
    {"networks", [](const S& s, const QDir& base) { return networksToJson(s.networks, base); },
     [](const V& v, S& s, const QDir& base) {
         return networksFromJson(v, s.networks, base, mostNetworks, true);
     }},
    {"dataset", [](const S& s, const QDir& base) { return V(writtenPath(s.dataset, base)); },
     [](const V& v, S& s, const QDir& base) {
         return readFile(v, s.dataset, base, "the path of a data set, or \"\" for the bundled digits");
     }},
    {"samples", [](const S& s, const QDir&) { return V(s.samples); },
     [](const V& v, S& s, const QDir&) { return readInt(v, 0, most, s.samples); }},
    {"eps", [](const S& s, const QDir&) { return V(s.eps); }, readEps},
    {"certificates", [](const S& s, const QDir&) { return V(QJsonArray::fromStringList(s.certificates)); },
     readCertificates},
    {"attacks", writeAttacks, readAttacks},
    {"norm", writeNorm, readNewSetting<readNorm>},
    {"sampleSeconds", [](const S& s, const QDir&) { return V(s.sampleSeconds); },
     readNewSetting<readSampleSeconds>},
    {"clip", writeFlag<&S::clip>, readFlag<&S::clip>},
    {"margins", writeFlag<&S::margins>, readFlag<&S::margins>},
    {"float32", writeFlag<&S::float32>, readFlag<&S::float32>},
    {"resultsFile", [](const S& s, const QDir& base) { return V(writtenPath(s.resultsFile, base)); },
     [](const V& v, S& s, const QDir& base) {
         return readFile(v, s.resultsFile, base, "the path of a results file, or \"\" for none");
     }},
    {"tab", [](const S& s, const QDir&) { return V(s.tab); }, readTab},
    {"logEps", writeFlag<&S::logEps>, readFlag<&S::logEps>},
    {"method", [](const S& s, const QDir&) { return V(s.method); },
     [](const V& v, S& s, const QDir&) { return readCertificate(v, s.method, false); }},
    {"against", [](const S& s, const QDir&) { return V(s.against); },
     [](const V& v, S& s, const QDir&) { return readCertificate(v, s.against, true); }},
    {"compareEps", [](const S& s, const QDir&) { return V(s.compareEps); },
     [](const V& v, S& s, const QDir&) -> Wrong {
         if (!v.isDouble() || !(v.toDouble() >= 0) || !std::isfinite(v.toDouble()))
             return expected(v, "a finite number ≥ 0");
         s.compareEps = v.toDouble();
         return {};
     }},
    // The sweep that it is a number in is not part of the session.
    {"network", [](const S& s, const QDir&) { return V(s.network); },
     [](const V& v, S& s, const QDir&) { return readInt(v, 0, mostNetworks - 1, s.network); }},
    {"alone", writeFlag<&S::alone>, readFlag<&S::alone>},
};

} // namespace

std::span<const SweepProperty> sweepProperties() {
    return properties;
}

QJsonValue sweepToJson(const SweepState& sweep, const QDir& base) {
    QJsonObject json;
    for (const SweepProperty& property : properties)
        json.insert(QLatin1String(property.key), property.write(sweep, base));
    return json;
}

std::optional<std::string> sweepFromJson(const QJsonValue& json, SweepState& sweep, const QDir& base) {
    sweep = SweepState();
    if (json.isUndefined())
        return {};
    if (!json.isObject())
        return expected(json, "an object");
    const QJsonObject object = json.toObject();
    for (const SweepProperty& property : properties)
        if (const auto wrong = property.read(object.value(QLatin1String(property.key)), sweep, base))
            return "has \"" + std::string(property.key) + "\" that " + *wrong;
    return {};
}

} // namespace kamke::ui
