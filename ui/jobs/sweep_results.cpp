#include "ui/jobs/sweep_results.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

bool SweepResults::complete() const {
    return problem.isEmpty() && std::all_of(networks.begin(), networks.end(), [](const SweepNetwork& each) {
               return each.complete || !each.problem.isEmpty();
           });
}

Index SweepResults::done() const {
    Index sum = 0;
    for (const SweepNetwork& each : networks)
        sum += each.counts ? each.counts->done : !each.problem.isEmpty() ? samples : 0;
    return sum;
}

double SweepResults::secondsLeft() const {
    double left = 0, known = 0;
    int unknown = 0, measured = 0;
    for (const SweepNetwork& each : networks) {
        if (each.complete || !each.problem.isEmpty()) {
            if (each.complete) {
                known += each.seconds;
                ++measured;
            }
        } else if (std::isfinite(each.secondsLeft)) {
            left += each.secondsLeft;
            known += each.seconds + each.secondsLeft;
            ++measured;
        } else {
            ++unknown;
        }
    }
    // The networks that are still to come are taken for as dear as the others.
    if (unknown > 0)
        left += measured > 0 ? unknown * known / measured : std::nan("");
    return left;
}

} // namespace kamke::ui
