// The certified radius of every certificate on a logarithmic axis of ε, with ε itself to drag.
#pragma once

#include "ui/plot/log_ticker.h"
#include "ui/workspaces/digits/digit_plot.h"
#include "ui/workspaces/digits/eps_drag.h"

namespace kamke::ui {

/// Rows: certificates with a radius, then the attack. Names on the left, numbers on the right, so that
/// neither meets the slider's line. Pressing anywhere on the bars takes the handle there.
class RadiusRuler : public DigitPlot {
    Q_OBJECT
public:
    explicit RadiusRuler(DigitLink* link, QWidget* parent = nullptr);
    QString csv() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }
    /// Where the handle is, in pixels.
    QPointF handle() const;

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    QMargins room() const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Row {
        QString id; ///< of the certificate; empty: the attack
        QString name, number;
        QColor colour, ink;
        double radius = 0;
    };
    std::vector<Row> rows() const;
    void paintHandle(QCPPainter& painter) const;
    QRectF rowRectangle(std::size_t row, std::size_t count) const;
    double eps() const;

    EpsDrag drag_;
    QSharedPointer<LogTicker> ticker_{new LogTicker};
    int rowCount_ = 3;
};

} // namespace kamke::ui
