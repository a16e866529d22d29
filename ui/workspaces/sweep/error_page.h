// The page of the test error against the Lipschitz constant.
#pragma once

#include <QWidget>

namespace kamke::ui {

class Caption;
class LipschitzPlot;
class SweepLink;

/// nemon, Figure 2 (left).
class ErrorPage : public QWidget {
    Q_OBJECT
public:
    explicit ErrorPage(SweepLink* link, QWidget* parent = nullptr);
    LipschitzPlot* plot() { return plot_; }

private:
    void refresh();

    SweepLink* link_;
    LipschitzPlot* plot_;
    Caption* reading_;
};

} // namespace kamke::ui
