// Lesson files (`*.json`, format "kamke-lesson"), described in resources/lessons/README.md.
#pragma once

#include "ui/documents/lesson.h"

#include <QByteArray>

namespace kamke::ui {

/// Reads and checks a lesson. The error is one sentence that names the file, what was found and what was
/// expected. Unknown keys are errors: a misspelt one would silently do nothing.
Result<Lesson> readLesson(const QString& path);
/// The same for the text of a file; networks are sought beside `path`, then in the gallery.
Result<Lesson> lessonFromJson(const QByteArray& bytes, const QString& path);

/// Whether the file says that it is a lesson, however broken the rest may be.
bool isLessonFile(const QString& path);

/// Keys of a lesson, of a step, of a question and of an answer: for the checks and the documentation's test.
QStringList lessonKeys();
QStringList lessonStepKeys();
QStringList lessonQuestionKeys();
QStringList lessonAnswerKeys();

} // namespace kamke::ui
