// The groups `input` and `training` of a network file.
#pragma once

#include "core/io/hdf5/hdf5_handle.h"
#include "core/io/text/plain_text.h"
#include "core/model/network.h"

namespace kamke {

/// Reads the group `input`, if any, into network.input; B must have been read. Errors as in network_reader.h.
Result<void> readInput(hid_t file, Network& network);

/// Reads the attributes of the group `training`, if any. Those of a type that no AttributeValue can hold are
/// left out.
Result<void> readTraining(hid_t file, Network& network);

} // namespace kamke
