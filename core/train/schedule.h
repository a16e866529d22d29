// How ε, the share of the clean loss and the rate change while training goes on.
#pragma once

#include "core/train/train.h"

namespace kamke {

/// Values at a point of the training, `done` in [0, 1).
struct Schedule {
    double eps = 0;         ///< of the boxes
    double cleanWeight = 1; ///< of the clean loss; the rest is for the worst case
    double rate = 0;        ///< of Adam
};
Schedule scheduleAt(const TrainOptions& options, double done);

} // namespace kamke
