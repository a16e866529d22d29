// Results of a sweep from a file, without computing anything.
#pragma once

#include "core/model/types.h"
#include "ui/jobs/sweep_results.h"

#include <QFutureWatcher>
#include <QObject>
#include <QStringList>

namespace kamke::ui {

/// Where network and data of a file are looked for: it names neither, but tells them apart by fingerprints.
struct SweepOrigins {
    std::shared_ptr<const Network> open; ///< the open network
    QString openPath;                    ///< its file; empty: none, or it has been edited
    QStringList networks;                ///< files
    QStringList datasets;                ///< files; an empty string is the bundled digits
};

/// All that a sweep file holds, with its network and its data where they are found. The error names the file.
Result<SweepResults> readSweepResults(const QString& file, const SweepOrigins& origins);

/// Reads one file at a time in the background.
class SweepOpener : public QObject {
    Q_OBJECT
public:
    explicit SweepOpener(QObject* parent = nullptr);
    /// Waits for a file that is being read.
    ~SweepOpener() override;

    /// Nothing happens while another file is being read.
    void open(const QString& file, const SweepOrigins& origins);

signals:
    void opened(const QString& file, std::shared_ptr<const kamke::ui::SweepResults> results);
    /// One sentence that names the file.
    void failed(const QString& sentence);

private:
    QFutureWatcher<Result<SweepResults>> reading_;
    QString file_;
};

} // namespace kamke::ui
