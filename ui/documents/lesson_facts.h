// What the tasks of lessons look at: the state, and quantities of the newest results by name.
#pragma once

#include "ui/jobs/digit_runner.h"
#include "ui/jobs/reach_runner.h"

#include <QJsonObject>
#include <QJsonValue>
#include <memory>
#include <span>

class QWidget;

namespace kamke::ui {

/// What there is to look at now. A result that is not current counts as missing: a task is not done before
/// its numbers are there.
struct LessonFacts {
    const ExplorerState* state = nullptr;            ///< now
    const ExplorerState* start = nullptr;            ///< when the step began
    std::shared_ptr<const NetworkAnalysis> analysis; ///< of the state's network; may be null
    std::shared_ptr<const ReachResult> reach;        ///< may be null
    std::shared_ptr<const DigitResult> digit;        ///< may be null
    const QWidget* window = nullptr;                 ///< whose widgets conditions may ask; may be null
};

/// A quantity that a condition may compare. Lessons, their documentation and the tests use the same list.
struct LessonValue {
    const char* name;
    const char* meaning;   ///< one line
    const char* arguments; ///< keys that it needs beside "value", separated by blanks; may be empty
    /// A number or a word; undefined while it is not there.
    QJsonValue (*read)(const LessonFacts&, const QJsonObject& arguments);
};
std::span<const LessonValue> lessonValues();
const LessonValue* findLessonValue(const QString& name);

/// The property of the widget of this object name; undefined when it is not made yet.
QJsonValue widgetProperty(const QWidget* window, const QString& name, const QString& property);

/// What is at this path of the session ("digits/eps", "boxes/0/upper/1"); undefined where nothing is.
QJsonValue valueAt(const ExplorerState& state, const QString& path);

} // namespace kamke::ui
