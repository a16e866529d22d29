#include "core/sweep/engine.h"

#include "core/certify/column_input.h"
#include "core/certify/margins.h"
#include "core/sweep/attacked.h"
#include "core/sweep/decided.h"
#include "core/sweep/margin_grid.h"
#include "core/sweep/verdict_search.h"

#include <algorithm>
#include <cassert>

namespace kamke {

SweepEngine::SweepEngine(std::shared_ptr<const Certifier> certifier, SweepPlan plan)
    : certifier_(std::move(certifier))
    , plan_(std::move(plan)) {
    assert(std::is_sorted(plan_.eps.begin(), plan_.eps.end()));
    assert(plan_.eps.size() == 0 || plan_.eps(0) >= 0);
    assert(!plan_.decisions || (plan_.certificates.empty() && plan_.attacks.empty()));
}

std::optional<SweepBlock> SweepEngine::run(
    const Matrix& raw, std::span<const int> labels, Index first, const Limits& limits, int threads,
    const std::optional<SweepBlock>& known) const {
    if (plan_.decisions)
        return decideBlock(*certifier_, plan_, raw, labels, first, known, limits, threads);
    const Index count = raw.cols(), steps = plan_.eps.size();
    const auto methods = static_cast<Index>(plan_.certificates.size());
    CertifyOptions options;
    options.norm = plan_.norm;
    options.clip = plan_.clip;
    options.everyMargin = plan_.margins;
    options.secondsPerSample = plan_.secondsPerSample;
    options.threads = threads;
    options.limits = limits;
    options.logits = false;
    options.float32 = plan_.float32;
    // What is proved does not depend on it. Verdicts and margins are nearly all known long before.
    options.tolerance = plan_.margins ? 1e-13 : 1e-12;
    options.marginAccuracy = plan_.marginAccuracy;
    SweepBlock block;
    block.first = first;
    block.labels.assign(labels.begin(), labels.end());
    block.seconds = Matrix::Zero(methods, steps);
    block.certified.assign(
        plan_.certificates.size(), SweepBlock::Certificates::Constant(steps, count, Certified::No));

    BallInputs inputs(*certifier_, raw, labels, plan_.clip, plan_.norm);
    // Boxes that can start anywhere only start from the states at the samples; the others are built on them.
    const bool coarse =
        std::all_of(plan_.certificates.begin(), plan_.certificates.end(), [](const auto* one) {
            return one->states->anyStartConverges();
        });
    block.predictions = predictColumns(*certifier_, inputs, limits, coarse ? 1e-8 : 1e-13).predictions;
    if (plan_.margins)
        computeMargins(*certifier_, plan_, inputs, block, options);
    else
        searchVerdicts(*certifier_, plan_, inputs, block, options);
    if (limits.reached())
        return std::nullopt;
    attackBlock(*certifier_, plan_, raw, block, limits);
    if (limits.reached())
        return std::nullopt;
    return block;
}

} // namespace kamke
