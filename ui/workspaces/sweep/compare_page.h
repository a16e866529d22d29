// The page that sets networks against each other.
#pragma once

#include <QWidget>

namespace kamke::ui {

class Caption;
class LipschitzPlot;
class NetworkPlot;
class SweepLink;

class ComparePage : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(SweepLink* link, QWidget* parent = nullptr);
    LipschitzPlot* lipschitz() { return lipschitz_; }
    NetworkPlot* networks() { return networks_; }

private:
    void refresh();

    SweepLink* link_;
    LipschitzPlot* lipschitz_;
    NetworkPlot* networks_;
    Caption* reading_;
};

} // namespace kamke::ui
