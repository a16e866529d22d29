// Names at the ends of curves.
#pragma once

#include <QColor>
#include <QPointF>
#include <QString>
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

/// Places names anew in every replot: each beside its point, moved up or down where they would touch.
class EndLabels : public QCPLayerable {
    Q_OBJECT
public:
    explicit EndLabels(QCustomPlot* plot);

    void set(std::vector<EndLabel> labels, const QFont& font);
    const std::vector<EndLabel>& list() const { return labels_; }
    /// Room that the widest name needs.
    int width() const;

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    std::vector<EndLabel> labels_;
    QFont font_;
};

} // namespace kamke::ui
