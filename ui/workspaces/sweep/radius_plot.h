// Certified radii: how many samples each certificate certifies how far.
#pragma once

#include "core/sweep/radius_histogram.h"
#include "core/sweep/sample_sets.h"
#include "ui/plot/painted_plot.h"

#include <optional>
#include <vector>

namespace kamke::ui {

class LogTicker;
class SweepLink;

/// One row per certificate of the shown network, all on the ε grid of the sweep and on one scale of counts: a
/// step from ε_k to ε_{k+1} holds the samples whose largest certified ε is ε_k. A line marks the median of
/// all samples. A click on a step, or on what is said beside the row, shows its samples.
class RadiusPlot : public PaintedPlot {
    Q_OBJECT
public:
    explicit RadiusPlot(SweepLink* link, QWidget* parent = nullptr);

    QString csv() const override;

    const std::vector<RadiusHistogram>& histograms() const { return histograms_; }
    /// Where a step is drawn, in pixels.
    QRectF step(std::size_t certificate, Index eps) const;
    /// What the line above the plot says about a place, in pixels; empty: nothing is there.
    QString reading(const QPointF& pixel) const;
    QSize sizeHint() const override { return {620, 420}; }

signals:
    void chosen(const kamke::SampleQuestion& question);

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    std::optional<QString> insteadOfData() const override;
    bool isStale() const override;
    void fitView() override;
    QMargins leastRoom() const override;
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;

private:
    void summarise();
    void paintRow(QCPPainter& painter, std::size_t row) const;
    void paintNames(QCPPainter& painter, std::size_t row) const;
    /// On the axis, which is logarithmic when the settings say so.
    double coordinate(double eps) const;
    double from(Index eps) const;
    double to(Index eps) const;
    QRectF rowRect(std::size_t row) const;
    std::optional<SampleQuestion> questionAt(const QPointF& pixel) const;

    SweepLink* link_;
    QSharedPointer<QCPAxisTicker> linear_;
    QSharedPointer<LogTicker> logarithmic_;
    std::vector<RadiusHistogram> histograms_; ///< of the certificates of the plan
    Index most_ = 1;                          ///< samples in one step
    std::optional<SampleQuestion> hovered_;
    QPointF pointer_; ///< where it is, in pixels
};

} // namespace kamke::ui
