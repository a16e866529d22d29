// The one way in which the window and the explorer's own commands write files.
#pragma once

#include "core/model/types.h"
#include "ui/files/open_files.h"

#include <QByteArray>
#include <QString>
#include <filesystem>

namespace kamke::ui {

/// The path as the core takes it.
std::filesystem::path nativePath(const QString& path);

/// What keeps a file from being written there, to be asked before long work.
Result<void> mayWriteFile(const QString& path, FileKind kind = FileKind::Export);

/// Writes all of a file or nothing, see replaceFile() and OpenFiles. Writers of Qt (PDF, SVG, pictures) do
/// not tell when a disk is full, so they write into memory first. The error names the file.
Result<void> writeFile(const QString& path, const QByteArray& bytes, FileKind kind = FileKind::Export);

} // namespace kamke::ui
