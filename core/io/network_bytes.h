// A network, or the reason why there is none, as bytes on their way from one process to another.
#pragma once

#include "model/network.h"

#include <string>

namespace kamke {

/// Only for processes of one program on one machine: byte order and widths are the machine's.
std::string toBytes(const Result<Network>& result);

/// The inverse of toBytes(). Empty when the bytes are not what toBytes() makes; never reads or allocates
/// beyond them.
std::optional<Result<Network>> fromBytes(const std::string& bytes);

} // namespace kamke
