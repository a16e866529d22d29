#include "core/solve/fixed_point_problem.h"

#include "core/model/matrix_measure.h"

#include <algorithm>

namespace kamke {

namespace {

/// Both halves of an embedded state have the same weights.
Vector twice(const Vector& v) {
    Vector both(2 * v.size());
    both << v, v;
    return both;
}

/// [P N; N P] of a splitting A = P + N.
Matrix embeddedMatrix(const Matrix& A, Splitting splitting) {
    const Index n = A.rows();
    const Matrix own = splitting == Splitting::Metzler ? metzlerPart(A) : Matrix(A.cwiseMax(0));
    const Matrix other = A - own;
    Matrix both(2 * n, 2 * n);
    both << own, other, other, own;
    return both;
}

FixedPointProblem embed(
    const Matrix& A, const Box& w, const Activation& activation, Splitting splitting, const Vector& eta,
    const Vector& leastMeasure, const Vector& leastNorm, const Vector& lambda) {
    FixedPointProblem problem;
    problem.A = embeddedMatrix(A, splitting);
    problem.w.resize(2 * A.rows());
    problem.w << w.lower, w.upper;
    problem.activation = activation;
    problem.eta = twice(eta);
    problem.embedded = true;
    // A Metzler row of the embedded matrix measures what the row of A does; a sign row sums |a_ij|, the
    // diagonal included.
    problem.measureWeights = twice(splitting == Splitting::Metzler ? leastMeasure : leastNorm);
    problem.normWeights = twice(leastNorm);
    problem.lambda = twice(lambda);
    return problem;
}

/// Weights that bring ‖A‖_η down to ρ(|A|); empty where that is not below 1 and so promises nothing.
Vector leastNormWeights(const Matrix& A, double rhoAbs) {
    return rhoAbs < 1 ? bestEta(A.cwiseAbs()).eta : Vector();
}

} // namespace

Vector FixedPointProblem::map(const Vector& x) const {
    Vector p = w;
    p.noalias() += A * x;
    activation.apply(p);
    return p;
}

double FixedPointProblem::residual(const Vector& x) const {
    return norm()(x - map(x));
}

double FixedPointProblem::alphaStar() const {
    return 1 / (1 - std::min(0.0, A.diagonal().minCoeff()));
}

double FixedPointProblem::measure() const {
    return norm().measure(A);
}

FixedPointProblem problemAt(const NetworkAnalysis& analysis, const Vector& rawInput, const Vector& eta) {
    const Network& net = analysis.network();
    FixedPointProblem problem;
    problem.A = net.A;
    problem.w = net.B * net.normalise(rawInput) + net.b;
    problem.activation = net.activation;
    problem.eta = eta.size() ? eta : analysis.best.eta;
    problem.measureWeights = analysis.best.eta;
    problem.normWeights = leastNormWeights(net.A, analysis.rhoAbs);
    problem.lambda = analysis.conditions.lbenLambda.value_or(Vector());
    return problem;
}

FixedPointProblem
embeddedProblem(const NetworkAnalysis& analysis, const Box& rawBox, Splitting splitting, const Vector& eta) {
    const Network& net = analysis.network();
    const Box u = net.normalise(rawBox);
    const Vector centre = net.B * u.centre() + net.b, radius = net.B.cwiseAbs() * u.radius();
    return embed(
        net.A, Box::around(centre, radius), net.activation, splitting, eta.size() ? eta : analysis.best.eta,
        analysis.best.eta, leastNormWeights(net.A, analysis.rhoAbs),
        analysis.conditions.lbenLambda.value_or(Vector()));
}

FixedPointProblem embeddedProblem(
    const Matrix& A, const Box& w, const Activation& activation, Splitting splitting, const Vector& eta) {
    return embed(
        A, w, activation, splitting, eta, bestEta(A).eta, leastNormWeights(A, spectralRadius(A.cwiseAbs())),
        {});
}

Vector stack(const Box& box) {
    Vector stacked(2 * box.dimension());
    stacked << box.lower, box.upper;
    return stacked;
}

Box unstack(const Vector& stacked) {
    const Index n = stacked.size() / 2;
    return {stacked.head(n), stacked.tail(n)};
}

bool isOrdered(const Vector& stacked) {
    const Index n = stacked.size() / 2;
    const auto lower = stacked.head(n).array(), upper = stacked.tail(n).array();
    return (lower <= upper + 1e-12 * stacked.lpNorm<Eigen::Infinity>()).all();
}

} // namespace kamke
