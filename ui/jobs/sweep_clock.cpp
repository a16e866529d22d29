#include "ui/jobs/sweep_clock.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

SweepClock::SweepClock(const SweepPlan& plan, Index samples, double secondsBefore)
    : samples_(samples)
    , before_(secondsBefore) {
    attackedOf_.reserve(plan.attacks.size());
    for (const PlannedAttack& attack : plan.attacks)
        attackedOf_.push_back(std::min(attack.first, samples));
}

double SweepClock::seconds() const {
    return before_ + std::chrono::duration<double>(Time::clock::now() - begin_).count();
}

double SweepClock::secondsLeft(const SweepCounts& counts) const {
    if (counts.done == 0 || samples_ == 0)
        return std::nan("");
    // Thread seconds; what certificates share is counted for each of them, which cancels in the quotient.
    const double perSample = counts.seconds.sum() / static_cast<double>(counts.done);
    double done = counts.seconds.sum(), left = perSample * static_cast<double>(samples_ - counts.done);
    for (std::size_t a = 0; a < attackedOf_.size(); ++a) {
        const double spent = counts.attackSeconds(static_cast<Index>(a));
        done += spent;
        if (counts.attacked[a] > 0)
            left += spent / static_cast<double>(counts.attacked[a]) *
                    static_cast<double>(attackedOf_[a] - counts.attacked[a]);
    }
    return done > 0
               ? seconds() * left / done
               : seconds() * static_cast<double>(samples_ - counts.done) / static_cast<double>(counts.done);
}

} // namespace kamke::ui
