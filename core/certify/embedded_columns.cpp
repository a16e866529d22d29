#include "certify/embedded_columns.h"

#include "model/rounding.h"
#include "solve/active_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double tolerance = 1e-13;
constexpr double divergedAbove = 1e12;

// How the units turn pre-activations into the next box: p ↦ φ(scale·p), where that is exact, or a root per
// unit.
struct Units {
    const Activation& phi;
    Vector diagonal; // the units' own feedback that a step solves; zero for plain intervals
    bool scaled;     // x = φ(s/(1 − a)) solves the unit's own loop
    Vector scale;

    Units(const Network& net, Embedding embedding)
        : phi(net.activation)
        , diagonal(embedding == Embedding::MixedMonotone ? Vector(net.A.diagonal()) : Vector::Zero(net.n())) {
        const Activation::Kind kind = phi.kind();
        scaled = kind == Activation::Kind::Relu || kind == Activation::Kind::Identity ||
                 kind == Activation::Kind::Hardtanh;
        scale = (1 - diagonal.array()).inverse().matrix();
    }

    double operator()(Index i, double p) const {
        return scaled ? phi(p * scale(i)) : phi.solveSelfLoop(diagonal(i), p);
    }
};

struct StepSize {
    double largestStep = 0, norm = 0;
};

// One column: pre-activations pc ± pr to the next centre and radius.
template<class Map>
StepSize
nextColumn(const Map& map, const double* pc, const double* pr, double* centre, double* radius, Index n) {
    StepSize size;
    double sum = 0;
    for (Index i = 0; i < n; ++i) {
        const double low = map(i, pc[i] - pr[i]), high = map(i, pc[i] + pr[i]);
        const double c = (low + high) / 2, r = (high - low) / 2;
        const double step = std::max(std::abs(c - centre[i]), std::abs(r - radius[i]));
        size.largestStep = std::max(size.largestStep, step);
        size.norm = std::max(size.norm, std::max(std::abs(low), std::abs(high)));
        sum += c + r;
        centre[i] = c;
        radius[i] = r;
    }
    if (!std::isfinite(sum)) // max() drops NaN
        size.norm = nan;
    return size;
}

} // namespace

EmbeddedColumns embeddedFixedBoxes(
    const Certifier& certifier, Embedding embedding, const ColumnInput& input, const Matrix& start,
    const CertifyOptions& options) {
    const Network& net = certifier.network();
    const Index n = net.n(), count = start.cols();
    const Units units(net, embedding);
    Matrix A = net.A, M = certifier.absA;
    if (embedding == Embedding::MixedMonotone) {
        A.diagonal().setZero();
        M.diagonal().setZero();
    }
    EmbeddedColumns result;
    result.centre = Matrix::Constant(n, count, nan);
    result.radius = Matrix::Constant(n, count, nan);
    result.status.assign(static_cast<std::size_t>(count), Status::NotConverged);
    result.iterations.assign(static_cast<std::size_t>(count), 0);

    ActiveColumns active(count);
    Matrix centre = start, radius = Matrix::Zero(n, count), wCentre = input.wCentre, wRadius = input.wRadius;
    Matrix pCentre, pRadius;
    const bool relu = units.phi.kind() == Activation::Kind::Relu;
    const double* scale = units.scale.data();
    const double limit = divergedAbove * (1 + start.cwiseAbs().maxCoeff());
    int iteration = 0;
    for (; iteration < options.maxIterations && !active.allFinished(); ++iteration) {
        if (iteration % 8 == 0 && options.limits.reached()) {
            for (Index j = 0; j < active.count(); ++j)
                if (!active.finished(j))
                    result.status[static_cast<std::size_t>(active.original(j))] = Status::Cancelled;
            break;
        }
        pCentre = wCentre;
        pCentre.noalias() += A * centre;
        pRadius = wRadius;
        pRadius.noalias() += M * radius;
        for (Index j = 0; j < active.count(); ++j) {
            if (active.finished(j))
                continue;
            const double *pc = pCentre.data() + j * n, *pr = pRadius.data() + j * n;
            double *c = centre.data() + j * n, *r = radius.data() + j * n;
            const StepSize size = relu ? nextColumn(
                                             [scale](Index i, double p) {
                                                 return p > 0 ? p * scale[i] : p == p ? 0.0 : p;
                                             },
                                             pc, pr, c, r, n)
                                       : nextColumn(units, pc, pr, c, r, n);
            const auto original = static_cast<std::size_t>(active.original(j));
            // Negated, so that NaN counts as diverged.
            if (!(size.norm <= limit)) {
                result.status[original] = Status::Diverged;
            } else if (size.largestStep <= tolerance * (1 + size.norm)) {
                result.status[original] = Status::Ok;
                result.centre.col(active.original(j)) = centre.col(j);
                result.radius.col(active.original(j)) = radius.col(j);
            } else {
                continue;
            }
            result.iterations[original] = iteration + 1;
            active.finish(j);
        }
        if (!active.allFinished())
            active.compress(centre, radius, wCentre, wRadius);
    }
    for (Index j = 0; j < active.count(); ++j)
        if (!active.finished(j))
            result.iterations[static_cast<std::size_t>(active.original(j))] = iteration;
    return result;
}

namespace {

// How far the exact image of the box may stick out of it, per entry: ≤ 0 everywhere is the proof.
// Pre-activations are computed in centre/radius form; the sums of |A||c| and the like that bound their
// rounding come from row sums.
Matrix
excessOf(const Certifier& certifier, const ColumnInput& input, const Matrix& centre, const Matrix& radius) {
    const Network& net = certifier.network();
    const Index n = net.n();
    Matrix pCentre = input.wCentre, pRadius = input.wRadius;
    pCentre.noalias() += net.A * centre;
    pRadius.noalias() += certifier.analysis().majorant * radius;
    const double gamma = gammaBound(2 * (2 * n + 2 * net.r() + 8) + 8);
    const double underflow = static_cast<double>(4 * (n + net.r()) + 16) * std::numeric_limits<double>::min();
    const Vector bias = net.b.cwiseAbs();
    Matrix excess(n, centre.cols());
    for (Index j = 0; j < centre.cols(); ++j) {
        const double state = up((centre.col(j).cwiseAbs() + radius.col(j)).maxCoeff());
        for (Index i = 0; i < n; ++i) {
            const double magnitude =
                certifier.absARows(i) * state + certifier.absBRows(i) * input.magnitude(j) + bias(i);
            const double error = up(gamma * magnitude + underflow);
            const double c = centre(i, j), r = radius(i, j);
            const double high = net.activation.above(up(up(pCentre(i, j) + pRadius(i, j)) + error));
            const double low = net.activation.below(down(down(pCentre(i, j) - pRadius(i, j)) - error));
            excess(i, j) = std::max(up(high - down(c + r)), up(up(c - r) - low));
        }
    }
    return excess;
}

} // namespace

std::vector<char>
proveInvariant(const Certifier& certifier, const ColumnInput& input, EmbeddedColumns& columns) {
    const NetworkAnalysis& analysis = certifier.analysis();
    std::vector<char> proved(columns.status.size(), 0);
    if (!analysis.contracting())
        return proved;
    std::vector<Index> open;
    for (std::size_t j = 0; j < columns.status.size(); ++j)
        if (columns.status[j] == Status::Ok)
            open.push_back(static_cast<Index>(j));
    if (open.empty())
        return proved;
    ColumnInput in = input;
    Matrix centre = columns.centre(Eigen::all, open), radius = columns.radius(Eigen::all, open);
    in.wCentre = Matrix(input.wCentre(Eigen::all, open));
    in.wRadius = Matrix(input.wRadius(Eigen::all, open));
    in.magnitude = Vector(input.magnitude(open));
    const Vector& eta = analysis.provedEta;
    const Vector steepness = 1 - certifier.network().A.diagonal().array().min(0.0);
    // The widenings of provedInvariantBox, reach/embedding.cpp, for all columns at once.
    for (int attempt = 0; attempt < 12 && !open.empty(); ++attempt) {
        Matrix excess = excessOf(certifier, in, centre, radius);
        std::vector<Index> left, kept;
        for (Index j = 0; j < excess.cols(); ++j) {
            const Vector column = excess.col(j);
            if ((column.array() <= 0).all()) {
                const Index original = open[static_cast<std::size_t>(j)];
                proved[static_cast<std::size_t>(original)] = 1;
                columns.centre.col(original) = centre.col(j);
                columns.radius.col(original) = radius.col(j);
            } else if (column.allFinite()) {
                left.push_back(j);
                kept.push_back(open[static_cast<std::size_t>(j)]);
            }
        }
        open = std::move(kept);
        if (open.empty())
            break;
        if (static_cast<Index>(left.size()) < excess.cols()) {
            excess = Matrix(excess(Eigen::all, left));
            centre = Matrix(centre(Eigen::all, left));
            radius = Matrix(radius(Eigen::all, left));
            in.wCentre = Matrix(in.wCentre(Eigen::all, left));
            in.wRadius = Matrix(in.wRadius(Eigen::all, left));
            in.magnitude = Vector(in.magnitude(left));
        }
        excess = excess.cwiseMax(0.0);
        const Vector largest = excess.colwise().maxCoeff().transpose().cwiseMax(1e-300);
        if (attempt < 8) {
            if (attempt >= 4)
                excess = (steepness.asDiagonal() * excess).eval();
            radius.noalias() += 2 * analysis.resolvent * excess;
            radius.noalias() += 1e-3 * eta * largest.transpose();
        } else {
            radius.noalias() += 2 / std::min(1.0, eta.minCoeff()) * eta * largest.transpose();
        }
    }
    return proved;
}

} // namespace kamke
