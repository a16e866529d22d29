#include "core/model/matrix_measure.h"
#include "ui/workspaces/contraction/figure.h"

#include <algorithm>

namespace kamke::ui {

Box inputImage(const ExplorerState& state) {
    const Network& net = *state.network;
    const InputBox* selected = state.selected();
    const Box u = net.normalise(selected ? selected->box : Box::point(state.held));
    const Matrix positive = net.B.cwiseMax(0), negative = net.B.cwiseMin(0);
    return {positive * u.lower + negative * u.upper + net.b, positive * u.upper + negative * u.lower + net.b};
}

bool isLinked(const ExplorerState& state) {
    return state.contraction.linked && state.network->n() == 2;
}

FixedPointProblem PlanarSystem::problem() const {
    return {A, w.centre(), activation, eta, false};
}

FixedPointProblem PlanarSystem::embedded(Splitting splitting) const {
    return embeddedProblem(A, w, activation, splitting, eta);
}

PlanarSystem planarSystem(const ExplorerState& state) {
    const Network& net = *state.network;
    PlanarSystem system;
    system.linked = isLinked(state);
    if (system.linked) {
        system.A = net.A;
        system.w = inputImage(state);
        system.activation = net.activation;
    } else {
        const PlanarWeights& own = state.contraction.planar;
        system.A = own.A;
        system.w = {own.lower, own.upper};
    }
    system.eta = bestEta(system.A).eta;
    return system;
}

void setPlanarMatrix(ExplorerState& state, const Matrix& A) {
    if (!isLinked(state)) {
        state.contraction.planar.A = A;
        return;
    }
    auto edited = std::make_shared<Network>(*state.network);
    edited->A = A;
    state.network = std::move(edited);
    state.networkEdited = true;
}

} // namespace kamke::ui
