// The certified radius of every certificate on a logarithmic axis of ε, with ε itself to drag.
#pragma once

#include "ui/plot/log_ticker.h"
#include "ui/workspaces/digits/digit_plot.h"
#include "ui/workspaces/digits/eps_edit.h"

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
    /// The certificate of the row there; empty: none.
    QString rowAt(const QPointF& pixel) const;

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    QMargins room() const override;
    int gripAt(const QPointF& pixel) const override;
    void takeHold(int grip, const QPointF& pixel) override;
    void dragTo(int grip, const QPointF& pixel) override;
    void letGo(int grip) override;
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;
    void paintAbove(QCPPainter& painter) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Row {
        QString id; ///< of the certificate; empty: the attack
        QString name, number;
        QColor colour, ink;
        double radius = 0;
    };
    std::vector<Row> rows() const;
    QRectF rowRectangle(std::size_t row, std::size_t count) const;
    double eps() const;

    EpsEdit drag_;
    QSharedPointer<LogTicker> ticker_{new LogTicker};
    int rowCount_ = 3;
};

} // namespace kamke::ui
