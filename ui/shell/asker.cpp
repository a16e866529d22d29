#include "shell/asker.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>

namespace kamke::ui {

namespace {

QString askerText(const char* text) {
    return QCoreApplication::translate("Asker", text);
}

const QString lastFolder = QStringLiteral("lastFolder");

void remember(const QString& file) {
    if (!file.isEmpty())
        QSettings().setValue(lastFolder, QFileInfo(file).absolutePath());
}

} // namespace

Asker::Answer DialogAsker::askToSave(QWidget* parent, const QString& what) {
    const auto answer = QMessageBox::question(
        parent, askerText("Save before closing?"), what,
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return answer == QMessageBox::Save      ? Answer::Save
           : answer == QMessageBox::Discard ? Answer::Discard
                                            : Answer::Cancel;
}

QString DialogAsker::fileToOpen(QWidget* parent, const QString& title, const QString& filter) {
    QString file =
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

} // namespace kamke::ui
