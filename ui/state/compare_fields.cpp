#include "ui/state/network_entries.h"
#include "ui/state/state_fields.h"

#include <QJsonArray>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr int mostCompared = 1'000'000'000;

ValueForm<std::array<double, 3>> threeEps() {
    return {
        [](const std::array<double, 3>& eps, const FieldContext&) {
            return QJsonArray{eps[0], eps[1], eps[2]};
        },
        [](const QJsonValue& v, std::array<double, 3>& eps, const FieldContext&) -> Wrong {
            const QJsonArray list = v.toArray();
            const auto isGood = [](const QJsonValue& each) {
                return each.isDouble() && each.toDouble() > 0 && std::isfinite(each.toDouble());
            };
            bool good = list.size() == static_cast<qsizetype>(eps.size());
            for (const auto& each : list)
                good = good && isGood(each);
            if (!good)
                return expected(v, "an array of " + std::to_string(eps.size()) + " finite numbers > 0");
            for (std::size_t k = 0; k < eps.size(); ++k)
                eps[k] = list[static_cast<qsizetype>(k)].toDouble();
            return {};
        }};
}

} // namespace

template<>
const Fields<CompareState>& fieldsOf() {
    static const auto fields = concerning<CompareState>(
        StatePart::Compare,
        {field("networks", &CompareState::networks, networkList(CompareState::most - 1, false)),
         field("eps", &CompareState::eps, threeEps()),
         field("samples", &CompareState::samples, whole(0, mostCompared)),
         field("tab", &CompareState::tab, oneOf({"numbers", "curves", "matrices", "spectrum"})),
         field("part", &CompareState::part, oneOf({"raw", "metzler", "majorant"})),
         field("bestEta", &CompareState::bestEta, flag())});
    return fields;
}

bool operator==(const CompareState& a, const CompareState& b) {
    return sameFields(a, b);
}

} // namespace kamke::ui
