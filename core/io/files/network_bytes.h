// A network as bytes on its way from one process to another.
#pragma once

#include "core/model/network.h"

#include <optional>
#include <string>

namespace kamke {

/// Only for processes of one program on one machine: byte order and widths are the machine's.
std::string toBytes(const Network& network);

/// The inverse of toBytes(). Empty when the bytes are not what toBytes() makes; never reads or allocates
/// beyond them.
std::optional<Network> networkFromBytes(const std::string& bytes);

} // namespace kamke
