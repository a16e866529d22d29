// All lessons that there are: the bundled ones, the user's own, and those opened from files.
#pragma once

#include "ui/documents/lesson.h"

namespace kamke::ui {

struct LessonShelf {
    std::vector<Lesson> lessons; ///< by order, then by title
    QStringList broken;          ///< one sentence per file that could not be read

    const Lesson* find(const QString& id) const;
    /// The one to take after this one; null after the last.
    const Lesson* after(const QString& id) const;
};

/// Reads the bundled lessons, then those in userLessonFolder(), then `opened` files. A later lesson takes the
/// place of an earlier one with the same id. A broken file costs only its own lesson.
LessonShelf readLessons(const QStringList& opened);

/// Where a teacher puts lessons; it may not exist yet.
QString userLessonFolder();

} // namespace kamke::ui
