// Fast gradient sign method.
#include "core/attack/points.h"

namespace kamke {

namespace {

// One step of ε along the sign of the gradient (along the gradient in l_2), for each of the losses asked for;
// the better one is kept.
Matrix run(const AttackBlock& block, const AttackOptions& options) {
    const std::vector<int>& labels = block.inputs.labels;
    const Matrix zero = Matrix::Zero(block.certifier.network().n(), block.raw.cols());
    Matrix best = block.raw;
    const Points at = evaluate(block.certifier, block.raw, labels, zero, options.limits);
    Vector bestMargin = at.margin;
    for (const AttackLoss loss : {AttackLoss::CrossEntropy, AttackLoss::Margin}) {
        if (options.loss != loss && options.loss != AttackLoss::Both)
            continue;
        const Matrix gradient =
            inputGradient(block.certifier, at, lossWeights(loss, at.logits, labels), options.limits);
        const Matrix attacked = projected(block, block.raw + block.eps * steepest(block, gradient));
        const Points reached = evaluate(block.certifier, attacked, labels, at.x, options.limits);
        keepBetter(best, bestMargin, attacked, reached.margin);
    }
    return best;
}

} // namespace

extern constinit const Attack fgsm{
    .id = "fgsm",
    .name = "fast gradient sign method",
    .label = "FGSM",
    .citation = "mixed-monotone-contractive 5.2",
    .explanation = "One step of ε along the sign of the exact gradient; along the gradient in l_2.",
    .usesSteps = false,
    .run = run,
};

} // namespace kamke
