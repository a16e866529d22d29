// The page of the certified radii: the histograms and the network that they are of.
#pragma once

#include <QWidget>

namespace kamke::ui {

class RadiusPlot;
class SweepLink;

class RadiusPage : public QWidget {
    Q_OBJECT
public:
    explicit RadiusPage(SweepLink* link, QWidget* parent = nullptr);
    RadiusPlot* plot() { return plot_; }

private:
    RadiusPlot* plot_;
};

} // namespace kamke::ui
