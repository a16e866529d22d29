#include "train/train_workspace.h"

#include "widgets/empty_state.h"

#include <QVBoxLayout>

namespace kamke::ui {

TrainWorkspace::TrainWorkspace(ExplorerStore*, Documents*, QWidget* parent)
    : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->addWidget(new EmptyState(
        tr("Train a network"),
        tr("Networks are trained on the command line: kamke-cli train --help lists the options. Open the "
           "result with File > Open.")));
}

} // namespace kamke::ui
