// The page of the training curves that networks carry with them.
#pragma once

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace kamke::ui {

class CompareLink;
class EmptyState;
class HistoryPlot;

class CurvesPage : public QWidget {
    Q_OBJECT
public:
    explicit CurvesPage(CompareLink* link, QWidget* parent = nullptr);

    HistoryPlot* accuracy() { return accuracy_; }
    HistoryPlot* loss() { return loss_; }

private:
    void refresh();

    CompareLink* link_;
    HistoryPlot *accuracy_, *loss_;
    QLabel* sentence_;
    QStackedWidget* pages_;
    EmptyState* empty_;
};

} // namespace kamke::ui
