#include "ui/files/write_file.h"

#include "core/io/files/new_file.h"
#include "core/io/text/plain_text.h"

#include <QFile>
#include <string_view>

namespace kamke::ui {

std::filesystem::path nativePath(const QString& path) {
    return QFile::encodeName(path).toStdString();
}

Result<void> mayWriteFile(const QString& path, FileKind kind) {
    if (auto free = OpenFiles::mayWrite(path, kind); !free)
        return free;
    if (const auto why = whyNotWritable(nativePath(path)))
        return fail(kamke::fileName(nativePath(path)) + ": " + *why);
    return {};
}

Result<void> writeFile(const QString& path, const QByteArray& bytes, FileKind kind) {
    if (auto free = OpenFiles::mayWrite(path, kind); !free)
        return free;
    return replaceFile(
        nativePath(path), std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())));
}

} // namespace kamke::ui
