#include "ui/state/state_files.h"

#include "core/io/files/dataset_file.h"
#include "ui/files/write_file.h"
#include "ui/state/network_entries.h"

namespace kamke::ui {

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

} // namespace kamke::ui
