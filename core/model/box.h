// Axis-aligned boxes.
#pragma once

#include "core/model/types.h"

namespace kamke {

/// The box [lower, upper] in R^k. Valid when lower ≤ upper entrywise and both are finite.
struct Box {
    Vector lower, upper;

    Index dimension() const { return lower.size(); }
    Vector centre() const { return lower + (upper - lower) / 2; }
    Vector radius() const { return (upper - lower) / 2; }
    Vector width() const { return upper - lower; }
    bool isValid() const {
        return lower.size() == upper.size() && lower.allFinite() && upper.allFinite() &&
               (lower.array() <= upper.array()).all();
    }
    bool contains(const Vector& v, double slack = 0) const {
        return (v.array() >= lower.array() - slack).all() && (v.array() <= upper.array() + slack).all();
    }
    bool contains(const Box& inner, double slack = 0) const {
        return contains(inner.lower, slack) && contains(inner.upper, slack);
    }

    static Box point(const Vector& v) { return {v, v}; }
    static Box around(const Vector& centre, const Vector& radius) {
        return {centre - radius, centre + radius};
    }

    friend bool operator==(const Box& a, const Box& b) {
        return same(a.lower, b.lower) && same(a.upper, b.upper);
    }
};

} // namespace kamke
