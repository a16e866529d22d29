// A guided lesson: what its file says.
#pragma once

#include "ui/documents/lesson_condition.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace kamke::ui {

/// A question with answers to choose from.
struct LessonQuestion {
    struct Answer {
        QString text;
        bool right = false;
        QString explanation; ///< why it is right or wrong
    };
    QString text;
    std::vector<Answer> answers; ///< at least two, one of them right
};

struct LessonStep {
    QString title;
    QString text;           ///< Markdown; links "guide:TOPIC" and "term:ID" open guide and glossary
    QString networkFile;    ///< that the step opens; empty: stays
    QJsonObject weights;    ///< of a network that the lesson carries itself; empty: none
    QJsonObject state;      ///< part of a session, laid over the present one
    QString workspace;      ///< that the step is in; empty: stays
    QStringList highlights; ///< names of widgets; the first one that is in sight gets the ring
    QString task;           ///< Markdown; empty: nothing to do
    std::optional<LessonCondition> done;
    std::optional<LessonQuestion> question;

    bool asksForSomething() const { return done || question; }
};

struct Lesson {
    QString id; ///< of progress and sessions; unique
    QString file;
    int order = 1000; ///< place in the list
    QString title, summary;
    int minutes = 0;
    std::vector<LessonStep> steps;

    int length() const { return static_cast<int>(steps.size()); }
};

} // namespace kamke::ui
