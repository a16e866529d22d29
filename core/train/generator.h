// Random numbers whose sequence is the same with every standard library.
#pragma once

#include "core/model/types.h"

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace kamke {

/// The engine is fixed by the C++ standard, its distributions are not; so these are Kamke's own.
class Generator {
public:
    explicit Generator(std::uint64_t seed)
        : engine_(seed) {}

    /// In [−half, half), on a grid of 2^53 points.
    double uniform(double half) { return half * (static_cast<double>(engine_() >> 11) * 0x1p-52 - 1); }

    /// Fisher and Yates. The remainder favours small numbers by less than 2^-32 of their share.
    void shuffle(std::vector<Index>& items) {
        for (std::size_t k = items.size(); k > 1; --k)
            std::swap(items[k - 1], items[engine_() % k]);
    }

    std::mt19937_64& engine() { return engine_; }

private:
    std::mt19937_64 engine_;
};

} // namespace kamke
