#include "core/certify/bound_gradients.h"

#include "core/model/decompositions.h"
#include "core/solve/columns.h"

#include <cmath>
#include <limits>

namespace kamke {

namespace {

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
    const Certifier& certifier, const GrowingInput& input, const Box& x, const Vector& overState,
    const Vector& overInput, bool metzler) {
    const Network& net = certifier.network();
    const Index n = net.n();
    const Box u = net.normalise(input.box);
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
    return net.inputScale().cwiseProduct(
        toLower.cwiseProduct(input.lower) + toUpper.cwiseProduct(input.upper));
}

// Gradient of overState·x + overInput·u at the centre of the box, raw units.
Vector centreGradient(
    const Certifier& certifier, const GrowingInput& input, const Vector& overState, const Vector& overInput) {
    const Network& net = certifier.network();
    const Vector u = net.normalise(input.box.centre());
    const Vector w = net.B * u + net.b;
    const ColumnStates state = solveColumns(certifier.analysis(), w, Matrix::Zero(net.n(), 1));
    const Matrix adjoint = solveAdjointColumns(certifier.analysis(), overState, slopesAt(net, state.x, w));
    return net.inputScale().cwiseProduct(net.B.transpose() * adjoint.col(0) + overInput);
}

} // namespace

Vector mixedMonotoneGradient(
    const Certifier& certifier, const GrowingInput& input, const Box& state, const Vector& overState,
    const Vector& overInput) {
    return embeddedDerivative(certifier, input, state, overState, overInput, true);
}

Vector intervalGradient(
    const Certifier& certifier, const GrowingInput& input, const Box& state, const Vector& overState,
    const Vector& overInput) {
    return embeddedDerivative(certifier, input, state, overState, overInput, false);
}

Vector entrywiseLipschitzGradient(
    const Certifier& certifier, const GrowingInput& input, const Box&, const Vector& overState,
    const Vector& overInput) {
    const NetworkAnalysis& analysis = certifier.analysis();
    const Vector gradient = centreGradient(certifier, input, overState, overInput);
    const Vector gain = analysis.stateGain.transpose() * overState.cwiseAbs() +
                        analysis.network().inputScale().cwiseProduct(overInput.cwiseAbs());
    // Value and radius both move with the ends of the box.
    return gradient.cwiseProduct(input.lower + input.upper) / 2 -
           gain.cwiseProduct(input.upper - input.lower) / 2;
}

} // namespace kamke
