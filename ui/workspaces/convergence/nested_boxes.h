// The boxes of the embedded iterations in the plane of two states or two outputs.
#pragma once

#include "ui/plot/curve_labels.h"
#include "ui/workspaces/convergence/convergence_plot.h"

#include <vector>

namespace kamke::ui {

/// MM and IBP of the chosen solver from the same start: the boxes so far faint, the one of the cursor strong,
/// and in it samples of x*(u) over the input box. A pair with x̲ > x̄ is drawn as what it is: no box.
class NestedBoxes : public ConvergencePlot {
    Q_OBJECT
public:
    explicit NestedBoxes(ConvergenceLink* link, QWidget* parent = nullptr);

    QString csv() const override;
    /// Where the names of the methods were drawn last, in pixels.
    const std::vector<QRectF>& namePlaces() const { return places_; }
    QSize sizeHint() const override { return {440, 340}; }

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    void paintMoving(QCPPainter& painter) override;
    QString emptyReason() const override;

private:
    /// Lower and upper corner of one iterate in the plane; not ordered where the order was lost.
    struct Pair {
        QPointF lower, upper;
        bool ordered() const { return lower.x() <= upper.x() && lower.y() <= upper.y(); }
        QRectF rectangle() const { return QRectF(lower, upper).normalized(); }
    };
    struct Track {
        const ConvergenceLine* line;
        std::vector<Pair> pairs;
    };
    Pair pairOf(const Vector& stacked) const;
    void fitBoxes();
    void paintPair(QCPPainter& painter, const Track& track, std::size_t k, bool strong) const;
    struct Name {
        QString text;
        QColor colour;
        CurveLabelRequest request;
    };
    Name nameNow(const Track& track, int index) const;
    void paintNames(QCPPainter& painter);
    std::optional<QPointF> centrePixel() const;

    std::shared_ptr<const ConvergenceResult> shown_; ///< that `tracks_` points into
    std::vector<Track> tracks_;
    QPolygonF cloud_;
    std::vector<QRectF> places_;
    int across_ = 0, up_ = 1; ///< coordinates on the axes; up −1: one only
};

} // namespace kamke::ui
