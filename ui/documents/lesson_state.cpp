#include "ui/documents/lesson_state.h"

#include "core/io/files/network_file.h"
#include "ui/state/network_json.h"
#include "ui/state/state_fields.h"

#include <QDir>
#include <QJsonArray>

namespace kamke::ui {

namespace {

QJsonValue laidOver(const QJsonValue& base, const QJsonValue& over) {
    if (!base.isObject() || !over.isObject())
        return over;
    QJsonObject merged = base.toObject();
    const QJsonObject parts = over.toObject();
    for (auto it = parts.begin(); it != parts.end(); ++it)
        merged.insert(it.key(), laidOver(merged.value(it.key()), it.value()));
    return merged;
}

/// Nothing when the step stays with the network of before.
Result<std::shared_ptr<const Network>> stepNetwork(const LessonStep& step, const ExplorerState& before) {
    if (!step.weights.isEmpty())
        return lessonNetwork(step.weights).map([](Network&& network) {
            return std::make_shared<const Network>(std::move(network));
        });
    if (step.networkFile.isEmpty())
        return std::shared_ptr<const Network>();
    if (before.networkPath == step.networkFile && !before.networkEdited)
        return before.network;
    return readNetwork(step.networkFile.toStdString()).map([](Network&& network) {
        return std::make_shared<const Network>(std::move(network));
    });
}

} // namespace

Result<Network> lessonNetwork(QJsonObject weights) {
    const auto rows = [&](const char* key) { return weights.value(QLatin1String(key)).toArray().size(); };
    const auto inputs = weights.value(QLatin1String("B")).toArray().at(0).toArray().size();
    const auto insert = [&](const char* key, const QJsonValue& value) {
        if (!weights.contains(QLatin1String(key)))
            weights.insert(QLatin1String(key), value);
    };
    QJsonArray zeros, b, c, D;
    for (qsizetype k = 0; k < inputs; ++k)
        zeros.append(0);
    for (qsizetype k = 0; k < rows("A"); ++k)
        b.append(0);
    for (qsizetype k = 0; k < rows("C"); ++k) {
        c.append(0);
        D.append(zeros);
    }
    insert("D", D);
    insert("b", b);
    insert("c", c);
    insert("activation", QStringLiteral("relu"));
    return networkFromJson(weights);
}

ExplorerState lessonGround(const ExplorerState& now) {
    ExplorerState ground = now;
    ground.digits = {};
    ground.convergence = {};
    ground.contraction = {};
    return ground;
}

Result<ExplorerState> stateForStep(const LessonStep& step, const ExplorerState& before) {
    const auto network = stepNetwork(step, before);
    if (!network)
        return fail("has \"network\" that cannot be used: " + network.error().message);
    ExplorerState state = *network ? stateForNetwork(*network, step.networkFile, before) : before;
    const FieldContext base{QDir::root()};
    for (const Field<ExplorerState>& property : fieldsOf<ExplorerState>()) {
        const QJsonValue part = step.state.value(QLatin1String(property.key));
        if (part.isUndefined())
            continue;
        if (const auto wrong = property.read(laidOver(property.write(state, base), part), state, base))
            return fail("has \"state\" with \"" + std::string(property.key) + "\" that " + *wrong);
    }
    return state;
}

} // namespace kamke::ui
