#include "ui/shell/shortcut_dialog.h"

#include <QCoreApplication>
#include <QDialog>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace kamke::ui {

void showShortcuts(QWidget* parent, const QString& html) {
    const QString name = QStringLiteral("shortcutSheet");
    auto* dialog = parent->findChild<QDialog*>(name);
    if (!dialog) {
        dialog = new QDialog(parent);
        dialog->setObjectName(name);
        dialog->setWindowTitle(QCoreApplication::translate("Window", "Keyboard"));
        dialog->resize(460, 620);
        auto* text = new QTextBrowser;
        text->setHtml(html);
        text->setAccessibleName(dialog->windowTitle());
        auto* column = new QVBoxLayout(dialog);
        column->addWidget(text);
    }
    dialog->show();
    dialog->raise();
}

} // namespace kamke::ui
