// What certificates and an attack say of a sample together, and the same in words.
#pragma once

#include "core/attack/attack.h"
#include "core/certify/sample.h"

#include <string>
#include <string_view>

namespace kamke {

enum class Verdict { Certified, Misread, Broken, Undecided };
std::string_view verdictName(Verdict verdict); ///< certified, misread, broken, undecided

/// The verdict of a report together with the attack that ran beside it (null: none ran). A verified witness
/// against a proved certificate is a bug of Kamke, and stops the program with a message in every build.
Verdict verdictOf(const SampleReport& report, const AttackOutcome* attack);

/// "Undecided:" "the bound lets class dog overtake cat by at most 0.05, …" "Missing: MM-C by 0.05."
struct VerdictWords {
    std::string subject; ///< with its colon
    std::string text;    ///< one sentence, which goes on from the subject
    /// More sentences: by how much each method misses, and a sample outside of the domain.
    std::string details;

    /// All of it, one after the other.
    std::string plain() const;
};

/// Which kind of failure it is and, when undecided, by how much each method misses. Class names come from the
/// network's labels.
VerdictWords
verdictWords(const Certifier& certifier, const SampleReport& report, const AttackOutcome* attack);

} // namespace kamke
