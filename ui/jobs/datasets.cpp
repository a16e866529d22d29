#include "ui/jobs/datasets.h"

#include "core/io/files/dataset_file.h"
#include "ui/files/resource_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace kamke::ui {

namespace {

/// The one shown and the one before, so that undo is quick; 60,000 digits are 47 MB.
constexpr qsizetype mostKept = 2;

} // namespace

Datasets::Datasets(QObject* parent)
    : QObject(parent) {
    pool_.setMaxThreadCount(1);
}

Datasets::~Datasets() {
    pool_.clear();
    pool_.waitForDone();
}

void Datasets::load(const QString& path) {
    for (const Kept& each : std::as_const(kept_))
        if (each.path == path) {
            emit loaded(path, each.data);
            return;
        }
    const QString file = path.isEmpty() ? bundledFile() : path;
    if (file.isEmpty()) {
        emit failed(path, tr("No digits came with this installation; open a data set of your own."));
        return;
    }
    pool_.start([this, path, file] {
        std::shared_ptr<const Dataset> data;
        QString sentence;
        if (auto read = readDataset(file.toStdString()))
            data = std::make_shared<const Dataset>(std::move(*read));
        else
            sentence = QString::fromStdString(read.error().message);
        QMetaObject::invokeMethod(
            this, [this, path, data, sentence] { take(path, data, sentence); }, Qt::QueuedConnection);
    });
}

void Datasets::take(
    const QString& path, const std::shared_ptr<const Dataset>& data, const QString& sentence) {
    if (!data) {
        emit failed(path, sentence);
        return;
    }
    kept_.prepend({path, data});
    kept_ = kept_.mid(0, mostKept);
    emit loaded(path, data);
}

QString Datasets::bundledFile() {
    const QString file = resourceFolder(QStringLiteral("data")) + QStringLiteral("/digits.h5");
    return QFileInfo::exists(file) ? file : QString();
}

QStringList Datasets::installedFiles() {
    QStringList files;
    for (const char* name : {"t10k-images-idx3-ubyte.gz", "train-images-idx3-ubyte.gz"}) {
        const QString file = QStringLiteral("/usr/share/datasets/fashion-mnist/") + QLatin1String(name);
        if (QFileInfo::exists(file))
            files << file;
    }
    return files;
}

bool isIdx(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray head = file.peek(4);
    // IDX: two zeros, the type of the values, the number of dimensions; or gzip around it.
    return head.startsWith(QByteArray("\x1f\x8b", 2)) || head.startsWith(QByteArray("\0\0\x08", 3));
}

} // namespace kamke::ui
