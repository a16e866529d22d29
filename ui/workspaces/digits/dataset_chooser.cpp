#include "ui/workspaces/digits/dataset_chooser.h"

#include "core/model/dataset.h"
#include "ui/documents/documents.h"
#include "ui/text/plain_text.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>

namespace kamke::ui {

namespace {

/// "fashion-mnist, t10k-images-idx3-ubyte": files of data sets have the same names everywhere.
QString shortPath(const QString& path) {
    const QFileInfo info(path);
    const QString name = info.completeBaseName();
    return name.contains(QLatin1String("-idx")) ? info.dir().dirName() + QStringLiteral(", ") + name : name;
}

} // namespace

DatasetChooser::DatasetChooser(Documents* documents, QWidget* parent)
    : QPushButton(parent)
    , documents_(documents) {
    setObjectName(QStringLiteral("datasetChooser"));
    auto* menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &DatasetChooser::fillMenu);
    showDataset(nullptr, {});
}

void DatasetChooser::showDataset(const Dataset* samples, const QString& path) {
    setText(
        samples ? tr("%1, %2").arg(
                      literally(QString::fromStdString(samples->name)),
                      QLocale().toString(static_cast<int>(samples->size())))
                : tr("No data set"));
    setToolTip(path.isEmpty() ? tr("The digits that come with Kamke") : path);
    setAccessibleName(
        tr("Data set %1: choose another").arg(text().replace(QLatin1String("&&"), QLatin1String("&"))));
}

void DatasetChooser::fillMenu() {
    menu()->clear();
    const auto add = [this](const QString& path, const QString& text) {
        QAction* action = menu()->addAction(literally(text));
        action->setToolTip(path);
        connect(action, &QAction::triggered, documents_, [this, path] { documents_->openDataset(path); });
    };
    if (!Datasets::bundledFile().isEmpty())
        add({}, tr("Bundled digits"));
    const QStringList installed = Datasets::installedFiles();
    for (const QString& path : installed)
        add(path, shortPath(path));
    menu()->addSeparator();
    for (const QString& path : Documents::recentDatasets())
        if (!installed.contains(path))
            add(path, shortPath(path));
    menu()->addSeparator();
    menu()->addAction(tr("Open data set…"), documents_, &Documents::askAndOpenDataset);
}

} // namespace kamke::ui
