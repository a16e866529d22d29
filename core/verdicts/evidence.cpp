#include "core/verdicts/evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace kamke {

namespace {

double distanceBetween(const Vector& a, const Vector& b, BallNorm norm) {
    return norm == BallNorm::L2 ? (a - b).norm() : (a - b).lpNorm<Eigen::Infinity>();
}

std::string_view stageId(CascadeStage stage) {
    switch (stage) {
    case CascadeStage::Lipschitz:
        return "lipschitz-sdp";
    case CascadeStage::Relational:
        return "relational";
    case CascadeStage::Semidefinite:
        return "sdp";
    case CascadeStage::Attack:
    case CascadeStage::Search:
        break;
    }
    return searchId;
}

/// The best bound of the stages up to that one; −∞: they have none.
double boundUpTo(const CompetitorCascade& one, CascadeStage last) {
    double best = -std::numeric_limits<double>::infinity();
    for (const auto& [stage, bound] :
         {std::pair{CascadeStage::Lipschitz, one.lipschitz},
          std::pair{CascadeStage::Relational, one.relational},
          std::pair{CascadeStage::Semidefinite, one.semidefinite},
          std::pair{CascadeStage::Search, one.search}})
        if (stage <= last && std::isfinite(bound))
            best = std::max(best, bound);
    return best;
}

std::string_view stageId(DecisionStage stage) {
    switch (stage) {
    case DecisionStage::MixedMonotone:
        return "mmc";
    case DecisionStage::Relational:
        return "relational";
    case DecisionStage::None:
    case DecisionStage::Misread:
    case DecisionStage::Search:
        break;
    }
    return searchId;
}

} // namespace

std::optional<KnownWitness>
witnessOf(const AttackOutcome& outcome, const Vector& raw, double eps, BallNorm norm, std::string_view by) {
    if (!outcome.broken || outcome.input.size() != raw.size())
        return std::nullopt;
    double distance = distanceBetween(outcome.input, raw, norm);
    if (!std::isfinite(distance))
        return std::nullopt;
    // It lies in the set of ε; only the subtraction has rounded.
    constexpr double rounding = 1e-9;
    if (distance > eps && distance <= eps * (1 + rounding))
        distance = eps;
    return KnownWitness{distance,       std::string(by),  outcome.prediction,
                        outcome.margin, outcome.rounding, std::make_shared<const Vector>(outcome.input)};
}

SampleKnowledge marginKnowledge(double eps, std::string_view by, double margin, bool rigorous) {
    SampleKnowledge known;
    // Fails closed: NaN is not > 0.
    if (std::isfinite(margin) && margin > 0)
        known.proofs.push_back({eps, std::string(by), margin, rigorous});
    else
        known.attempts.push_back({.eps = eps, .by = std::string(by), .bound = margin, .reason = {}});
    return known;
}

SampleKnowledge attackKnowledge(
    const AttackOutcome& outcome, const Vector& raw, double eps, BallNorm norm, std::string_view by) {
    SampleKnowledge known;
    if (!outcome.finished && !outcome.outside)
        return known;
    known.witness = witnessOf(outcome, raw, eps, norm, by);
    if (!known.witness)
        known.attempts.push_back(
            {.eps = eps,
             .by = std::string(by),
             .reason = outcome.outside ? "the sample is outside of the input domain" : ""});
    return known;
}

SampleKnowledge
reportKnowledge(const SampleReport& report, const AttackOutcome* attack, std::string_view attackId) {
    SampleKnowledge known;
    known.prediction = report.prediction;
    for (const SampleCertificate& one : report.certificates) {
        if (one.status != Status::Ok)
            continue;
        const SampleKnowledge each =
            marginKnowledge(report.eps, one.certificate->id, one.margin, one.rigorous);
        known.proofs.insert(known.proofs.end(), each.proofs.begin(), each.proofs.end());
        known.attempts.insert(known.attempts.end(), each.attempts.begin(), each.attempts.end());
    }
    if (attack) {
        SampleKnowledge each = attackKnowledge(*attack, report.raw, report.eps, report.norm, attackId);
        known.witness = std::move(each.witness);
        known.attempts.insert(known.attempts.end(), each.attempts.begin(), each.attempts.end());
    }
    return known;
}

SampleKnowledge decisionKnowledge(
    const NetworkAnalysis& analysis, const SampleDecision& decision, const Vector& raw, int label, double eps,
    BallNorm norm, double secondsPerSample) {
    SampleKnowledge known;
    if (decision.prediction >= 0 || decision.decision != Decision::NotYet)
        known.prediction = decision.prediction;
    switch (decision.decision) {
    case Decision::NotYet:
        break;
    case Decision::Robust:
        if (std::isfinite(decision.bound) && decision.bound > 0)
            known.proofs.push_back({eps, std::string(stageId(decision.stage)), decision.bound, true});
        break;
    case Decision::Broken:
        if (!decision.misread() && decision.witness.size() == raw.size()) {
            const AttackOutcome solved = solvedOutcome(analysis, decision.witness, label, {});
            known.witness = witnessOf(solved, raw, eps, norm, stageId(decision.stage));
        }
        break;
    case Decision::Unknown:
        known.attempts.push_back(
            {eps, std::string(searchId), decision.bound, secondsPerSample, decision.reason});
        break;
    }
    return known;
}

SampleKnowledge cascadeKnowledge(const CascadeResult& result, double eps) {
    SampleKnowledge known;
    if (result.certified()) {
        // By the dearest that any competitor needed. What is solved beyond it is not its margin.
        CascadeStage last = CascadeStage::Attack;
        for (const CompetitorCascade& one : result.competitors)
            last = std::max(last, one.decidedBy.value_or(last));
        double margin = std::numeric_limits<double>::infinity();
        for (const CompetitorCascade& one : result.competitors)
            margin = std::min(margin, boundUpTo(one, last));
        known.proofs.push_back({eps, std::string(stageId(last)), margin, true});
    } else if (result.complete && !result.competitors.empty()) {
        const double seconds = std::accumulate(result.seconds.begin(), result.seconds.end(), 0.0);
        known.attempts.push_back({eps, std::string(searchId), result.margin(), seconds, {}});
    }
    return known;
}

Result<void> takeDecisions(
    VerdictStore& store, const SweepDecisions& decisions, const Vector& eps, std::span<const int> predictions,
    std::span<const Index> numbers) {
    VerdictStore found = store;
    for (std::size_t column = 0; column < numbers.size(); ++column) {
        const auto k = static_cast<Index>(column);
        if (numbers[column] < 0 || numbers[column] >= store.size())
            return fail(
                "it has a sample " + std::to_string(numbers[column]) + ", expected numbers below " +
                std::to_string(store.size()));
        SampleKnowledge known;
        if ((decisions.decided.col(k).array() != Decision::NotYet).any())
            known.prediction = predictions[column];
        for (Index e = 0; e < eps.size(); ++e) {
            const std::string by(stageId(decisions.stage(e, k)));
            const double bound = decisions.bound(e, k);
            switch (decisions.decided(e, k)) {
            case Decision::NotYet:
                break;
            case Decision::Robust:
                // Of a smaller ε the table keeps the bound of a larger one.
                if (std::isfinite(bound) && bound > 0)
                    known.proofs.push_back({eps(e), by, bound, true});
                break;
            case Decision::Broken:
                if (decisions.stage(e, k) != DecisionStage::Misread &&
                    !(known.witness && known.witness->distance <= eps(e)))
                    known.witness = KnownWitness{eps(e), by, -1, nan, 0, nullptr};
                break;
            case Decision::Unknown:
                known.attempts.push_back(
                    {eps(e), std::string(searchId), bound, decisions.limit(e, k), decisions.reason(e, k)});
                break;
            }
        }
        for (const SampleKnowledge* one : {&found.sample(numbers[column]), &std::as_const(known)})
            if (const auto why = contradiction(*one, known))
                return fail("of sample " + std::to_string(numbers[column]) + ", " + *why);
        found.take(numbers[column], known);
    }
    store = std::move(found);
    return {};
}

} // namespace kamke
