#include "ui/documents/asker.h"

#include "ui/files/folders.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace kamke::ui {

namespace {

QString askerText(const char* text) {
    return QCoreApplication::translate("Asker", text);
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

Asker::Answer DialogAsker::askToStop(QWidget* parent, const QString& what, const QString& keep) {
    QMessageBox box(QMessageBox::Question, askerText("Stop and close?"), what, QMessageBox::NoButton, parent);
    box.setObjectName(QStringLiteral("askToStop"));
    QPushButton* save = keep.isEmpty() ? nullptr : box.addButton(keep, QMessageBox::AcceptRole);
    QPushButton* discard = box.addButton(
        keep.isEmpty() ? askerText("Stop and close") : askerText("Close without keeping it"),
        QMessageBox::DestructiveRole);
    QPushButton* stay = box.addButton(askerText("Go on"), QMessageBox::RejectRole);
    box.setDefaultButton(save ? save : stay);
    box.setEscapeButton(stay);
    box.exec();
    return box.clickedButton() == discard        ? Answer::Discard
           : save && box.clickedButton() == save ? Answer::Save
                                                 : Answer::Cancel;
}

QString DialogAsker::fileToOpen(QWidget* parent, const QString& title, const QString& filter) {
    QString file = QFileDialog::getOpenFileName(parent, title, startFolder(), filter);
    rememberFolder(file);
    return file;
}

QString DialogAsker::fileToSave(
    QWidget* parent, const QString& title, const QString& suggestion, const QString& filter) {
    QString file = QFileDialog::getSaveFileName(parent, title, startFolder() + u'/' + suggestion, filter);
    if (!file.isEmpty() && QFileInfo(file).suffix().isEmpty())
        file += u'.' + QFileInfo(suggestion).suffix();
    rememberFolder(file);
    return file;
}

} // namespace kamke::ui
