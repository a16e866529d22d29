#include "core/sweep/block_margins.h"

#include "core/model/parallel.h"

#include <algorithm>

namespace kamke {

namespace {

/// The answers for one sample each, beside one another.
std::vector<MarginColumns>
concatColumns(const std::vector<std::vector<MarginColumns>>& parts, std::size_t certificates) {
    std::vector<MarginColumns> all(certificates);
    for (std::size_t c = 0; c < certificates; ++c) {
        StateBoxes boxes;
        all[c].margin.resize(static_cast<Index>(parts.size()));
        for (std::size_t j = 0; j < parts.size(); ++j) {
            const MarginColumns& one = parts[j][c];
            all[c].margin(static_cast<Index>(j)) = one.margin(0);
            all[c].seconds += one.seconds;
            boxes.status.push_back(one.boxes->status[0]);
            boxes.reasons.push_back(one.boxes->reasons[0]);
            boxes.rigorous.push_back(one.boxes->rigorous[0]);
        }
        all[c].boxes = std::make_shared<const StateBoxes>(std::move(boxes));
    }
    return all;
}

} // namespace

std::vector<MarginColumns> blockMargins(
    const Certifier& certifier, const BallInputs& inputs, std::span<const Index> samples, const Vector& eps,
    std::span<const Certificate* const> certificates, const CertifyOptions& options) {
    const bool searches = std::any_of(certificates.begin(), certificates.end(), [](const Certificate* one) {
        return one->cost == Cost::Search;
    });
    if (!searches)
        return marginColumns(certifier, inputs.at(samples, eps), certificates, options);
    std::vector<std::vector<MarginColumns>> parts(samples.size());
    // Past the limits every sample is answered at once, and nobody reads the answer.
    parallelFor(static_cast<Index>(samples.size()), options.threads, [&](Index j) {
        const auto at = static_cast<std::size_t>(j);
        parts[at] = marginColumns(
            certifier, inputs.at(samples.subspan(at, 1), eps.segment(j, 1)), certificates, options);
    });
    return concatColumns(parts, certificates.size());
}

} // namespace kamke
