// Curves over the epochs of a training, named at their ends.
#pragma once

#include "ui/plot/plot.h"

#include <QPointF>
#include <QString>
#include <QVector>
#include <vector>

namespace kamke::ui {

class EndLabels;

/// What a curve shows: its colour and its second cue.
enum class CurveKind { Training, Validation, Certified, Loss, Ramp };

struct Curve {
    CurveKind kind;
    QString name;            ///< "validation"
    QString end;             ///< what stands at its end, "validation 97.3 %"
    QVector<QPointF> points; ///< finite, by growing x
    double top = 0;          ///< > 0: on a scale of its own from 0 to this
};

/// The view is fitted to the curves while they grow, until the user chooses one.
class CurvePlot : public Plot {
    Q_OBJECT
public:
    explicit CurvePlot(QWidget* parent = nullptr);

    /// Draws these curves; the horizontal axis runs to `epochs`. With `ceiling` > 0 the vertical one ends
    /// there, else at the largest value; it begins below the least value, or at 0 without a ceiling.
    void setCurves(std::vector<Curve> curves, int epochs, double ceiling);
    const std::vector<Curve>& curves() const { return curves_; }

    void restyle(const Theme& theme) override;
    QSize sizeHint() const override { return {380, 300}; }

protected:
    void resetView() override;

private:
    void fit();
    void style();

    std::vector<Curve> curves_;
    EndLabels* labels_ = nullptr;
    int epochs_ = 1;
    double ceiling_ = 0;
    bool chosen_ = false; ///< the user has chosen the view
};

} // namespace kamke::ui
