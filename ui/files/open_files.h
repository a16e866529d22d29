// What exports must not write over.
#pragma once

#include "core/model/types.h"

#include <QList>
#include <QString>
#include <functional>

namespace kamke::ui {

/// What a file is, or is going to be.
enum class FileKind { Network, DataSet, Session, Results, Export };

struct OpenFile {
    QString path;
    FileKind kind;
};

/// Tells, for as long as it lives, which files are read. Used by the thread of the window alone.
class OpenFiles {
public:
    explicit OpenFiles(std::function<QList<OpenFile>()> list);
    ~OpenFiles();
    OpenFiles(const OpenFiles&) = delete;
    OpenFiles& operator=(const OpenFiles&) = delete;

    /// Refuses a place for a file of this kind where a file of another kind is read, under whatever name. A
    /// network may take the place of a network, as a session that of a session.
    static Result<void> mayWrite(const QString& path, FileKind kind);

private:
    std::function<QList<OpenFile>()> list_;
};

} // namespace kamke::ui
