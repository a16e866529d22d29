#include "ui/state/network_json.h"
#include "ui/state/state_fields.h"

#include <QJsonArray>

namespace kamke::ui {

namespace {

/// Entries of A that the map varies: a₁₁, a₁₂, a₂₁, a₂₂.
constexpr int lastEntry = 3;

constexpr NumberCheck positiveOrStar{
    [](double v) { return v > 0 || v == -1; }, "a finite number > 0, or -1 for α*"};

ValueForm<QPointF> planePoint() {
    return {
        [](const QPointF& point, const FieldContext&) {
            return QJsonArray{point.x(), point.y()};
        },
        [](const QJsonValue& v, QPointF& point, const FieldContext&) -> Wrong {
            const auto numbers = vectorFromJson(v);
            if (!numbers || numbers->size() != 2)
                return expected(v, "two finite numbers");
            point = QPointF((*numbers)(0), (*numbers)(1));
            return {};
        }};
}

QJsonValue writePlanar(const PlanarWeights& planar, const FieldContext&) {
    return QJsonObject{
        {QStringLiteral("A"), QJsonArray{vectorToJson(planar.A.row(0)), vectorToJson(planar.A.row(1))}},
        {QStringLiteral("lower"), vectorToJson(planar.lower)},
        {QStringLiteral("upper"), vectorToJson(planar.upper)}};
}

Wrong readPlanar(const QJsonValue& v, PlanarWeights& planar, const FieldContext&) {
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
    planar.A.row(0) = *parts[0];
    planar.A.row(1) = *parts[1];
    planar.lower = *parts[2];
    planar.upper = *parts[3];
    return {};
}

QJsonValue writeScalar(const ScalarWeights& scalar, const FieldContext&) {
    return QJsonArray{scalar.a, scalar.lower, scalar.upper};
}

Wrong readScalar(const QJsonValue& v, ScalarWeights& scalar, const FieldContext&) {
    const auto numbers = vectorFromJson(v);
    if (!numbers || numbers->size() != 3 || (*numbers)(1) > (*numbers)(2))
        return expected(v, "three finite numbers a, lower ≤ upper");
    scalar = {(*numbers)(0), (*numbers)(1), (*numbers)(2)};
    return {};
}

} // namespace

template<>
const Fields<ContractionState>& fieldsOf() {
    static const auto fields = concerning<ContractionState>(
        StatePart::Contraction,
        {field(
             "figure", &ContractionState::figure,
             oneOf({"flow", "cells", "map", "measure", "embedding", "race", "euler", "interval-widths"})),
         field("linked", &ContractionState::linked, flag()),
         field("planar", &ContractionState::planar, ValueForm<PlanarWeights>{writePlanar, readPlanar}),
         field("scalar", &ContractionState::scalar, ValueForm<ScalarWeights>{writeScalar, readScalar}),
         field("first", &ContractionState::first, planePoint()),
         field("second", &ContractionState::second, planePoint()),
         field("alpha", &ContractionState::alpha, number(positiveOrStar)),
         field(
             "norm", &ContractionState::norm,
             named<Norm::Kind>(
                 {{Norm::Kind::One, "one"}, {Norm::Kind::Two, "two"}, {Norm::Kind::Infinity, "infinity"}})),
         field("weighted", &ContractionState::weighted, flag()),
         field("sliceX", &ContractionState::sliceX, whole(0, lastEntry)),
         field("sliceY", &ContractionState::sliceY, whole(0, lastEntry)),
         field("units", &ContractionState::units, whole(1, 2)),
         field("h", &ContractionState::h, number(positive)),
         field("time", &ContractionState::time, number(anyNumber)).concerning(StatePart::Cursor).notUndone(),
         field("speed", &ContractionState::speed, number(positive))});
    return fields;
}

bool operator==(const ContractionState& a, const ContractionState& b) {
    return sameFields(a, b);
}

} // namespace kamke::ui
