// Accuracy and certified accuracy of networks against their Lipschitz constants.
#pragma once

#include "core/sweep/binomial.h"
#include "ui/plot/labels.h"
#include "ui/plot/log_ticker.h"
#include "ui/plot/painted_plot.h"

#include <vector>

namespace kamke::ui {

class SweepLink;

/// As nemon Fig. 2 (left): one network per column, at its constant L of nemon (15) on a logarithmic axis. A
/// dot is the share that is read correctly, a diamond the share that the shown certificate certifies at the
/// shown ε; or, as in the paper, a dot is the test error, one minus the accuracy, and nothing else is shown.
/// Whiskers are exact 95 % intervals.
class LipschitzPlot : public PaintedPlot {
    Q_OBJECT
public:
    /// What the vertical axis is.
    enum class Shows { Accuracy, Error };
    explicit LipschitzPlot(SweepLink* link, Shows shows = Shows::Accuracy, QWidget* parent = nullptr);

    struct Point {
        int network = 0; ///< number in the results
        QString name;
        double lipschitz = 0; ///< finite, > 0
        Index done = 0, correct = 0, certified = 0;
        ShareInterval read{}, certain{}; ///< of what is shown, read or misread, and of certified
    };
    const std::vector<Point>& points() const { return points_; }
    /// Networks that have no place on the axis.
    const QStringList& unbounded() const { return unbounded_; }

    QString csv() const override;
    void restyle(const Theme& theme) override;
    QSize sizeHint() const override { return {420, 360}; }

signals:
    /// What the pointer is on, in words; empty: on nothing.
    void read(const QString& text);
    /// A network was clicked.
    void chosen(int network);

protected:
    bool take() override;
    void prepare() override;
    void paint(QCPPainter& painter) override;
    std::optional<QString> insteadOfData() const override;
    bool isStale() const override;
    void fitView() override;
    QRectF wordsArea() const override { return area().adjusted(12, 0, -12, 0); }
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;

private:
    void name();
    /// What the marks mean, in lines of at most this width.
    QStringList keyLines(int width) const;
    int keyWidth() const;
    void makeRoomForKey();
    void whisker(QCPPainter& painter, double x, const ShareInterval& interval, const QColor& colour) const;
    /// Samples that the dot counts: read correctly, or misread.
    Index dot(const Point& point) const;
    /// Number of the certificate whose diamonds are shown; −1: none.
    int certificate() const;
    QPointF place(const Point& point, Index count) const;
    const Point* pointAt(const QPointF& pixel) const;
    QString reading(const Point& point) const;

    SweepLink* link_;
    Shows shows_;
    QSharedPointer<LogTicker> ticker_{new LogTicker};
    Labels* labels_;
    std::vector<Point> points_;
    QStringList unbounded_;
    int hovered_ = -1; ///< number of a network
};

} // namespace kamke::ui
