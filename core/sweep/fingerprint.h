// What tells a network or a data set from every other, whatever its file is called.
#pragma once

#include "core/sweep/sample_source.h"

#include <string>

namespace kamke {

/// 32 hexadecimal digits (XXH3 of 128 bits) over all that verdicts depend on: sizes, weights, activation, η
/// and the input spec. Names, descriptions, class names and the way of training do not count.
std::string fingerprint(const Network& network);

/// The same over the samples: their number, raw inputs in float64, labels, and numbers in the data set. Equal
/// for the same samples wherever they come from. Reads everything once, block by block, on `threads` threads.
Result<std::string> fingerprint(const SampleSource& source, int threads = 1);

} // namespace kamke
