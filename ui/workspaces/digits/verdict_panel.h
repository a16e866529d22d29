// The verdict on the picked digit, first and large.
#pragma once

#include "ui/workspaces/digits/digit_link.h"

#include <QWidget>

class QLabel;

namespace kamke::ui {

class VerdictLabel;

/// One sentence on the ground of its colour: certified, undecided, broken or misread; below it, when it
/// is undecided, by how much each certificate misses.
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
