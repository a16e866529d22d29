#include "core/certify/embedded_step.h"

namespace kamke {

namespace {

// 32 bytes of numbers, whatever the processor: the compiler splits them where its vectors are shorter. As
// they are computed with, and as they lie in memory.
template<class Scalar>
struct Lanes;
template<>
struct Lanes<double> {
    using Pack = double __attribute__((vector_size(32)));
    using Memory = double __attribute__((vector_size(32), aligned(sizeof(double)), may_alias));
};
template<>
struct Lanes<float> {
    using Pack = float __attribute__((vector_size(32)));
    using Memory = float __attribute__((vector_size(32), aligned(sizeof(float)), may_alias));
};

// Only additions, multiplications and comparisons, entry by entry, without fused operations: every version
// gives the same bits.
template<class Scalar>
__attribute__((always_inline)) inline EmbeddedStep
step(const EmbeddedColumn<Scalar>& column, const Scalar* scale, const Scalar* weights, Index n) {
    using Pack = typename Lanes<Scalar>::Pack;
    using Memory = typename Lanes<Scalar>::Memory;
    constexpr Index lanes = sizeof(Pack) / sizeof(Scalar);
    constexpr Scalar half = 0.5;
    const Pack zero{};
    Pack largestStep{}, weighted{}, size{}, state{}, sum{};
    Index i = 0;
    for (; i + lanes <= n; i += lanes) {
        const auto at = [i](const Scalar* v) __attribute__((always_inline))->const Memory& {
            return *reinterpret_cast<const Memory*>(v + i);
        };
        const Pack p = at(column.productCentre) + at(column.wCentre);
        const Pack spread = at(column.productRadius) + at(column.wRadius);
        Pack low = (p - spread) * at(scale), high = (p + spread) * at(scale);
        sum += low + high; // before the comparisons drop NaN
        low = low > zero ? low : zero;
        high = high > zero ? high : zero;
        const Pack c = half * (low + high), r = half * (high - low);
        const Pack before = at(column.centre), radius = at(column.radius);
        Pack move = c - before, spreading = r - radius;
        move = move < zero ? -move : move;
        spreading = spreading < zero ? -spreading : spreading;
        move += spreading;
        largestStep = move > largestStep ? move : largestStep;
        const Pack heavy = move * at(weights);
        weighted = heavy > weighted ? heavy : weighted;
        size = high > size ? high : size;
        const Pack end = (before < zero ? -before : before) + radius;
        state = end > state ? end : state;
        *reinterpret_cast<Memory*>(column.nextCentre + i) = c;
        *reinterpret_cast<Memory*>(column.nextRadius + i) = r;
    }
    const EmbeddedColumn<Scalar> rest{column.productCentre + i, column.productRadius + i, column.wCentre + i,
                                      column.wRadius + i,       column.centre + i,        column.radius + i,
                                      column.nextCentre + i,    column.nextRadius + i};
    EmbeddedStep result = embeddedStep(rest, weights + i, n - i, [&](Index k, Scalar p) {
        const Scalar x = p * scale[i + k];
        return x > 0 ? x : x == x ? Scalar{0} : x;
    });
    double total = 0;
    for (Index k = 0; k < lanes; ++k) {
        result.step = std::max(result.step, static_cast<double>(largestStep[k]));
        result.weighted = std::max(result.weighted, static_cast<double>(weighted[k]));
        result.size = std::max(result.size, static_cast<double>(size[k]));
        result.state = std::max(result.state, static_cast<double>(state[k]));
        total += static_cast<double>(sum[k]);
    }
    result.finite = result.finite && std::isfinite(total);
    return result;
}

} // namespace

__attribute__((target_clones("avx2", "default"))) EmbeddedStep
reluStep(const EmbeddedColumn<double>& column, const double* scale, const double* weights, Index n) {
    return step(column, scale, weights, n);
}

__attribute__((target_clones("avx2", "default"))) EmbeddedStep
reluStep(const EmbeddedColumn<float>& column, const float* scale, const float* weights, Index n) {
    return step(column, scale, weights, n);
}

} // namespace kamke
