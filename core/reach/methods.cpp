#include "core/reach/methods.h"

#include "core/reach/ellipsoid.h"
#include "core/reach/exact.h"
#include "core/reach/ibp.h"
#include "core/reach/lipschitz.h"
#include "core/reach/lipschitz_l2.h"
#include "core/reach/mixed_monotone.h"
#include "core/reach/relational.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace kamke {

// The one list: a new method is one file and one line here.
std::span<const Method> methods() {
    static const std::array list{exact,          mixedMonotone, entrywiseLipschitz, intervalBoundPropagation,
                                 lipschitz,      lipschitzL2,   relational,         semidefinite,
                                 outputEllipsoid};
    return list;
}

const Method* findMethod(std::string_view id) {
    const auto list = methods();
    const auto found = std::find_if(list.begin(), list.end(), [&](const Method& m) { return m.id == id; });
    return found == list.end() ? nullptr : &*found;
}

std::string methodIds() {
    std::string ids;
    for (const Method& m : methods())
        ids += (ids.empty() ? "" : ", ") + std::string(m.id);
    return ids;
}

Enclosure
reach(const Method& method, const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    assert(box.isValid() && box.dimension() == analysis.network().r());
    const auto begin = Clock::now();
    Enclosure result;
    if (auto reason = method.whyNot(analysis, box))
        result = Enclosure::notOk(Status::NotApplicable, std::move(*reason));
    else
        result = method.run(analysis, box, options);
    // Fails closed: what is not a finite, ordered box is no box.
    if (result.ok() &&
        !(result.state && result.output && result.state->isValid() && result.output->isValid()))
        result = Enclosure::notOk(Status::NotConverged, "the numbers overflow: no finite box came out");
    if (!result.ok()) {
        result.state.reset();
        result.output.reset();
        result.pieces.clear();
        result.ellipsoid.reset();
        result.rigorous = false;
    }
    result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    return result;
}

} // namespace kamke
