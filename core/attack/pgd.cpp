// Projected gradient descent.
#include "core/attack/points.h"

#include <algorithm>
#include <random>

namespace kamke {

namespace {

// Uniform in [0, 1): the same numbers from every C++ library, unlike std::uniform_real_distribution.
double uniform(std::mt19937_64& generator) {
    return static_cast<double>(generator() >> 11) * 0x1p-53;
}

// Every sample has a stream of its own, so that its attack does not depend on the samples beside it.
Vector randomStart(const AttackBlock& block, const AttackOptions& options, Index column, int restart) {
    std::seed_seq seed{
        static_cast<std::uint32_t>(options.seed), static_cast<std::uint32_t>(options.seed >> 32),
        static_cast<std::uint32_t>(block.first + column), static_cast<std::uint32_t>(restart)};
    std::mt19937_64 generator(seed);
    Vector start(block.raw.rows());
    for (Index i = 0; i < start.size(); ++i) {
        const double low = block.inputs.lower(i, column), high = block.inputs.upper(i, column);
        start(i) = std::clamp(low + (high - low) * uniform(generator), low, high);
    }
    return projected(block, start, {column});
}

// The columns that no restart has broken so far.
std::vector<Index> unbroken(const Vector& margin) {
    std::vector<Index> columns;
    for (Index k = 0; k < margin.size(); ++k)
        if (!(margin(k) < 0))
            columns.push_back(k);
    return columns;
}

struct Search {
    Matrix best;
    Vector margin;
};

// One restart on the columns left; samples that are broken leave.
void descend(
    const AttackBlock& block, const AttackOptions& options, int restart, std::vector<Index> columns,
    Search& search) {
    const Certifier& certifier = block.certifier;
    const AttackLoss loss = options.loss != AttackLoss::Both ? options.loss
                            : restart % 2 == 0               ? AttackLoss::Margin
                                                             : AttackLoss::CrossEntropy;
    const double step = block.eps * (options.rate > 0 ? options.rate : 2.5 / options.steps);
    Matrix v(block.raw.rows(), static_cast<Index>(columns.size()));
    for (std::size_t j = 0; j < columns.size(); ++j)
        v.col(static_cast<Index>(j)) = restart == 0 ? Vector(block.raw.col(columns[j]))
                                                    : randomStart(block, options, columns[j], restart);
    Matrix x = Matrix::Zero(certifier.network().n(), v.cols());
    for (int k = 0; k <= options.steps && !columns.empty() && !options.limits.reached(); ++k) {
        std::vector<int> labels;
        labels.reserve(columns.size());
        for (const Index column : columns)
            labels.push_back(block.inputs.labels[static_cast<std::size_t>(column)]);
        Points at = evaluate(certifier, v, labels, x, options.limits);
        std::vector<Index> kept, left;
        for (std::size_t j = 0; j < columns.size(); ++j) {
            const auto at_j = static_cast<Index>(j);
            const double margin = at.margin(at_j);
            if (margin < search.margin(columns[j])) {
                search.margin(columns[j]) = margin;
                search.best.col(columns[j]) = v.col(at_j);
            }
            if (margin >= 0) { // neither broken nor without a fixed point
                kept.push_back(at_j);
                left.push_back(columns[j]);
            }
        }
        if (k == options.steps)
            return;
        if (left.size() < columns.size()) {
            columns = std::move(left);
            v = Matrix(v(Eigen::all, kept));
            at.x = Matrix(at.x(Eigen::all, kept));
            at.w = Matrix(at.w(Eigen::all, kept));
            at.logits = Matrix(at.logits(Eigen::all, kept));
            labels.clear();
            for (const Index column : columns)
                labels.push_back(block.inputs.labels[static_cast<std::size_t>(column)]);
        }
        if (columns.empty())
            return;
        const Matrix gradient =
            inputGradient(certifier, at, lossWeights(loss, at.logits, labels), options.limits);
        v = projected(block, v + step * steepest(block, gradient), columns);
        x = std::move(at.x);
    }
}

Matrix run(const AttackBlock& block, const AttackOptions& options) {
    Search search{block.raw, Vector::Constant(block.raw.cols(), std::numeric_limits<double>::infinity())};
    for (int restart = 0; restart < std::max(1, options.restarts) && !options.limits.reached(); ++restart)
        descend(block, options, restart, unbroken(search.margin), search);
    return search.best;
}

} // namespace

extern constinit const Attack pgd{
    .id = "pgd",
    .name = "projected gradient descent",
    .label = "PGD",
    .citation = "mixed-monotone-contractive 5.2",
    .explanation =
        "Steps along the sign of the exact gradient through the fixed point, projected to the ε-box, "
        "from the sample and from random starts; in l_2 along the gradient, projected to the ball.",
    .usesSteps = true,
    .run = run,
};

} // namespace kamke
