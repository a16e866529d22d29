// The course of a semidefinite program or of a search: what is proved and what is attained, against the
// iteration or the time.
#pragma once

#include "ui/jobs/cascade_runner.h"
#include "ui/plot/plot.h"

namespace kamke::ui {

/// Lower end (the bound that is proved) and upper end of y_label − y_competitor: after every iteration of a
/// program the value of its moments, so that the true minimum of the relaxation lies between them; in a
/// search the least value that was found, so that the true minimum lies between them. Above 0 the label wins.
class CascadePlot : public Plot {
    Q_OBJECT
public:
    explicit CascadePlot(QWidget* parent = nullptr);

    /// The search if there is one, else the program that `view` has; either may be null.
    void show(const CascadeView* view, const SearchRecord* search);
    bool isEmpty() const { return points_.empty(); }
    QString csv() const override;
    void restyle(const Theme& theme) override;
    QSize sizeHint() const override { return {300, 150}; }

protected:
    void fitView() override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Point {
        double at, proved, attained; ///< NaN: there is none
    };
    void setPoints(std::vector<Point> points, bool search);

    std::vector<Point> points_;
    std::vector<InteriorStep> course_;  ///< of a program
    std::vector<SearchMoment> moments_; ///< of a search
    QCPGraph *proved_, *attained_, *zero_;
};

} // namespace kamke::ui
