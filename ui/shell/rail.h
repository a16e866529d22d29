// The narrow column at the left: one button per workspace.
#pragma once

#include <QFrame>

class QAction;
class QVBoxLayout;

namespace kamke::ui {

class Rail : public QFrame {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    /// A button with the action's icon above its word.
    void add(QAction* action);

private:
    QVBoxLayout* column_;
};

} // namespace kamke::ui
