// Fields for the inputs that are not on the axes.
#pragma once

#include "ui/state/explorer_store.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;

namespace kamke::ui {

/// "u₃ = 0.5": the other inputs are held at one value, and every box is a point there. One field per input,
/// or one field and a list when there are many. Hidden for networks with two inputs or fewer.
class HeldInputs : public QWidget {
    Q_OBJECT
public:
    explicit HeldInputs(ExplorerStore* store, QWidget* parent = nullptr);

private:
    void rebuild();
    void refresh();
    void addField(int input);
    void take(QLineEdit* field, int input);

    ExplorerStore* store_;
    QHBoxLayout* row_;
    QComboBox* list_ = nullptr;                      ///< when there are many
    std::vector<std::pair<int, QLineEdit*>> fields_; ///< input −1: that of the list
    std::vector<int> held_;                          ///< the inputs that are not on the axes
};

} // namespace kamke::ui
