#include "ui/lessons/lesson_shelf.h"

#include "ui/documents/lesson_file.h"
#include "ui/files/resource_files.h"

#include <QDir>
#include <QStandardPaths>
#include <algorithm>
#include <tuple>

namespace kamke::ui {

namespace {

QStringList lessonFiles(const QString& folder) {
    QStringList files;
    if (!folder.isEmpty())
        for (const QString& name :
             QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
            files << folder + u'/' + name;
    return files;
}

} // namespace

const Lesson* LessonShelf::find(const QString& id) const {
    const auto at =
        std::find_if(lessons.begin(), lessons.end(), [&](const Lesson& each) { return each.id == id; });
    return at == lessons.end() ? nullptr : &*at;
}

const Lesson* LessonShelf::after(const QString& id) const {
    const Lesson* found = find(id);
    return found && found != &lessons.back() ? found + 1 : nullptr;
}

QString userLessonFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/lessons");
}

LessonShelf readLessons(const QStringList& opened) {
    LessonShelf shelf;
    const QStringList files =
        lessonFiles(resourceFolder(QStringLiteral("lessons"))) + lessonFiles(userLessonFolder()) + opened;
    for (const QString& file : files) {
        auto lesson = readLesson(file);
        if (!lesson) {
            shelf.broken << QString::fromStdString(lesson.error().message);
            continue;
        }
        std::erase_if(shelf.lessons, [&](const Lesson& each) { return each.id == lesson->id; });
        shelf.lessons.push_back(std::move(*lesson));
    }
    std::stable_sort(shelf.lessons.begin(), shelf.lessons.end(), [](const Lesson& a, const Lesson& b) {
        return std::tie(a.order, a.title) < std::tie(b.order, b.title);
    });
    return shelf;
}

} // namespace kamke::ui
