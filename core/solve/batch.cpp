#include "core/solve/batch.h"

#include "core/model/decompositions.h"
#include "core/solve/piece_solver.h"
#include "core/solve/scale.h"
#include "core/solve/solvers.h"

#include <cmath>
#include <sstream>

namespace kamke {

namespace {

constexpr double accepted = 1e-10;

// The largest entry of each column of the residuals beside that of x.
Vector besideLargest(const Matrix& residuals, const Matrix& x) {
    Vector largest = residuals.cwiseAbs().colwise().maxCoeff().transpose();
    for (Index k = 0; k < x.cols(); ++k) {
        const double size = x.col(k).lpNorm<Eigen::Infinity>();
        largest(k) = largest(k) <= leastStep(x.rows()) ? 0 : largest(k) / size;
    }
    return largest;
}

Vector columnResiduals(const NetworkAnalysis& analysis, const Matrix& x, const Matrix& w) {
    Matrix p = analysis.network().A * x + w;
    analysis.network().activation.apply(p);
    p -= x;
    Vector residuals = besideLargest(p, x);
    if (const Vector& perUnit = analysis.perUnit; perUnit.size() > 0)
        residuals =
            residuals.cwiseMax(besideLargest(perUnit.asDiagonal() * p, perUnit.asDiagonal() * x)).eval();
    return residuals;
}

// Columns that a fast method left open go through the solver with a condition behind it.
bool solveRest(
    const NetworkAnalysis& analysis, const Matrix& rawInputs, const Limits& limits,
    const std::vector<Index>& open, Matrix& x, std::string& reason, Status& status) {
    IterationOptions options;
    options.limits = limits;
    for (const Index k : open) {
        ForwardResult one = forward(analysis, rawInputs.col(k), options);
        if (one.status != Status::Ok) {
            status = one.status;
            reason = one.reason;
            return false;
        }
        x.col(k) = one.x;
    }
    return true;
}

std::vector<Index>
solvePieces(const NetworkAnalysis& analysis, const Matrix& w, const Limits& limits, Matrix& x) {
    PieceSolver solver(analysis);
    std::vector<Index> open;
    Pattern pattern = solver.patternOf(w.col(0));
    for (Index k = 0; k < w.cols(); ++k) {
        if (k % 64 == 0 && limits.reached())
            break;
        if (auto solution = solver.solve(w.col(k), pattern)) {
            x.col(k) = solution->x;
            pattern = std::move(solution->pattern);
        } else {
            open.push_back(k);
        }
    }
    return open;
}

// x ← x + J^{-1}(Φ(Ax + w) − x), J = I − Φ'A at the mean input: one factorisation for all columns, two
// products a step.
std::vector<Index>
solveChord(const NetworkAnalysis& analysis, const Matrix& w, const Limits& limits, Matrix& x) {
    const Network& net = analysis.network();
    const Index n = net.n(), count = w.cols();
    std::vector<Index> open;
    for (Index k = 0; k < count; ++k)
        open.push_back(k);
    const Vector middle = w.rowwise().mean();
    IterationOptions options;
    options.limits = limits;
    const Vector start = solveDiagonalImplicit(analysis, middle, Vector::Zero(n), options).x;
    if (!start.allFinite())
        return open;
    const Vector p = net.A * start + middle;
    const Vector slope = p.unaryExpr([&](double v) { return net.activation.derivative(v); });
    const LuFactors lu(Matrix::Identity(n, n) - slope.asDiagonal() * net.A);
    const Matrix inverse = lu.inverse();
    if (!inverse.allFinite())
        return open;
    const Matrix step = inverse * slope.asDiagonal();
    Matrix active = (step * (w.colwise() - middle)).colwise() + start;
    Matrix activeW = w;
    constexpr int maxSteps = 40;
    for (int k = 0; k < maxSteps && !open.empty() && !limits.reached(); ++k) {
        Matrix next = net.A * active + activeW;
        net.activation.apply(next);
        next -= active;
        std::vector<Index> left;
        for (Index j = 0; j < active.cols(); ++j) {
            if (isSettled(next.col(j), active.col(j), analysis.perUnit, 1e-13))
                x.col(open[static_cast<std::size_t>(j)]) = active.col(j);
            else
                left.push_back(j);
        }
        if (static_cast<Index>(left.size()) < active.cols()) {
            std::vector<Index> stillOpen;
            stillOpen.reserve(left.size());
            for (const Index j : left)
                stillOpen.push_back(open[static_cast<std::size_t>(j)]);
            open = std::move(stillOpen);
            active = Matrix(active(Eigen::all, left));
            activeW = Matrix(activeW(Eigen::all, left));
            next = Matrix(next(Eigen::all, left));
        }
        active.noalias() += inverse * next;
        if (!active.allFinite())
            break;
    }
    return open;
}

} // namespace

BatchResult forwardBatch(const NetworkAnalysis& analysis, const Matrix& rawInputs, const Limits& limits) {
    const Network& net = analysis.network();
    const Index count = rawInputs.cols();
    BatchResult result;
    result.x = Matrix::Zero(net.n(), count);
    result.y.resize(net.q(), count);
    if (count == 0) {
        result.status = Status::Ok;
        return result;
    }
    Matrix u = rawInputs;
    if (net.input)
        u = net.input->std.cwiseInverse().asDiagonal() * (rawInputs.colwise() - net.input->mean);
    const Matrix w = (net.B * u).colwise() + net.b;

    const bool canLoop = (net.A.diagonal().array() < 1).all();
    std::vector<Index> open;
    if (net.activation.isPiecewiseLinear())
        open = solvePieces(analysis, w, limits, result.x);
    else if (canLoop)
        open = solveChord(analysis, w, limits, result.x);
    else
        for (Index k = 0; k < count; ++k)
            open.push_back(k);
    if (!limits.reached() &&
        !solveRest(analysis, rawInputs, limits, open, result.x, result.reason, result.status))
        return result;
    if (limits.reached()) {
        result.status = Status::Cancelled;
        result.reason = "stopped while the samples were being computed";
        return result;
    }
    result.residual = columnResiduals(analysis, result.x, w).maxCoeff();
    result.y = (net.C * result.x + net.D * u).colwise() + net.c;
    if (result.residual <= accepted && result.y.allFinite()) {
        result.status = Status::Ok;
    } else {
        std::ostringstream text;
        text << "a sample has residual " << result.residual << ", which is no fixed point";
        result.status = Status::NotConverged;
        result.reason = text.str();
    }
    return result;
}

} // namespace kamke
