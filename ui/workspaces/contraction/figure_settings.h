// The settings that figures share: which network, which norm, which step α.
#pragma once

#include "ui/workspaces/contraction/figure.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace kamke::ui {

class GestureSlider;
class NumberField;

class FigureSettings : public QWidget {
    Q_OBJECT
public:
    explicit FigureSettings(ExplorerStore* store, QWidget* parent = nullptr);

    /// Shows those that mean something to the figure in view.
    void setControls(FigureControls controls);
    void follow();

private:
    QWidget* addRow(const QString& name, const QString& term, QWidget* field, QWidget* below = nullptr);
    void makeNetwork();
    void makeNorm();
    void makeAlpha();
    void chooseNetwork(int index);
    void chooseNorm(int index);
    void setAlpha(double alpha, int mergeId);

    ExplorerStore* store_;
    QComboBox *network_, *norm_;
    QLabel *weights_, *lesson_;
    GestureSlider* alpha_;
    NumberField* alphaField_;
    QToolButton* alphaStar_;
    QWidget *networkRow_ = nullptr, *normRow_ = nullptr, *alphaRow_ = nullptr;
    int drag_ = -1;
};

} // namespace kamke::ui
