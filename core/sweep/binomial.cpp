#include "core/sweep/binomial.h"

#include <boost/math/distributions/binomial.hpp>
#include <cassert>

namespace kamke {

ShareInterval exactInterval(Index successes, Index trials, double confidence) {
    assert(successes >= 0 && successes <= trials);
    if (trials == 0)
        return {};
    using Binomial = boost::math::binomial_distribution<double>;
    const double tail = (1 - confidence) / 2;
    const auto n = static_cast<double>(trials), k = static_cast<double>(successes);
    return {
        Binomial::find_lower_bound_on_p(n, k, tail, Binomial::clopper_pearson_exact_interval),
        Binomial::find_upper_bound_on_p(n, k, tail, Binomial::clopper_pearson_exact_interval)};
}

} // namespace kamke
