// SHA-256: what ties a proof to the weights and the sample that it is about.
#pragma once

#include "core/model/network.h"

#include <string>
#include <string_view>

namespace kamke {

/// SHA-256 (FIPS 180-4) of the bytes, 64 hexadecimal digits.
std::string sha256(std::string_view bytes);
/// The same of numbers as the bytes of IEEE doubles, the least significant byte first.
std::string sha256(const Vector& numbers);

/// SHA-256 over all that the state and the outputs of raw inputs depend on: sizes, weights, activation,
/// normalisation and input domain, in the order of the members of Network. Names, η and the way of training
/// do not count.
std::string networkHash(const Network& network);

} // namespace kamke
