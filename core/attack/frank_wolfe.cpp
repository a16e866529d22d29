#include "attack/frank_wolfe.h"

#include "attack/points.h"

namespace kamke {

namespace {

// The corner of each box in the direction that lowers y_label − y_j fastest, and then convex combinations
// with it (Frank and Wolfe): three whole steps, which settle on a corner for most samples, and shrinking ones
// after them.
Matrix run(const AttackBlock& block, const AttackOptions& options) {
    constexpr int steps = 8, whole = 3;
    const InputColumns& boxes = block.boxes;
    const Index q = block.certifier.network().q(), count = block.raw.cols();
    const Matrix zero = Matrix::Zero(block.certifier.network().n(), count);
    const Points start = evaluate(block.certifier, block.raw, boxes.labels, zero, options.limits);
    Matrix best = block.raw;
    Vector bestMargin = start.margin;
    for (Index competitor = 0; competitor < q; ++competitor) {
        // ∂(y_label − y_j)/∂y: zero for the samples of this class.
        Matrix weights = Matrix::Zero(q, count);
        for (Index k = 0; k < count; ++k)
            if (const Index label = boxes.labels[static_cast<std::size_t>(k)]; label != competitor) {
                weights(label, k) = 1;
                weights(competitor, k) = -1;
            }
        Matrix v = block.raw;
        Points at = start;
        for (int step = 0; step < steps && !options.limits.reached(); ++step) {
            const Matrix gradient = inputGradient(block.certifier, at, weights, options.limits);
            const Matrix corner =
                (gradient.array() > 0).select(boxes.lower, (gradient.array() < 0).select(boxes.upper, v));
            const double share = step < whole ? 1 : 2.0 / static_cast<double>(step - whole + 3);
            v = (v + share * (corner - v)).cwiseMax(boxes.lower).cwiseMin(boxes.upper);
            at = evaluate(block.certifier, v, boxes.labels, at.x, options.limits);
            keepBetter(best, bestMargin, v, at.margin);
        }
    }
    return best;
}

} // namespace

constinit const Attack frankWolfe{
    .id = "frank-wolfe",
    .name = "Frank-Wolfe steps over all competitors",
    .label = "Frank-Wolfe",
    .citation = "the exact gradient of nemon (20); semialgebraic-mondeq section 4 attacks by PGD instead",
    .explanation =
        "For every competitor steps to the corner of the ε-box along the sign of the exact gradient; cheap, "
        "and strong where the margin is nearly linear.",
    .searches = false,
    .run = run,
};

} // namespace kamke
