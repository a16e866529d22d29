// Curves that are named at their ends, with envelopes where they are means.
#pragma once

#include "ui/plot/plot.h"

#include <QPointF>
#include <QString>
#include <QStringList>
#include <QVector>
#include <vector>

namespace kamke::ui {

class EndLabels;

/// How a curve is drawn.
struct CurveLook {
    QPen pen;
    QColor ink{};                                                     ///< of its name
    QCPScatterStyle marker{QCPScatterStyle(QCPScatterStyle::ssNone)}; ///< at its points
    double envelope = 0;                                              ///< opacity of its envelope
};

struct PlotCurve {
    QString name{};            ///< in the data
    QString end{};             ///< what stands at its end; empty: nothing
    QVector<QPointF> points{}; ///< finite, by growing x
    QVector<double> spread{};  ///< half the height of its envelope: one per point, or empty
    std::function<CurveLook(const Theme&)> look{}; ///< must be set; exports ask for it in another theme
    double top = 0;                                ///< > 0: on a scale of its own from 0 to this
};

/// The view is fitted to the curves while they grow, until the user chooses one.
class CurvePlot : public Plot {
    Q_OBJECT
public:
    explicit CurvePlot(QWidget* parent = nullptr);

    /// Draws these curves, all envelopes below all curves; `fitted` is the view that shows them best.
    void setCurves(std::vector<PlotCurve> curves, const QRectF& fitted);
    const std::vector<PlotCurve>& curves() const { return curves_; }
    /// What stands at the ends.
    QStringList ends() const;
    /// The horizontal axis counts: only whole numbers are marked, at about so many places.
    void setWholeSteps(int ticks);

    void restyle(const Theme& theme) override;
    QSize sizeHint() const override { return {380, 300}; }

protected:
    void fitView() override { setView(fitted_); }

private:
    void style();

    /// The graphs of one curve; an envelope is what lies between its edges.
    struct Graphs {
        QCPGraph *line = nullptr, *upper = nullptr;
    };
    std::vector<PlotCurve> curves_;
    std::vector<Graphs> graphs_;
    EndLabels* labels_ = nullptr;
    QRectF fitted_{0, 0, 1, 1};
};

} // namespace kamke::ui
