#include "core/solve/iterations.h"

#include "core/model/rows.h"
#include "core/solve/iteration_rows.h"

#include <array>
#include <cmath>

namespace kamke {

std::span<const FixedPointIteration> iterations() {
    static const std::array rows{
#define KAMKE_ROW(row) row,
#include "core/solve/iterations.def"
#undef KAMKE_ROW
    };
    return rows;
}

const FixedPointIteration* findIteration(std::string_view id) {
    return findRow(iterations(), id);
}

std::string iterationIds() {
    return rowIds(iterations());
}

std::optional<int> predictedIterations(double factor, double first, double tolerance) {
    if (!(factor >= 0 && factor < 1) || !std::isfinite(first) || !(tolerance > 0))
        return std::nullopt;
    if (first <= tolerance)
        return 0;
    if (factor == 0)
        return 1;
    const double count = std::ceil(std::log(tolerance / first) / std::log(factor));
    // A factor within rounding of 1 promises nothing that could be waited for.
    return count < 1e9 ? std::optional(static_cast<int>(count)) : std::nullopt;
}

} // namespace kamke
