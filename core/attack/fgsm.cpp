#include "attack/fgsm.h"

#include "attack/points.h"

namespace kamke {

namespace {

// One step of ε along the sign of the gradient, for each of the losses asked for; the better one is kept.
Matrix run(const AttackBlock& block, const AttackOptions& options) {
    const InputColumns& boxes = block.boxes;
    const Matrix zero = Matrix::Zero(block.certifier.network().n(), block.raw.cols());
    Matrix best = block.raw;
    const Points at = evaluate(block.certifier, block.raw, boxes.labels, zero, options.limits);
    Vector bestMargin = at.margin;
    for (const AttackLoss loss : {AttackLoss::CrossEntropy, AttackLoss::Margin}) {
        if (options.loss != loss && options.loss != AttackLoss::Both)
            continue;
        const Matrix gradient =
            inputGradient(block.certifier, at, lossWeights(loss, at.logits, boxes.labels), options.limits);
        const Matrix attacked =
            (block.raw + block.eps * gradient.cwiseSign()).cwiseMax(boxes.lower).cwiseMin(boxes.upper);
        const Points reached = evaluate(block.certifier, attacked, boxes.labels, at.x, options.limits);
        keepBetter(best, bestMargin, attacked, reached.margin);
    }
    return best;
}

} // namespace

constinit const Attack fgsm{
    .id = "fgsm",
    .name = "fast gradient sign method",
    .label = "FGSM",
    .citation = "mixed-monotone-contractive 5.2",
    .explanation = "One step of ε along the sign of the exact gradient.",
    .searches = false,
    .run = run,
};

} // namespace kamke
