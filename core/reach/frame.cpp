#include "core/reach/frame.h"

#include "core/reach/found_outputs.h"
#include "core/solve/timing.h"

#include <limits>
#include <random>

namespace kamke {

namespace {

constexpr std::size_t maxCorners = 64;

Matrix unitSamples(Index r, int count, std::uint64_t seed) {
    std::mt19937_64 generator(seed);
    Matrix t(r, count);
    for (Index k = 0; k < count; ++k)
        for (Index i = 0; i < r; ++i)
            t(i, k) = static_cast<double>(generator() >> 11) * 0x1p-53; // the same on every platform
    return t;
}

// Corners of the free inputs replace the first samples: extremes are often there.
void putCorners(const Box& box, Matrix& points) {
    std::vector<Index> free;
    for (Index i = 0; i < box.dimension(); ++i)
        if (box.upper(i) > box.lower(i))
            free.push_back(i);
    if (free.size() > 6)
        free.resize(6);
    const std::size_t corners =
        std::min({maxCorners, std::size_t{1} << free.size(), static_cast<std::size_t>(points.cols())});
    for (std::size_t k = 0; k < corners; ++k)
        for (std::size_t j = 0; j < free.size(); ++j)
            points(free[j], static_cast<Index>(k)) = (k >> j) & 1 ? box.upper(free[j]) : box.lower(free[j]);
}

} // namespace

SampleCloud sampleReach(
    const NetworkAnalysis& analysis, const Box& box, int count, std::uint64_t seed, const Limits& limits) {
    SampleCloud cloud;
    if (!analysis.wellPosed()) {
        cloud.reason = "outputs are sampled only where x is unique, and no condition for that holds: " +
                       analysis.whyNotContracting();
        return cloud;
    }
    const Matrix t = unitSamples(box.dimension(), count, seed);
    cloud.inputs = ((box.upper - box.lower).asDiagonal() * t).colwise() + box.lower;
    // Rounding must not carry a sample out of the box.
    cloud.inputs =
        cloud.inputs.cwiseMin(box.upper.replicate(1, count)).cwiseMax(box.lower.replicate(1, count));
    putCorners(box, cloud.inputs);
    BatchResult batch = forwardBatch(analysis, cloud.inputs, limits);
    cloud.status = batch.status;
    cloud.reason = std::move(batch.reason);
    cloud.outputs = std::move(batch.y);
    if (cloud.status != Status::Ok)
        cloud.outputs.resize(0, 0);
    return cloud;
}

Frame computeFrame(const Certifier& certifier, const FrameRequest& request) {
    const auto begin = Clock::now();
    const NetworkAnalysis& analysis = certifier.analysis();
    Frame frame;
    for (const Box& box : request.boxes) {
        if (request.options.limits.reached())
            break;
        BoxResult& result = frame.boxes.emplace_back();
        result.box = box;
        for (const Method* method : request.methods)
            result.enclosures.push_back(reach(*method, certifier, box, request.options));
        if (request.sampleCount > 0 && !request.options.limits.reached())
            result.samples =
                sampleReach(analysis, box, request.sampleCount, request.seed, request.options.limits);
        if (!analysis.wellPosed())
            result.found = foundOutputs(analysis, box.centre(), request.seed, request.options.limits);
    }
    frame.seconds = secondsSince(begin);
    frame.complete = !request.options.limits.reached();
    return frame;
}

double relativeArea(const Enclosure& e, const Enclosure& reference, Index i, Index j) {
    if (!e.ok() || !reference.ok())
        return nan;
    const Vector width = e.output->width(), tightest = reference.output->width();
    const double area = tightest(i) * tightest(j);
    return area > 0 ? width(i) * width(j) / area : nan;
}

} // namespace kamke
