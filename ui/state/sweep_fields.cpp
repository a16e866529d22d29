#include "core/attack/attack.h"
#include "ui/state/network_entries.h"
#include "ui/state/state_fields.h"

#include <QJsonArray>
#include <algorithm>

namespace kamke::ui {

namespace {

constexpr int most = 1'000'000'000;
constexpr int mostNetworks = 100;
constexpr qsizetype longestGrid = 20'000;
constexpr NumberCheck secondsOfASample{
    [](double v) { return v >= 0 && v <= mostSampleSeconds; }, "seconds from 0 (no limit) to 86400"};
static_assert(mostSampleSeconds == 86'400);

QJsonValue writeAttacks(const QList<SweepAttack>& attacks, const FieldContext&) {
    QJsonArray list;
    for (const SweepAttack& each : attacks)
        list.append(QJsonObject{
            {QStringLiteral("id"), each.id},
            {QStringLiteral("steps"), each.steps},
            {QStringLiteral("restarts"), each.restarts},
            {QStringLiteral("first"), each.first}});
    return list;
}

Wrong readAttacks(const QJsonValue& v, QList<SweepAttack>& attacks, const FieldContext&) {
    if (!v.isArray())
        return expected(v, "an array of attacks");
    attacks.clear();
    for (const auto& item : v.toArray()) {
        const QJsonObject json = item.toObject();
        SweepAttack attack;
        attack.id = json.value(QStringLiteral("id")).toString();
        const auto isSame = [&](const SweepAttack& other) { return other.id == attack.id; };
        if (!findAttack(attack.id.toStdString()) || std::any_of(attacks.begin(), attacks.end(), isSame))
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
        attacks << attack;
    }
    return {};
}

} // namespace

template<>
const Fields<SweepState>& fieldsOf() {
    static const auto fields = concerning<SweepState>(
        StatePart::Sweep,
        {field("networks", &SweepState::networks, networkList(mostNetworks, true)),
         field(
             "dataset", &SweepState::dataset, path("the path of a data set, or \"\" for the bundled digits")),
         field("samples", &SweepState::samples, whole(0, most)),
         // What was typed is kept even when it cannot be swept with: the field says why.
         field("eps", &SweepState::eps, text("the values of ε as a text", longestGrid)),
         field("certificates", &SweepState::certificates, idsOf(certificateList)),
         field("attacks", &SweepState::attacks, ValueForm<QList<SweepAttack>>{writeAttacks, readAttacks}),
         field("norm", &SweepState::norm, ballNorm()).sinceLater(),
         field("sampleSeconds", &SweepState::sampleSeconds, number(secondsOfASample)).sinceLater(),
         field("clip", &SweepState::clip, flag()), field("margins", &SweepState::margins, flag()),
         field("float32", &SweepState::float32, flag()),
         field("resultsFile", &SweepState::resultsFile, path("the path of a results file, or \"\" for none")),
         field("tab", &SweepState::tab, oneOf({"curves", "radii", "compare", "error", "training", "table"})),
         field("logEps", &SweepState::logEps, flag()),
         field("method", &SweepState::method, idOf(certificateList)),
         field("against", &SweepState::against, idOf(certificateList, true)),
         field("compareEps", &SweepState::compareEps, number(notNegative)),
         // The sweep that it is a number in is not part of the session.
         field("network", &SweepState::network, whole(0, mostNetworks - 1)),
         field("alone", &SweepState::alone, flag())});
    return fields;
}

bool operator==(const SweepState& a, const SweepState& b) {
    return sameFields(a, b);
}

} // namespace kamke::ui
