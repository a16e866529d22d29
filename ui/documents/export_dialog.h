// Asks for size, format and content of an exported figure.
#pragma once

#include "core/model/types.h"

#include <QDialog>
#include <QList>
#include <QPointer>
#include <QSizeF>
#include <functional>
#include <optional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace kamke::ui {

class Plot;

/// Several plots of a workspace as one figure.
struct ExportTogether {
    QString name;     ///< "Both planes"
    QString fileName; ///< without suffix, to begin with
    std::function<Result<void>(const QString& file, QSizeF millimetres, int dpi)> write;
    std::function<Result<void>(const QString& file)> writeNumbers; ///< as CSV; empty: there are none yet
};

/// Size in mm, resolution, format, this plot or all together, CSV beside it; then asks for the file and
/// writes it. Errors are shown in the dialog.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// `plot` may be null: then all together are the only choice. The numbers are those of all.
    ExportDialog(Plot* plot, ExportTogether together, QWidget* parent = nullptr);

    /// One of these plots of any workspace, the first unless another is chosen; its numbers are those of
    /// Plot::csv.
    explicit ExportDialog(const QList<Plot*>& plots, QWidget* parent = nullptr);
    explicit ExportDialog(Plot* plot, QWidget* parent = nullptr)
        : ExportDialog(QList<Plot*>{plot}, parent) {}

    static void open(Plot* plot, QWidget* parent) { open(QList<Plot*>{plot}, parent); }
    static void open(const QList<Plot*>& plots, QWidget* parent);
    static void open(Plot* plot, ExportTogether together, QWidget* parent);

    /// Writes what is chosen to `file`; false with a sentence in the dialog when that failed.
    bool exportTo(const QString& file);

private:
    void layOut();
    /// The one that is chosen; null: all together.
    Plot* plot() const;
    Result<void> exportNumbers(const QString& file) const;
    /// The CSV beside the figure `file`; empty when none is asked for.
    QString numbersFile(const QString& file) const;
    bool mayReplaceNumbers(const QString& file);
    void askForFile();
    void showFormat();

    QList<QPointer<Plot>> plots_;
    std::optional<ExportTogether> together_;
    QComboBox *what_, *format_;
    QDoubleSpinBox *width_, *height_;
    QSpinBox* dpi_;
    QCheckBox* data_;
    QLabel* error_;
};

} // namespace kamke::ui
