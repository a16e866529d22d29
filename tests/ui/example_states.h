// States that the tests of the explorer start from.
#pragma once

#include "ui/state/explorer_state.h"

namespace kamke::ui {

/// The paper's 2-D example.
inline std::shared_ptr<const Network> exampleNetwork() {
    Network w;
    w.A = Matrix{{-0.25, -0.25}, {0.75, -0.25}};
    w.B = Matrix{{0.5, 1}, {1, 0.5}};
    w.C = Matrix::Identity(2, 2);
    w.D = Matrix::Zero(2, 2);
    w.b = w.c = Vector::Zero(2);
    w.name = "Example";
    return std::make_shared<const Network>(std::move(w));
}

inline ExplorerState exampleState() {
    return stateForNetwork(exampleNetwork(), {});
}

/// A well-posed network whose frames take far longer than any test waits: no solver gets through this many
/// units.
inline std::shared_ptr<const Network> slowNetwork(Index n = 60, Index r = 2) {
    std::srand(7);
    Network w;
    w.A = Matrix::Random(n, n);
    const Vector rows = w.A.cwiseAbs().rowwise().sum();
    w.A = (0.97 * rows.cwiseInverse()).asDiagonal() * w.A;
    w.B = Matrix::Random(n, r);
    w.C = Matrix::Random(2, n);
    w.D = Matrix::Zero(2, r);
    w.b = 0.3 * Vector::Random(n);
    w.c = Vector::Zero(2);
    w.name = "Slow";
    return std::make_shared<const Network>(std::move(w));
}

} // namespace kamke::ui
