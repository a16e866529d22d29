// A data set without its inputs.
#pragma once

#include "core/model/types.h"

#include <vector>

namespace kamke {

/// What there is to know of an HDF5 data set before any input is read.
struct DatasetOutline {
    Index size = 0, r = 0;
    int rank = 2;       ///< of data set `inputs`: 2, or 3 of images
    bool bytes = false; ///< uint8, else floats
    std::vector<int> labels;
};

} // namespace kamke
