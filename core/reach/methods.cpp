#include "core/reach/methods.h"

#include "core/model/rows.h"
#include "core/reach/method_rows.h"

#include <array>
#include <cassert>

namespace kamke {

std::span<const Method> methods() {
    static const std::array list{
#define KAMKE_ROW(row) row,
#include "core/reach/methods.def"
#undef KAMKE_ROW
    };
    return list;
}

const Method* findMethod(std::string_view id) {
    return findRow(methods(), id);
}

std::string methodIds() {
    return rowIds(methods());
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
