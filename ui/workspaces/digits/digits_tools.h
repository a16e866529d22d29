// The tool row of the Digits workspace: data set, a digit of one's own, ε and clipping.
#pragma once

#include "ui/state/explorer_store.h"

#include <QFrame>

class QPushButton;
class QToolButton;

namespace kamke::ui {

class DatasetChooser;
class Documents;

class DigitsTools : public QFrame {
    Q_OBJECT
public:
    DigitsTools(ExplorerStore* store, Documents* documents, QWidget* parent = nullptr);

    DatasetChooser* chooser() const { return chooser_; }

private:
    void follow();
    void openOwnDigit();

    ExplorerStore* store_;
    DatasetChooser* chooser_;
    QPushButton* own_;
    QToolButton* back_;
};

} // namespace kamke::ui
