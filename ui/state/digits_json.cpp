#include "ui/state/digits_json.h"

#include "core/certify/certificates.h"
#include "ui/state/json_checks.h"
#include "ui/state/network_json.h"

#include <QJsonArray>
#include <QJsonObject>
#include <cmath>
#include <limits>
#include <utility>

namespace kamke::ui {

namespace {

using D = DigitsState;
using V = QJsonValue;

constexpr int anySample = std::numeric_limits<int>::max();

/// An enumeration by its names.
template<class Enum>
struct Names {
    std::initializer_list<std::pair<Enum, const char*>> all;

    QJsonValue write(Enum value) const {
        for (const auto& [each, name] : all)
            if (each == value)
                return QLatin1String(name);
        Q_UNREACHABLE();
    }
    Wrong read(const QJsonValue& v, Enum& value) const {
        std::string names;
        for (const auto& [each, name] : all) {
            if (v.toString() == QLatin1String(name)) {
                value = each;
                return {};
            }
            names += (names.empty() ? "" : ", ") + std::string(name);
        }
        return expected(v, "one of " + names);
    }
};

const Names<BallNorm> norms{{{BallNorm::Linf, "linf"}, {BallNorm::L2, "l2"}}};
const Names<DigitFilter> filters{
    {{DigitFilter::All, "all"},
     {DigitFilter::Certified, "certified"},
     {DigitFilter::Undecided, "undecided"},
     {DigitFilter::Broken, "broken"},
     {DigitFilter::Misread, "misread"}}};
const Names<DigitSort> sorts{
    {{DigitSort::Index, "index"}, {DigitSort::Margin, "margin"}, {DigitSort::Radius, "radius"}}};

Wrong readDataset(const V& v, D& d, const Network&, const QDir& base) {
    if (!v.isString())
        return expected(v, "the path of a data set, or \"\" for the bundled digits");
    d.dataset = v.toString().isEmpty() ? QString() : QDir::cleanPath(base.absoluteFilePath(v.toString()));
    return {};
}

Wrong readEps(const V& v, D& d, const Network&, const QDir&) {
    if (!v.isDouble() || !(v.toDouble() >= 0) || !std::isfinite(v.toDouble()))
        return expected(v, "a finite number ≥ 0");
    d.eps = v.toDouble();
    return {};
}

QJsonValue writeOwn(const D& d, const QDir&) {
    if (!d.own)
        return V::Null;
    return QJsonObject{
        {QStringLiteral("raw"), vectorToJson(d.own->raw)}, {QStringLiteral("label"), d.own->label}};
}

Wrong readOwn(const V& v, D& d, const Network& network, const QDir&) {
    d.own.reset();
    if (v.isNull())
        return {};
    const QJsonObject json = v.toObject();
    const auto raw = vectorFromJson(json.value(QStringLiteral("raw")));
    const auto label = wholeNumber(json.value(QStringLiteral("label")), 0, static_cast<int>(network.q()) - 1);
    if (!raw || raw->size() != network.r() || !label)
        return expected(
            v, "null or an object with \"raw\" (" + std::to_string(network.r()) +
                   " finite numbers) and \"label\" (a class of the network)");
    d.own = OwnDigit{*raw, *label};
    return {};
}

Wrong readCertificate(const V& v, D& d, const Network&, const QDir&) {
    if (!findCertificate(v.toString().toStdString()))
        return expected(v, "one of " + certificateIds());
    d.certificate = v.toString();
    return {};
}

Wrong readCertificates(const V& v, D& d, const Network&, const QDir&) {
    if (!v.isArray())
        return expected(v, "an array of certificate ids");
    d.certificates.clear();
    for (const auto& id : v.toArray()) {
        if (!findCertificate(id.toString().toStdString()))
            return "has an entry that " + found(id) + ", expected one of " + certificateIds();
        d.certificates << id.toString();
    }
    return {};
}

Wrong readTab(const V& v, D& d, const Network&, const QDir&) {
    static const QStringList tabs{QStringLiteral("margins"), QStringLiteral("curve"),
                                  QStringLiteral("plane"),   QStringLiteral("units"),
                                  QStringLiteral("pixels"),  QStringLiteral("cascade")};
    if (!tabs.contains(v.toString()))
        return expected(v, "one of " + tabs.join(QStringLiteral(", ")).toStdString());
    d.tab = v.toString();
    return {};
}

Wrong readSet(const V& v, D& d, const Network&, const QDir&) {
    d.set = {};
    // A session from before there were sets does not have this.
    if (v.isNull() || v.isUndefined())
        return {};
    const QJsonObject json = v.toObject();
    const QJsonValue name = json.value(QStringLiteral("name")),
                     samples = json.value(QStringLiteral("samples"));
    auto numbers = SampleSet::fromRanges(samples.toString());
    if (!name.isString() || !samples.isString() || !numbers)
        return expected(
            v, "null or an object with \"name\" and \"samples\" (increasing numbers and ranges, \"0-5 7\")");
    d.set = SampleSet(name.toString(), std::move(*numbers));
    return {};
}

const DigitsProperty properties[] = {
    {"dataset",
     [](const D& d, const QDir& base) {
         return V(d.dataset.isEmpty() ? QString() : base.relativeFilePath(d.dataset));
     },
     readDataset},
    {"eps", [](const D& d, const QDir&) { return V(d.eps); }, readEps},
    {"norm", [](const D& d, const QDir&) { return norms.write(d.norm); },
     [](const V& v, D& d, const Network&, const QDir&) {
         // A session from before there were balls does not have this.
         return v.isUndefined() ? Wrong() : norms.read(v, d.norm);
     }},
    {"clip", [](const D& d, const QDir&) { return V(d.clip); },
     [](const V& v, D& d, const Network&, const QDir&) { return readBool(v, d.clip); }},
    // The data set may have changed since; the workspace shows the last sample then.
    {"sample", [](const D& d, const QDir&) { return V(d.sample); },
     [](const V& v, D& d, const Network&, const QDir&) { return readInt(v, 0, anySample, d.sample); }},
    {"own", writeOwn, readOwn},
    {"competitor", [](const D& d, const QDir&) { return V(d.competitor); },
     [](const V& v, D& d, const Network& network, const QDir&) {
         return readInt(v, -1, static_cast<int>(network.q()) - 1, d.competitor);
     }},
    {"certificate", [](const D& d, const QDir&) { return V(d.certificate); }, readCertificate},
    {"certificates", [](const D& d, const QDir&) { return V(QJsonArray::fromStringList(d.certificates)); },
     readCertificates},
    {"tab", [](const D& d, const QDir&) { return V(d.tab); }, readTab},
    {"set",
     [](const D& d, const QDir&) {
         return d.set ? V(QJsonObject{
                            {QStringLiteral("name"), d.set.name()},
                            {QStringLiteral("samples"), d.set.ranges()}})
                      : V(V::Null);
     },
     readSet},
    {"filter", [](const D& d, const QDir&) { return filters.write(d.filter); },
     [](const V& v, D& d, const Network&, const QDir&) { return filters.read(v, d.filter); }},
    {"labelFilter", [](const D& d, const QDir&) { return V(d.labelFilter); },
     [](const V& v, D& d, const Network&, const QDir&) { return readInt(v, -1, anySample, d.labelFilter); }},
    {"predictionFilter", [](const D& d, const QDir&) { return V(d.predictionFilter); },
     [](const V& v, D& d, const Network&, const QDir&) {
         return readInt(v, -1, anySample, d.predictionFilter);
     }},
    {"sort", [](const D& d, const QDir&) { return sorts.write(d.sort); },
     [](const V& v, D& d, const Network&, const QDir&) { return sorts.read(v, d.sort); }},
    {"descending", [](const D& d, const QDir&) { return V(d.descending); },
     [](const V& v, D& d, const Network&, const QDir&) { return readBool(v, d.descending); }},
};

} // namespace

std::span<const DigitsProperty> digitsProperties() {
    return properties;
}

QJsonValue digitsToJson(const DigitsState& digits, const QDir& base) {
    QJsonObject json;
    for (const DigitsProperty& property : properties)
        json.insert(QLatin1String(property.key), property.write(digits, base));
    return json;
}

std::optional<std::string>
digitsFromJson(const QJsonValue& json, DigitsState& digits, const Network& network, const QDir& base) {
    digits = DigitsState();
    if (json.isUndefined())
        return {};
    if (!json.isObject())
        return expected(json, "an object");
    const QJsonObject object = json.toObject();
    for (const DigitsProperty& property : properties)
        if (const auto wrong =
                property.read(object.value(QLatin1String(property.key)), digits, network, base))
            return "has \"" + std::string(property.key) + "\" that " + *wrong;
    return {};
}

} // namespace kamke::ui
