// The page of interval widths on the way: ibp-mondeq, Figure 2 (right).
#pragma once

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace kamke::ui {

class CompareLink;
class EmptyState;
class WidthsPlot;

class WidthsPage : public QWidget {
    Q_OBJECT
public:
    explicit WidthsPage(CompareLink* link, QWidget* parent = nullptr);

    WidthsPlot* plot() { return plot_; }

private:
    void refresh();

    CompareLink* link_;
    WidthsPlot* plot_;
    QLabel* sentence_;
    QStackedWidget* pages_;
    EmptyState* empty_;
};

} // namespace kamke::ui
