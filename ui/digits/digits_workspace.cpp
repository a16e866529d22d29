#include "digits/digits_workspace.h"

#include "shell/documents.h"
#include "shell/resource_files.h"
#include "widgets/empty_state.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace kamke::ui {

DigitsWorkspace::DigitsWorkspace(ExplorerStore*, Documents* documents, QWidget* parent)
    : QWidget(parent) {
    auto* empty = new EmptyState(
        tr("No digit classifier is open"),
        tr("This workspace certifies pictures one by one. It needs a network that reads them, such as one "
           "with 28 × 28 inputs and ten outputs."));
    const QString example = resourceFolder(QStringLiteral("networks")) + QStringLiteral("/nemon_mnist.h5");
    connect(
        empty->addButton(tr("Open the digits example")), &QPushButton::clicked, documents,
        [documents, example] { documents->open(example); });
    auto* column = new QVBoxLayout(this);
    column->addWidget(empty);
}

} // namespace kamke::ui
