// The page of the training curves that networks carry with them.
#pragma once

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace kamke::ui {

class CompareLink;
class EmptyState;
class CurvePlot;

class CurvesPage : public QWidget {
    Q_OBJECT
public:
    explicit CurvesPage(CompareLink* link, QWidget* parent = nullptr);

    CurvePlot* accuracy() { return accuracy_; }
    CurvePlot* loss() { return loss_; }

private:
    void refresh();

    CompareLink* link_;
    CurvePlot *accuracy_, *loss_;
    QLabel* sentence_;
    QStackedWidget* pages_;
    EmptyState* empty_;
};

} // namespace kamke::ui
