// One iteration in the list of solvers.
#pragma once

#include "ui/workspaces/convergence/convergence_link.h"

#include <QFrame>

class QCheckBox;
class QLabel;

namespace kamke::ui {

class NumberField;

/// Checkbox, the line as plots draw it, α where it is free, the condition with its numbers, theoretical and
/// measured factor, iterations to 1e-6. A click chooses the solver; hovering highlights its line.
class SolverRow : public QFrame {
    Q_OBJECT
public:
    SolverRow(ConvergenceLink* link, const FixedPointIteration& iteration, QWidget* parent = nullptr);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showSwatch();
    static QString briefNumberOf(double value);

    ConvergenceLink* link_;
    const FixedPointIteration& iteration_;
    QString id_;
    QCheckBox* shown_;
    QLabel *swatch_, *name_, *star_, *numbers_, *condition_;
    NumberField* alpha_ = nullptr;
};

} // namespace kamke::ui
