// The input domain of a network: where raw inputs live, and samples that do not.
#pragma once

#include "core/model/network.h"

namespace kamke {

/// Whether the network's file bounds its raw inputs at all.
bool hasDomain(const Network& network);

/// Why a raw input (r) is outside of the domain: "input 3 of 4 is -2, below 0". Nothing when it is inside, or
/// when there is no domain.
std::optional<std::string> whyOutside(const Network& network, const Vector& raw);

/// Samples outside of the domain among those that were looked at.
class OutsideSamples {
public:
    explicit OutsideSamples(const Network& network)
        : network_(network) {}
    /// Columns of raw inputs; `numbers` are those of the samples in their data set.
    void look(const Matrix& raw, const std::vector<Index>& numbers);
    Index count() const { return count_; }
    /// "3 of 10 samples are outside of the input domain: sample 0, whose input 1 of 4 is -2, below 0, 4 and
    /// 7", and that the values look like raw pixels where they do. Empty when none is outside.
    std::string sentence() const;

private:
    const Network& network_;
    Index looked_ = 0, count_ = 0;
    std::vector<Index> named_; ///< the first few
    std::string why_;          ///< of the first
    bool bytes_ = true;        ///< every value is a whole number of 0 … 255
    double largest_ = 0;
};

} // namespace kamke
