// Projection on a ball of the l_1 norm.
#pragma once

#include "core/train/parameters.h"

#include <algorithm>
#include <functional>

namespace kamke {

/// The nearest point of {v : ‖v‖_1 ≤ radius} in the l_2 norm: entries shrunk by the one threshold that leaves
/// them with that sum (Duchi, Shalev-Shwartz, Singer, Chandra 2008, Figure 1).
template<class S>
void projectOnL1Ball(Eigen::Ref<VectorOf<S>> v, S radius) {
    if (!(v.cwiseAbs().sum() > radius))
        return;
    VectorOf<S> sizes = v.cwiseAbs();
    std::sort(sizes.begin(), sizes.end(), std::greater<>());
    S sum = 0, threshold = 0;
    for (Index k = 0; k < sizes.size(); ++k) {
        sum += sizes(k);
        const S shrink = (sum - radius) / static_cast<S>(k + 1);
        if (shrink >= sizes(k))
            break;
        threshold = shrink;
    }
    v = v.cwiseSign().cwiseProduct((v.cwiseAbs().array() - threshold).max(S(0)).matrix());
}

} // namespace kamke
