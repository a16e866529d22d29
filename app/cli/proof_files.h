// A folder of proofs of verdicts, and its index.
#pragma once

#include "command.h"

#include "core/prove/sample_proof.h"

#include <filesystem>
#include <mutex>

namespace kamke::cli {

/// A folder that gets a file for every verdict, and at the end its index. Safe to be called by several
/// threads.
class ProofFolder {
public:
    /// Makes the folder where there is none; throws InputError where nothing can be written into it.
    ProofFolder(std::filesystem::path folder, const Network& network);

    /// Writes the proof of a verdict on a sample (its number in the data set), or remembers why there is
    /// none.
    void
    add(const Certifier& certifier, Index sample, SampleClaim claim, const SampleDecision& decision,
        const DecisionEvidence* evidence, const Limits& limits);

    /// Writes index.json; throws InputError when it, or a proof, could not be written.
    void finish();
    /// "1 verdict has no proof, the first is sample 3: its bounds …"; empty when every verdict has one.
    std::string missing() const;

private:
    struct Line {
        double eps;
        Index sample;
        Json json;
        friend bool operator<(const Line& a, const Line& b) {
            return std::tie(a.eps, a.sample) < std::tie(b.eps, b.sample);
        }
    };
    static Json lines(std::vector<Line> some);

    std::filesystem::path folder_;
    std::string network_;
    std::mutex mutex_;
    std::vector<Line> proofs_, without_;
    std::string error_; ///< the first
};

} // namespace kamke::cli
