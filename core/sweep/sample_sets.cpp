#include "core/sweep/sample_sets.h"

#include <cassert>

namespace kamke {

namespace {

bool answers(const SweepTable& table, const SampleQuestion& q, Index k) {
    const auto at = static_cast<std::size_t>(k);
    const bool correct = table.predictions[at] == table.labels[at];
    const auto certified = [&](std::size_t certificate) {
        return certifies(table.certified[certificate](q.eps, k));
    };
    const auto attacked = [&] { return table.attacked[q.attack](q.eps, k); };
    using Kind = SampleQuestion::Kind;
    switch (q.kind) {
    case Kind::Certified:
        return certified(q.certificate);
    case Kind::CertifiedNotBy:
        return certified(q.certificate) && !certified(q.other);
    case Kind::NotCertified:
        return correct && !certified(q.certificate);
    case Kind::LargestCertified:
        return table.largestCertified(static_cast<Index>(q.certificate), k) == q.eps;
    case Kind::NeverCertified:
        return correct && table.largestCertified(static_cast<Index>(q.certificate), k) < 0;
    case Kind::Broken:
        return correct && attacked() == Attacked::Broken;
    case Kind::Undecided:
        return correct && !certified(q.certificate) && attacked() == Attacked::NotFound;
    case Kind::Misread:
        return !correct;
    }
    return false;
}

} // namespace

std::vector<Index> samplesThat(const SweepTable& table, const SampleQuestion& question) {
    std::vector<Index> samples;
    for (std::size_t k = 0; k < table.done.size(); ++k)
        if (table.done[k] && answers(table, question, static_cast<Index>(k)))
            samples.push_back(static_cast<Index>(k));
    return samples;
}

CrossTable crossTable(const SweepTable& table, std::size_t first, std::size_t second, Index eps) {
    assert(first < table.certified.size() && second < table.certified.size());
    CrossTable cross;
    for (std::size_t k = 0; k < table.done.size(); ++k) {
        if (!table.done[k])
            continue;
        const bool one = certifies(table.certified[first](eps, static_cast<Index>(k))),
                   two = certifies(table.certified[second](eps, static_cast<Index>(k)));
        ++(one ? (two ? cross.both : cross.firstOnly) : two ? cross.secondOnly : cross.neither);
    }
    return cross;
}

} // namespace kamke
