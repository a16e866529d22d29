#include "core/model/network.h"
#include "core/solve/iterations.h"
#include "ui/state/network_json.h"
#include "ui/state/state_fields.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {

constexpr int anyIteration = std::numeric_limits<int>::max();
constexpr NumberCheck speedOfPlay{
    [](double v) { return v > 0 && v <= 1000; }, "a number > 0 and at most 1000"};

/// States or outputs: whichever are more numerous; a view takes what there is.
int lastCoordinate(const Network& network) {
    return std::max(1, static_cast<int>(std::max(network.n(), network.q())) - 1);
}

QJsonValue writeAlpha(const QMap<QString, double>& alpha, const FieldContext&) {
    QJsonObject json;
    for (auto it = alpha.begin(); it != alpha.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

Wrong readAlpha(const QJsonValue& v, QMap<QString, double>& alpha, const FieldContext& context) {
    if (!v.isObject())
        return expected(v, "an object with one number per solver");
    alpha.clear();
    const QJsonObject json = v.toObject();
    for (const QString& solver : json.keys()) {
        if (!findIteration(solver.toStdString()))
            return "has \"" + solver.left(40).toStdString() + "\", expected one of " + iterationIds();
        double value = 0;
        if (const Wrong wrong = number(positive).read(json.value(solver), value, context))
            return "has \"" + solver.toStdString() + "\" that " + *wrong;
        alpha.insert(solver, value);
    }
    return {};
}

QJsonValue writeEta(const Vector& eta, const FieldContext&) {
    return eta.size() ? QJsonValue(vectorToJson(eta)) : QJsonValue(QJsonValue::Null);
}

Wrong readEta(const QJsonValue& v, Vector& eta, const FieldContext& context) {
    eta = {};
    if (v.isNull())
        return {};
    const auto numbers = vectorFromJson(v);
    if (!numbers || numbers->size() != context.network->n() || !(numbers->array() > 0).all())
        return expected(v, "null or " + std::to_string(context.network->n()) + " finite numbers > 0");
    eta = *numbers;
    return {};
}

} // namespace

template<>
const Fields<ConvergenceState>& fieldsOf() {
    static const auto fields = concerning<ConvergenceState>(
        StatePart::Convergence,
        {field("solvers", &ConvergenceState::solvers, idsOf(iterationList)),
         field("solver", &ConvergenceState::solver, idOf(iterationList)),
         field("alpha", &ConvergenceState::alpha, ValueForm<QMap<QString, double>>{writeAlpha, readAlpha}),
         field("eta", &ConvergenceState::eta, ValueForm<Vector>{writeEta, readEta}),
         field(
             "input", &ConvergenceState::input,
             named<ConvergenceInput>({{ConvergenceInput::Box, "box"}, {ConvergenceInput::Digit, "digit"}})),
         field(
             "start", &ConvergenceState::start,
             named<ConvergenceStart>({{ConvergenceStart::Point, "point"}, {ConvergenceStart::Box, "box"}})),
         field(
             "plane", &ConvergenceState::plane,
             named<ConvergencePlane>(
                 {{ConvergencePlane::States, "states"}, {ConvergencePlane::Outputs, "outputs"}})),
         field("planeX", &ConvergenceState::planeX, whole(0, lastCoordinate)),
         field("planeY", &ConvergenceState::planeY, whole(0, lastCoordinate)),
         field("boxMethod", &ConvergenceState::boxMethod, oneOf({"mm", "ibp"})),
         field("figure", &ConvergenceState::figure, oneOf({"widths", "alpha", "eta"})),
         field("cursor", &ConvergenceState::cursor, whole(0, anyIteration))
             .concerning(StatePart::Cursor)
             .notUndone(),
         field("speed", &ConvergenceState::speed, number(speedOfPlay))});
    return fields;
}

bool operator==(const ConvergenceState& a, const ConvergenceState& b) {
    return sameFields(a, b);
}

} // namespace kamke::ui
