#include "ui/files/folders.h"

#include "ui/files/resource_files.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace kamke::ui {

namespace {

const QString lastFolder = QStringLiteral("lastFolder");

bool comesWithTheProgram(const QString& folder) {
    const QString networks = QFileInfo(resourceFolder(QStringLiteral("networks"))).canonicalFilePath();
    if (networks.isEmpty())
        return false;
    const QString resources = QFileInfo(networks).path() + u'/';
    return (QFileInfo(folder).canonicalFilePath() + u'/').startsWith(resources);
}

} // namespace

QString startFolder() {
    QString last = QSettings().value(lastFolder).toString();
    if (!last.isEmpty() && QDir(last).exists() && !comesWithTheProgram(last))
        return last;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() ? documents : QDir::homePath();
}

void rememberFolder(const QString& file) {
    if (const QString folder = QFileInfo(file).absolutePath();
        !file.isEmpty() && !comesWithTheProgram(folder))
        QSettings().setValue(lastFolder, folder);
}

QString verdictFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/verdicts");
}

} // namespace kamke::ui
