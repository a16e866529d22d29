#include "core/sdp/output_ellipsoid.h"

#include "core/model/decompositions.h"
#include "core/sdp/input_profile.h"
#include "core/sdp/output_system.h"

#include <cmath>

namespace kamke {

namespace {

// y = middle + Sη: coordinates η in which the outputs have moments of size one.
struct OutputCoordinates {
    Vector middle;
    Matrix S; // lower triangular

    // The ellipsoid {ȳᵀMȳ ≤ bound}, ȳ = (1, η), without its radius; nothing when M is not positive definite.
    std::optional<Ellipsoid> ellipsoid(const Matrix& M) const {
        const Index q = middle.size();
        const Matrix inner = M.bottomRightCorner(q, q);
        const Eigen::LLT<Matrix> factor(inner);
        const auto triangle = S.triangularView<Eigen::Lower>();
        // LLᵀ = S⁻ᵀMS⁻¹
        const Matrix half = triangle.solve(Matrix::Identity(q, q)).transpose() * Matrix(factor.matrixL());
        const Eigen::LLT<Matrix> whole(half * half.transpose());
        if (factor.info() != Eigen::Success || whole.info() != Eigen::Success)
            return std::nullopt;
        const Vector shift = -factor.solve(Vector(M.col(0).tail(q)));
        return Ellipsoid{whole.matrixL(), middle + S * shift, 0};
    }
};

// Those of the linearisation at the centre, d spread over the ball.
std::optional<OutputCoordinates> linearisedOutputs(const OutputSystem& outputs) {
    const ReluSystem& s = outputs.units();
    const Index n = s.n(), q = outputs.q();
    const Vector active = (s.centre.array() > 0).cast<double>();
    const Matrix JU = LuFactors(Matrix::Identity(n, n) - active.asDiagonal() * s.W)
                          .solve(Matrix(active.asDiagonal() * s.U));
    const Matrix V = outputs.states() * JU + outputs.inputs();
    Matrix moments = V * V.transpose();
    const double spread = moments.trace() / static_cast<double>(q);
    // Outputs that the linearisation takes for constant have the size that their states may have.
    const double size = (outputs.states().cwiseAbs() * s.states.upper).squaredNorm();
    moments.diagonal().array() += 1e-2 * spread + 1e-12 * (size > 0 ? size : 1);
    const Eigen::LLT<Matrix> factor(moments);
    if (factor.info() != Eigen::Success || !factor.matrixLLT().allFinite())
        return std::nullopt;
    return OutputCoordinates{outputs.states() * s.centre + outputs.constant(), factor.matrixL()};
}

// The coordinates in which M is the identity, so that the next pass starts where this one ended.
OutputCoordinates recentred(const Ellipsoid& e) {
    const Index q = e.centre.size();
    const Matrix inverse = e.L.triangularView<Eigen::Lower>().solve(Matrix::Identity(q, q));
    const Eigen::LLT<Matrix> factor(inverse.transpose() * inverse);
    return {e.centre, factor.matrixL()};
}

struct ShapePass {
    InteriorEnd end = InteriorEnd::Stalled;
    int iterations = 0;
    Ellipsoid ellipsoid;
    SystemMultipliers multipliers; // of the units
    Matrix moments;                // of (1, z, w), w as in OutputSystem::gauge
};

// Shape and multipliers over one profile: as solveProfile(), scaled so that states and outputs are of size
// one.
std::optional<ShapePass> solveShape(
    const OutputSystem& outputs, const OutputCoordinates& at, const Vector& lambda, const Vector& l,
    const InteriorOptions& options) {
    const ReluSystem& s = outputs.units();
    const Index n = s.n(), q = outputs.q();
    const double state = stateScale(s);
    const ProfiledInputs inputs = outputs.profiled(l);
    const Index k = inputs.R.cols();
    BallProblem problem;
    problem.W = s.W;
    problem.R = inputs.R.topRows(n) / state;
    problem.u0 = s.u0 / state;
    problem.xi = Vector::Zero(n);
    problem.eta = Vector::Zero(k);
    // (1, η) with Sη = C'z + H'd + c' − middle
    Matrix rows(q, 1 + k + n);
    rows << outputs.constant() - at.middle, inputs.R.bottomRows(q), outputs.states() * state;
    problem.outputs = Matrix::Zero(q + 1, 1 + k + n);
    problem.outputs(0, 0) = 1;
    problem.outputs.bottomRows(q) = at.S.triangularView<Eigen::Lower>().solve(rows);
    const auto start = coldStart(problem, s.centre / state, lambda.cwiseProduct(s.own));
    if (!start)
        return std::nullopt;
    const InteriorResult inside = minimiseBound(problem, *start, options);
    const auto e = at.ellipsoid(inside.multipliers.shape);
    if (inside.iterations == 0 || !e)
        return std::nullopt;
    const BallMultipliers& v = inside.multipliers;
    ShapePass pass{inside.end, inside.iterations, *e, {}, {}};
    pass.multipliers = {(v.s / inputs.size) * l, v.t / (state * state), v.p / state, v.r / state};
    // (1, z, w) from (1, y, z)
    Matrix map = Matrix::Zero(1 + n + q, 1 + k + n);
    map(0, 0) = 1;
    map.block(1, 1 + k, n, n).diagonal().setConstant(state);
    rows.col(0) = outputs.constant() - e->centre;
    map.bottomRows(q) = e->L.transpose() * rows;
    pass.moments = map * inside.moments * map.transpose();
    return pass;
}

} // namespace

EllipsoidBound boundOutputs(
    const ReluSystem& system, const Box& preActivations, const Matrix& C, const Vector& c,
    const Vector& lambda, const EllipsoidOptions& options) {
    const OutputSystem outputs(system, preActivations, C, c);
    const Vector part = outputs.part(lambda);
    EllipsoidBound result;
    auto at = linearisedOutputs(outputs);
    Vector l = Vector::Ones(system.r());
    while (at && result.passes < options.maxPasses && !options.limits.reached()) {
        InteriorOptions inner;
        inner.gap = 2 * options.gap / static_cast<double>(C.rows() + 1);
        inner.limits = options.limits;
        const auto solved = solveShape(outputs, *at, part, l, inner);
        if (!solved)
            break;
        ++result.passes;
        result.iterations += solved->iterations;
        result.end = solved->end;
        Ellipsoid e = solved->ellipsoid;
        const ReluSystem gauge = outputs.gauge(e);
        e.radius = outputs.provedRadius(gauge, solved->multipliers);
        const bool proved = std::isfinite(e.radius) && e.radius > 0;
        const double gained = !proved             ? -1
                              : !result.ellipsoid ? std::numeric_limits<double>::infinity()
                                                  : e.logDet() - result.ellipsoid->logDet();
        if (gained > 0) {
            result.ellipsoid = e;
            result.multipliers = solved->multipliers;
        }
        if (options.progress && result.ellipsoid)
            options.progress(result.passes, *result.ellipsoid);
        // A first shape that could not be proved says nothing of those of other profiles.
        if (system.norm == BallNorm::L2 || (result.ellipsoid && gained < options.leastGain))
            break;
        l = improvedProfile(
            gauge, Vector::Zero(system.r()), outputs.withGauge(solved->multipliers), solved->moments);
        at = recentred(e);
        if (!l.allFinite() || !at->S.allFinite())
            break;
    }
    return result;
}

} // namespace kamke
