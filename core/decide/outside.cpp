#include "core/decide/outside.h"

#include "core/model/parallel.h"

#include <cassert>
#include <cmath>

namespace kamke {

std::vector<SampleDecision> decideEach(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels, const Vector& eps,
    const DecideOptions& options) {
    assert(eps.size() == raw.cols());
    std::vector<SampleDecision> decisions(labels.size());
    DecideOptions alone = options;
    alone.threads = 1;
    alone.progress = nullptr;
    parallelFor(raw.cols(), options.threads, [&](Index k) {
        const auto at = static_cast<std::size_t>(k);
        if (!std::isnan(eps(k)) && !options.limits.reached())
            decisions[at] =
                decide(certifier, Matrix(raw.col(k)), labels.subspan(at, 1), eps(k), alone).front();
    });
    return decisions;
}

} // namespace kamke
