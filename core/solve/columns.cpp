#include "core/solve/columns.h"

#include "core/model/decompositions.h"
#include "core/model/parallel.h"
#include "core/solve/active_columns.h"
#include "core/solve/scale.h"
#include "core/solve/splitting.h"
#include "core/solve/stagnation.h"

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

// The largest step of a column and its largest entry, also in units of the sizes of the entries.
class StepSize {
public:
    /// `perUnit` holds 1/size of every entry, or nothing.
    explicit StepSize(const Vector& perUnit)
        : perUnit_(perUnit) {}
    void add(Index i, double before, double next) {
        const double step = std::abs(next - before), size = std::abs(next);
        step_ = std::max(step_, step);
        size_ = next == next ? std::max(size_, size) : next;
        if (perUnit_.size() > 0) {
            sizedStep_ = std::max(sizedStep_, step * perUnit_(i));
            sizedSize_ = std::max(sizedSize_, size * perUnit_(i));
        }
    }
    /// NaN where an entry is.
    double size() const { return size_; }
    bool isSettled(double tolerance, Index n, Stagnation& stagnates) const {
        const bool sized = perUnit_.size() > 0;
        return (kamke::isSettled(step_, size_, tolerance, n) &&
                (!sized || kamke::isSettled(sizedStep_, sizedSize_, tolerance, n))) ||
               stagnates(sized ? sizedStep_ : step_, sized ? sizedSize_ : size_);
    }

private:
    const Vector& perUnit_;
    double step_ = 0, size_ = 0, sizedStep_ = 0, sizedSize_ = 0;
};

// The iteration x ← G(x), with `step(products, …, column, current, size)` per column, which replaces the
// column by its image and tells `size` of every entry.
template<class Step>
void iterateColumns(
    const Matrix& M, Matrix& x, std::vector<Status>& status, Matrix extra, Matrix second,
    const Vector& perUnit, const Limits& limits, double tolerance, const Step& step) {
    ActiveColumns active(x.cols());
    std::vector<Stagnation> stagnates(static_cast<std::size_t>(x.cols()));
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
            StepSize size(perUnit);
            step(product, extra, second, j, current, size);
            const auto original = static_cast<std::size_t>(active.original(j));
            // Negated, so that NaN counts as diverged. What is iterated here is bounded: it only overflows.
            if (!(size.size() <= noBound)) {
                status[original] = Status::Diverged;
                active.finish(j);
            } else if (size.isSettled(tolerance, current.rows(), stagnates[original])) {
                x.col(active.original(j)) = current.col(j);
                status[original] = Status::Ok;
                active.finish(j);
            }
        }
        if (!active.allFinished())
            active.compress(current, extra, second);
    }
}

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
        reflect, z, solution.status, constant, Matrix(0, w.cols()), {}, limits, tolerance,
        [&](const Matrix& product, const Matrix& right, const Matrix&, Index j, Matrix& current,
            StepSize& size) {
            for (Index i = 0; i < n; ++i) {
                const double r = product(i, j) + right(i, j);
                const double next = relu ? std::abs(r) : 2 * proximal(net.activation, alpha, r) - r;
                size.add(i, current(i, j), next);
                current(i, j) = next;
            }
        });
    const Matrix r = reflect * z + constant;
    solution.x = r.unaryExpr([&](double v) { return proximal(net.activation, alpha, v); });
}

// ‖x − Φ(Ax + w)‖_∞ ≤ 1e-9, relative: small steps are not a solution, only the residual counts.
bool isSolution(const NetworkAnalysis& analysis, const Vector& x, const Vector& w) {
    const Network& net = analysis.network();
    return isSettled(x - net.activation(Vector(net.A * x + w)), x, analysis.perUnit, 1e-9);
}

std::string reasonFor(Status status) {
    switch (status) {
    case Status::Ok:
        return {};
    case Status::Cancelled:
        return "stopped before it was finished";
    case Status::Diverged:
        return "the numbers overflow";
    case Status::NotConverged:
    case Status::NotApplicable:
        break;
    }
    return "no fixed point after " + std::to_string(maxIterations) + " iterations";
}

} // namespace

ColumnStates solveColumns(
    const NetworkAnalysis& analysis, const Matrix& w, const Matrix& start, const Limits& limits,
    double tolerance) {
    useOneBlasThread();
    const Network& net = analysis.network();
    const Index n = net.n();
    const auto count = static_cast<std::size_t>(w.cols());
    ColumnStates solution{
        start, std::vector<Status>(count, Status::NotConverged), std::vector<std::string>(count)};
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
            withoutDiagonal(net.A), solution.x, solution.status, w, Matrix(0, w.cols()), analysis.perUnit,
            limits, tolerance,
            [&](const Matrix& product, const Matrix& constant, const Matrix&, Index j, Matrix& x,
                StepSize& size) {
                for (Index i = 0; i < n; ++i) {
                    const double next =
                        net.activation.solveSelfLoop(diagonal(i), product(i, j) + constant(i, j));
                    size.add(i, x(i, j), next);
                    x(i, j) = next;
                }
            });
    } else {
        // The inverse that many columns share is not worth its while for one.
        if (count > 1 && analysis.conditions.holds("lben"))
            solveBySplitting(analysis, w, Matrix(solution.x), limits, tolerance, solution);
        IterationOptions options;
        options.limits = limits;
        for (Index j = 0; j < w.cols(); ++j) {
            Status& status = solution.status[static_cast<std::size_t>(j)];
            if (status == Status::Cancelled ||
                (status == Status::Ok && isSolution(analysis, solution.x.col(j), w.col(j))))
                continue;
            IterationResult one = solveState(analysis, w.col(j), start.col(j), options).result;
            solution.x.col(j) = one.x;
            std::string& reason = solution.reasons[static_cast<std::size_t>(j)];
            if (isSolution(analysis, one.x, w.col(j))) {
                status = Status::Ok;
            } else if (one.status == Status::Ok) {
                status = Status::NotConverged;
                reason = "the iteration stopped at a point which is no fixed point";
            } else {
                status = one.status;
                reason = std::move(one.reason);
            }
        }
    }
    for (Index j = 0; j < w.cols(); ++j)
        if (const auto at = static_cast<std::size_t>(j); solution.status[at] != Status::Ok) {
            solution.x.col(j).setConstant(nan);
            if (solution.reasons[at].empty())
                solution.reasons[at] = reasonFor(solution.status[at]);
        }
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
            // What multiplies a state is of the size of its inverse.
            transposed, adjoint, status, v, slopes, analysis.unitSizes, limits, tolerance,
            [&](const Matrix& product, const Matrix& right, const Matrix& slope, Index j, Matrix& w,
                StepSize& size) {
                for (Index i = 0; i < n; ++i) {
                    const double s = slope(i, j);
                    const double next = s * (right(i, j) + product(i, j)) / (1 - s * diagonal(i));
                    size.add(i, w(i, j), next);
                    w(i, j) = next;
                }
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
