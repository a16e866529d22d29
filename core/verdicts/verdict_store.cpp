#include "core/verdicts/verdict_store.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace kamke {

VerdictStore::VerdictStore(std::vector<int> labels)
    : labels_(std::move(labels))
    , samples_(labels_.size()) {}

KnownVerdict VerdictStore::at(Index k, double eps) const {
    return verdictAt(sample(k), label(k), eps);
}

KnownCounts VerdictStore::counts(double eps) const {
    KnownCounts counts{};
    for (Index k = 0; k < size(); ++k)
        ++counts[static_cast<std::size_t>(at(k, eps).known)];
    return counts;
}

bool VerdictStore::isEmpty() const {
    return std::all_of(samples_.begin(), samples_.end(), [](const SampleKnowledge& one) {
        return !one.isRead() && one.proofs.empty() && !one.witness && one.attempts.empty();
    });
}

bool VerdictStore::take(Index k, const SampleKnowledge& more) {
    SampleKnowledge& ours = samples_[static_cast<std::size_t>(k)];
    if (const auto why = contradiction(ours, more)) {
        std::fprintf(stderr, "kamke: bug: of sample %lld, %s\n", static_cast<long long>(k), why->c_str());
        std::abort();
    }
    return kamke::join(ours, more, label(k));
}

Result<bool> VerdictStore::join(const VerdictStore& other) {
    if (other.labels_ != labels_)
        return fail("it is about other samples");
    for (Index k = 0; k < size(); ++k)
        if (const auto why = contradiction(sample(k), other.sample(k)))
            return fail("of sample " + std::to_string(k) + ", " + *why);
    bool changed = false;
    for (Index k = 0; k < size(); ++k)
        changed = kamke::join(samples_[static_cast<std::size_t>(k)], other.sample(k), label(k)) || changed;
    return changed;
}

} // namespace kamke
