#include "ui/jobs/dataset_slot.h"

#include "core/io/files/dataset_file.h"

#include <QtConcurrentRun>

namespace kamke::ui {

DatasetSlot::DatasetSlot(QObject* parent)
    : QObject(parent) {
    connect(&watcher_, &QFutureWatcher<Reading>::finished, this, &DatasetSlot::take);
}

void DatasetSlot::setPath(const QString& path) {
    if (path == path_)
        return;
    path_ = path;
    data_.reset();
    error_.clear();
    reading_ = !path.isEmpty();
    // What was being read for another path ends unheard.
    watcher_.setFuture(
        reading_ ? QtConcurrent::run([file = path.toStdString()]() -> Reading {
            return readDataset(file).map(
                [](Dataset&& data) { return std::make_shared<const Dataset>(std::move(data)); });
        })
                 : QFuture<Reading>());
    emit changed();
}

void DatasetSlot::take() {
    if (!reading_)
        return;
    reading_ = false;
    const Reading reading = watcher_.result();
    if (reading)
        data_ = *reading;
    else
        error_ = QString::fromStdString(reading.error().message);
    emit changed();
}

} // namespace kamke::ui
