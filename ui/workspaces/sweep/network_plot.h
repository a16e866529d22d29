// Certified accuracy of several networks against ε, by one certificate.
#pragma once

#include "core/sweep/binomial.h"
#include "ui/plot/log_ticker.h"
#include "ui/plot/painted_plot.h"

#include <memory>
#include <optional>
#include <vector>

namespace kamke::ui {

class EndLabels;
class SweepLink;
struct SweepResults;

/// One curve per network, in colours and dashes of their own and named at their ends; bands are exact 95 %
/// intervals, a line marks the ε at which networks are compared.
class NetworkPlot : public PaintedPlot {
    Q_OBJECT
public:
    explicit NetworkPlot(SweepLink* link, QWidget* parent = nullptr);

    struct Curve {
        int network = 0; ///< number in the results
        QString name;
        Index done = 0;
        std::vector<Index> certified;        ///< per ε
        std::vector<ShareInterval> interval; ///< per ε
    };
    const std::vector<Curve>& curves() const { return curves_; }
    /// Where a point is drawn, in pixels.
    QPointF place(const Curve& curve, Index eps) const;

    QString csv() const override;
    void restyle(const Theme& theme) override;
    QSize sizeHint() const override { return {420, 360}; }

signals:
    /// What the pointer is on, in words; empty: on nothing.
    void read(const QString& text);
    /// A point was clicked.
    void chosen(int network, kamke::Index eps);

protected:
    bool take() override;
    void prepare() override;
    void paint(QCPPainter& painter) override;
    std::optional<QString> insteadOfData() const override;
    bool isStale() const override;
    void fitView() override;
    QMargins room() const override;
    void pressAt(const QPointF& pixel) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;

private:
    struct Hit {
        std::size_t curve;
        Index eps;
        friend bool operator==(const Hit&, const Hit&) = default;
    };
    void name();
    void paintCurve(QCPPainter& painter, const Curve& curve, bool lit) const;
    double coordinate(Index eps) const;
    std::optional<Hit> hitAt(const QPointF& pixel) const;
    QString reading(const Curve& curve, Index eps) const;

    SweepLink* link_;
    QSharedPointer<QCPAxisTicker> linear_;
    QSharedPointer<LogTicker> logarithmic_{new LogTicker};
    EndLabels* labels_ = nullptr;
    std::vector<Curve> curves_;
    std::shared_ptr<const SweepResults> collected_; ///< that the curves are of
    int certificate_ = -1;                          ///< the same
    std::optional<Hit> hovered_;
};

} // namespace kamke::ui
