#include "ui/documents/export_dialog.h"

#include "ui/files/folders.h"
#include "ui/plot/export.h"
#include "ui/plot/plot.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>

namespace kamke::ui {

ExportDialog::ExportDialog(Plot* plot, ExportTogether together, QWidget* parent)
    : QDialog(parent)
    , together_(std::move(together))
    , what_(new QComboBox)
    , format_(new QComboBox)
    , width_(new QDoubleSpinBox)
    , height_(new QDoubleSpinBox)
    , dpi_(new QSpinBox)
    , data_(new QCheckBox(tr("Write the numbers as CSV beside it")))
    , error_(new QLabel) {
    if (plot)
        plots_ << plot;
    layOut();
}

ExportDialog::ExportDialog(const QList<Plot*>& plots, QWidget* parent)
    : QDialog(parent)
    , plots_(plots.begin(), plots.end())
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
    for (qsizetype k = 0; k < plots_.size(); ++k)
        what_->addItem(plots_[k]->accessibleName(), static_cast<int>(k));
    if (together_)
        what_->addItem(together_->name, -1);
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
    data_->setEnabled(!together_ || together_->writeNumbers);
    error_->setProperty("role", QStringLiteral("error"));
    error_->setWordWrap(true);
    error_->hide();
    const auto suggestSize = [this] {
        const Plot* chosen = plot();
        width_->setValue(chosen ? 85 : 170);
        height_->setValue(80);
        if (chosen && !together_ && chosen->width() > 0) {
            // Plots of other workspaces are as wide or as high as what they show needs.
            height_->setValue(std::clamp(85.0 * chosen->height() / chosen->width(), 20.0, 200.0));
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

void ExportDialog::open(Plot* plot, ExportTogether together, QWidget* parent) {
    auto* dialog = new ExportDialog(plot, std::move(together), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QDialog::open();
}

void ExportDialog::open(const QList<Plot*>& plots, QWidget* parent) {
    auto* dialog = new ExportDialog(plots, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QDialog::open();
}

Plot* ExportDialog::plot() const {
    return plots_.value(what_->currentData().toInt()); // null for all together, whose number is −1
}

void ExportDialog::showFormat() {
    dpi_->setEnabled(format_->currentData().toString() == QLatin1String("png"));
}

void ExportDialog::askForFile() {
    const QString suffix = format_->currentData().toString();
    auto* ask = new QFileDialog(this, tr("Export"), startFolder());
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setAcceptMode(QFileDialog::AcceptSave);
    ask->setNameFilter(QStringLiteral("%1 (*.%2)").arg(format_->currentText(), suffix));
    ask->setDefaultSuffix(suffix);
    QString name = together_ ? together_->fileName : QString();
    if (!together_ && plot())
        name = plot()->accessibleName().toLower().replace(u' ', u'-').replace(u'/', u'-');
    ask->selectFile(name + u'.' + suffix);
    connect(ask, &QFileDialog::fileSelected, this, [this](const QString& file) {
        rememberFolder(file);
        if (mayReplaceNumbers(file) && exportTo(file)) {
            sayWritten(this, file);
            accept();
        }
    });
    ask->open();
}

QString ExportDialog::numbersFile(const QString& file) const {
    if (!data_->isChecked() || !data_->isEnabled())
        return {};
    const QFileInfo info(file);
    return info.path() + u'/' + info.completeBaseName() + QStringLiteral(".csv");
}

bool ExportDialog::mayReplaceNumbers(const QString& file) {
    // The file dialog has asked for the figure alone.
    const QString numbers = numbersFile(file);
    return numbers.isEmpty() || !QFileInfo::exists(numbers) ||
           QMessageBox::question(
               this, tr("Export"),
               tr("%1 exists already. Replace it with the numbers of this figure?")
                   .arg(QFileInfo(numbers).fileName())) == QMessageBox::Yes;
}

bool ExportDialog::exportTo(const QString& file) {
    const QSizeF size(width_->value(), height_->value());
    Result<void> done;
    if (Plot* chosen = plot()) {
        done = exportPlot(*chosen, file, size, dpi_->value());
    } else if (together_) {
        done = together_->write(file, size, dpi_->value());
    }
    if (const QString numbers = numbersFile(file); done && !numbers.isEmpty())
        done = exportNumbers(numbers);
    if (!done) {
        error_->setText(QString::fromStdString(done.error().message));
        error_->show();
        adjustSize();
    }
    return done.has_value();
}

Result<void> ExportDialog::exportNumbers(const QString& file) const {
    if (together_)
        return together_->writeNumbers(file);
    return plot() ? exportText(plot()->csv(), file) : Result<void>();
}

} // namespace kamke::ui
