// Certified accuracy against ε: one curve per method and network, with what attacks leave above them.
#pragma once

#include "ui/plot/curve_labels.h"
#include "ui/plot/log_ticker.h"
#include "ui/plot/painted_plot.h"
#include "ui/workspaces/sweep/sweep_curve.h"

#include <optional>

namespace kamke::ui {

class SweepLink;

/// Grows while the sweep runs. Methods keep their colours and lines, networks differ by their marks; names
/// stand at the curves. Diamonds at ε = 0 are the shares that are read correctly; translucent bands are exact
/// 95 % intervals.
class SweepCurvePlot : public PaintedPlot {
    Q_OBJECT
public:
    explicit SweepCurvePlot(SweepLink* link, QWidget* parent = nullptr);

    QString csv() const override;
    const std::vector<SweepCurve>& curves() const { return curves_; }
    /// Where a point is drawn, in pixels of the widget.
    QPointF place(const SweepCurve& curve, std::size_t point) const;
    /// A name in the plot, and where it was drawn last.
    struct Name {
        QString text;
        QColor colour;
        QString method; ///< whose curve it names; empty: the share that is read correctly
        CurveLabelRequest request;
        std::optional<CurveLabelPlace> at;
    };
    const std::vector<Name>& names() const { return names_; }

signals:
    /// What the pointer is on, in words; empty: on nothing.
    void read(const QString& text);

protected:
    bool take() override;
    void prepare() override;
    void paint(QCPPainter& painter) override;
    std::optional<QString> insteadOfData() const override;
    bool isStale() const override;
    void fitView() override;
    QMargins leastRoom() const override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;

private:
    struct Hit {
        std::size_t curve, point;
        friend bool operator==(const Hit&, const Hit&) = default;
    };

    QString summary() const;
    std::optional<Hit> hitAt(const QPointF& pixel) const;
    void point(const std::optional<Hit>& hit);

    // sweep_curve_paint.cpp
    void paintBand(QCPPainter& painter, const SweepCurve& curve) const;
    void paintCurve(QCPPainter& painter, const SweepCurve& curve) const;
    void paintMark(QCPPainter& painter, const SweepCurve& curve, const QPointF& at) const;
    void paintClean(QCPPainter& painter) const;
    void paintNames(QCPPainter& painter);
    void placeNames();
    std::optional<Name> cleanName(std::size_t network) const;
    std::optional<Name> curveName(const SweepCurve& curve) const;
    QPen penOf(const SweepCurve& curve) const;
    QColor wordsOf(const SweepCurve& curve) const;
    QString nameOf(const SweepCurve& curve) const;
    double horizontal(double eps) const;

    SweepLink* link_;
    std::shared_ptr<const SweepResults> results_; ///< that the curves are of
    std::vector<SweepCurve> curves_;
    std::vector<std::shared_ptr<const SweepCounts>> drawn_; ///< per network
    QSharedPointer<LogTicker> logTicker_{new LogTicker};
    QSharedPointer<QCPAxisTicker> ticker_;
    bool log_ = false;
    Vector grid_; ///< that the view was fitted to
    std::optional<Hit> hit_;
    std::vector<Name> names_;
    QRectF placedIn_; ///< the area for which names_ have their places
    QPointF pressed_;
};

} // namespace kamke::ui
