#include "ui/state/explorer_state.h"

#include "core/certify/methods.h"
#include "ui/text/utf8.h"

#include <algorithm>

namespace kamke::ui {

namespace {

/// The paper's 2-D example, whatever its file is called.
bool isPaperExample(const Network& w) {
    const Matrix A{{-0.25, -0.25}, {0.75, -0.25}}, B{{0.5, 1}, {1, 0.5}};
    return w.n() == 2 && w.r() == 2 && w.A == A && w.B == B;
}

/// Where raw inputs live: what the file says, else one standard deviation around the mean.
Box inputDomain(const Network& w) {
    if (!w.input)
        return Box::around(Vector::Zero(w.r()), Vector::Ones(w.r()));
    Box domain = Box::around(w.input->mean, w.input->std);
    if (w.input->lower)
        domain.lower = *w.input->lower;
    if (w.input->upper)
        domain.upper = *w.input->upper;
    // A file may give one bound only, on the wrong side of the other's default.
    domain.upper = domain.upper.cwiseMax(domain.lower);
    return domain;
}

} // namespace

const QStringList& workspaceIds() {
#define KAMKE_ID(id) QStringLiteral(#id),
    static const QStringList ids{KAMKE_WORKSPACES(KAMKE_ID)};
#undef KAMKE_ID
    return ids;
}

QString ExplorerState::nextLetter() const {
    for (int round = 1;; ++round)
        for (char16_t c = u'A'; c <= u'Z'; ++c) {
            QString letter{QChar(c)};
            if (round > 1)
                letter += QString::number(round);
            const auto taken = [&](const InputBox& b) { return b.letter == letter; };
            if (std::none_of(boxes.begin(), boxes.end(), taken))
                return letter;
        }
}

ExplorerState
stateForNetwork(std::shared_ptr<const Network> network, const QString& path, const ExplorerState& before) {
    ExplorerState state;
    state.theme = before.theme;
    state.workspace = before.workspace;
    state.digits = before.digits;
    state.sweep = before.sweep;
    state.compare = before.compare;
    state.train = before.train;
    state.learn = before.learn;
    state.contraction = before.contraction;
    state.convergence = before.convergence;
    // Weights, planes and steps belong to the network that they were chosen for.
    state.convergence.eta = {};
    state.convergence.alpha.clear();
    state.convergence.planeX = 0;
    state.convergence.planeY = 1;
    state.convergence.cursor = 0;
    // What names an output or an input of the old network means nothing in the new one.
    state.digits.competitor = -1;
    if (state.digits.own && state.digits.own->raw.size() != network->r())
        state.digits.own.reset();
    state.networkPath = path;
    for (const Method& method : methods())
        if (method.cost != Cost::Search)
            state.methods << toQString(method.id);
    const Network& w = *network;
    const Box domain = inputDomain(w);
    state.held = domain.centre();
    state.inputY = w.r() > 1 ? 1 : -1;
    state.outputY = w.q() > 1 ? 1 : -1;

    InputBox box{QStringLiteral("A"), Box::point(state.held)};
    if (isPaperExample(w)) {
        box.box = {Vector{{0, 1}}, Vector{{1.0 / 3, 2}}};
    } else {
        // A quarter of the domain on the two axes; the other inputs are held, so that the exact set stays
        // planar.
        for (const int axis : {state.inputX, state.inputY})
            if (axis >= 0) {
                const double radius = domain.width()(axis) / 8;
                box.box.lower(axis) -= radius;
                box.box.upper(axis) += radius;
            }
    }
    state.boxes.push_back(std::move(box));
    state.selectedBox = 0;
    state.network = std::move(network);
    return state;
}

} // namespace kamke::ui
