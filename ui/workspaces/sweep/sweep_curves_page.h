// The page of the curves: the plot, what the pointer reads, and how it is looked at.
#pragma once

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace kamke::ui {

class Caption;
class SweepCurvePlot;
class SweepLink;

class SweepCurvesPage : public QWidget {
    Q_OBJECT
public:
    explicit SweepCurvesPage(SweepLink* link, QWidget* parent = nullptr);

    SweepCurvePlot* plot() { return plot_; }

private:
    void refresh();
    void choose(int item);

    SweepLink* link_;
    SweepCurvePlot* plot_;
    Caption* note_;
    QComboBox* network_;
    QCheckBox* log_;
    QString reading_;
};

} // namespace kamke::ui
