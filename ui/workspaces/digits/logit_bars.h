// The interval of every logit within ε, one row per class.
#pragma once

#include "ui/workspaces/digits/class_rows.h"

namespace kamke::ui {

/// The box of the highlighted certificate as broad bars, those of the other state boxes as thin lines; a tick
/// at the sample's own logit and a dotted line at the lower bound of the label's. Clicking a row sets that
/// class against the label.
class LogitBars : public ClassRows {
    Q_OBJECT
public:
    explicit LogitBars(DigitLink* link, QWidget* parent = nullptr);
    QString csv() const override;

protected:
    void prepare() override;
    void paintLines(QCPPainter& painter) override;
};

} // namespace kamke::ui
