#include "plot/export_dialog.h"

#include "plot/export.h"
#include "plot/export_data.h"
#include "plot/plot.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>

namespace kamke::ui {

ExportDialog::ExportDialog(
    Plot* plot, const ExplorerState& state, std::shared_ptr<const ReachResult> result, QWidget* parent)
    : QDialog(parent)
    , plot_(plot)
    , state_(state)
    , result_(std::move(result))
    , hasPlanes_(true)
    , what_(new QComboBox)
    , format_(new QComboBox)
    , width_(new QDoubleSpinBox)
    , height_(new QDoubleSpinBox)
    , dpi_(new QSpinBox)
    , data_(new QCheckBox(tr("Write the numbers as CSV beside it")))
    , error_(new QLabel) {
    layOut();
}

ExportDialog::ExportDialog(Plot* plot, QWidget* parent)
    : QDialog(parent)
    , plot_(plot)
    , hasPlanes_(false)
    , what_(new QComboBox)
    , format_(new QComboBox)
    , width_(new QDoubleSpinBox)
    , height_(new QDoubleSpinBox)
    , dpi_(new QSpinBox)
    , data_(new QCheckBox(tr("Write the numbers as CSV beside it")))
    , error_(new QLabel) {
    layOut();
}

void ExportDialog::layOut() {
    setWindowTitle(tr("Export"));
    if (plot_) {
        what_->addItem(plot_->accessibleName(), false);
    }
    if (hasPlanes_) {
        what_->addItem(tr("Both planes"), true);
    }
    format_->addItem(QStringLiteral("PDF"), QStringLiteral("pdf"));
    format_->addItem(QStringLiteral("SVG"), QStringLiteral("svg"));
    format_->addItem(QStringLiteral("PNG"), QStringLiteral("png"));
    for (QDoubleSpinBox* side : {width_, height_}) {
        side->setRange(10, 2000);
        side->setDecimals(1);
        side->setSuffix(tr(" mm"));
    }
    dpi_->setRange(72, 1200);
    dpi_->setValue(300);
    dpi_->setSuffix(tr(" dpi"));
    data_->setEnabled(result_ || !hasPlanes_);
    error_->setProperty("role", QStringLiteral("error"));
    error_->setWordWrap(true);
    error_->hide();
    const auto suggestSize = [this] {
        const bool both = what_->currentData().toBool();
        width_->setValue(both ? 170 : 85);
        height_->setValue(80);
        if (plot_ && !hasPlanes_ && plot_->width() > 0) {
            // Plots of other workspaces are as wide or as high as what they show needs.
            height_->setValue(std::clamp(85.0 * plot_->height() / plot_->width(), 20.0, 200.0));
        }
    };
    suggestSize();
    connect(what_, &QComboBox::currentIndexChanged, this, suggestSize);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::showFormat);

    auto* form = new QFormLayout(this);
    form->addRow(tr("&What"), what_);
    form->addRow(tr("&Format"), format_);
    form->addRow(tr("Wi&dth"), width_);
    form->addRow(tr("&Height"), height_);
    form->addRow(tr("&Resolution"), dpi_);
    form->addRow(QString(), data_);
    form->addRow(error_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* save = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    save->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::askForFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
    showFormat();
}

void ExportDialog::open(
    Plot* plot, const ExplorerState& state, std::shared_ptr<const ReachResult> result, QWidget* parent) {
    auto* dialog = new ExportDialog(plot, state, std::move(result), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QDialog::open();
}

void ExportDialog::open(Plot* plot, QWidget* parent) {
    auto* dialog = new ExportDialog(plot, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QDialog::open();
}

void ExportDialog::showFormat() {
    dpi_->setEnabled(format_->currentData().toString() == QLatin1String("png"));
}

void ExportDialog::askForFile() {
    const QString suffix = format_->currentData().toString();
    auto* ask = new QFileDialog(this, tr("Export"));
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setAcceptMode(QFileDialog::AcceptSave);
    ask->setNameFilter(QStringLiteral("%1 (*.%2)").arg(format_->currentText(), suffix));
    ask->setDefaultSuffix(suffix);
    QString name = QStringLiteral("reach");
    if (!hasPlanes_ && plot_)
        name = plot_->accessibleName().toLower().replace(u' ', u'-').replace(u'/', u'-');
    ask->selectFile(name + u'.' + suffix);
    connect(ask, &QFileDialog::fileSelected, this, [this](const QString& file) {
        if (exportTo(file)) {
            accept();
        }
    });
    ask->open();
}

bool ExportDialog::exportTo(const QString& file) {
    const QSizeF size(width_->value(), height_->value());
    Result<void> done;
    if (what_->currentData().toBool()) {
        done = result_ ? exportFigure(state_, result_, file, size, dpi_->value())
                       : exportFigure(state_, file, size, dpi_->value());
    } else if (plot_) {
        done = exportPlot(*plot_, file, size, dpi_->value());
    }
    if (done && data_->isChecked() && data_->isEnabled()) {
        const QFileInfo info(file);
        done =
            exportNumbers(info.path() + QLatin1Char('/') + info.completeBaseName() + QStringLiteral(".csv"));
    }
    if (!done) {
        error_->setText(QString::fromStdString(done.error().message));
        error_->show();
        adjustSize();
    }
    return done.has_value();
}

Result<void> ExportDialog::exportNumbers(const QString& file) const {
    if (hasPlanes_) {
        return exportData(*result_, file);
    }
    return plot_ ? exportText(plot_->csv(), file) : Result<void>();
}

} // namespace kamke::ui
