// The verdict on the picked digit, first and large.
#pragma once

#include "ui/workspaces/digits/digit_link.h"

#include <QWidget>

class QLabel;

namespace kamke::ui {

class VerdictLabel;

/// One sentence on the ground of its colour: proved, unknown, broken or misread, whoever found it out; below
/// it what the chosen certificate misses by, or what was tried in vain.
class VerdictPanel : public QWidget {
    Q_OBJECT
public:
    explicit VerdictPanel(DigitLink* link, QWidget* parent = nullptr);

private:
    void refresh();

    DigitLink* link_;
    VerdictLabel* label_;
    QLabel* details_;
};

} // namespace kamke::ui
