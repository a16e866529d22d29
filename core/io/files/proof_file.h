// The proof of one verdict as a file (*.kproof.json), for kamke-check.
#pragma once

#include "core/prove/sample_proof.h"

#include <string>

namespace kamke {

/// The text of the file, numbers as hexadecimal floats. `networkHash`: see networkHash().
std::string proofText(const SampleProof& proof, const std::string& networkHash);

/// "sample-3-eps-0.05-l2.kproof.json", where `of` is "sample-3".
std::string proofFileName(const std::string& of, const SampleClaim& claim);

/// As the file has it: -0x1.8p+3, without a loss.
std::string hexadecimal(double value);

} // namespace kamke
