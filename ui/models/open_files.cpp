#include "models/open_files.h"

#include "io/dataset_file.h"
#include "io/plain_text.h"
#include "io/same_file.h"
#include "models/network_entries.h"
#include "models/write_file.h"

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

QList<OpenFile> filesOf(const ExplorerState& state) {
    QList<OpenFile> files;
    const auto add = [&files](const QString& path, FileKind kind) {
        if (path.isEmpty() || path.startsWith(galleryPrefix))
            return;
        if (kind != FileKind::DataSet)
            files.push_back({path, kind});
        else
            for (const auto& file : filesOfDataset(nativePath(path)))
                files.push_back({QString::fromStdString(file.string()), kind});
    };
    add(state.networkPath, FileKind::Network);
    for (const QStringList* list : {&state.sweep.networks, &state.compare.networks})
        for (const QString& path : *list)
            add(path, FileKind::Network);
    for (const QString* path :
         {&state.digits.dataset, &state.sweep.dataset, &state.train.dataset, &state.train.validation})
        add(*path, FileKind::DataSet);
    add(state.sweep.resultsFile, FileKind::Results);
    return files;
}

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
