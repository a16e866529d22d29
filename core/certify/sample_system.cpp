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
    sample.system = reluSystem(
        analysis, {points.centre.col(k), points.radius.col(k), input.wCentre.col(k), wError}, sample.radii,
        ball ? BallNorm::L2 : BallNorm::Linf);
    if (analysis.contracting()) {
        // Where there is a mixed-monotone box, the states lie in it, too.
        CertifyOptions options;
        options.tolerance = 1e-9;
        options.limits = limits;
        const StateBoxes boxes = mixedMonotoneBoxes(certifier, input.column(k), options);
        if (boxes.ok(0) && boxes.rigorous[0]) {
            const Box box = boxes.box(0);
            Box& states = sample.system.states;
            states = {states.lower.cwiseMax(box.lower), states.upper.cwiseMin(box.upper)};
        }
    }

    Vector constant = net.c, size = net.c.cwiseAbs();
    if (certifier.hasD) {
        constant += input.dCentre.col(k);
        size += (2 * certifier.magnitudeD.of(inputs) + 2 * certifier.outputOffsetMagnitude) +
                input.dCentre.col(k).cwiseAbs();
    }
    const Vector states = sample.system.states.upper;
    sample.output = constant;
    sample.outputError = ((2 * certifier.gammaOfSum) * (certifier.absC * states + size)).array() + underflow;
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
    for (Index j = 0; j < q; ++j) {
        const double error =
            gamma * (2 * sample.xi.col(j).cwiseAbs().dot(states) + 2 * (size(j) + size(sample.label)));
        const double difference = constant(sample.label) - constant(j);
        sample.constant(j) = down(difference - up(error * (1 + 0x1p-40) + underflow));
        sample.atCentre(j) = difference - sample.xi.col(j).dot(sample.system.centre);
    }
    return sample;
}

} // namespace kamke
