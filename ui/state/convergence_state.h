// What the Convergence workspace restores: part of the explorer's one state.
#pragma once

#include "core/model/types.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace kamke::ui {

/// The input that iterations are run for.
enum class ConvergenceInput {
    Box,
    Digit
}; ///< the selected box of Reach, or the ε-box of the Digits workspace's digit
/// What the plane of the nested boxes shows.
enum class ConvergencePlane { States, Outputs };

/// Where embedded iterations start: at the point x* of the box's centre, from which boxes grow, or at a box
/// so wide that they shrink.
enum class ConvergenceStart { Point, Box };

struct ConvergenceState {
    /// Ids of iterations shown, in list order.
    QStringList solvers{
        QStringLiteral("picard"), QStringLiteral("average"), QStringLiteral("diagonal-implicit")};
    QString solver = QStringLiteral("average"); ///< the one whose α, boxes and widths are shown
    QMap<QString, double> alpha;                ///< by solver id; without an entry the solver's default
    Vector eta; ///< weights of the norm, n; empty: those of the least μ_η(A)
    ConvergenceInput input = ConvergenceInput::Box;
    ConvergenceStart start = ConvergenceStart::Point;
    ConvergencePlane plane = ConvergencePlane::States;
    int planeX = 0, planeY = 1;                ///< states or outputs on the axes of the plane
    QString boxMethod = QStringLiteral("mm");  ///< mm or ibp: whose widths the heat map shows
    QString figure = QStringLiteral("widths"); ///< widths, alpha or eta: the tab below
    int cursor = 0;                            ///< iteration that every plot marks; undo leaves it alone
    double speed = 4;                          ///< iterations per second when playing
};
bool operator==(const ConvergenceState& a, const ConvergenceState& b);

} // namespace kamke::ui
