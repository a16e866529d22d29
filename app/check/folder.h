// Proof files and folders of them.
#pragma once

#include "check.h"

#include <filesystem>
#include <optional>

namespace kamke::check {

/// What was found out about one file.
struct FileVerdict {
    std::filesystem::path file;
    std::optional<std::string> fails; ///< why it does not hold; nothing when it does
    std::string holds;                ///< what it shows, in words
    bool robust = false;
    std::string sampleHash; ///< SHA-256 of the sample's values
};

/// Where a proof and the line of the index that names it have to agree, each as text.
struct Claim {
    std::string network, sample; ///< SHA-256
    std::string eps, norm, clip, label, verdict;

    Claim() = default;
    explicit Claim(const Proof& proof);
    /// The first member that the index has otherwise, in one sentence.
    std::optional<std::string> difference(const Claim& index) const;
};

/// Checks the text of a file, and that it claims what is expected (null: whatever it says).
FileVerdict
checkText(const CheckedNetwork& network, const std::string& text, const Claim* expected = nullptr);

/// Reads and checks one file; whatever is wrong with it is in the verdict.
FileVerdict checkFile(const CheckedNetwork& network, const std::filesystem::path& file);

/// A folder as `kamke-cli decide --proofs` writes it: index.json says which proof is about what.
struct FolderVerdict {
    std::size_t robust = 0, broken = 0; ///< proofs that hold
    std::size_t without = 0;            ///< verdicts of the index that have no proof
    std::vector<FileVerdict> failed;    ///< in the order of the index
    std::optional<std::string> fails;   ///< why the index itself is no good
    bool holds() const { return failed.empty() && !fails; }
};

/// Every file of the index on several threads: each has to hold and to be about what the index says, in
/// network, sample, ε, norm, clipping, label and verdict.
FolderVerdict checkFolder(const CheckedNetwork& network, const std::filesystem::path& folder, int threads);

} // namespace kamke::check
