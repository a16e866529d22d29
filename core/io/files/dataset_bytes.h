// A data set as bytes on its way from one process to another.
#pragma once

#include "core/model/dataset.h"

#include <optional>
#include <string>

namespace kamke {

/// Only for processes of one program on one machine: byte order and widths are the machine's.
std::string toBytes(const Dataset& data);

/// The inverse of toBytes(). Empty when the bytes are not what toBytes() makes; never reads or allocates
/// beyond them.
std::optional<Dataset> datasetFromBytes(const std::string& bytes);

} // namespace kamke
