// What all views of the Convergence workspace share: the result, what is chosen in it, and how to change
// that.
#pragma once

#include "ui/jobs/convergence_runner.h"

#include <QColor>
#include <QObject>
#include <QPen>

namespace kamke::ui {

struct Theme;

/// Views draw what this says and never talk to each other.
class ConvergenceLink : public QObject {
    Q_OBJECT
public:
    ConvergenceLink(ExplorerStore* store, ConvergenceRunner* runner, QObject* parent = nullptr);

    ExplorerStore* store() const { return store_; }
    ConvergenceRunner* runner() const { return runner_; }
    const ConvergenceState& state() const { return store_->state().convergence; }
    /// The newest result; null when there is none, and then emptyText() says why.
    std::shared_ptr<const ConvergenceResult> result() const { return runner_->result(); }
    QString emptyText() const;
    /// The result is older than a moment: it is shown greyed.
    bool isStale() const { return runner_->isStale(); }

    /// The iteration that all plots mark, inside what there is.
    int cursor() const;
    void moveCursor(int iteration);
    /// The line of the chosen solver ("": not embedded; mm, ibp); null when it is not shown.
    const ConvergenceLine* chosenLine(const QString& method) const;
    /// The embedded line whose widths are shown; null when there is none.
    const ConvergenceLine* widthLine() const;
    /// The α of the chosen solver; NaN when it has none.
    double alpha() const;
    /// The weights in force; empty without a result.
    Vector eta() const;

    /// Brushing: "average", "average/mm"; empty: nothing.
    QString hoveredLine() const { return hovered_; }
    void hoverLine(const QString& key);
    /// 1 when nothing or this line is hovered, else a faint value to paint it with.
    double opacity(const ConvergenceLine& line) const;

    void chooseSolver(const QString& id);
    void showSolver(const QString& id, bool shown);
    /// `merge`: of one drag, from store()->newMergeId(); −1: a step of its own.
    void setAlpha(const QString& id, double alpha, int merge);
    void setEta(const Vector& eta, int merge);
    /// Back to the weights of the least μ_η(A).
    void takeBestEta();
    void change(const QString& text, const std::function<void(ConvergenceState&)>& edit, int merge = -1);

signals:
    void changed();
    void cursorMoved();
    /// Another line or unit is hovered.
    void hoverChanged();

private:
    ExplorerStore* store_;
    ConvergenceRunner* runner_;
    QString hovered_;
};

QString idOf(const FixedPointIteration& iteration);
QString idOf(const Method& method);
/// "average" or "average/mm".
QString keyOf(const ConvergenceLine& line);
/// "average", "average, MM".
QString nameOf(const ConvergenceLine& line);
/// The solver's colour and dashes; embedded ones have the method's colour and the solver's dashes.
QPen penOf(const ConvergenceLine& line, const Theme& theme, double width = 2);
QColor inkOf(const ConvergenceLine& line, const Theme& theme);

} // namespace kamke::ui
