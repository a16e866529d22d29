// A network that was read from another program's file, and what was understood of that file.
#pragma once

#include "core/model/network.h"

#include <string>
#include <utility>
#include <vector>

namespace kamke {

/// One variable or node of the file.
struct ReadPart {
    std::string what;  ///< "variable U", "node gemm1 (Gemm)"
    std::string shape; ///< "87×784 double"; may be empty
    std::string how;   ///< "B, from the input to the state"
};

struct ImportSummary {
    std::string format; ///< "MATLAB 5"
    std::vector<ReadPart> parts;
    std::string activation, normalisation;
    Index n = 0, r = 0, q = 0;
    double mu2 = nan;   ///< μ_2(A); < 1: well-posed as a monotone operator network
    double muEta = nan; ///< the least μ_η(A) over η > 0; < 1: well-posed as a NEMON
    std::vector<std::string> warnings;

    /// All of it as rows of a table of two columns, in the order to read them.
    std::vector<std::pair<std::string, std::string>> rows() const;
};

struct ImportedNetwork {
    Network network;
    ImportSummary summary;
};

/// Why a file could not be imported, and whether the user could mend it by giving an option.
struct ImportError : Error {
    ImportError(Error error, bool needsMonotonicity_ = false)
        : Error(std::move(error))
        , needsMonotonicity(needsMonotonicity_) {}
    bool needsMonotonicity; ///< ImportOptions::monotonicity, which the file does not say
};
template<class T>
using ImportResult = tl::expected<T, ImportError>;

/// Fills in what the network itself tells: sizes, activation, normalisation and the two measures.
void describe(const Network& network, ImportSummary& summary);

} // namespace kamke
