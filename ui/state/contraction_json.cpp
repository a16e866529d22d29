#include "ui/state/contraction_json.h"

#include "ui/state/json_checks.h"
#include "ui/state/network_json.h"

#include <QJsonArray>
#include <QJsonObject>
#include <cmath>

namespace kamke::ui {

namespace {

using S = ContractionState;
using V = QJsonValue;

constexpr std::pair<Norm::Kind, const char*> norms[] = {
    {Norm::Kind::One, "one"}, {Norm::Kind::Two, "two"}, {Norm::Kind::Infinity, "infinity"}};
constexpr const char* figures[] = {"flow",      "cells", "map",   "measure",
                                   "embedding", "race",  "euler", "interval-widths"};

/// Entries of A that the map varies: a₁₁, a₁₂, a₂₁, a₂₂.
constexpr int lastEntry = 3;

bool isFinite(const V& v) {
    return v.isDouble() && std::isfinite(v.toDouble());
}

template<double S::*member>
V writeNumber(const S& s) {
    return s.*member;
}
template<double S::*member>
Wrong readNumber(const V& v, S& s) {
    if (!isFinite(v))
        return expected(v, "a finite number");
    s.*member = v.toDouble();
    return {};
}
/// The same for quantities that are above zero.
template<double S::*member>
Wrong readPositive(const V& v, S& s) {
    if (!isFinite(v) || !(v.toDouble() > 0))
        return expected(v, "a number above 0");
    s.*member = v.toDouble();
    return {};
}

template<QPointF S::*member>
V writePoint(const S& s) {
    return QJsonArray{(s.*member).x(), (s.*member).y()};
}
template<QPointF S::*member>
Wrong readPoint(const V& v, S& s) {
    const auto numbers = vectorFromJson(v);
    if (!numbers || numbers->size() != 2)
        return expected(v, "two finite numbers");
    s.*member = QPointF((*numbers)(0), (*numbers)(1));
    return {};
}

template<int S::*member, int from, int to>
Wrong readWhole(const V& v, S& s) {
    return readInt(v, from, to, s.*member);
}

Wrong readFigure(const V& v, S& s) {
    std::string names;
    for (const char* figure : figures) {
        if (v.toString() == QLatin1String(figure)) {
            s.figure = v.toString();
            return {};
        }
        names += (names.empty() ? "" : ", ") + std::string(figure);
    }
    return expected(v, "one of " + names);
}

V writePlanar(const S& s) {
    return QJsonObject{
        {QStringLiteral("A"), QJsonArray{vectorToJson(s.planar.A.row(0)), vectorToJson(s.planar.A.row(1))}},
        {QStringLiteral("lower"), vectorToJson(s.planar.lower)},
        {QStringLiteral("upper"), vectorToJson(s.planar.upper)}};
}

Wrong readPlanar(const V& v, S& s) {
    const QJsonObject json = v.toObject();
    const QJsonArray rows = json.value(QStringLiteral("A")).toArray();
    const std::optional<Vector> parts[] = {
        vectorFromJson(rows.at(0)), vectorFromJson(rows.at(1)),
        vectorFromJson(json.value(QStringLiteral("lower"))),
        vectorFromJson(json.value(QStringLiteral("upper")))};
    for (const std::optional<Vector>& part : parts)
        if (!part || part->size() != 2 || rows.size() != 2)
            return expected(v, "an object with \"A\" (2×2 finite numbers), \"lower\" and \"upper\" (2 each)");
    if (((*parts[2]).array() > (*parts[3]).array()).any())
        return expected(v, "\"lower\" ≤ \"upper\"");
    s.planar.A.row(0) = *parts[0];
    s.planar.A.row(1) = *parts[1];
    s.planar.lower = *parts[2];
    s.planar.upper = *parts[3];
    return {};
}

V writeScalar(const S& s) {
    return QJsonArray{s.scalar.a, s.scalar.lower, s.scalar.upper};
}

Wrong readScalar(const V& v, S& s) {
    const auto numbers = vectorFromJson(v);
    if (!numbers || numbers->size() != 3 || (*numbers)(1) > (*numbers)(2))
        return expected(v, "three finite numbers a, lower ≤ upper");
    s.scalar = {(*numbers)(0), (*numbers)(1), (*numbers)(2)};
    return {};
}

Wrong readAlpha(const V& v, S& s) {
    if (!isFinite(v) || !(v.toDouble() > 0 || v.toDouble() == -1))
        return expected(v, "a number above 0, or -1 for α*");
    s.alpha = v.toDouble();
    return {};
}

V writeNorm(const S& s) {
    for (const auto& [kind, name] : norms)
        if (kind == s.norm)
            return QLatin1String(name);
    Q_UNREACHABLE();
}

Wrong readNorm(const V& v, S& s) {
    for (const auto& [kind, name] : norms)
        if (v.toString() == QLatin1String(name)) {
            s.norm = kind;
            return {};
        }
    return expected(v, "one of one, two, infinity");
}

const ContractionProperty properties[] = {
    {"figure", [](const S& s) { return V(s.figure); }, readFigure},
    {"linked", [](const S& s) { return V(s.linked); },
     [](const V& v, S& s) { return readBool(v, s.linked); }},
    {"planar", writePlanar, readPlanar},
    {"scalar", writeScalar, readScalar},
    {"first", writePoint<&S::first>, readPoint<&S::first>},
    {"second", writePoint<&S::second>, readPoint<&S::second>},
    {"alpha", writeNumber<&S::alpha>, readAlpha},
    {"norm", writeNorm, readNorm},
    {"weighted", [](const S& s) { return V(s.weighted); },
     [](const V& v, S& s) { return readBool(v, s.weighted); }},
    {"sliceX", [](const S& s) { return V(s.sliceX); }, readWhole<&S::sliceX, 0, lastEntry>},
    {"sliceY", [](const S& s) { return V(s.sliceY); }, readWhole<&S::sliceY, 0, lastEntry>},
    {"units", [](const S& s) { return V(s.units); }, readWhole<&S::units, 1, 2>},
    {"h", writeNumber<&S::h>, readPositive<&S::h>},
    {"time", writeNumber<&S::time>, readNumber<&S::time>},
    {"speed", writeNumber<&S::speed>, readPositive<&S::speed>},
};

} // namespace

std::span<const ContractionProperty> contractionProperties() {
    return properties;
}

QJsonValue contractionToJson(const ContractionState& contraction) {
    QJsonObject json;
    for (const ContractionProperty& property : properties)
        json.insert(QLatin1String(property.key), property.write(contraction));
    return json;
}

std::optional<std::string> contractionFromJson(const QJsonValue& json, ContractionState& contraction) {
    contraction = ContractionState();
    if (json.isUndefined())
        return {};
    if (!json.isObject())
        return expected(json, "an object");
    const QJsonObject object = json.toObject();
    for (const ContractionProperty& property : properties)
        if (const auto wrong = property.read(object.value(QLatin1String(property.key)), contraction))
            return "has \"" + std::string(property.key) + "\" that " + *wrong;
    return {};
}

} // namespace kamke::ui
