#include "core/reach/reach.h"

#include "core/certify/method_rows.h"
#include "core/certify/state_enclosure.h"
#include "core/model/rounding.h"
#include "core/model/state_range.h"
#include "core/reach/searched_range.h"
#include "core/solve/columns.h"
#include "core/solve/timing.h"

#include <cassert>

namespace kamke {

namespace {

// [M]⁺l + [M]⁻h, as terms of a sum; nothing is rounded where all of them are 0.
void addLeast(BoundedSum& sum, const Matrix& M, const Vector& l, const Vector& h) {
    const Matrix positive = M.cwiseMax(0), negative = M.cwiseMin(0);
    sum.value += positive * l + negative * h;
    sum.magnitude += positive * l.cwiseAbs() - negative * h.cwiseAbs();
    sum.terms += 2 * M.cols() + 2;
    sum.mayUnderflow = sum.mayUnderflow || mayUnderflow(positive, l) || mayUnderflow(negative, h);
}

// The outputs of a state box and a box of normalised inputs (mixed-monotone-contractive (6)), rounded
// outward. Sharper than centre and radius where an end of the state box is 0, as after relu.
Box outputBox(const Network& net, const Box& x, const Box& u) {
    const auto least = [&](double sign) {
        BoundedSum sum{sign * net.c, net.c.cwiseAbs(), 1, false};
        addLeast(sum, sign * net.C, x.lower, x.upper);
        addLeast(sum, sign * net.D, u.lower, u.upper);
        return Vector(sum.below());
    };
    return {least(1), -least(-1)};
}

ColumnInput boxColumn(const Certifier& certifier, const Box& box) {
    ColumnInput input = columnInput(certifier, {box.lower, box.upper, {}});
    input.wMagnitudes = productAbove(certifier.absB, box.lower.cwiseAbs().cwiseMax(box.upper.cwiseAbs()));
    return input;
}

// What many boxes at once are asked, for one.
Enclosure
oneColumn(const Method& method, const Certifier& certifier, const Box& box, const ReachOptions& options) {
    ColumnInput input = boxColumn(certifier, box);
    CertifyOptions one;
    one.maxIterations = options.maxIterations;
    one.tolerance = 1e-14;
    one.closeProof = true;
    one.limits = options.limits;
    // From the state at the centre, where the iteration of a point has nothing to do.
    if (method.states->anyStartConverges() || method.states->iteratesCentres) {
        const Matrix zero = Matrix::Zero(certifier.network().n(), 1);
        ColumnStates centre =
            solveColumns(certifier.analysis(), input.wCentre, zero, one.limits, one.tolerance);
        if (centre.status[0] == Status::Ok)
            input.start = StateStart{std::move(centre.x), zero};
    }
    StateBoxes boxes = method.states->boxes(certifier, input, one);
    if (!boxes.ok(0))
        return Enclosure::notOk(boxes.status[0], std::move(boxes.reasons[0]));
    Enclosure result;
    result.status = Status::Ok;
    result.state = boxes.box(0);
    // The proof of an iterated box widens it, also beyond what Φ can be.
    if (method.states->embedding)
        result.state = withinRange(certifier.network().activation, *result.state);
    const OutputBounds outputs = outputBounds(certifier, input, boxes);
    result.output = Box{outputs.lower.col(0), outputs.upper.col(0)};
    if (boxes.outputLower.size() == 0) {
        const Network& net = certifier.network();
        const Box image = outputBox(net, *result.state, net.normalise(box));
        result.output->lower = result.output->lower.cwiseMax(image.lower);
        result.output->upper = result.output->upper.cwiseMin(image.upper);
    }
    if (!boxes.ellipsoids.empty())
        result.ellipsoid = std::move(boxes.ellipsoids[0]);
    result.iterations = boxes.iterations[0];
    result.rigorous = boxes.rigorous[0];
    result.factor = boxes.factor;
    return result;
}

} // namespace

Enclosure
reach(const Method& method, const Certifier& certifier, const Box& box, const ReachOptions& options) {
    assert(box.isValid() && box.dimension() == certifier.network().r());
    const auto begin = Clock::now();
    const NetworkAnalysis& analysis = certifier.analysis();
    Enclosure result;
    if (auto reason = method.whyNot(analysis, box))
        result = Enclosure::notOk(Status::NotApplicable, std::move(*reason));
    else if (method.run)
        result = method.run(analysis, box, options);
    else
        result = oneColumn(method, certifier, box, options);
    if (method.id == exact.id && options.searchRange && !result.ok() && result.status != Status::Cancelled) {
        Enclosure range = searchedRange(certifier, boxColumn(certifier, box), options);
        if (range.status != Status::NotApplicable)
            result = std::move(range);
    }
    // Fails closed: what is not a finite, ordered box is no box.
    if (result.ok() &&
        !(result.state && result.output && result.state->isValid() && result.output->isValid()))
        result = Enclosure::notOk(Status::NotConverged, "the numbers overflow: no finite box came out");
    if (!result.ok()) {
        result.state.reset();
        result.output.reset();
        result.pieces.clear();
        result.ellipsoid.reset();
        result.rigorous = false;
    }
    result.seconds = secondsSince(begin);
    return result;
}

Enclosure
reach(const Method& method, const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    // It does not outlive the call.
    const std::shared_ptr<const NetworkAnalysis> borrowed(std::shared_ptr<void>(), &analysis);
    return reach(method, Certifier(borrowed), box, options);
}

} // namespace kamke
