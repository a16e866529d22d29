#include "core/sdp/interior_point.h"

#include "core/model/decompositions.h"
#include "core/sdp/schur_matrix.h"
#include "core/sdp/step_length.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

// A point of the method with what every step needs of it.
struct InteriorPoint {
    BallMultipliers v;
    Matrix X;
    Vector slackP, slackR; // of tr(A_p X) ≤ 0 and tr(A_r X) ≤ 0: E[z − a] and E[z]
    Matrix Z, LZ, LX;
    Matrix shapeInverse, LShape; // of a problem with outputs

    // X·Z and slack·multiplier over all complementary pairs.
    double complementarity() const { return X.cwiseProduct(Z).sum() + slackP.dot(v.p) + slackR.dot(v.r); }
};

std::optional<Matrix> choleskyFactor(const Matrix& M) {
    const Eigen::LLT<Matrix> llt(M);
    if (llt.info() != Eigen::Success || !llt.matrixLLT().diagonal().allFinite())
        return std::nullopt;
    return llt.matrixL();
}

// (LLᵀ)⁻¹
Matrix inverseOf(const Matrix& L) {
    Matrix inverse = Matrix::Identity(L.rows(), L.rows());
    L.triangularView<Eigen::Lower>().solveInPlace(inverse);
    return inverse.transpose() * inverse;
}

struct Direction {
    BallMultipliers dv;
    Matrix dZ, dX;
    Vector dSlackP, dSlackR;
};

class InteriorMethod {
public:
    InteriorMethod(const BallProblem& problem, const InteriorStart& start, const InteriorOptions& options)
        : matrices_(problem)
        , options_(options)
        , pairs_(static_cast<double>(problem.size())) {
        point_.v = start.multipliers;
        point_.X = start.moments;
        point_.slackP = start.slackP;
        point_.slackR = start.slackR;
        if (problem.signs)
            pairs_ += static_cast<double>(2 * problem.n());
    }

    InteriorResult run() {
        InteriorResult result;
        if (!complete(point_))
            return result;
        result.multipliers = point_.v;
        for (int i = 0; i < options_.maxIterations; ++i) {
            if (options_.limits.reached()) {
                result.end = InteriorEnd::Stopped;
                break;
            }
            if (!advance())
                break;
            result.iterations = i + 1;
            result.multipliers = point_.v;
            result.last = report();
            if (options_.progress)
                options_.progress(result.last);
            if (const auto end = verdict(result.last)) {
                result.end = *end;
                break;
            }
            if (i + 1 == options_.maxIterations)
                result.end = InteriorEnd::Iterations;
        }
        result.moments = point_.X / point_.X(0, 0);
        return result;
    }

private:
    bool complete(InteriorPoint& point) const {
        point.Z = matrices_.constant() + matrices_.combined(point.v);
        auto LZ = choleskyFactor(point.Z), LX = choleskyFactor(point.X);
        if (!LZ || !LX)
            return false;
        point.LZ = std::move(*LZ);
        point.LX = std::move(*LX);
        if (matrices_.m() == 0)
            return true;
        auto LShape = choleskyFactor(point.v.shape);
        if (!LShape)
            return false;
        point.LShape = std::move(*LShape);
        point.shapeInverse = inverseOf(point.LShape);
        return true;
    }

    InteriorStep report() const {
        const BallMultipliers moments = matrices_.traces(point_.X);
        InteriorStep step;
        step.bound = point_.v.bound();
        step.primal = -matrices_.constant().cwiseProduct(point_.X).sum();
        double residual = std::max(std::abs(moments.s - 1), std::abs(moments.g - 1));
        residual = std::max(residual, moments.t.cwiseAbs().maxCoeff());
        if (matrices_.signs())
            residual = std::max(
                {residual, (moments.p + point_.slackP).cwiseAbs().maxCoeff(),
                 (moments.r + point_.slackR).cwiseAbs().maxCoeff()});
        step.infeasible = residual / (1 + point_.X.diagonal().maxCoeff());
        return step;
    }

    // Whether the moments of the outputs are those that the shape asks for: its inverse. A tenth is enough,
    // since log det errs by the square of it.
    bool isShaped() const {
        const Index m = matrices_.m();
        const Matrix& P = matrices_.outputs();
        return m == 0 || (point_.v.shape * (P * point_.X * P.transpose()) - Matrix::Identity(m, m))
                                 .cwiseAbs()
                                 .maxCoeff() < 0.1;
    }

    std::optional<InteriorEnd> verdict(const InteriorStep& step) const {
        if (step.bound < options_.target)
            return InteriorEnd::BelowTarget;
        const bool feasible = step.infeasible < 1e-6;
        if (feasible && step.primal > options_.giveUpAbove)
            return InteriorEnd::Hopeless;
        if (feasible && isShaped() &&
            point_.complementarity() <= options_.gap * std::max(options_.floor, std::abs(step.bound)))
            return InteriorEnd::Gap;
        return std::nullopt;
    }

    // dX and the slacks' directions for given dv; `correction` is dXaff·dZaff·Z⁻¹ or empty.
    void completeDirection(
        Direction& d, double target, const Matrix& Zi, const Direction* affine,
        const Matrix& correction) const {
        d.dZ = matrices_.combined(d.dv);
        Matrix XS = point_.X * (d.dZ * Zi);
        if (correction.size() > 0)
            XS += correction;
        d.dX = target * Zi - point_.X - 0.5 * (XS + XS.transpose());
        const auto slack = [&](const Vector& w, const Vector& v, const Vector& dv, const Vector* dw,
                               const Vector* dvAffine) -> Vector {
            Vector product = w.cwiseProduct(dv);
            if (dw)
                product += dw->cwiseProduct(*dvAffine);
            return ((target - product.array()) / v.array()).matrix() - w;
        };
        if (!matrices_.signs()) {
            d.dSlackP = d.dSlackR = Vector::Zero(point_.slackP.size());
            return;
        }
        d.dSlackP = slack(
            point_.slackP, point_.v.p, d.dv.p, affine ? &affine->dSlackP : nullptr,
            affine ? &affine->dv.p : nullptr);
        d.dSlackR = slack(
            point_.slackR, point_.v.r, d.dv.r, affine ? &affine->dSlackR : nullptr,
            affine ? &affine->dv.r : nullptr);
    }

    double primalStep(const Direction& d, double fraction) const {
        double step = stepLength(point_.LX, d.dX, fraction);
        if (matrices_.signs())
            step = std::min(
                {step, stepLength(point_.slackP, d.dSlackP, fraction),
                 stepLength(point_.slackR, d.dSlackR, fraction)});
        return step;
    }
    double dualStep(const Direction& d, double fraction) const {
        double step = stepLength(point_.LZ, d.dZ, fraction);
        if (matrices_.signs())
            step = std::min(
                {step, stepLength(point_.v.p, d.dv.p, fraction), stepLength(point_.v.r, d.dv.r, fraction)});
        if (matrices_.m() > 0)
            step = std::min(step, stepLength(point_.LShape, d.dv.shape, fraction));
        return step;
    }

    // Of s + g − log det: its gradient, and what it adds to the Schur matrix.
    Vector gradient() const {
        BallMultipliers c{
            1, 1, Vector::Zero(matrices_.n()), Vector::Zero(matrices_.n()), Vector::Zero(matrices_.n())};
        if (matrices_.m() > 0) {
            c.shape = -2 * point_.shapeInverse;
            c.shape.diagonal() *= 0.5;
        }
        return matrices_.flat(c);
    }
    void addHessian(Matrix& M) const {
        const Matrix& V = point_.shapeInverse;
        const Index m = matrices_.m();
        Index row = matrices_.shapeAt();
        for (Index j = 0; j < m; ++j)
            for (Index i = j; i < m; ++i, ++row) {
                Index column = matrices_.shapeAt();
                for (Index l = 0; l < m; ++l)
                    for (Index k = l; k < m; ++k, ++column)
                        M(row, column) +=
                            (i == j ? 0.5 : 1) * (k == l ? 1 : 2) * (V(i, k) * V(j, l) + V(i, l) * V(j, k));
            }
    }

    bool advance() {
        const Matrix Zi = inverseOf(point_.LZ);
        Matrix M = schurMatrix(matrices_, point_.X, Zi);
        const Index n = matrices_.n();
        if (matrices_.signs()) {
            M.diagonal().segment(2 + n, n) += point_.slackP.cwiseQuotient(point_.v.p);
            M.diagonal().segment(2 + 2 * n, n) += point_.slackR.cwiseQuotient(point_.v.r);
        }
        addHessian(M);
        const Vector cost = gradient();
        const Vector scale = M.diagonal().cwiseSqrt().cwiseInverse();
        if (!scale.allFinite())
            return false;
        M = scale.asDiagonal() * M * scale.asDiagonal();
        Eigen::LLT<Matrix> llt;
        for (double shift = 1e-13; shift < 1e-5; shift *= 1e2) {
            Matrix shifted = M;
            shifted.diagonal().array() += shift;
            llt.compute(shifted);
            if (llt.info() == Eigen::Success)
                break;
        }
        if (llt.info() != Eigen::Success)
            return false;
        const auto solve = [&](const Vector& rhs) {
            return matrices_.shaped(scale.cwiseProduct(llt.solve(scale.cwiseProduct(rhs))));
        };

        Direction affine;
        affine.dv = solve(-cost);
        completeDirection(affine, 0, Zi, nullptr, {});
        const double ax = primalStep(affine, 1), az = dualStep(affine, 1);
        const double now = point_.complementarity();
        double then = (point_.X + ax * affine.dX).cwiseProduct(point_.Z + az * affine.dZ).sum();
        if (matrices_.signs())
            then += (point_.slackP + ax * affine.dSlackP).dot(point_.v.p + az * affine.dv.p) +
                    (point_.slackR + ax * affine.dSlackR).dot(point_.v.r + az * affine.dv.r);
        double sigma = std::clamp((then / now) * (then / now), 0.01, 1.0);
        if (std::min(ax, az) < 0.1)
            sigma = std::max(sigma, 0.5);
        const double target = sigma * now / pairs_;

        const Matrix correction = affine.dX * (affine.dZ * Zi);
        BallMultipliers rhs = matrices_.traces(target * Zi - correction);
        if (matrices_.signs()) {
            rhs.p.array() += (target - affine.dSlackP.array() * affine.dv.p.array()) / point_.v.p.array();
            rhs.r.array() += (target - affine.dSlackR.array() * affine.dv.r.array()) / point_.v.r.array();
        }
        Direction d;
        d.dv = solve(matrices_.flat(rhs) - cost);
        completeDirection(d, target, Zi, &affine, correction);
        if (std::min(primalStep(d, 0.95), dualStep(d, 0.95)) < 0.05) {
            // Far from the centre second-order terms mislead: without them, and mostly back to the centre.
            const double centre = 0.9 * now / pairs_;
            rhs = matrices_.traces(centre * Zi);
            if (matrices_.signs()) {
                rhs.p.array() += centre / point_.v.p.array();
                rhs.r.array() += centre / point_.v.r.array();
            }
            d.dv = solve(matrices_.flat(rhs) - cost);
            completeDirection(d, centre, Zi, nullptr, {});
        }
        return move(d);
    }

    // Steps along d, less far when a matrix turns out not to be positive definite.
    bool move(const Direction& d) {
        double ax = primalStep(d, 0.95), az = dualStep(d, 0.95);
        for (int attempt = 0; attempt < 12; ++attempt) {
            InteriorPoint next;
            next.v = point_.v.plus(az, d.dv);
            next.X = point_.X + ax * d.dX;
            next.slackP = point_.slackP + ax * d.dSlackP;
            next.slackR = point_.slackR + ax * d.dSlackR;
            if (complete(next)) {
                point_ = std::move(next);
                return true;
            }
            ax *= 0.7;
            az *= 0.7;
        }
        return false;
    }

    BallMatrices matrices_;
    const InteriorOptions& options_;
    double pairs_;
    InteriorPoint point_;
};

// Moments of (1, y, z) for z ≈ x + 0.3 + J(Ry), J = (I − DW)⁻¹D, with y spread in the ball and z a little
// more.
Matrix linearisedMoments(const BallProblem& problem, const Vector& states) {
    const Index n = problem.n(), k = problem.k();
    const Vector active = (states.array() > 0).cast<double>();
    const Matrix J = LuFactors(Matrix::Identity(n, n) - active.asDiagonal() * problem.W)
                         .solve(Matrix(active.asDiagonal()));
    const Matrix JR = J * problem.R;
    const double spread = 0.5 / static_cast<double>(std::max<Index>(k, 1));
    Vector mean(problem.size());
    mean << 1, Vector::Zero(k), states.array() + 0.3;
    Matrix X = mean * mean.transpose();
    X.block(1, 1, k, k).diagonal().array() += spread;
    X.block(1 + k, 1, n, k) += spread * JR;
    X.block(1, 1 + k, k, n) += spread * JR.transpose();
    X.bottomRightCorner(n, n) += spread * JR * JR.transpose() + Matrix::Identity(n, n);
    return X;
}

} // namespace

std::optional<InteriorStart>
coldStart(const BallProblem& problem, const Vector& states, const Vector& lambda) {
    const Index n = problem.n(), k = problem.k(), N = problem.size();
    InteriorStart start;
    BallMultipliers& v = start.multipliers;
    double objective = problem.xi.cwiseAbs().maxCoeff();
    if (k > 0)
        objective = std::max(objective, problem.eta.cwiseAbs().maxCoeff());
    if (problem.E.size() > 0)
        objective = std::max(objective, problem.E.squaredNorm());
    const bool shaped = problem.outputs.size() > 0;
    if (shaped)
        objective = 1;
    if (!(objective > 0) || !std::isfinite(objective))
        return std::nullopt;
    const Index m = problem.outputs.rows();
    v.shape = Matrix::Identity(m, m);
    v.t = (0.1 * objective / lambda.maxCoeff()) * lambda;
    const Matrix square = shaped ? Matrix(problem.outputs.rightCols(n)) : problem.E;
    if (square.size() > 0) {
        // sym(T(I − W)) is twice what the square takes from it, at least.
        const Matrix LW = lambda.asDiagonal() * (Matrix::Identity(n, n) - problem.W);
        const Eigen::LLT<Matrix> factor(0.5 * (LW + LW.transpose()));
        if (factor.info() != Eigen::Success)
            return std::nullopt;
        const double squared = factor.matrixL().solve(Matrix(square.transpose())).squaredNorm();
        v.t = v.t.cwiseMax(2 * squared * lambda);
    }
    v.p = v.r = Vector::Constant(n, problem.signs ? 0.05 * objective : 0.0);
    v.s = v.g = 0;
    const BallMatrices matrices(problem);
    Matrix Z = matrices.constant() + matrices.combined(v);
    // s so that half of the block of y is left when z is eliminated.
    const Eigen::LLT<Matrix> llt(Z.bottomRightCorner(n, n));
    if (llt.info() != Eigen::Success)
        return std::nullopt;
    const Matrix scaled = llt.matrixL().solve(Z.block(1 + k, 1, n, k));
    v.s = 0.1 * objective;
    if (k > 0)
        v.s += 2 * largestEigenvalue(scaled.transpose() * scaled - Z.block(1, 1, k, k));
    Z.diagonal().segment(1, k).array() += v.s;
    const Eigen::LLT<Matrix> rest(Z.bottomRightCorner(N - 1, N - 1));
    if (rest.info() != Eigen::Success)
        return std::nullopt;
    const Vector edge = Z.col(0).tail(N - 1);
    const double needed = edge.dot(rest.solve(edge)) - Z(0, 0);
    v.g = needed + 0.5 * std::abs(needed) + objective;
    if (shaped) // where s + g = m
        v = v.scaled(static_cast<double>(m) / v.bound());

    start.moments = linearisedMoments(problem, states);
    start.slackP = start.slackR = Vector::Constant(n, 0.3);
    if (!start.moments.allFinite() || !std::isfinite(v.g))
        return std::nullopt;
    return start;
}

InteriorResult
minimiseBound(const BallProblem& problem, const InteriorStart& start, const InteriorOptions& options) {
    return InteriorMethod(problem, start, options).run();
}

} // namespace kamke
