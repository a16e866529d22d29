#include "core/explain/explanation.h"

#include "core/model/decompositions.h"
#include "core/reach/lipschitz.h"
#include "core/reach/mixed_monotone.h"
#include "core/solve/columns.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace kamke {

namespace {

// Which ends of the input box move when a pixel's own ε grows: −1 and +1, 0 where the domain holds them.
struct EndMotion {
    Vector lower, upper;
};
EndMotion endMotion(const Network& net, const SampleReport& report) {
    EndMotion motion{Vector::Constant(net.r(), -1), Vector::Constant(net.r(), 1)};
    if (!report.clip || !net.input)
        return motion;
    for (Index k = 0; k < net.r(); ++k) {
        if (net.input->lower && report.raw(k) - report.eps <= (*net.input->lower)(k))
            motion.lower(k) = 0;
        if (net.input->upper && report.raw(k) + report.eps >= (*net.input->upper)(k))
            motion.upper(k) = 0;
    }
    return motion;
}

// The embedded map at the box: Φ(P x̲ + N x̄ + …) with P + N = A, for the embedding of the certificate.
struct Parts {
    Matrix P, N;
};
Parts embeddingParts(const Network& net, bool metzler) {
    Matrix P = net.A.cwiseMax(0.0);
    if (metzler)
        P.diagonal() = net.A.diagonal();
    return {P, net.A - P};
}

Vector embeddedDerivative(
    const Certifier& certifier, const SampleReport& report, const Box& x, const Vector& overState,
    const Vector& overInput, bool metzler) {
    const Network& net = certifier.network();
    const Index n = net.n();
    const Box u = net.normalise(report.input);
    const auto [P, N] = embeddingParts(net, metzler);
    const Matrix Bp = net.B.cwiseMax(0.0), Bn = net.B.cwiseMin(0.0);
    const Vector pLower = P * x.lower + N * x.upper + Bp * u.lower + Bn * u.upper + net.b;
    const Vector pUpper = P * x.upper + N * x.lower + Bp * u.upper + Bn * u.lower + net.b;
    // The box grows with ε: at a kink the lower end moves to the left of it, the upper one to the right.
    const auto slope = [&](double p) { return net.activation.derivative(p); };
    const auto slopeToTheLeft = [&](double p) {
        return net.activation.isPiecewiseLinear()
                   ? net.activation.derivative(std::nextafter(p, -std::numeric_limits<double>::infinity()))
                   : net.activation.derivative(p);
    };
    const Vector sLower = pLower.unaryExpr(slopeToTheLeft), sUpper = pUpper.unaryExpr(slope);
    // λ = S(g + Jᵀλ), λ = (λ̲, λ̄): one linear solve gives it exactly.
    Matrix system = Matrix::Identity(2 * n, 2 * n);
    system.topLeftCorner(n, n) -= sLower.asDiagonal() * P.transpose();
    system.topRightCorner(n, n) -= sLower.asDiagonal() * N.transpose();
    system.bottomLeftCorner(n, n) -= sUpper.asDiagonal() * N.transpose();
    system.bottomRightCorner(n, n) -= sUpper.asDiagonal() * P.transpose();
    Vector right(2 * n);
    right << sLower.cwiseProduct(overState.cwiseMax(0.0)), sUpper.cwiseProduct(overState.cwiseMin(0.0));
    const Vector adjoint = LuFactors(system).solve(right);
    const Vector lower = adjoint.head(n), upper = adjoint.tail(n);
    const Vector toLower = Bp.transpose() * lower + Bn.transpose() * upper + overInput.cwiseMax(0.0);
    const Vector toUpper = Bn.transpose() * lower + Bp.transpose() * upper + overInput.cwiseMin(0.0);
    const EndMotion motion = endMotion(net, report);
    return net.inputScale().cwiseProduct(
        toLower.cwiseProduct(motion.lower) + toUpper.cwiseProduct(motion.upper));
}

// The entrywise Lipschitz bound is the value at the centre less gain·radius: both move with the ends of the
// box.
Vector lipschitzDerivative(
    const Certifier& certifier, const SampleReport& report, const Vector& overState, const Vector& overInput,
    const Vector& gradient) {
    const NetworkAnalysis& analysis = certifier.analysis();
    const Vector gain = analysis.stateGain.transpose() * overState.cwiseAbs() +
                        analysis.network().inputScale().cwiseProduct(overInput.cwiseAbs());
    const EndMotion motion = endMotion(certifier.network(), report);
    return gradient.cwiseProduct(motion.lower + motion.upper) / 2 -
           gain.cwiseProduct(motion.upper - motion.lower) / 2;
}

// Gradient of overState·x + overInput·u at the centre of the box, raw units.
Vector centreGradient(
    const Certifier& certifier, const SampleReport& report, const Vector& overState,
    const Vector& overInput) {
    const Network& net = certifier.network();
    const Vector u = net.normalise(report.input.centre());
    const Vector w = net.B * u + net.b;
    const ColumnStates state = solveColumns(certifier.analysis(), w, Matrix::Zero(net.n(), 1));
    const Matrix adjoint = solveAdjointColumns(certifier.analysis(), overState, slopesAt(net, state.x, w));
    return net.inputScale().cwiseProduct(net.B.transpose() * adjoint.col(0) + overInput);
}

} // namespace

Vector pixelDerivative(
    const Certifier& certifier, const SampleReport& report, const SampleCertificate& found, int competitor) {
    const Certificate& certificate = *found.certificate;
    assert(found.state && certificate.fromStates);
    const Network& net = certifier.network();
    const BoundParts bound = boundParts(net, certificate.relative, report.label, competitor);
    Vector derivative = Vector::Zero(net.r());
    for (const auto& [overState, overInput] : bound.parts) {
        if (certificate.method == &entrywiseLipschitz)
            derivative += lipschitzDerivative(
                certifier, report, overState, overInput,
                centreGradient(certifier, report, overState, overInput));
        else
            derivative += embeddedDerivative(
                certifier, report, *found.state, overState, overInput, certificate.method == &mixedMonotone);
    }
    return derivative;
}

} // namespace kamke
