// The Train workspace: choose data and a kind of network, watch it learn, open the result.
#pragma once

#include "models/explorer_store.h"

#include <QWidget>

namespace kamke::ui {

class Documents;

class TrainWorkspace : public QWidget {
    Q_OBJECT
public:
    TrainWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent = nullptr);
};

} // namespace kamke::ui
