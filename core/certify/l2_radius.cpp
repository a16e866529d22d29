#include "certify/l2_radius.h"

#include "certify/blocks.h"
#include "certify/state_boxes.h"
#include "model/rounding.h"

#include <cassert>
#include <limits>

namespace kamke {

Vector certifiedL2Radii(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels,
    const CertifyOptions& options) {
    assert(static_cast<Index>(labels.size()) == raw.cols());
    const MonotoneGain& gain = certifier.analysis().monotone;
    Vector radii = Vector::Constant(raw.cols(), nan);
    if (gain.empty() || certifier.network().q() < 2)
        return radii;
    forBlocks(raw.cols(), options, [&](Index first, Index count) {
        const auto some = labels.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
        const BallInputs inputs(certifier, raw.middleCols(first, count), some, false);
        const ColumnInput& samples = inputs.samples();
        const StateBoxes points = monotonePoints(certifier, samples, options);
        if (options.limits.reached())
            return false;
        const Matrix differences = relativeBounds(certifier, samples, points);
        for (Index k = 0; k < count; ++k) {
            const Index label = some[static_cast<std::size_t>(k)];
            double least = std::numeric_limits<double>::infinity();
            for (Index j = 0; j < differences.rows(); ++j) {
                if (j == label)
                    continue;
                const double margin = differences(j, k), slope = gain.differenceGain(label, j);
                // Fails closed: NaN is not > 0. A difference that no input moves bounds nothing.
                const double radius = !(margin > 0)   ? 0
                                      : !(slope >= 0) ? nan
                                      : slope == 0    ? std::numeric_limits<double>::infinity()
                                                      : std::max(0.0, down(margin / slope));
                least = radius == radius ? std::min(least, radius) : 0;
            }
            if (points.ok(k))
                radii(first + k) = least;
        }
        return true;
    });
    return radii;
}

} // namespace kamke
