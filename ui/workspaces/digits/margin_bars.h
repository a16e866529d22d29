// The bound of every difference label − competitor, sorted: who comes closest.
#pragma once

#include "ui/workspaces/digits/class_rows.h"

namespace kamke::ui {

/// Per competitor a bar from the highlighted certificate's bound of y_label − y_j to its value at the sample;
/// thin lines for the other certificates, a line at zero, the bound as a number in a column of its own.
class MarginBars : public ClassRows {
    Q_OBJECT
public:
    explicit MarginBars(DigitLink* link, QWidget* parent = nullptr);
    QString csv() const override;

protected:
    void prepare() override;
    void paintLines(QCPPainter& painter) override;
    bool marksLowerEnd() const override { return true; }
};

} // namespace kamke::ui
