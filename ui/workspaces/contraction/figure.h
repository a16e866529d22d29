// The contraction figures as a list of rows, and what every figure is.
#pragma once

#include "core/solve/fixed_point_problem.h"
#include "ui/state/explorer_store.h"
#include "ui/workspaces/contraction/figure_number.h"

#include <QList>
#include <QWidget>
#include <span>

namespace kamke::ui {

class Plot;

/// Settings beside the figures that mean something to one of them.
enum class FigureControl {
    Network = 1, ///< which 2-D network
    Norm = 2,    ///< l_1, l_2, l_inf, weighted or not
    Alpha = 4    ///< the step α
};
Q_DECLARE_FLAGS(FigureControls, FigureControl)
Q_DECLARE_OPERATORS_FOR_FLAGS(FigureControls)

/// One live figure. It draws the state and changes it through the store, never another figure.
class Figure : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// The state has changed, or the figure is shown for the first time (all parts).
    virtual void follow(StateParts parts) = 0;
    /// Positions of its animation: 0 when it has none. Position k is at time k·timeStep() of the state.
    virtual int lastPosition() const { return 0; }
    virtual double timeStep() const { return 1; }
    /// Positions per second at speed 1.
    virtual double rate() const { return 30; }
    virtual QString positionText(int) const { return {}; }
    virtual FigureControls controls() const { return FigureControl::Network; }
    /// What is read off: name (with unit) and value. The same numbers as `kamke-cli` prints.
    virtual QList<FigureNumber> numbers() const = 0;
    /// One sentence that says what is seen at this moment: the status line.
    virtual QString sentence() const = 0;
    /// It computes in the background.
    virtual bool isBusy() const { return false; }
    virtual void cancel() {}
    /// The plots that it exports, best first.
    virtual QList<Plot*> plots() const = 0;

signals:
    /// What it reads off has changed without the state: results came from the background.
    void changed();
};

struct FigureRow {
    const char* id;    ///< flow, cells, map, measure, embedding, race, euler, interval-widths
    const char* title; ///< translatable
    const char* caption;
    const char* topic; ///< page of the guide
    Figure* (*make)(ExplorerStore* store);
};
std::span<const FigureRow> figureRows();
/// The row of this id, or null.
const FigureRow* findFigure(const QString& id);

/// The 2-D system that the planar figures show: the explorer's network when n = 2 and it is linked (at the
/// centre of the selected box, over that box for the embedding), else the figures' own weights.
struct PlanarSystem {
    bool linked; ///< to the explorer's network
    Matrix A;    ///< 2×2
    Box w;       ///< of Bu + b over the input box
    Activation activation;
    Vector eta; ///< weights of the least μ_η(A)

    FixedPointProblem problem() const; ///< at the centre of w
    FixedPointProblem embedded(Splitting splitting) const;
};
PlanarSystem planarSystem(const ExplorerState& state);
/// [B]⁺u̲ + [B]⁻ū + b and its upper counterpart: w over the selected box, or at the held inputs without one.
Box inputImage(const ExplorerState& state);
/// planarSystem() is the explorer's network.
bool isLinked(const ExplorerState& state);
/// Puts other weights A into what planarSystem() shows: the explorer's network (then edited) or the figures'
/// own.
void setPlanarMatrix(ExplorerState& state, const Matrix& A);

} // namespace kamke::ui
