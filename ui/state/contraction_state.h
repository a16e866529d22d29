// What the Contraction workspace restores: part of the explorer's one state.
#pragma once

#include "core/model/norm.h"
#include "core/model/types.h"

#include <QPointF>
#include <QString>

namespace kamke::ui {

/// The figures' own small networks, used where the explorer's network has another size.
struct PlanarWeights {
    Matrix A{{-0.25, -0.25}, {0.75, -0.25}};  ///< 2×2
    Vector lower{{1, 1}}, upper{{7. / 3, 2}}; ///< box of w = Bu + b
    friend bool operator==(const PlanarWeights& a, const PlanarWeights& b) {
        return same(a.A, b.A) && same(a.lower, b.lower) && same(a.upper, b.upper);
    }
};
struct ScalarWeights {
    double a = -0.5, lower = 0.5, upper = 1.5; ///< x = φ(ax + w), w in [lower, upper]
    friend bool operator==(const ScalarWeights&, const ScalarWeights&) = default;
};

struct ContractionState {
    QString figure = QStringLiteral("flow"); ///< id of the figure shown
    bool linked = true; ///< show the explorer's network where it has two units; else the figures' own
    PlanarWeights planar;
    ScalarWeights scalar;
    QPointF first{-1.5, 2}, second{2, -1};  ///< draggable initial points of the planar figures
    double alpha = -1;                      ///< step of averaged iterates and Euler steps; −1: α*
    Norm::Kind norm = Norm::Kind::Infinity; ///< of the measure and of the balls
    bool weighted = true;                   ///< infinity norm with the best η
    int sliceX = 1, sliceY = 2;             ///< entries of A that the map varies, row by row: 1 is a₁₂
    int units = 1;                          ///< of the network whose embedding is shown: 1 or 2
    double h = 0.25;                        ///< of (‖I + hA‖ − 1)/h
    double time = 0;                        ///< of the animation, or iterations; undo leaves it alone
    double speed = 1;
};
bool operator==(const ContractionState& a, const ContractionState& b);

} // namespace kamke::ui
