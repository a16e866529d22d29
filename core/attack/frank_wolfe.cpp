// Steps between the corners of the ε-box or the border of the ball, towards every competitor.
#include "core/attack/points.h"

namespace kamke {

namespace {

// Where a linear function with this gradient is least: a corner of the box, which keeps the entries of `v`
// that do not matter, or the point of the ball against the gradient.
Matrix leastPoints(const AttackBlock& block, const Matrix& gradient, const Matrix& v) {
    const InputColumns& inputs = block.inputs;
    if (inputs.euclidean.size() > 0)
        return block.raw - steepest(block, gradient) * inputs.euclidean.asDiagonal();
    return (gradient.array() > 0).select(inputs.lower, (gradient.array() < 0).select(inputs.upper, v));
}

// The extreme point of each box or ball in the direction that lowers y_label − y_j fastest, and then convex
// combinations with it (Frank and Wolfe): three whole steps, which settle on one for most samples, and
// shrinking ones after them.
Matrix run(const AttackBlock& block, const AttackOptions& options) {
    constexpr int steps = 8, whole = 3;
    const std::vector<int>& labels = block.inputs.labels;
    const Index q = block.certifier.network().q(), count = block.raw.cols();
    const Matrix zero = Matrix::Zero(block.certifier.network().n(), count);
    const Points start = evaluate(block.certifier, block.raw, labels, zero, options.limits);
    Matrix best = block.raw;
    Vector bestMargin = start.margin;
    for (Index competitor = 0; competitor < q; ++competitor) {
        // ∂(y_label − y_j)/∂y: zero for the samples of this class.
        Matrix weights = Matrix::Zero(q, count);
        for (Index k = 0; k < count; ++k)
            if (const Index label = labels[static_cast<std::size_t>(k)]; label != competitor) {
                weights(label, k) = 1;
                weights(competitor, k) = -1;
            }
        Matrix v = block.raw;
        Points at = start;
        for (int step = 0; step < steps && !options.limits.reached(); ++step) {
            const Matrix gradient = inputGradient(block.certifier, at, weights, options.limits);
            const Matrix least = leastPoints(block, gradient, v);
            const double share = step < whole ? 1 : 2.0 / static_cast<double>(step - whole + 3);
            v = projected(block, v + share * (least - v));
            at = evaluate(block.certifier, v, labels, at.x, options.limits);
            keepBetter(best, bestMargin, v, at.margin);
        }
    }
    return best;
}

} // namespace

extern constinit const Attack frankWolfe{
    .id = "frank-wolfe",
    .name = "Frank-Wolfe steps over all competitors",
    .label = "Frank-Wolfe",
    .citation = "the exact gradient of nemon (20); semialgebraic-mondeq section 4 attacks by PGD instead",
    .explanation =
        "For every competitor steps to the corner of the ε-box along the sign of the exact gradient, in l_2 "
        "to the point of the ball along it; cheap, and strong where the margin is nearly linear.",
    .usesSteps = false,
    .run = run,
};

} // namespace kamke
