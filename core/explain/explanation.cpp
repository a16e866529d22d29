#include "core/explain/explanation.h"

#include "core/model/state_range.h"

#include <cassert>
#include <cmath>

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

// Which ends of the input box move when a pixel's own ε grows.
GrowingInput growingInput(const Network& net, const SampleReport& report) {
    GrowingInput growing{report.input, Vector::Constant(net.r(), -1), Vector::Constant(net.r(), 1)};
    if (!report.clip || report.norm == BallNorm::L2 || !net.input) // a ball is not clipped
        return growing;
    for (Index k = 0; k < net.r(); ++k) {
        if (net.input->lower && report.raw(k) - report.eps <= (*net.input->lower)(k))
            growing.lower(k) = 0;
        if (net.input->upper && report.raw(k) + report.eps >= (*net.input->upper)(k))
            growing.upper(k) = 0;
    }
    return growing;
}

// The radius that the inputs bring to each pre-activation.
Vector radiusFromInputs(const Certifier& certifier, const SampleReport& report) {
    if (report.norm == BallNorm::L2)
        return report.eps * certifier.absB.rowwise().norm();
    return certifier.absB * report.input.radius();
}

// Bounds of the pre-activations that follow from a state box; a unit's own feedback a_ii < 0 acts with its
// sign, as in the Metzler part.
Box preActivationsOf(
    const Certifier& certifier, const SampleReport& report, const Box& x, const Vector& fromInputs) {
    const Network& net = certifier.network();
    const Vector p = net.A * x.centre() + net.B * net.normalise(report.input).centre() + net.b;
    const Vector spread = fromInputs + certifier.analysis().majorant * x.radius();
    return {p - spread, p + spread};
}

// Explanation::pixelDerivative of a certificate that is Ok and reads its margin from the state box.
Vector pixelDerivative(
    const Certifier& certifier, const SampleReport& report, const SampleCertificate& found, int competitor) {
    const Certificate& certificate = *found.certificate;
    assert(found.state && certificate.fromStates());
    const Network& net = certifier.network();
    const GrowingInput input = growingInput(net, report);
    Vector derivative = Vector::Zero(net.r());
    for (const auto& [overState, overInput] : boundParts(net, certificate.relative, report.label, competitor))
        derivative += certificate.states->gradient(certifier, input, *found.state, overState, overInput);
    return derivative;
}

} // namespace

std::optional<Explanation>
explain(const Certifier& certifier, const SampleReport& report, std::string_view id, int competitor) {
    const SampleCertificate* found = report.find(id);
    if (!found || found->status != Status::Ok || !found->state)
        return std::nullopt;
    if (competitor < 0)
        competitor = report.worstCompetitor(*found);
    if (competitor < 0 || competitor == report.label || !std::isfinite(found->differences(competitor)))
        return std::nullopt;
    const ShareRule& rule = *found->certificate->states->shares;
    const auto shares = rule.split(certifier, report, *found, competitor);
    if (!shares)
        return std::nullopt;

    Explanation explanation;
    explanation.certificate = found->certificate;
    explanation.label = report.label;
    explanation.competitor = competitor;
    explanation.clean = report.logits(report.label) - report.logits(competitor);
    explanation.bound = found->differences(competitor);
    explanation.loss = explanation.clean - explanation.bound;
    explanation.inputShares = shares->inputs;
    explanation.rest = shares->rest;
    explanation.meaning = rule.meaning;

    const Network& net = certifier.network();
    const Box& x = *found->state;
    const Vector radius = x.radius(), pixels = radiusFromInputs(certifier, report);
    const Vector own = net.A.diagonal().cwiseAbs().cwiseProduct(radius);
    const Vector amplified = certifier.absA * radius - own;
    const Box p =
        shares->preActivations ? *shares->preActivations : preActivationsOf(certifier, report, x, pixels);
    const Box shown = withinRange(net.activation, x); // the shares are of the certificate's own box
    for (Index i = 0; i < net.n(); ++i) {
        UnitShare unit;
        unit.lower = shown.lower(i);
        unit.upper = shown.upper(i);
        unit.nominal = report.state(i);
        unit.share = shares->units(i);
        unit.fromPixels = pixels(i);
        unit.amplified = amplified(i);
        unit.state = unitState(net.activation, p.lower(i), p.upper(i));
        explanation.units.push_back(unit);
    }
    if (found->certificate->fromStates())
        explanation.pixelDerivative = pixelDerivative(certifier, report, *found, competitor);
    return explanation;
}

} // namespace kamke
