#include "ui/state/learn_json.h"

#include <QJsonObject>

namespace kamke::ui {

namespace {
constexpr int mostSteps = 1000;
} // namespace

QJsonValue learnToJson(const LearnState& learn) {
    QJsonObject reached;
    for (auto it = learn.reached.begin(); it != learn.reached.end(); ++it)
        reached.insert(it.key(), it.value());
    return QJsonObject{
        {QStringLiteral("lesson"), learn.lesson},
        {QStringLiteral("step"), learn.step},
        {QStringLiteral("reached"), reached}};
}

Wrong learnFromJson(const QJsonValue& json, LearnState& learn) {
    learn = LearnState();
    if (json.isUndefined())
        return {};
    if (!json.isObject())
        return expected(json, "an object");
    const QJsonObject object = json.toObject();
    const QJsonValue lesson = object.value(QLatin1String("lesson")),
                     step = object.value(QLatin1String("step")),
                     reached = object.value(QLatin1String("reached"));
    if (!lesson.isString())
        return "has \"lesson\" that " + *expected(lesson, "the id of a lesson, or \"\"");
    learn.lesson = lesson.toString();
    if (const auto wrong = readInt(step, 0, mostSteps, learn.step))
        return "has \"step\" that " + *wrong;
    if (!reached.isObject())
        return "has \"reached\" that " + *expected(reached, "an object of steps by lesson");
    const QJsonObject steps = reached.toObject();
    for (const QString& id : steps.keys())
        if (const auto wrong = readInt(steps.value(id), 0, mostSteps, learn.reached[id]))
            return "has \"reached\" with \"" + id.left(40).toStdString() + "\" that " + *wrong;
    return {};
}

} // namespace kamke::ui
