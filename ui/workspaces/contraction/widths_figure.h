// Interval widths of monDEQs and IBP-MonDEQs, iteration by iteration.
#pragma once

#include "ui/jobs/newest_wins.h"
#include "ui/jobs/widths_job.h"
#include "ui/workspaces/contraction/figure.h"

class QLabel;
class QPushButton;

namespace kamke::ui {

class LogCurves;
class NumberField;

/// ibp-mondeq, Figure 2 (right): the mean of x̄_k − x̲_k over units and digits, which grows without end where
/// ρ(|A|) ≥ 1 and settles for every IBP-MonDEQ. Computed in the background, anew when ε, the number of
/// samples or the data set of Digits changes.
class WidthsFigure : public Figure {
    Q_OBJECT
public:
    explicit WidthsFigure(ExplorerStore* store);
    ~WidthsFigure() override;

    void follow(StateParts parts) override;
    FigureControls controls() const override { return {}; }
    QList<FigureNumber> numbers() const override;
    QString sentence() const override;
    QList<Plot*> plots() const override;

    /// The newest result; null before the first.
    std::shared_ptr<const WidthsResult> result() const { return result_; }
    bool isBusy() const override { return runner_.isBusy(); }
    void cancel() override { runner_.cancel(); }
    LogCurves* curves() const { return curves_; }

private:
    QWidget* makeTools();
    void start();
    void showResult();
    /// What has become of a network's boxes, with the reason.
    QString verdict(const WidthsCurve& curve) const;

    ExplorerStore* store_;
    LogCurves* curves_;
    NumberField *eps_, *samples_;
    QPushButton* stop_;
    QLabel* verdicts_;
    WidthsJob job_;
    bool started_ = false;
    std::shared_ptr<const WidthsResult> result_;
    // Last: it stops before the rest goes.
    NewestWins<WidthsJob, WidthsResult> runner_;
};

} // namespace kamke::ui
