// μ_η(A) over the weights: a curve for two units, a contour map for three.
#pragma once

#include "ui/workspaces/convergence/convergence_plot.h"

#include <QImage>
#include <QList>

namespace kamke::ui {

/// Axes are η_2/η_1 and η_3/η_1 on log scales. The set μ_η(A) < 1 is marked, so are the best weights; the
/// point of the chosen ones can be dragged. For other n a sentence.
class EtaLevels : public ConvergencePlot {
    Q_OBJECT
public:
    explicit EtaLevels(ConvergenceLink* link, QWidget* parent = nullptr);

    QString csv() const override;
    QSize sizeHint() const override { return {320, 200}; }

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    void paintMoving(QCPPainter& painter) override;
    QString emptyReason() const override;
    int gripAt(const QPointF& pixel) const override;
    void takeHold(int grip, const QPointF& pixel) override;
    void dragTo(int grip, const QPointF& pixel) override;

private:
    struct Level {
        double value;
        QList<QLineF> lines; ///< plot coordinates
    };
    void paintCurve(QCPPainter& painter) const;
    void paintMap(QCPPainter& painter) const;
    void paintBest(QCPPainter& painter, const QPointF& at) const;
    /// Plot coordinates of these weights.
    QPointF point(const Vector& eta) const;
    bool isLine() const { return map_ && map_->measure.rows() == 1; }

    std::shared_ptr<const EtaMap> map_;
    QImage image_;
    std::vector<Level> levels_;
    double least_ = 0, most_ = 1;
    bool dark_ = false;
    int merge_ = -1;
};

} // namespace kamke::ui
