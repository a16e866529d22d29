// The box race: interval bound propagation against mixed monotonicity, iteration by iteration.
#pragma once

#include "core/solve/iterations.h"
#include "ui/workspaces/contraction/figure.h"

#include <array>

class QCPPainter;

namespace kamke::ui {

class FigurePlot;
class SelfLoop;

/// Both embedded iterations from the same nominal point: widths of their boxes over iterations, the boxes in
/// the state plane, and the unit with feedback that explains the difference.
class RaceFigure : public Figure {
    Q_OBJECT
public:
    explicit RaceFigure(ExplorerStore* store);

    void follow(StateParts parts) override;
    int lastPosition() const override { return last_; }
    double rate() const override { return 5; }
    QString positionText(int position) const override;
    QList<FigureNumber> numbers() const override;
    QString sentence() const override;
    QList<Plot*> plots() const override;

private:
    /// One of the two that race.
    struct Runner {
        const char* method; ///< id in the list of reach methods
        Splitting splitting;
        IterationRun run;

        /// Index of the iterate that stands for iteration k.
        std::size_t at(int k) const;
        double width(int k, int unit) const;
        QRectF box(int k) const;
        bool settled() const { return run.status == Status::Ok; }
    };
    void compute();
    void fitViews();
    int iteration() const;
    double furthestWidth() const;
    void paintWidths(QCPPainter& painter);
    void paintBoxes(QCPPainter& painter);
    /// 1, or less while another method is hovered somewhere.
    double opacity(const Runner& runner) const;
    QString outcome(const Runner& runner) const;
    QString widthsCsv() const;
    QString boxesCsv() const;

    ExplorerStore* store_;
    FigurePlot *widths_, *boxes_;
    SelfLoop* loop_;
    PlanarSystem system_;
    std::array<Runner, 2> runners_;
    Matrix points_; ///< x* for values of w
    double rhoAbs_ = 0;
    int last_ = 1;
};

} // namespace kamke::ui
