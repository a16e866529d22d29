// Which samples a sweep certifies, breaks or leaves open: the sets behind its counts.
#pragma once

#include "core/sweep/counts.h"

#include <vector>

namespace kamke {

/// Whether a verdict certifies, proved or not.
inline bool certifies(Certified verdict) {
    return verdict == Certified::Numerical || verdict == Certified::Proved;
}

/// One question about every sample at one ε of the sweep. The answers are samples of the sweep 0 … N − 1 in
/// increasing order, those alone that are done; SampleSource::number says which ones of the data set they
/// are.
struct SampleQuestion {
    enum class Kind {
        Certified,        ///< by `certificate`
        CertifiedNotBy,   ///< by `certificate`, but not by `other`
        NotCertified,     ///< read correctly, but not certified by `certificate`
        LargestCertified, ///< by `certificate`, and at no larger ε of the grid
        NeverCertified,   ///< read correctly, and certified by `certificate` at no ε of the grid
        Broken,           ///< read correctly, and broken by `attack` within ε
        Undecided,        ///< read correctly, not certified by `certificate`, and `attack` found nothing
        Misread           ///< at ε = 0
    };
    Kind kind = Kind::Certified;
    Index eps = 0;                                      ///< number in the plan's ε
    std::size_t certificate = 0, other = 0, attack = 0; ///< numbers in the plan
};

std::vector<Index> samplesThat(const SweepTable& table, const SampleQuestion& question);

/// How two certificates agree at one ε, over the samples that are done.
struct CrossTable {
    Index both = 0, firstOnly = 0, secondOnly = 0, neither = 0;
    friend bool operator==(const CrossTable&, const CrossTable&) = default;
};
CrossTable crossTable(const SweepTable& table, std::size_t first, std::size_t second, Index eps);

} // namespace kamke
