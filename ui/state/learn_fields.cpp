#include "ui/state/state_fields.h"

namespace kamke::ui {

namespace {

constexpr int mostSteps = 1000;

ValueForm<QMap<QString, int>> stepsByLesson() {
    return {
        [](const QMap<QString, int>& reached, const FieldContext&) {
            QJsonObject json;
            for (auto it = reached.begin(); it != reached.end(); ++it)
                json.insert(it.key(), it.value());
            return json;
        },
        [](const QJsonValue& v, QMap<QString, int>& reached, const FieldContext&) -> Wrong {
            if (!v.isObject())
                return expected(v, "an object of steps by lesson");
            reached.clear();
            const QJsonObject steps = v.toObject();
            for (const QString& id : steps.keys())
                if (const Wrong wrong = readInt(steps.value(id), 0, mostSteps, reached[id]))
                    return "has \"" + id.left(40).toStdString() + "\" that " + *wrong;
            return {};
        }};
}

} // namespace

template<>
const Fields<LearnState>& fieldsOf() {
    static const auto fields = concerning<LearnState>(
        StatePart::Learn, {field("lesson", &LearnState::lesson, text("the id of a lesson, or \"\"")),
                           field("step", &LearnState::step, whole(0, mostSteps)),
                           field("reached", &LearnState::reached, stepsByLesson())});
    return fields;
}

bool operator==(const LearnState& a, const LearnState& b) {
    return sameFields(a, b);
}

} // namespace kamke::ui
