#include "core/model/network.h"
#include "ui/state/network_json.h"
#include "ui/state/state_fields.h"

#include <QJsonArray>
#include <limits>

namespace kamke::ui {

namespace {

constexpr int any = std::numeric_limits<int>::max();

int lastClass(const Network& network) {
    return static_cast<int>(network.q()) - 1;
}

QJsonValue writeOwn(const std::optional<OwnDigit>& own, const FieldContext&) {
    if (!own)
        return QJsonValue::Null;
    return QJsonObject{
        {QStringLiteral("raw"), vectorToJson(own->raw)}, {QStringLiteral("label"), own->label}};
}

Wrong readOwn(const QJsonValue& v, std::optional<OwnDigit>& own, const FieldContext& context) {
    own.reset();
    if (v.isNull())
        return {};
    const Network& network = *context.network;
    const QJsonObject json = v.toObject();
    const auto raw = vectorFromJson(json.value(QStringLiteral("raw")));
    const auto label = wholeNumber(json.value(QStringLiteral("label")), 0, lastClass(network));
    if (!raw || raw->size() != network.r() || !label)
        return expected(
            v, "null or an object with \"raw\" (" + std::to_string(network.r()) +
                   " finite numbers) and \"label\" (a class of the network)");
    own = OwnDigit{*raw, *label};
    return {};
}

QJsonValue writeSet(const SampleSet& set, const FieldContext&) {
    if (!set)
        return QJsonValue::Null;
    return QJsonObject{{QStringLiteral("name"), set.name()}, {QStringLiteral("samples"), set.ranges()}};
}

Wrong readSet(const QJsonValue& v, SampleSet& set, const FieldContext&) {
    set = {};
    if (v.isNull())
        return {};
    const QJsonObject json = v.toObject();
    const QJsonValue name = json.value(QStringLiteral("name")),
                     samples = json.value(QStringLiteral("samples"));
    auto numbers = SampleSet::fromRanges(samples.toString());
    if (!name.isString() || !samples.isString() || !numbers)
        return expected(
            v, "null or an object with \"name\" and \"samples\" (increasing numbers and ranges, \"0-5 7\")");
    set = SampleSet(name.toString(), std::move(*numbers));
    return {};
}

const auto filters = named<DigitFilter>(
    {{DigitFilter::All, "all"},
     {DigitFilter::Certified, "certified"},
     {DigitFilter::Undecided, "undecided"},
     {DigitFilter::Broken, "broken"},
     {DigitFilter::Misread, "misread"}});
const auto sorts = named<DigitSort>(
    {{DigitSort::Index, "index"}, {DigitSort::Margin, "margin"}, {DigitSort::Radius, "radius"}});

} // namespace

template<>
const Fields<DigitsState>& fieldsOf() {
    static const auto fields = [] {
        auto gallery = concerning<DigitsState>(
            StatePart::Gallery,
            {field(
                 "dataset", &DigitsState::dataset,
                 path("the path of a data set, or \"\" for the bundled digits")),
             field("set", &DigitsState::set, ValueForm<SampleSet>{writeSet, readSet}).sinceLater(),
             field("filter", &DigitsState::filter, filters),
             field("labelFilter", &DigitsState::labelFilter, whole(-1, any)),
             field("predictionFilter", &DigitsState::predictionFilter, whole(-1, any)),
             field("sort", &DigitsState::sort, sorts),
             field("descending", &DigitsState::descending, flag())});
        auto pick = concerning<DigitsState>(
            StatePart::Digit,
            {field("eps", &DigitsState::eps, number(notNegative)),
             field("norm", &DigitsState::norm, ballNorm()).sinceLater(),
             field("clip", &DigitsState::clip, flag()),
             // The data set may have changed since; the workspace shows the last sample then.
             field("sample", &DigitsState::sample, whole(0, any)),
             field("own", &DigitsState::own, ValueForm<std::optional<OwnDigit>>{writeOwn, readOwn}),
             field("competitor", &DigitsState::competitor, whole(-1, lastClass)),
             field("certificate", &DigitsState::certificate, idOf(certificateList)),
             field("certificates", &DigitsState::certificates, idsOf(certificateList)),
             field(
                 "tab", &DigitsState::tab,
                 oneOf({"margins", "curve", "plane", "units", "pixels", "cascade"}))});
        pick.insert(pick.end(), gallery.begin(), gallery.end());
        return pick;
    }();
    return fields;
}

bool operator==(const DigitsState& a, const DigitsState& b) {
    return sameFields(a, b);
}

} // namespace kamke::ui
