#include "ui/files/resource_files.h"

#include "core/io/files/network_file.h"

#include <QCoreApplication>
#include <QDir>
#include <algorithm>

namespace kamke::ui {

namespace {

const QLatin1String paperFile("paper_example.h5");

} // namespace

QString resourceFolder(const QString& name) {
    const QString installed = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/kamke/");
    for (const QString& root : {installed, QStringLiteral(KAMKE_RESOURCE_DIR "/")})
        if (QDir(root + name).exists())
            return QDir::cleanPath(root + name);
    return {};
}

QStringList galleryFiles() {
    const QString folder = resourceFolder(QStringLiteral("networks"));
    if (folder.isEmpty())
        return {};
    QStringList files;
    for (const QString& name : QDir(folder).entryList({QStringLiteral("*.h5")}, QDir::Files, QDir::Name))
        files << folder + u'/' + name;
    std::stable_partition(
        files.begin(), files.end(), [](const QString& file) { return file.endsWith(u'/' + paperFile); });
    return files;
}

std::shared_ptr<const Network> paperExample(QString* path) {
    const QStringList files = galleryFiles();
    if (!files.isEmpty() && files.front().endsWith(u'/' + paperFile))
        if (auto network = readNetwork(files.front().toStdString())) {
            *path = files.front();
            return std::make_shared<const Network>(std::move(*network));
        }
    path->clear();
    Network w;
    w.A = Matrix{{-0.25, -0.25}, {0.75, -0.25}};
    w.B = Matrix{{0.5, 1}, {1, 0.5}};
    w.C = Matrix::Identity(2, 2);
    w.D = Matrix::Zero(2, 2);
    w.b = w.c = Vector::Zero(2);
    w.name = "Paper example";
    return std::make_shared<const Network>(std::move(w));
}

} // namespace kamke::ui
