#include "core/sdp/semidefinite_model.h"

#include "core/model/rounding.h"

namespace kamke {

SemidefiniteModel::SemidefiniteModel(const ReluSystem& system, const Box* a, const Vector& lambda)
    : whole_(system)
    , lambda_(lambda) {
    if (!a)
        return;
    reduced_.emplace(system, *a);
    lambda_ = reduced_->part(lambda);
}

FunctionalBound SemidefiniteModel::bound(const Functional& functional, const FunctionalOptions& options) {
    const ReducedFunctional asked =
        reduced_ ? reduced_->reduce(functional) : ReducedFunctional{functional, 0};
    FunctionalOptions inner = options;
    inner.target -= asked.constant;
    inner.giveUpAbove -= asked.constant;
    if (options.progress)
        inner.progress = [&](int pass, const InteriorStep& step) {
            options.progress(
                pass, {step.bound + asked.constant, step.primal + asked.constant, step.infeasible});
        };
    FunctionalBound found = boundFunctional(system(), asked.functional, lambda_, profile_, inner);
    if (found.profile.size() > 0)
        profile_ = found.profile;
    found.bound = up(found.bound + asked.constant);
    found.last.bound += asked.constant;
    found.last.primal += asked.constant;
    return found;
}

} // namespace kamke
