#include "ui/shell/gallery_model.h"

#include "core/io/files/network_file.h"
#include "ui/documents/window_text.h"
#include "ui/shell/thumbnail.h"

#include <QFileInfo>

namespace kamke::ui {

GalleryModel::GalleryModel(const QStringList& files, const QSize& thumbnailSize, QObject* parent)
    : QAbstractListModel(parent)
    , size_(thumbnailSize) {
    // One thread: the frames of the window must not wait for the gallery, and files are read one at a time.
    pool_.setMaxThreadCount(1);
    for (const QString& file : files)
        items_.append({file, QFileInfo(file).completeBaseName(), {}, {}, {}});
}

GalleryModel::~GalleryModel() {
    stop_.request_stop();
    pool_.clear();
    pool_.waitForDone();
}

void GalleryModel::load(qreal devicePixelRatio) {
    stop_.request_stop();
    pool_.clear();
    stop_ = std::stop_source();
    for (int row = 0; row < items_.size(); ++row) {
        const auto work = [this, row, item = items_[row], theme = currentTheme(), size = size_,
                           devicePixelRatio, stop = stop_.get_token()]() mutable {
            const auto read = readNetwork(item.path.toStdString());
            if (read) {
                const auto network = std::make_shared<const Network>(*read);
                item.name = QString::fromStdString(network->name).simplified();
                item.description = QString::fromStdString(network->description).simplified();
                item.shape = networkShape(*network);
                item.picture = drawThumbnail(network, theme, size, devicePixelRatio, stop);
            } else {
                item.description = QString::fromStdString(read.error().message);
            }
            if (!stop.stop_requested())
                QMetaObject::invokeMethod(
                    this, [this, row, done = std::move(item)] { put(row, done); }, Qt::QueuedConnection);
        };
        pool_.start(work);
    }
}

int GalleryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(items_.size());
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Item& item = items_[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return item.name;
    case Qt::DecorationRole:
        return item.picture.isNull() ? QVariant() : QVariant(item.picture);
    case Qt::ToolTipRole:
        return item.description;
    case Qt::AccessibleTextRole:
        return item.name + QStringLiteral(": ") + item.description;
    case PathRole:
        return item.path;
    case DescriptionRole:
        return item.description;
    case ShapeRole:
        return item.shape;
    default:
        return {};
    }
}

void GalleryModel::put(int row, Item item) {
    if (item.name.isEmpty())
        item.name = QFileInfo(item.path).completeBaseName();
    items_[row] = std::move(item);
    emit dataChanged(index(row), index(row));
}

} // namespace kamke::ui
