#include "core/explain/explanation.h"

#include "core/model/state_range.h"

#include <cassert>

namespace kamke {

std::string_view unitStateName(UnitState state) {
    switch (state) {
    case UnitState::Inactive:
        return "inactive";
    case UnitState::Active:
        return "active";
    case UnitState::Undecided:
        return "undecided";
    }
    return "";
}

namespace {

// On which piece of φ a unit is, over its whole interval of pre-activations. For φ without pieces every unit
// is undecided unless it does not move.
UnitState unitState(const Activation& phi, double low, double high) {
    if (!phi.isPiecewiseLinear())
        return low == high ? UnitState::Active : UnitState::Undecided;
    const int first = phi.pieceAt(low), last = phi.pieceAt(high);
    if (first != last)
        return UnitState::Undecided;
    return phi.pieces()[static_cast<std::size_t>(first)].slope > 0 ? UnitState::Active : UnitState::Inactive;
}

// [t]⁺(v − v̲) + [t]⁻(v − v̄), entry by entry.
Vector shares(const Vector& t, const Vector& v, const Box& box) {
    return t.cwiseMax(0.0).cwiseProduct(v - box.lower) + t.cwiseMin(0.0).cwiseProduct(v - box.upper);
}

// [t]⁺v̲ + [t]⁻v̄.
double leastOver(const Vector& t, const Box& box) {
    return t.cwiseMax(0.0).dot(box.lower) + t.cwiseMin(0.0).dot(box.upper);
}

// Which ends of the input box move when a pixel's own ε grows.
GrowingInput growingInput(const Network& net, const SampleReport& report) {
    GrowingInput growing{report.input, Vector::Constant(net.r(), -1), Vector::Constant(net.r(), 1)};
    if (!report.clip || !net.input)
        return growing;
    for (Index k = 0; k < net.r(); ++k) {
        if (net.input->lower && report.raw(k) - report.eps <= (*net.input->lower)(k))
            growing.lower(k) = 0;
        if (net.input->upper && report.raw(k) + report.eps >= (*net.input->upper)(k))
            growing.upper(k) = 0;
    }
    return growing;
}

/// What a bound is made of: y_label − y_j as one row of the relative classifier, or as two rows of outputs
/// that are bounded each for itself. Σ over parts of overState·x + overInput·u, plus the constant.
struct BoundParts {
    struct Part {
        Vector overState, overInput; ///< n, r
    };
    std::vector<Part> parts;
    double constant = 0;
};

BoundParts boundParts(const Network& net, bool relative, int label, int competitor) {
    const BoundParts::Part own{net.C.row(label).transpose(), net.D.row(label).transpose()};
    const BoundParts::Part other{-net.C.row(competitor).transpose(), -net.D.row(competitor).transpose()};
    BoundParts bound;
    bound.constant = net.c(label) - net.c(competitor);
    if (relative)
        bound.parts = {{own.overState + other.overState, own.overInput + other.overInput}};
    else
        bound.parts = {own, other};
    return bound;
}

// Explanation::pixelDerivative of a certificate that is Ok and reads its margin from the state box.
Vector pixelDerivative(
    const Certifier& certifier, const SampleReport& report, const SampleCertificate& found, int competitor) {
    const Certificate& certificate = *found.certificate;
    assert(found.state && certificate.fromStates());
    const Network& net = certifier.network();
    const GrowingInput input = growingInput(net, report);
    const BoundParts bound = boundParts(net, certificate.relative, report.label, competitor);
    Vector derivative = Vector::Zero(net.r());
    for (const auto& [overState, overInput] : bound.parts)
        derivative += certificate.states->gradient(certifier, input, *found.state, overState, overInput);
    return derivative;
}

} // namespace

std::optional<Explanation>
explain(const Certifier& certifier, const SampleReport& report, std::string_view id, int competitor) {
    const SampleCertificate* found = report.find(id);
    if (!found || found->status != Status::Ok || !found->state || !found->certificate->fromStates())
        return std::nullopt;
    const Network& net = certifier.network();
    if (competitor < 0)
        competitor = report.worstCompetitor(*found);
    if (competitor < 0 || competitor == report.label)
        return std::nullopt;
    const Box& x = *found->state;
    const Box u = net.normalise(report.input);
    const BoundParts bound = boundParts(net, found->certificate->relative, report.label, competitor);

    Explanation explanation;
    explanation.certificate = found->certificate;
    explanation.label = report.label;
    explanation.competitor = competitor;
    explanation.clean = report.logits(report.label) - report.logits(competitor);
    const Vector nominalInput = net.normalise(report.raw);
    Vector share = Vector::Zero(net.n());
    explanation.bound = bound.constant;
    for (const BoundParts::Part& part : bound.parts) {
        share += shares(part.overState, report.state, x);
        explanation.directShare += shares(part.overInput, nominalInput, u).sum();
        explanation.bound += leastOver(part.overState, x) + leastOver(part.overInput, u);
    }
    explanation.loss = explanation.clean - explanation.bound;

    const Vector centre = x.centre(), radius = x.radius();
    const Vector pixels = certifier.absB * report.input.radius(),
                 own = net.A.diagonal().cwiseAbs().cwiseProduct(radius);
    const Vector amplified = certifier.absA * radius - own;
    const Vector p = net.A * centre + net.B * u.centre() + net.b;
    // The pre-activation's interval; a unit's own feedback a_ii < 0 acts with its sign, as in the Metzler
    // part.
    const Vector spread = pixels + certifier.analysis().majorant * radius;
    const Box shown = withinRange(net.activation, x); // the shares are of the certificate's own box
    for (Index i = 0; i < net.n(); ++i) {
        UnitShare unit;
        unit.lower = shown.lower(i);
        unit.upper = shown.upper(i);
        unit.nominal = report.state(i);
        unit.share = share(i);
        unit.fromPixels = pixels(i);
        unit.amplified = amplified(i);
        unit.state = unitState(net.activation, p(i) - spread(i), p(i) + spread(i));
        explanation.units.push_back(unit);
    }
    explanation.pixelDerivative = pixelDerivative(certifier, report, *found, competitor);
    return explanation;
}

} // namespace kamke
