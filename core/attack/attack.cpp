#include "core/attack/attack.h"

#include "core/attack/points.h"
#include "core/certify/blocks.h"
#include "core/certify/margins.h"
#include "core/model/rows.h"
#include "core/solve/solvers.h"

#include <array>
#include <cassert>

namespace kamke {

#define KAMKE_ROW(row) extern const Attack row;
#include "core/attack/attacks.def"
#undef KAMKE_ROW

namespace {

std::string counted(int count, const std::string& what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

} // namespace

AttackOutcome
solvedOutcome(const NetworkAnalysis& analysis, const Vector& input, int label, const Limits& limits) {
    AttackOutcome outcome;
    outcome.input = input;
    IterationOptions options;
    options.limits = limits;
    const ForwardResult found = forward(analysis, input, options);
    outcome.logits = found.y;
    if (found.status != Status::Ok || !found.y.allFinite())
        return outcome;
    outcome.prediction = predictedClass(found.y);
    outcome.margin = marginOf(found.y, label);
    const Network& net = analysis.network();
    const Vector terms = net.C.cwiseAbs() * found.x.cwiseAbs() +
                         net.D.cwiseAbs() * net.normalise(input).cwiseAbs() + net.c.cwiseAbs();
    outcome.rounding = 1e-9 * terms.maxCoeff();
    outcome.broken = outcome.prediction != label;
    return outcome;
}

std::span<const Attack> attacks() {
    static const std::array list{
#define KAMKE_ROW(row) row,
#include "core/attack/attacks.def"
#undef KAMKE_ROW
    };
    return list;
}

const Attack* findAttack(std::string_view id) {
    return findRow(attacks(), id);
}

std::string attackIds() {
    return rowIds(attacks());
}

std::vector<AttackOutcome> runAttack(
    const Attack& attack, const Certifier& certifier, const Matrix& raw, std::span<const int> labels,
    double eps, const AttackOptions& options) {
    assert(static_cast<Index>(labels.size()) == raw.cols() && eps >= 0);
    std::vector<AttackOutcome> outcomes(labels.size());
    std::string how(attack.label);
    if (attack.usesSteps)
        how += ", " + counted(options.steps, "step") + ", " + counted(options.restarts, "restart");
    CertifyOptions blocks;
    blocks.threads = options.threads;
    blocks.limits = options.limits;
    blocks.progress = options.progress;
    forBlocks(raw.cols(), blocks, [&](Index first, Index count) {
        const Matrix samples = raw.middleCols(first, count);
        const auto blockLabels =
            labels.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
        const AttackBlock block{
            certifier, samples, attackedInputs(certifier.network(), samples, blockLabels, eps, options), eps,
            options.firstSample + first};
        const Matrix found = attack.run(block, options);
        const std::vector<std::string> outside =
            options.clip ? outsideReasons(certifier.network(), samples) : std::vector<std::string>();
        for (Index k = 0; k < count; ++k) {
            const auto at = static_cast<std::size_t>(first + k);
            AttackOutcome best =
                solvedOutcome(certifier.analysis(), samples.col(k), labels[at], options.limits);
            if (!outside.empty() && !outside[static_cast<std::size_t>(k)].empty()) {
                best.outside = true;
                best.broken = false;
                best.how = how;
                outcomes[at] = std::move(best);
                continue;
            }
            // Misread without noise: the sample itself is the witness.
            if (!best.broken && found.col(k).allFinite() && found.col(k) != samples.col(k)) {
                const AttackOutcome attacked =
                    solvedOutcome(certifier.analysis(), found.col(k), labels[at], options.limits);
                if (attacked.prediction >= 0 && (best.prediction < 0 || attacked.margin <= best.margin))
                    best = attacked;
            }
            best.how = how;
            outcomes[at] = std::move(best);
            outcomes[at].finished = outcomes[at].prediction >= 0 && !options.limits.reached();
        }
        return !options.limits.reached();
    });
    return outcomes;
}

} // namespace kamke
