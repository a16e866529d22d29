#include "ui/files/open_files.h"

#include "core/io/files/same_file.h"
#include "core/io/text/plain_text.h"
#include "ui/files/write_file.h"

#include <QCoreApplication>
#include <algorithm>
#include <vector>

namespace kamke::ui {

namespace {

std::vector<const OpenFiles*>& living() {
    static std::vector<const OpenFiles*> all;
    return all;
}

QString whatIs(FileKind kind) {
    const auto text = [](const char* words) { return QCoreApplication::translate("OpenFiles", words); };
    switch (kind) {
    case FileKind::Network:
        return text("a network that is in use");
    case FileKind::DataSet:
        return text("a data set that is in use");
    case FileKind::Session:
        return text("the open session");
    case FileKind::Results:
        return text("the file of a sweep’s results");
    case FileKind::Export:
        break;
    }
    return {};
}

} // namespace

OpenFiles::OpenFiles(std::function<QList<OpenFile>()> list)
    : list_(std::move(list)) {
    living().push_back(this);
}

OpenFiles::~OpenFiles() {
    std::erase(living(), this);
}

Result<void> OpenFiles::mayWrite(const QString& path, FileKind kind) {
    for (const OpenFiles* one : living())
        for (const OpenFile& file : one->list_())
            if (file.kind != kind && isSameFile(nativePath(path), nativePath(file.path)))
                return fail(
                    kamke::fileName(nativePath(path)) + ": " +
                    QCoreApplication::translate(
                        "OpenFiles", "is %1, expected another name; nothing was written")
                        .arg(whatIs(file.kind))
                        .toStdString());
    return {};
}

} // namespace kamke::ui
