// What is known of a sample, in words.
#pragma once

#include "core/certify/sample.h"
#include "core/explain/verdict.h"
#include "core/verdicts/knowledge.h"

namespace kamke {

/// "MM-C", "PGD", "search": who is meant by the id of a certificate or an attack.
std::string finderName(std::string_view id);

/// The verdict of `known` at the report's ε with its reasons: who proved it and by which margin, how far away
/// the witness is, or what was tried in vain; and where the certificate `chosen` (null: none) says less than
/// the verdict, by how much it misses.
VerdictWords knownWords(
    const Certifier& certifier, const SampleReport& report, const SampleKnowledge& known,
    const SampleCertificate* chosen);

} // namespace kamke
