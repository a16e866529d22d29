// Reads data sets in the background and keeps the ones read last.
#pragma once

#include "core/model/dataset.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <memory>

namespace kamke::ui {

class Datasets : public QObject {
    Q_OBJECT
public:
    explicit Datasets(QObject* parent = nullptr);
    /// Waits for a file that is being read.
    ~Datasets() override;

    /// Reads the file (empty: the bundled digits) and says loaded() or failed(), at once when it is known
    /// already.
    void load(const QString& path);

    /// The bundled digits; empty when this installation has none.
    static QString bundledFile();
    /// Images files of well-known data sets that the system's packages have installed.
    static QStringList installedFiles();

signals:
    void loaded(const QString& path, std::shared_ptr<const kamke::Dataset> data);
    /// One sentence that names the file.
    void failed(const QString& path, const QString& sentence);

private:
    struct Kept {
        QString path;
        std::shared_ptr<const Dataset> data;
    };
    void take(const QString& path, const std::shared_ptr<const Dataset>& data, const QString& sentence);

    QList<Kept> kept_;
    QThreadPool pool_;
};

/// By its first bytes: an IDX file, plain or gzip.
bool isIdx(const QString& path);

} // namespace kamke::ui
