#include "core/certify/sample_system.h"

#include "core/model/rounding.h"

namespace kamke {

namespace {

/// More than any of these sums may lose to it.
constexpr double underflow = 0x1p-1000;

} // namespace

double SampleSystem::difference(Index j, double bound) const {
    return down(constant(j) - bound);
}

double SampleSystem::centreDifference(Index j) const {
    const Vector size = xi.col(j).cwiseAbs();
    const double error = gammaBound(xi.rows() + 8) * size.dot(system.centre.cwiseAbs()) +
                         size.dot(system.centreRadius) * (1 + 0x1p-40) + underflow;
    return difference(j, up(xi.col(j).dot(system.centre) + up(error)));
}

Box SampleSystem::stateBox(const Box& a) const {
    if (!states) {
        const Box& z = system.states;
        return {a.lower.cwiseMax(z.lower).cwiseMax(0), a.upper.cwiseMin(z.upper).cwiseMax(0)};
    }
    // Where a > 0 it is x itself; below, own feedback was solved for z = 0, so that x = α·own·a.
    Box x = states->box;
    for (Index i = 0; i < x.lower.size(); ++i) {
        const double slope = states->slope * system.own(i) * (1 + 0x1p-40);
        const double flatter = states->slope * system.own(i) * (1 - 0x1p-40);
        const double lower = a.lower(i) < 0 ? down(slope * a.lower(i)) : a.lower(i);
        const double upper = a.upper(i) < 0 ? up(flatter * a.upper(i)) : a.upper(i);
        x.lower(i) = std::max(x.lower(i), lower);
        x.upper(i) = std::min(x.upper(i), upper);
    }
    return x;
}

namespace {

// Functionals of x and d, columns of `xi` and `eta`, as those of z and d. Their constant parts, and what
// rounding may have taken from each.
struct ConstantParts {
    Vector value, error;
};
ConstantParts toUnits(const NetworkStates& states, const Vector& largestZ, Matrix& xi, Matrix& eta) {
    const Index n = xi.rows(), r = eta.rows();
    const double gamma = 2 * gammaBound(n + r + 16);
    const Matrix absXi = xi.cwiseAbs(), absEta = eta.cwiseAbs();
    ConstantParts parts{xi.transpose() * states.offset, {}};
    const Vector sizes = absXi.transpose() * (states.units.cwiseAbs() * largestZ + states.offset.cwiseAbs() +
                                              states.inputs.cwiseAbs().rowwise().sum());
    const Vector inputs = absEta.colwise().sum().transpose();
    parts.error = ((absXi.transpose() * states.error + gamma * (sizes + inputs)) * (1 + gamma)).array() +
                  static_cast<double>(n + r) * 0x1p-900;
    eta += states.inputs.transpose() * xi;
    xi = states.units.transpose() * xi;
    return parts;
}

} // namespace

SampleSystem sampleSystem(
    const Certifier& certifier, const ColumnInput& input, const StateBoxes& points, Index k,
    const Limits& limits) {
    const Network& net = certifier.network();
    const NetworkAnalysis& analysis = certifier.analysis();
    const Index r = net.r(), q = net.q();
    const double gamma = certifier.gamma;
    const Magnitude inputs = input.magnitude(k);
    SampleSystem sample;
    const bool ball = input.isBall();
    sample.radii = ball ? Vector(Vector::Constant(r, input.euclidean(k))) : input.radii.column(k, r);
    const Vector wError = certifier.gammaOfSum * (input.wMagnitude(certifier, k) + certifier.offsetMagnitude);
    NetworkSystem made = networkSystem(
        analysis, {points.centre.col(k), points.radius.col(k), input.wCentre.col(k), wError}, sample.radii,
        ball ? BallNorm::L2 : BallNorm::Linf);
    sample.system = std::move(made.system);
    sample.states = std::move(made.states);
    if (analysis.contracting()) {
        // Where there is a mixed-monotone box, the states lie in it, too.
        CertifyOptions options;
        options.tolerance = 1e-9;
        options.limits = limits;
        const StateBoxes boxes = mixedMonotoneBoxes(certifier, input.column(k), options);
        if (boxes.ok(0) && boxes.rigorous[0]) {
            const Box box = boxes.box(0);
            Box& z = sample.system.states;
            z = {z.lower.cwiseMax(box.lower), z.upper.cwiseMin(box.upper.cwiseMax(0))};
            if (sample.states) {
                Box& x = sample.states->box;
                x = {x.lower.cwiseMax(box.lower), x.upper.cwiseMin(box.upper)};
            }
        }
    }

    Vector constant = net.c, size = net.c.cwiseAbs();
    if (certifier.hasD) {
        constant += input.dCentre.col(k);
        size += (2 * certifier.magnitudeD.of(inputs) + 2 * certifier.outputOffsetMagnitude) +
                input.dCentre.col(k).cwiseAbs();
    }
    const Vector states =
        sample.states ? sample.states->box.lower.cwiseAbs().cwiseMax(sample.states->box.upper.cwiseAbs())
                      : sample.system.states.upper;
    const Vector& largestZ = sample.system.states.upper;
    sample.output = constant;
    sample.outputError = ((2 * certifier.gammaOfSum) * (certifier.absC * states + size)).array() + underflow;
    sample.outputXi = net.C.transpose();
    sample.outputEta = Matrix::Zero(r, q);
    if (certifier.hasD)
        sample.outputEta = sample.radii.asDiagonal() * analysis.rawD.transpose();
    if (sample.states) {
        const ConstantParts parts = toUnits(*sample.states, largestZ, sample.outputXi, sample.outputEta);
        // The sum of the constants rounds once more.
        const Vector sum = sample.output + parts.value;
        sample.outputError +=
            (parts.error + 4 * unitRoundoff * (sum.cwiseAbs() + sample.output.cwiseAbs())) * (1 + 0x1p-40);
        sample.output = sum;
    }
    if (input.labels.empty())
        return sample;

    sample.label = input.labels[static_cast<std::size_t>(k)];
    sample.xi = -certifier.relative[static_cast<std::size_t>(sample.label)].TC.transpose();
    sample.eta = Matrix::Zero(r, q);
    if (certifier.hasD)
        sample.eta = sample.radii.asDiagonal() *
                     (analysis.rawD.rowwise() - analysis.rawD.row(sample.label)).transpose();
    sample.constant.resize(q);
    sample.atCentre.resize(q);
    const Vector xiSize = sample.xi.cwiseAbs().transpose() * states;
    ConstantParts parts{Vector::Zero(q), Vector::Zero(q)};
    if (sample.states)
        parts = toUnits(*sample.states, largestZ, sample.xi, sample.eta);
    for (Index j = 0; j < q; ++j) {
        const double logits = constant(sample.label) - constant(j), difference = logits - parts.value(j);
        const double error = gamma * (2 * xiSize(j) + 2 * (size(j) + size(sample.label))) + parts.error(j) +
                             4 * unitRoundoff * (std::abs(logits) + std::abs(difference));
        sample.constant(j) = down(difference - up(error * (1 + 0x1p-40) + underflow));
        sample.atCentre(j) = difference - sample.xi.col(j).dot(sample.system.centre);
    }
    return sample;
}

} // namespace kamke
