// The course of a semidefinite program: what is proved and what is attained, against the iteration.
#pragma once

#include "ui/jobs/cascade_runner.h"
#include "ui/plot/plot.h"

namespace kamke::ui {

/// Lower end (the bound that is proved) and upper end (the value of the moments) of y_label − y_competitor
/// after every iteration; the true minimum of the relaxation lies between them. Above 0 the label wins.
class CascadePlot : public Plot {
    Q_OBJECT
public:
    explicit CascadePlot(QWidget* parent = nullptr);

    void show(const CascadeView* view);
    QString csv() const override;
    void restyle(const Theme& theme) override;
    QSize sizeHint() const override { return {300, 150}; }

protected:
    void fitView() override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    std::vector<InteriorStep> course_;
    QCPGraph *proved_, *attained_, *zero_;
};

} // namespace kamke::ui
