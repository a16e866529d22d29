// The 2-D example of the mixed-monotone paper, as the tests of the window use it.
#pragma once

#include "ui/state/explorer_state.h"

#include <memory>

namespace kamke::ui::testing {

inline std::shared_ptr<Network> paperNetwork() {
    auto network = std::make_shared<Network>();
    network->A = (Matrix(2, 2) << -0.25, -0.25, 0.75, -0.25).finished();
    network->B = (Matrix(2, 2) << 0.5, 1, 1, 0.5).finished();
    network->C = Matrix::Identity(2, 2);
    network->D = Matrix::Zero(2, 2);
    network->b = Vector::Zero(2);
    network->c = Vector::Zero(2);
    network->name = "Paper example";
    return network;
}

/// Box A = [0, 1/3] × [1, 2] selected, all methods.
inline ExplorerState paperState() {
    ExplorerState state = stateForNetwork(paperNetwork(), QString());
    InputBox box{QStringLiteral("A"), {(Vector(2) << 0, 1).finished(), (Vector(2) << 1.0 / 3, 2).finished()}};
    state.boxes = {box};
    state.selectedBox = 0;
    state.methods = {
        QStringLiteral("exact"), QStringLiteral("mm"), QStringLiteral("entrywise-lipschitz"),
        QStringLiteral("ibp"), QStringLiteral("lipschitz")};
    return state;
}

} // namespace kamke::ui::testing
