// Words inside a plot: names of boxes, placed so that they do not cover each other.
#pragma once

#include <QColor>
#include <optional>
#include <qcustomplot.h>
#include <vector>

namespace kamke::ui {

/// A name that belongs to a box in plot coordinates, or to a corner of the plot.
struct Label {
    enum class Place { Beside, Centred, Corner };
    QString text;
    QString id; ///< of the method or box that it names
    QRectF box;
    QColor colour;
    bool bold = false;
    /// Centred: in the middle where it fits, else beside. Corner: in that corner of the plot, before all
    /// others, whatever the box.
    Place place = Place::Beside;
    Qt::Alignment corner = Qt::AlignLeft | Qt::AlignTop;
};

/// Places and draws labels anew in every replot, at whatever size the plot has then.
class Labels : public QCPLayerable {
    Q_OBJECT
public:
    explicit Labels(QCustomPlot* plot);

    /// `outlines` are the boxes whose lines should stay free, `avoid` the data; plot coordinates. Earlier
    /// labels choose first.
    void
    set(std::vector<Label> labels, std::vector<QRectF> outlines, std::vector<QRectF> avoid,
        const QFont& font);
    const std::vector<Label>& list() const { return labels_; }
    /// Where they were drawn last, in pixels; none where there was no room.
    const std::vector<std::optional<QRectF>>& places() const { return places_; }

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    QRectF toPixels(const QRectF& box) const;

    std::vector<Label> labels_;
    std::vector<QRectF> outlines_, avoid_;
    QFont font_;
    std::vector<std::optional<QRectF>> places_;
};

} // namespace kamke::ui
