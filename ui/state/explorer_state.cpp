#include "ui/state/explorer_state.h"

#include "core/reach/methods.h"
#include "ui/text/utf8.h"

#include <algorithm>

namespace kamke::ui {

namespace {

// Eigen's == asserts equal sizes, and states of different networks have different ones.
bool same(const Vector& a, const Vector& b) {
    return a.size() == b.size() && a == b;
}

bool same(const InputBox& a, const InputBox& b) {
    return a.letter == b.letter && same(a.box.lower, b.box.lower) && same(a.box.upper, b.box.upper);
}

bool same(const std::vector<InputBox>& a, const std::vector<InputBox>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const InputBox& one, const InputBox& other) {
        return same(one, other);
    });
}

bool same(const std::shared_ptr<const Network>& a, const std::shared_ptr<const Network>& b) {
    if (a == b)
        return true;
    if (!a || !b || a->n() != b->n() || a->r() != b->r() || a->q() != b->q())
        return false;
    return *a == *b;
}

bool samePick(const DigitsState& a, const DigitsState& b) {
    return a.eps == b.eps && a.norm == b.norm && a.clip == b.clip && a.sample == b.sample && a.own == b.own &&
           a.competitor == b.competitor && a.certificate == b.certificate &&
           a.certificates == b.certificates && a.tab == b.tab;
}

bool sameGallery(const DigitsState& a, const DigitsState& b) {
    return a.dataset == b.dataset && a.set == b.set && a.filter == b.filter &&
           a.labelFilter == b.labelFilter && a.predictionFilter == b.predictionFilter && a.sort == b.sort &&
           a.descending == b.descending;
}

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
    static const QStringList ids{QStringLiteral("reach"),       QStringLiteral("convergence"),
                                 QStringLiteral("contraction"), QStringLiteral("digits"),
                                 QStringLiteral("sweep"),       QStringLiteral("network"),
                                 QStringLiteral("train"),       QStringLiteral("learn")};
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

bool operator==(const ExplorerState& a, const ExplorerState& b) {
    return !difference(a, b);
}

StateParts difference(const ExplorerState& a, const ExplorerState& b) {
    StateParts parts;
    const auto note = [&](bool equal, StatePart part) {
        parts.setFlag(part, !equal || parts.testFlag(part));
    };
    note(same(a.network, b.network), StatePart::Network);
    note(a.networkPath == b.networkPath && a.networkEdited == b.networkEdited, StatePart::Network);
    note(same(a.boxes, b.boxes), StatePart::Boxes);
    note(a.selectedBox == b.selectedBox, StatePart::Selection);
    note(a.methods == b.methods, StatePart::Methods);
    note(
        a.showSamples == b.showSamples && a.sampleCount == b.sampleCount && a.seed == b.seed,
        StatePart::Samples);
    note(a.inputX == b.inputX && a.inputY == b.inputY, StatePart::Axes);
    note(a.outputX == b.outputX && a.outputY == b.outputY, StatePart::Axes);
    note(same(a.held, b.held), StatePart::Axes);
    note(a.inputView == b.inputView && a.outputView == b.outputView, StatePart::Views);
    note(a.theme == b.theme, StatePart::Theme);
    note(a.workspace == b.workspace, StatePart::Workspace);
    note(samePick(a.digits, b.digits), StatePart::Digit);
    note(sameGallery(a.digits, b.digits), StatePart::Gallery);
    note(a.sweep == b.sweep, StatePart::Sweep);
    note(a.compare == b.compare, StatePart::Compare);
    note(a.train == b.train, StatePart::Training);
    note(sameButCursor(a.convergence, b.convergence), StatePart::Convergence);
    note(sameButTime(a.contraction, b.contraction), StatePart::Contraction);
    note(
        a.convergence.cursor == b.convergence.cursor && a.contraction.time == b.contraction.time,
        StatePart::Cursor);
    note(a.learn == b.learn, StatePart::Learn);
    return parts;
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
