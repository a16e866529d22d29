// ε in raw units: slider, number, 8-bit steps, which norm it bounds, and whether the box is clipped to the
// inputs' domain.
#pragma once

#include "ui/workspaces/digits/eps_edit.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;

namespace kamke::ui {

class EpsSlider;
class NumberField;

class EpsControl : public QWidget {
    Q_OBJECT
public:
    explicit EpsControl(ExplorerStore* store, QWidget* parent = nullptr);

private:
    void follow();

    ExplorerStore* store_;
    QLabel* symbol_;
    EpsSlider* slider_;
    NumberField* field_;
    QLabel* bits_;
    QComboBox* norm_;
    QCheckBox* clip_;
    EpsEdit edit_;
};

/// "2.55/255": ε in steps of 8-bit pixels.
QString eightBitText(double eps);

} // namespace kamke::ui
