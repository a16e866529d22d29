// Asks for size, format and content of an exported figure.
#pragma once

#include "jobs/reach_runner.h"

#include <QDialog>
#include <QList>
#include <QPointer>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace kamke::ui {

class Plot;

/// Size in mm, resolution, format, this plot or both planes, CSV beside it; then asks for the file and writes
/// it. Errors are shown in the dialog.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// `plot` may be null: then both planes are the only choice. `result` null: there is no data yet.
    ExportDialog(
        Plot* plot, const ExplorerState& state, std::shared_ptr<const ReachResult> result,
        QWidget* parent = nullptr);

    /// One of these plots of any workspace, the first unless another is chosen; its numbers are those of
    /// Plot::csv.
    explicit ExportDialog(const QList<Plot*>& plots, QWidget* parent = nullptr);
    explicit ExportDialog(Plot* plot, QWidget* parent = nullptr)
        : ExportDialog(QList<Plot*>{plot}, parent) {}

    static void open(Plot* plot, QWidget* parent) { open(QList<Plot*>{plot}, parent); }
    static void open(const QList<Plot*>& plots, QWidget* parent);
    static void
    open(Plot* plot, const ExplorerState& state, std::shared_ptr<const ReachResult> result, QWidget* parent);

    /// Writes what is chosen to `file`; false with a sentence in the dialog when that failed.
    bool exportTo(const QString& file);

private:
    void layOut();
    /// The one that is chosen; null: both planes.
    Plot* plot() const;
    Result<void> exportNumbers(const QString& file) const;
    /// The CSV beside the figure `file`; empty when none is asked for.
    QString numbersFile(const QString& file) const;
    bool mayReplaceNumbers(const QString& file);
    void askForFile();
    void showFormat();

    QList<QPointer<Plot>> plots_;
    ExplorerState state_;
    std::shared_ptr<const ReachResult> result_;
    bool hasPlanes_; ///< of the Reach workspace
    QComboBox *what_, *format_;
    QDoubleSpinBox *width_, *height_;
    QSpinBox* dpi_;
    QCheckBox* data_;
    QLabel* error_;
};

} // namespace kamke::ui
