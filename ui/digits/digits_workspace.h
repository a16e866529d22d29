// The Digits workspace: pick a digit, certify it, see why it fails.
#pragma once

#include "models/explorer_store.h"

#include <QWidget>

namespace kamke::ui {

class Documents;

class DigitsWorkspace : public QWidget {
    Q_OBJECT
public:
    DigitsWorkspace(ExplorerStore* store, Documents* documents, QWidget* parent = nullptr);
};

} // namespace kamke::ui
