#include "ui/workspaces/contraction/scalar_system.h"

#include <memory>
#include <utility>

namespace kamke::ui {

namespace {

bool isScalarLinked(const ExplorerState& state) {
    return state.contraction.linked && state.network->n() == 1;
}

} // namespace

PlanarSystem scalarSystem(const ExplorerState& state) {
    const ScalarWeights& own = state.contraction.scalar;
    PlanarSystem system;
    system.linked = isScalarLinked(state);
    if (system.linked) {
        system.A = state.network->A;
        system.w = inputImage(state);
        system.activation = state.network->activation;
    } else {
        system.A = Matrix::Constant(1, 1, own.a);
        system.w = {Vector::Constant(1, own.lower), Vector::Constant(1, own.upper)};
    }
    system.eta = Vector::Ones(1);
    return system;
}

void setScalarFeedback(ExplorerState& state, double a) {
    if (!isScalarLinked(state)) {
        state.contraction.scalar.a = a;
        return;
    }
    auto edited = std::make_shared<Network>(*state.network);
    edited->A(0, 0) = a;
    state.network = std::move(edited);
    state.networkEdited = true;
}

} // namespace kamke::ui
