#include "core/certify/bound_shares.h"

#include "core/certify/sample.h"

namespace kamke {

std::vector<BoundPart> boundParts(const Network& net, bool relative, int label, int competitor) {
    const BoundPart own{net.C.row(label).transpose(), net.D.row(label).transpose()};
    const BoundPart other{-net.C.row(competitor).transpose(), -net.D.row(competitor).transpose()};
    if (relative)
        return {{own.overState + other.overState, own.overInput + other.overInput}};
    return {own, other};
}

namespace {

// [t]⁺(v − v̲) + [t]⁻(v − v̄), entry by entry.
Vector boxShares(const Vector& t, const Vector& v, const Box& box) {
    return t.cwiseMax(0.0).cwiseProduct(v - box.lower) + t.cwiseMin(0.0).cwiseProduct(v - box.upper);
}

std::optional<BoundShares> stateBoxShares(
    const Certifier& certifier, const SampleReport& report, const SampleCertificate& found, int competitor) {
    const Network& net = certifier.network();
    const Box u = net.normalise(report.input);
    const Vector sample = net.normalise(report.raw);
    BoundShares shares{Vector::Zero(net.n()), Vector::Zero(net.r())};
    for (const BoundPart& part : boundParts(net, found.certificate->relative, report.label, competitor)) {
        shares.units += boxShares(part.overState, report.state, *found.state);
        shares.inputs += boxShares(part.overInput, sample, u);
    }
    return shares;
}

// The whole loss, in proportion to what each input by itself may move.
BoundShares byInputs(const SampleReport& report, const SampleCertificate& found, int competitor, Vector w) {
    const double loss =
        report.logits(report.label) - report.logits(competitor) - found.differences(competitor);
    if (report.norm == BallNorm::L2)
        w = w.cwiseAbs2();
    else
        w = w.cwiseProduct(report.input.radius());
    const double sum = w.sum();
    BoundShares shares{Vector::Zero(report.state.size()), Vector::Zero(w.size())};
    if (std::isfinite(sum) && sum > 0)
        shares.inputs = loss / sum * w;
    else
        shares.rest = loss;
    return shares;
}

std::optional<BoundShares> lipschitzShares(
    const Certifier& certifier, const SampleReport& report, const SampleCertificate& found, int competitor) {
    const NetworkAnalysis& analysis = certifier.analysis();
    const Network& net = certifier.network();
    Vector w = Vector::Zero(net.r());
    if (analysis.stateGain.size() > 0)
        for (const BoundPart& part : boundParts(net, found.certificate->relative, report.label, competitor))
            w += analysis.stateGain.transpose() * part.overState.cwiseAbs() +
                 net.inputScale().cwiseProduct(part.overInput.cwiseAbs());
    return byInputs(report, found, competitor, std::move(w));
}

std::optional<BoundShares> monotoneLipschitzShares(
    const Certifier& certifier, const SampleReport& report, const SampleCertificate& found, int competitor) {
    const MonotoneGain& gain = certifier.analysis().monotone;
    Vector w = (gain.output.row(report.label) - gain.output.row(competitor)).cwiseAbs().transpose();
    w += gain.differenceBall(report.label, competitor) * gain.columnNorms;
    return byInputs(report, found, competitor, std::move(w));
}

constexpr std::string_view fromConstant = "one constant bounds the outputs, so there is no share by unit: an "
                                          "input's share is the loss in proportion "
                                          "to the input's own Lipschitz constant";

} // namespace

std::optional<BoundShares> keptShares(
    const Certifier& certifier, const SampleReport& report, const SampleCertificate& found, int competitor) {
    if (!found.shares)
        return std::nullopt;
    SamplePoint at{report.state, report.raw - report.input.centre()};
    const Vector radius = report.input.radius();
    for (Index p = 0; p < at.d.size(); ++p)
        at.d(p) = radius(p) > 0 ? std::clamp(at.d(p) / radius(p), -1.0, 1.0) : 0;
    // A ball is never clipped: the sample is its centre.
    if (report.norm == BallNorm::L2)
        at.d.setZero();
    assert(at.state.size() == certifier.network().n());
    return found.shares(competitor, at);
}

constinit const ShareRule stateBoxRule{
    stateBoxShares,
    "a unit's share is what its interval costs beyond its value at the sample, and an input's "
    "what its interval costs through D, past all units"};
constinit const ShareRule lipschitzRule{lipschitzShares, fromConstant};
constinit const ShareRule monotoneLipschitzRule{monotoneLipschitzShares, fromConstant};

} // namespace kamke
