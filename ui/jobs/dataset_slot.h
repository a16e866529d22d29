// Reads a data set in the background.
#pragma once

#include "core/model/dataset.h"

#include <QFutureWatcher>
#include <QObject>
#include <QString>
#include <memory>

namespace kamke::ui {

/// Holds the data set of one file; the newest path wins. Signals arrive on the GUI thread.
class DatasetSlot : public QObject {
    Q_OBJECT
public:
    using Reading = Result<std::shared_ptr<const Dataset>>;

    explicit DatasetSlot(QObject* parent = nullptr);

    /// Reads `path`; the same path again does nothing. Empty: holds nothing.
    void setPath(const QString& path);
    QString path() const { return path_; }
    /// Null while it is being read, and when it cannot be.
    std::shared_ptr<const Dataset> data() const { return data_; }
    /// Why there is none, in one sentence; empty otherwise.
    QString error() const { return error_; }
    bool isReading() const { return reading_; }

signals:
    void changed();

private:
    void take();

    QString path_, error_;
    std::shared_ptr<const Dataset> data_;
    bool reading_ = false;
    QFutureWatcher<Reading> watcher_;
};

} // namespace kamke::ui
