// Names at the ends of curves.
#pragma once

#include "ui/plot/curve_labels.h"

#include <QColor>
#include <QPointF>
#include <QString>
#include <functional>
#include <qcustomplot.h>
#include <vector>

namespace kamke::ui {

/// A name that stands to the right of the last point of a curve.
struct EndLabel {
    QString text;
    QPointF point; ///< plot coordinates
    QCPAxis* valueAxis = nullptr;
    QColor colour;
};

/// Places names anew in every replot: each beside its point, moved up or down where they would touch, and to
/// free ground with a leader where a curve passes there.
class EndLabels : public QCPLayerable {
    Q_OBJECT
public:
    explicit EndLabels(QCustomPlot* plot);

    void set(std::vector<EndLabel> labels, const QFont& font);
    /// Curves that the plot paints by itself, in pixels: names keep off them as they keep off its graphs.
    void setCurves(std::function<std::vector<QPolygonF>()> curves) { curves_ = std::move(curves); }
    const std::vector<EndLabel>& list() const { return labels_; }
    /// Where they were drawn last; none where the point is out of view.
    const std::vector<std::optional<CurveLabelPlace>>& places() const { return places_; }
    /// Room that the widest name needs.
    int width() const;

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    void place();
    /// The end of the curve that a name belongs to, or where it leaves the view; pixels.
    QPointF anchor(const EndLabel& label) const;
    /// Moves the names of one group apart, up or down.
    void spread(std::vector<QRectF>& places, const std::vector<std::size_t>& group) const;
    /// Where the curves of the plot are.
    InkMap ink() const;

    std::vector<std::optional<CurveLabelPlace>> places_;
    std::vector<EndLabel> labels_;
    std::function<std::vector<QPolygonF>()> curves_;
    QFont font_;
};

} // namespace kamke::ui
