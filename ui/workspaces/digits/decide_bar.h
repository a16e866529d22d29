// How far the search for what is open is, with its controls.
#pragma once

#include "ui/jobs/decide_runner.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace kamke::ui {

/// One line below the chips: progress and the time that is left, pause and resume, and "Decide all". Where
/// nothing of the network can be decided it says why instead.
class DecideBar : public QWidget {
    Q_OBJECT
public:
    explicit DecideBar(DecideRunner* runner, QWidget* parent = nullptr);

private:
    void refresh();

    DecideRunner* runner_;
    QProgressBar* progress_;
    QLabel* words_;
    QToolButton *pause_, *all_;
};

} // namespace kamke::ui
