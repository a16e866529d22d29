#include "core/verdicts/knowledge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <tuple>
#include <utility>

namespace kamke {

namespace {

/// NaN is no number above zero; a margin that nobody kept is said by NaN, and only by it.
bool provesAnything(const KnownProof& proof) {
    return proof.eps >= 0 && std::isfinite(proof.eps) &&
           (std::isnan(proof.margin) || (std::isfinite(proof.margin) && proof.margin > 0));
}

bool isLevel(const KnownWitness& witness) {
    return !std::isnan(witness.margin) && witness.margin >= -witness.rounding;
}

/// The proof in floating point that holds where the witness lies; null: none.
const KnownProof* proofAgainst(const std::vector<KnownProof>& proofs, const KnownWitness& witness) {
    const auto found = std::find_if(proofs.begin(), proofs.end(), [&](const KnownProof& one) {
        return one.rigorous && provesAnything(one) && one.eps >= witness.distance;
    });
    return found == proofs.end() ? nullptr : &*found;
}

bool before(const KnownProof& a, const KnownProof& b) {
    return std::tie(a.by, b.rigorous) < std::tie(b.by, a.rigorous);
}

bool takeProof(std::vector<KnownProof>& proofs, const KnownProof& proof) {
    const auto at = std::lower_bound(proofs.begin(), proofs.end(), proof, before);
    if (at == proofs.end() || before(proof, *at)) {
        proofs.insert(at, proof);
        return true;
    }
    // Of the same ε the larger margin.
    const bool better = proof.eps > at->eps ||
                        (proof.eps == at->eps && !std::isnan(proof.margin) && !(at->margin >= proof.margin));
    if (better)
        *at = proof;
    return better;
}

bool takeWitness(std::optional<KnownWitness>& known, const KnownWitness& witness) {
    if (!(witness.distance >= 0))
        return false;
    const auto better = [](const KnownWitness& a, const KnownWitness& b) {
        if (a.distance != b.distance)
            return a.distance < b.distance;
        return a.input && !b.input;
    };
    if (known && !better(witness, *known))
        return false;
    known = witness;
    return true;
}

bool takeAttempt(std::vector<KnownAttempt>& attempts, const KnownAttempt& attempt) {
    const auto at = std::find_if(attempts.begin(), attempts.end(), [&](const KnownAttempt& one) {
        return one.eps == attempt.eps && one.by == attempt.by;
    });
    if (at == attempts.end()) {
        attempts.push_back(attempt);
        return true;
    }
    const bool longer = attempt.seconds > at->seconds,
               closer = attempt.bound > at->bound || (std::isnan(at->bound) && !std::isnan(attempt.bound));
    if (longer) {
        at->seconds = attempt.seconds;
        at->reason = attempt.reason;
    }
    if (closer)
        at->bound = attempt.bound;
    return longer || closer;
}

/// Drops what the rest has made worthless.
void settle(SampleKnowledge& sample, int label) {
    if (sample.isMisread(label)) {
        // It is so at every ε, and its neighbours say nothing more.
        sample.proofs.clear();
        sample.witness.reset();
        sample.attempts.clear();
        return;
    }
    if (sample.witness && proofAgainst(sample.proofs, *sample.witness))
        sample.witness.reset(); // level within rounding, else it were a contradiction
    if (sample.witness)
        std::erase_if(sample.proofs, [&](const KnownProof& one) {
            return !one.rigorous && one.eps >= sample.witness->distance;
        });
    const double proved = sample.provedEps();
    std::erase_if(sample.attempts, [&](const KnownAttempt& one) {
        return (proved > 0 && one.eps <= proved) || (sample.witness && one.eps >= sample.witness->distance);
    });
    if (sample.attempts.size() > SampleKnowledge::mostAttempts)
        sample.attempts.erase(sample.attempts.begin(), sample.attempts.end() - SampleKnowledge::mostAttempts);
}

bool covers(const KnownProof& proof, double eps) {
    return proof.eps >= eps;
}

/// Whether `a` says more of a sample at an ε that both cover.
bool saysMore(const KnownProof& a, const KnownProof& b) {
    if (a.rigorous != b.rigorous)
        return a.rigorous;
    if (a.eps != b.eps)
        return a.eps < b.eps;
    const double left = std::isnan(a.margin) ? 0 : a.margin, right = std::isnan(b.margin) ? 0 : b.margin;
    return left > right;
}

} // namespace

std::string_view knownName(Known known) {
    static constexpr std::array<std::string_view, knownCount> names{
        "not yet", "proved", "unknown", "broken", "misread"};
    return names[static_cast<std::size_t>(known)];
}

double SampleKnowledge::provedEps() const {
    double most = 0;
    for (const KnownProof& one : proofs)
        if (one.rigorous)
            most = std::max(most, one.eps);
    return most;
}

const KnownAttempt* SampleKnowledge::tried(std::string_view by, double eps) const {
    const auto found = std::find_if(attempts.begin(), attempts.end(), [&](const KnownAttempt& one) {
        return one.eps == eps && one.by == by;
    });
    return found == attempts.end() ? nullptr : &*found;
}

double SampleKnowledge::marginOf(std::string_view by, double eps) const {
    for (const KnownProof& one : proofs)
        if (one.eps == eps && one.by == by && !std::isnan(one.margin))
            return one.margin;
    const KnownAttempt* attempt = tried(by, eps);
    return attempt ? attempt->bound : nan;
}

KnownVerdict verdictAt(const SampleKnowledge& sample, int label, double eps) {
    KnownVerdict verdict;
    if (sample.isMisread(label)) {
        verdict.known = Known::Misread;
        return verdict;
    }
    if (sample.witness && sample.witness->distance <= eps) {
        verdict.known = Known::Broken;
        verdict.witness = &*sample.witness;
        verdict.by = verdict.witness->by;
        verdict.margin = verdict.witness->margin;
        return verdict;
    }
    for (const KnownProof& one : sample.proofs)
        if (covers(one, eps) && (!verdict.proof || saysMore(one, *verdict.proof)))
            verdict.proof = &one;
    if (verdict.proof) {
        verdict.known = Known::Proved;
        verdict.by = verdict.proof->by;
        verdict.margin = verdict.proof->margin;
        return verdict;
    }
    for (const KnownAttempt& one : sample.attempts)
        if (one.eps == eps &&
            (!verdict.attempt || !(one.bound < verdict.attempt->bound || std::isnan(one.bound)) ||
             std::isnan(verdict.attempt->bound)))
            verdict.attempt = &one;
    if (verdict.attempt) {
        verdict.known = Known::Unknown;
        verdict.by = verdict.attempt->by;
        verdict.margin = verdict.attempt->bound;
    } else if (sample.prediction == -1) {
        verdict.known = Known::Unknown; // it is not read at all
    }
    return verdict;
}

std::vector<std::string_view> allBy(const SampleKnowledge& sample, int label, double eps) {
    std::vector<std::string_view> names;
    const auto add = [&](const std::string& name) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.emplace_back(name);
    };
    switch (verdictAt(sample, label, eps).known) {
    case Known::Proved:
        for (const KnownProof& one : sample.proofs)
            if (covers(one, eps))
                add(one.by);
        break;
    case Known::Broken:
        add(sample.witness->by);
        break;
    case Known::Unknown:
        for (const KnownAttempt& one : sample.attempts)
            if (one.eps == eps)
                add(one.by);
        break;
    case Known::NotYet:
    case Known::Misread:
        break;
    }
    return names;
}

bool isBy(const SampleKnowledge& sample, int label, double eps, std::string_view by) {
    const std::vector<std::string_view> names = allBy(sample, label, eps);
    return std::find(names.begin(), names.end(), by) != names.end();
}

std::optional<std::string> contradiction(const SampleKnowledge& one, const SampleKnowledge& other) {
    for (const auto& [a, b] :
         {std::pair{&one, &other}, std::pair{&other, &one}, std::pair{&one, &one},
          std::pair{&other, &other}}) {
        if (!b->witness || isLevel(*b->witness))
            continue;
        const KnownProof* proof = proofAgainst(a->proofs, *b->witness);
        if (!proof)
            continue;
        std::ostringstream text;
        text.precision(17);
        text << proof->by << " proves that no input within " << proof->eps
             << " is read as another class, but " << b->witness->by << " has found one at distance "
             << b->witness->distance;
        if (!std::isnan(b->witness->margin))
            text << ", with margin " << b->witness->margin;
        return text.str();
    }
    return std::nullopt;
}

bool join(SampleKnowledge& ours, const SampleKnowledge& more, int label) {
    bool changed = false;
    if (more.isRead() && !ours.isRead()) {
        ours.prediction = more.prediction;
        changed = true;
    }
    if (ours.isMisread(label)) {
        settle(ours, label);
        return changed;
    }
    for (const KnownProof& one : more.proofs)
        if (provesAnything(one) && !(ours.witness && !one.rigorous && one.eps >= ours.witness->distance))
            changed = takeProof(ours.proofs, one) || changed;
    if (more.witness && !proofAgainst(ours.proofs, *more.witness))
        changed = takeWitness(ours.witness, *more.witness) || changed;
    const double proved = ours.provedEps();
    for (const KnownAttempt& one : more.attempts) {
        const bool isSettled =
            (proved > 0 && one.eps <= proved) || (ours.witness && one.eps >= ours.witness->distance);
        if (!isSettled)
            changed = takeAttempt(ours.attempts, one) || changed;
    }
    settle(ours, label);
    return changed;
}

} // namespace kamke
