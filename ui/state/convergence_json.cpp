#include "ui/state/convergence_json.h"

#include "core/solve/iterations.h"
#include "ui/state/json_checks.h"
#include "ui/state/network_json.h"

#include <QJsonArray>
#include <QJsonObject>
#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {

using C = ConvergenceState;
using V = QJsonValue;

constexpr int anyIteration = std::numeric_limits<int>::max();

Wrong readSolvers(const V& v, C& c, const Network&) {
    if (!v.isArray())
        return expected(v, "an array of solver ids");
    c.solvers.clear();
    for (const auto& id : v.toArray()) {
        if (!findIteration(id.toString().toStdString()))
            return "has an entry that " + found(id) + ", expected one of " + iterationIds();
        c.solvers << id.toString();
    }
    return {};
}

Wrong readSolver(const V& v, C& c, const Network&) {
    if (!findIteration(v.toString().toStdString()))
        return expected(v, "one of " + iterationIds());
    c.solver = v.toString();
    return {};
}

V writeAlpha(const C& c) {
    QJsonObject json;
    for (auto it = c.alpha.begin(); it != c.alpha.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

Wrong readAlpha(const V& v, C& c, const Network&) {
    if (!v.isObject())
        return expected(v, "an object with one number per solver");
    c.alpha.clear();
    const QJsonObject json = v.toObject();
    for (auto it = json.begin(); it != json.end(); ++it) {
        const double alpha = it.value().toDouble();
        if (!findIteration(it.key().toStdString()))
            return "has \"" + it.key().left(40).toStdString() + "\", expected one of " + iterationIds();
        if (!it.value().isDouble() || !(alpha > 0) || !std::isfinite(alpha))
            return "has \"" + it.key().toStdString() + "\" that " +
                   *expected(it.value(), "a finite number > 0");
        c.alpha.insert(it.key(), alpha);
    }
    return {};
}

Wrong readEta(const V& v, C& c, const Network& network) {
    c.eta = {};
    if (v.isNull())
        return {};
    const auto eta = vectorFromJson(v);
    if (!eta || eta->size() != network.n() || !(eta->array() > 0).all())
        return expected(v, "null or " + std::to_string(network.n()) + " finite numbers > 0");
    c.eta = *eta;
    return {};
}

/// A text that is one of two.
template<class Enum>
Wrong readChoice(
    const V& v, Enum first, const char* firstName, Enum second, const char* secondName, Enum& value) {
    if (v.toString() == QLatin1String(firstName))
        value = first;
    else if (v.toString() == QLatin1String(secondName))
        value = second;
    else
        return expected(v, "\"" + std::string(firstName) + "\" or \"" + secondName + "\"");
    return {};
}

Wrong readInput(const V& v, C& c, const Network&) {
    return readChoice(v, ConvergenceInput::Box, "box", ConvergenceInput::Digit, "digit", c.input);
}

Wrong readStart(const V& v, C& c, const Network&) {
    return readChoice(v, ConvergenceStart::Point, "point", ConvergenceStart::Box, "box", c.start);
}

Wrong readPlane(const V& v, C& c, const Network&) {
    return readChoice(v, ConvergencePlane::States, "states", ConvergencePlane::Outputs, "outputs", c.plane);
}

/// States or outputs: whichever are more numerous; a view takes what there is.
int lastCoordinate(const Network& network) {
    return std::max(1, static_cast<int>(std::max(network.n(), network.q())) - 1);
}

Wrong readBoxMethod(const V& v, C& c, const Network&) {
    if (v.toString() != QLatin1String("mm") && v.toString() != QLatin1String("ibp"))
        return expected(v, "\"mm\" or \"ibp\"");
    c.boxMethod = v.toString();
    return {};
}

Wrong readFigure(const V& v, C& c, const Network&) {
    static const QStringList figures{
        QStringLiteral("widths"), QStringLiteral("alpha"), QStringLiteral("eta")};
    if (!figures.contains(v.toString()))
        return expected(v, "one of " + figures.join(QStringLiteral(", ")).toStdString());
    c.figure = v.toString();
    return {};
}

Wrong readSpeed(const V& v, C& c, const Network&) {
    if (!v.isDouble() || !(v.toDouble() > 0) || !(v.toDouble() <= 1000))
        return expected(v, "a number > 0 and at most 1000");
    c.speed = v.toDouble();
    return {};
}

const ConvergenceProperty properties[] = {
    {"solvers", [](const C& c) { return V(QJsonArray::fromStringList(c.solvers)); }, readSolvers},
    {"solver", [](const C& c) { return V(c.solver); }, readSolver},
    {"alpha", writeAlpha, readAlpha},
    {"eta", [](const C& c) { return c.eta.size() ? V(vectorToJson(c.eta)) : V(V::Null); }, readEta},
    {"input",
     [](const C& c) {
         return V(c.input == ConvergenceInput::Box ? QStringLiteral("box") : QStringLiteral("digit"));
     },
     readInput},
    {"start",
     [](const C& c) {
         return V(c.start == ConvergenceStart::Point ? QStringLiteral("point") : QStringLiteral("box"));
     },
     readStart},
    {"plane",
     [](const C& c) {
         return V(c.plane == ConvergencePlane::States ? QStringLiteral("states") : QStringLiteral("outputs"));
     },
     readPlane},
    {"planeX", [](const C& c) { return V(c.planeX); },
     [](const V& v, C& c, const Network& n) { return readInt(v, 0, lastCoordinate(n), c.planeX); }},
    {"planeY", [](const C& c) { return V(c.planeY); },
     [](const V& v, C& c, const Network& n) { return readInt(v, 0, lastCoordinate(n), c.planeY); }},
    {"boxMethod", [](const C& c) { return V(c.boxMethod); }, readBoxMethod},
    {"figure", [](const C& c) { return V(c.figure); }, readFigure},
    {"cursor", [](const C& c) { return V(c.cursor); },
     [](const V& v, C& c, const Network&) { return readInt(v, 0, anyIteration, c.cursor); }},
    {"speed", [](const C& c) { return V(c.speed); }, readSpeed},
};

} // namespace

std::span<const ConvergenceProperty> convergenceProperties() {
    return properties;
}

QJsonValue convergenceToJson(const ConvergenceState& convergence) {
    QJsonObject json;
    for (const ConvergenceProperty& property : properties)
        json.insert(QLatin1String(property.key), property.write(convergence));
    return json;
}

std::optional<std::string>
convergenceFromJson(const QJsonValue& json, ConvergenceState& convergence, const Network& network) {
    convergence = ConvergenceState();
    if (json.isUndefined())
        return {};
    if (!json.isObject())
        return expected(json, "an object");
    const QJsonObject object = json.toObject();
    for (const ConvergenceProperty& property : properties)
        if (const auto wrong = property.read(object.value(QLatin1String(property.key)), convergence, network))
            return "has \"" + std::string(property.key) + "\" that " + *wrong;
    return {};
}

} // namespace kamke::ui
