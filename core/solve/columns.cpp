#include "core/solve/columns.h"

#include "core/model/decompositions.h"
#include "core/model/parallel.h"
#include "core/solve/active_columns.h"
#include "core/solve/scale.h"
#include "core/solve/splitting.h"

#include <cmath>
#include <limits>

namespace kamke {

namespace {

constexpr int maxIterations = 20000;

Matrix withoutDiagonal(const Matrix& A) {
    Matrix off = A;
    off.diagonal().setZero();
    return off;
}

// The iteration x ← G(x), with `step(column, products, next)` per column. `step` writes G of that column into
// `next`.
template<class Step>
void iterateColumns(
    const Matrix& M, Matrix& x, std::vector<Status>& status, Matrix extra, Matrix second,
    const Limits& limits, double tolerance, const Step& step) {
    ActiveColumns active(x.cols());
    Matrix current = x, product;
    for (int iteration = 0; iteration < maxIterations && !active.allFinished(); ++iteration) {
        if (limits.reached()) {
            for (Index j = 0; j < active.count(); ++j)
                if (!active.finished(j))
                    status[static_cast<std::size_t>(active.original(j))] = Status::Cancelled;
            return;
        }
        product.noalias() = M * current;
        for (Index j = 0; j < active.count(); ++j) {
            if (active.finished(j))
                continue;
            const auto [largestStep, norm] = step(product, extra, second, j, current);
            // Negated, so that NaN counts as diverged. What is iterated here is bounded: it only overflows.
            if (!(norm <= noBound)) {
                status[static_cast<std::size_t>(active.original(j))] = Status::Diverged;
                active.finish(j);
            } else if (isSettled(largestStep, norm, tolerance, current.rows())) {
                x.col(active.original(j)) = current.col(j);
                status[static_cast<std::size_t>(active.original(j))] = Status::Ok;
                active.finish(j);
            }
        }
        if (!active.allFinished())
            active.compress(current, extra, second);
    }
}

struct StepSize {
    double largestStep, norm;
};

// A feed-forward network is solved by one pass through its layers.
void solveByLayers(const NetworkAnalysis& analysis, const Matrix& w, Matrix& x) {
    x.resize(w.rows(), w.cols());
    for (const LayerWeights& layer : analysis.layers) {
        Matrix p = w(layer.units, Eigen::all);
        if (!layer.inputs.empty())
            p.noalias() += layer.A * Matrix(x(layer.inputs, Eigen::all));
        analysis.network().activation.apply(p);
        x(layer.units, Eigen::all) = p;
    }
}

// Peaceman-Rachford for all columns: z ← 2prox_αf(r) − r, r = (2R − I)z + 2αRw, R = (I + α(I − A))^{-1}, and
// x = prox_αf(r) at the end.
void solveBySplitting(
    const NetworkAnalysis& analysis, const Matrix& w, const Matrix& start, const Limits& limits,
    double tolerance, ColumnStates& solution) {
    const Network& net = analysis.network();
    const Index n = net.n();
    const double alpha = analysis.splittingAlpha;
    const Matrix I = Matrix::Identity(n, n), system = (1 + alpha) * I - alpha * net.A;
    const Matrix resolvent = LuFactors(system).inverse(), reflect = 2 * resolvent - I;
    const Matrix constant = 2 * alpha * (resolvent * w);
    Matrix z = system * start - alpha * w;
    const bool relu = net.activation.kind() == Activation::Kind::Relu;
    iterateColumns(
        reflect, z, solution.status, constant, Matrix(0, w.cols()), limits, tolerance,
        [&](const Matrix& product, const Matrix& right, const Matrix&, Index j, Matrix& current) {
            StepSize size{0, 0};
            for (Index i = 0; i < n; ++i) {
                const double r = product(i, j) + right(i, j);
                const double next = relu ? std::abs(r) : 2 * proximal(net.activation, alpha, r) - r;
                size.largestStep = std::max(size.largestStep, std::abs(next - current(i, j)));
                size.norm = next == next ? std::max(size.norm, std::abs(next)) : next;
                current(i, j) = next;
            }
            return size;
        });
    const Matrix r = reflect * z + constant;
    solution.x = r.unaryExpr([&](double v) { return proximal(net.activation, alpha, v); });
}

// ‖x − Φ(Ax + w)‖_∞ ≤ 1e-9, relative: small steps are not a solution, only the residual counts.
bool isSolution(const Network& net, const Vector& x, const Vector& w) {
    const Vector residual = x - net.activation(Vector(net.A * x + w));
    return isSettled(residual.lpNorm<Eigen::Infinity>(), x.lpNorm<Eigen::Infinity>(), 1e-9, x.size());
}

} // namespace

ColumnStates solveColumns(
    const NetworkAnalysis& analysis, const Matrix& w, const Matrix& start, const Limits& limits,
    double tolerance) {
    useOneBlasThread();
    const Network& net = analysis.network();
    const Index n = net.n();
    ColumnStates solution{
        start, std::vector<Status>(static_cast<std::size_t>(w.cols()), Status::NotConverged)};
    // Where Φ(w) = 0 the answer is 0, which an iteration from elsewhere would near for ever.
    for (Index j = 0; j < w.cols(); ++j)
        if (!start.col(j).isZero(0) && net.activation(Vector(w.col(j))).isZero(0))
            solution.x.col(j).setZero();
    if (!analysis.layers.empty()) {
        solveByLayers(analysis, w, solution.x);
        for (Index j = 0; j < w.cols(); ++j)
            solution.status[static_cast<std::size_t>(j)] =
                solution.x.col(j).allFinite() ? Status::Ok : Status::Diverged;
    } else if (analysis.contracting()) {
        const Vector diagonal = net.A.diagonal();
        iterateColumns(
            withoutDiagonal(net.A), solution.x, solution.status, w, Matrix(0, w.cols()), limits, tolerance,
            [&](const Matrix& product, const Matrix& constant, const Matrix&, Index j, Matrix& x) {
                StepSize size{0, 0};
                for (Index i = 0; i < n; ++i) {
                    const double next =
                        net.activation.solveSelfLoop(diagonal(i), product(i, j) + constant(i, j));
                    size.largestStep = std::max(size.largestStep, std::abs(next - x(i, j)));
                    size.norm = next == next ? std::max(size.norm, std::abs(next)) : next;
                    x(i, j) = next;
                }
                return size;
            });
    } else {
        if (analysis.conditions.holds("lben"))
            solveBySplitting(analysis, w, Matrix(solution.x), limits, tolerance, solution);
        IterationOptions options;
        options.limits = limits;
        for (Index j = 0; j < w.cols(); ++j) {
            Status& status = solution.status[static_cast<std::size_t>(j)];
            if (status == Status::Cancelled ||
                (status == Status::Ok && isSolution(net, solution.x.col(j), w.col(j))))
                continue;
            IterationResult one = solveState(analysis, w.col(j), start.col(j), options).result;
            solution.x.col(j) = one.x;
            status = isSolution(net, one.x, w.col(j)) ? Status::Ok
                     : one.status == Status::Ok       ? Status::NotConverged
                                                      : one.status;
        }
    }
    for (Index j = 0; j < w.cols(); ++j)
        if (solution.status[static_cast<std::size_t>(j)] != Status::Ok)
            solution.x.col(j).setConstant(nan);
    return solution;
}

Matrix solveAdjointColumns(
    const NetworkAnalysis& analysis, const Matrix& v, const Matrix& slopes, const Limits& limits,
    double tolerance) {
    useOneBlasThread();
    const Network& net = analysis.network();
    const Index n = net.n();
    Matrix adjoint = slopes.cwiseProduct(v);
    std::vector<Status> status(static_cast<std::size_t>(v.cols()), Status::NotConverged);
    if (analysis.contracting()) {
        const Vector diagonal = net.A.diagonal();
        const Matrix transposed = withoutDiagonal(net.A).transpose();
        iterateColumns(
            transposed, adjoint, status, v, slopes, limits, tolerance,
            [&](const Matrix& product, const Matrix& right, const Matrix& slope, Index j, Matrix& w) {
                StepSize size{0, 0};
                for (Index i = 0; i < n; ++i) {
                    const double s = slope(i, j);
                    const double next = s * (right(i, j) + product(i, j)) / (1 - s * diagonal(i));
                    size.largestStep = std::max(size.largestStep, std::abs(next - w(i, j)));
                    size.norm = next == next ? std::max(size.norm, std::abs(next)) : next;
                    w(i, j) = next;
                }
                return size;
            });
    }
    for (Index j = 0; j < v.cols(); ++j) {
        Status& one = status[static_cast<std::size_t>(j)];
        if (one == Status::Ok)
            continue;
        if (one == Status::Cancelled || limits.reached()) {
            adjoint.col(j).setConstant(nan);
            continue;
        }
        // (I − Φ'Aᵀ) w = Φ'v
        const Matrix system = Matrix::Identity(n, n) - slopes.col(j).asDiagonal() * net.A.transpose();
        adjoint.col(j) = LuFactors(system).solve(slopes.col(j).cwiseProduct(v.col(j)));
    }
    return adjoint;
}

Matrix slopesAt(const Network& network, const Matrix& x, const Matrix& w) {
    Matrix p = w;
    p.noalias() += network.A * x;
    return p.unaryExpr([&](double v) { return network.activation.derivative(v); });
}

} // namespace kamke
