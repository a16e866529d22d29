#include "shell/asker.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QMessageBox>
#include <QSettings>

namespace kamke::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Asker", text);
}

const QString lastFolder = QStringLiteral("lastFolder");

void remember(const QString& file) {
    if (!file.isEmpty())
        QSettings().setValue(lastFolder, QFileInfo(file).absolutePath());
}

/// The size on paper; nothing when the user gave up.
std::optional<FigureRequest> askForSize(QWidget* parent, FigureRequest request) {
    QDialog dialog(parent);
    dialog.setWindowTitle(tr("Size of the figure"));
    const auto spin = [&](double value, double from, double to, const QString& suffix) {
        auto* box = new QDoubleSpinBox;
        box->setDecimals(0);
        box->setRange(from, to);
        box->setSuffix(suffix);
        box->setValue(value);
        return box;
    };
    auto* width = spin(request.millimetres.width(), 40, 1000, tr(" mm"));
    auto* height = spin(request.millimetres.height(), 30, 1000, tr(" mm"));
    auto* dpi = spin(request.dpi, 50, 1200, tr(" dpi"));
    auto* form = new QFormLayout(&dialog);
    form->addRow(tr("&Width"), width);
    form->addRow(tr("&Height"), height);
    if (request.file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive))
        form->addRow(tr("&Resolution"), dpi);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    form->addRow(buttons);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    request.millimetres = {width->value(), height->value()};
    request.dpi = static_cast<int>(dpi->value());
    return request;
}

} // namespace

Asker::Answer DialogAsker::askToSave(QWidget* parent, const QString& what) {
    const auto answer = QMessageBox::question(
        parent, tr("Save before closing?"), what,
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return answer == QMessageBox::Save      ? Answer::Save
           : answer == QMessageBox::Discard ? Answer::Discard
                                            : Answer::Cancel;
}

QString DialogAsker::fileToOpen(QWidget* parent, const QString& title, const QString& filter) {
    const QString file =
        QFileDialog::getOpenFileName(parent, title, QSettings().value(lastFolder).toString(), filter);
    remember(file);
    return file;
}

QString DialogAsker::fileToSave(
    QWidget* parent, const QString& title, const QString& suggestion, const QString& filter) {
    const QString folder = QSettings().value(lastFolder).toString();
    const QString start = folder.isEmpty() ? suggestion : folder + u'/' + suggestion;
    QString file = QFileDialog::getSaveFileName(parent, title, start, filter);
    if (!file.isEmpty() && QFileInfo(file).suffix().isEmpty())
        file += u'.' + QFileInfo(suggestion).suffix();
    remember(file);
    return file;
}

std::optional<FigureRequest> DialogAsker::figureToSave(QWidget* parent) {
    FigureRequest request;
    request.file = fileToSave(
        parent, tr("Export figure"), QStringLiteral("reach.pdf"), tr("Figures (*.pdf *.svg *.png)"));
    if (request.file.isEmpty())
        return std::nullopt;
    return askForSize(parent, request);
}

} // namespace kamke::ui
