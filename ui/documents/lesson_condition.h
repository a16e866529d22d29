// When a task of a lesson is done: a declarative condition over the state and over named quantities.
#pragma once

#include "ui/documents/lesson_facts.h"
#include "ui/state/json_checks.h"

#include <vector>

namespace kamke::ui {

/// {"all": […]}, {"any": […]}, {"not": …}, or one comparison of {"state": path}, {"value": name, …} or
/// {"widget": name, "property": name} with
/// the keys is, isNot, above, below, atLeast, atMost, near (with within), contains, lacks, changed. Several
/// keys in one object must all hold.
class LessonCondition {
public:
    /// Sets `condition`; returns what is wrong, or nothing.
    static Wrong read(const QJsonValue& json, LessonCondition& condition);

    /// Nothing while a quantity that decides is not there yet.
    std::optional<bool> holds(const LessonFacts& facts) const;

private:
    enum class Kind { All, Any, Not, State, Value, Widget };
    static Wrong readParts(const QJsonObject& json, const QString& key, LessonCondition& condition);
    static Wrong readComparison(const QJsonObject& json, LessonCondition& condition);
    static Wrong readSubject(const QJsonObject& json, LessonCondition& condition, QStringList& known);
    static Wrong readPath(const QJsonObject& json, LessonCondition& condition);
    static Wrong readValue(const QJsonObject& json, LessonCondition& condition, QStringList& known);
    QJsonValue subject(const LessonFacts& facts) const;
    std::optional<bool> compare(const LessonFacts& facts) const;

    Kind kind_ = Kind::All;
    std::vector<LessonCondition> parts_; ///< of all, any, not
    QString path_;                       ///< of the state
    const LessonValue* value_ = nullptr; ///< a row of lessonValues()
    QJsonObject json_;                   ///< comparisons and arguments
};

} // namespace kamke::ui
