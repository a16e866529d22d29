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

using S = ConvergenceState;
using V = QJsonValue;

constexpr int anyIteration = std::numeric_limits<int>::max();
constexpr NumberCheck speedOfPlay{
    [](double v) { return v > 0 && v <= 1000; }, "a number > 0 and at most 1000"};

/// States or outputs: whichever are more numerous; a view takes what there is.
int lastCoordinate(const Network& network) {
    return std::max(1, static_cast<int>(std::max(network.n(), network.q())) - 1);
}

V writeAlpha(const QMap<QString, double>& alpha, const FieldContext&) {
    QJsonObject json;
    for (auto it = alpha.begin(); it != alpha.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

Wrong readAlpha(const V& v, QMap<QString, double>& alpha, const FieldContext& context) {
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

V writeEta(const Vector& eta, const FieldContext&) {
    return eta.size() ? V(vectorToJson(eta)) : V(V::Null);
}

Wrong readEta(const V& v, Vector& eta, const FieldContext& context) {
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
    static const auto fields = concerning<S>(
        StatePart::Convergence,
        {field("solvers", &S::solvers, idsOf(iterationList)),
         field("solver", &S::solver, idOf(iterationList)),
         field("alpha", &S::alpha, ValueForm<QMap<QString, double>>{writeAlpha, readAlpha}),
         field("eta", &S::eta, ValueForm<Vector>{writeEta, readEta}),
         field(
             "input", &S::input,
             named<ConvergenceInput>({{ConvergenceInput::Box, "box"}, {ConvergenceInput::Digit, "digit"}})),
         field(
             "start", &S::start,
             named<ConvergenceStart>({{ConvergenceStart::Point, "point"}, {ConvergenceStart::Box, "box"}})),
         field(
             "plane", &S::plane,
             named<ConvergencePlane>(
                 {{ConvergencePlane::States, "states"}, {ConvergencePlane::Outputs, "outputs"}})),
         field("planeX", &S::planeX, whole(0, lastCoordinate)),
         field("planeY", &S::planeY, whole(0, lastCoordinate)),
         field("boxMethod", &S::boxMethod, oneOf({"mm", "ibp"})),
         field("figure", &S::figure, oneOf({"widths", "alpha", "eta"})),
         field("cursor", &S::cursor, whole(0, anyIteration)).concerning(StatePart::Cursor).notUndone(),
         field("speed", &S::speed, number(speedOfPlay))});
    return fields;
}

bool operator==(const ConvergenceState& a, const ConvergenceState& b) {
    return sameFields(a, b);
}

} // namespace kamke::ui
