#include "core/solve/iteration_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

namespace kamke {

Promise bestPromise(const std::vector<Norm>& norms, const std::function<double(const Norm&)>& factorIn) {
    Promise best;
    best.factor = nan;
    for (const Norm& norm : norms) {
        const double factor = factorIn(norm);
        // Negated, so that the first norm replaces the NaN of the start.
        if (!std::isnan(factor) && !(factor >= best.factor)) {
            best.factor = factor;
            best.norm = norm;
        }
        if (best.factor < 1)
            break;
    }
    best.converges = best.factor < 1;
    return best;
}

std::vector<Norm> infinityNorms(const FixedPointProblem& problem, const Vector& other) {
    std::vector<Norm> norms{problem.norm()};
    if (other.size())
        norms.push_back({Norm::Kind::Infinity, other});
    return norms;
}

std::string shortNumber(double value) {
    std::ostringstream text;
    text.precision(6);
    text << value;
    return text.str();
}

std::optional<std::string> orderLostAboveAlphaStar(const FixedPointProblem& problem, double alpha) {
    const double alphaStar = problem.alphaStar();
    if (alpha <= alphaStar)
        return std::nullopt;
    Index unit = 0;
    const double own = problem.A.diagonal().minCoeff(&unit);
    return "α = " + shortNumber(alpha) + " is above α* = " + shortNumber(alphaStar) + ": where unit " +
           std::to_string(unit % (problem.size() / 2) + 1) +
           " is active its own bound returns with the factor 1 − α(1 − a_ii) = " +
           shortNumber(1 - alpha * (1 - own)) +
           " < 0, so that a larger lower bound makes the next one smaller: x̲ ≤ x̄ may be lost on the way, and "
           "an unordered pair encloses nothing";
}

double noAlpha(const FixedPointProblem&) {
    return 1;
}

} // namespace kamke
