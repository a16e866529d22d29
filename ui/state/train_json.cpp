#include "ui/state/train_json.h"

#include "core/train/train.h"
#include "ui/state/json_checks.h"

#include <QJsonObject>
#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {

using S = TrainSettings;
using V = QJsonValue;

template<int S::*member>
V writeInt(const S& s, const QDir&) {
    return s.*member;
}
template<int S::*member>
Wrong readInteger(const V& v, S& s, const QDir&) {
    constexpr int largest = std::numeric_limits<int>::max();
    return readInt(v, -largest, largest, s.*member);
}

template<double S::*member>
V writeDouble(const S& s, const QDir&) {
    return s.*member;
}
template<double S::*member>
Wrong readDouble(const V& v, S& s, const QDir&) {
    if (!v.isDouble() || !std::isfinite(v.toDouble()))
        return expected(v, "a finite number");
    s.*member = v.toDouble();
    return {};
}

template<QString S::*member>
V writePath(const S& s, const QDir& base) {
    return (s.*member).isEmpty() ? QString() : base.relativeFilePath(s.*member);
}
template<QString S::*member>
Wrong readPath(const V& v, S& s, const QDir& base) {
    if (!v.isString())
        return expected(v, "the path of a data set, or \"\"");
    s.*member = v.toString().isEmpty() ? QString() : QDir::cleanPath(base.absoluteFilePath(v.toString()));
    return {};
}

constexpr std::pair<ValidationChoice, const char*> choices[] = {
    {ValidationChoice::Rest, "rest"}, {ValidationChoice::File, "file"}, {ValidationChoice::None, "none"}};

V writeChoice(const S& s, const QDir&) {
    for (const auto& [choice, name] : choices)
        if (choice == s.validate)
            return QLatin1String(name);
    Q_UNREACHABLE();
}

Wrong readChoice(const V& v, S& s, const QDir&) {
    for (const auto& [choice, name] : choices)
        if (v.toString() == QLatin1String(name)) {
            s.validate = choice;
            return {};
        }
    return expected(v, "\"rest\", \"file\" or \"none\"");
}

Wrong readKind(const V& v, S& s, const QDir&) {
    if (!findModelKind(v.toString().toStdString()))
        return expected(v, "one of " + modelKindIds());
    s.kind = v.toString();
    return {};
}

/// A setting that older files have not: it keeps its default there.
template<Wrong (*read)(const V&, S&, const QDir&)>
Wrong readNewer(const V& v, S& s, const QDir& base) {
    return v.isUndefined() ? Wrong() : read(v, s, base);
}

const TrainProperty properties[] = {
    {"dataset", writePath<&S::dataset>, readPath<&S::dataset>},
    {"first", writeInt<&S::first>, readInteger<&S::first>},
    {"last", writeInt<&S::last>, readInteger<&S::last>},
    {"validate", writeChoice, readChoice},
    {"validation", writePath<&S::validation>, readPath<&S::validation>},
    {"kind", [](const S& s, const QDir&) { return V(s.kind); }, readKind},
    {"hidden", writeInt<&S::hidden>, readInteger<&S::hidden>},
    {"layers", writeInt<&S::layers>, readNewer<readInteger<&S::layers>>},
    {"mean", writeDouble<&S::mean>, readNewer<readDouble<&S::mean>>},
    {"std", writeDouble<&S::std>, readNewer<readDouble<&S::std>>},
    {"runs", writeInt<&S::runs>, readNewer<readInteger<&S::runs>>},
    {"gamma", writeDouble<&S::gamma>, readDouble<&S::gamma>},
    {"learnWeights", [](const S& s, const QDir&) { return V(s.learnWeights); },
     [](const V& v, S& s, const QDir&) { return readBool(v, s.learnWeights); }},
    {"lipschitzWeight", writeDouble<&S::lipschitzWeight>, readDouble<&S::lipschitzWeight>},
    {"certifiedEps", writeDouble<&S::certifiedEps>, readDouble<&S::certifiedEps>},
    {"epochs", writeInt<&S::epochs>, readInteger<&S::epochs>},
    {"batch", writeInt<&S::batch>, readInteger<&S::batch>},
    {"rate", writeDouble<&S::rate>, readDouble<&S::rate>},
    {"finalRate", writeDouble<&S::finalRate>, readDouble<&S::finalRate>},
    {"seed", writeInt<&S::seed>, readInteger<&S::seed>},
    {"threads", writeInt<&S::threads>, readInteger<&S::threads>},
};

} // namespace

std::span<const TrainProperty> trainProperties() {
    return properties;
}

QJsonValue trainToJson(const TrainSettings& settings, const QDir& base) {
    QJsonObject json;
    for (const TrainProperty& property : properties)
        json.insert(QLatin1String(property.key), property.write(settings, base));
    return json;
}

std::optional<std::string> trainFromJson(const QJsonValue& json, TrainSettings& settings, const QDir& base) {
    settings = TrainSettings();
    if (json.isUndefined())
        return {};
    if (!json.isObject())
        return expected(json, "an object");
    const QJsonObject object = json.toObject();
    for (const TrainProperty& property : properties)
        if (const auto wrong = property.read(object.value(QLatin1String(property.key)), settings, base))
            return "has \"" + std::string(property.key) + "\" that " + *wrong;
    return {};
}

} // namespace kamke::ui
