#include "core/model/unit_sizes.h"

#include "core/model/network.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

Vector powersOfTwo(const Vector& sizes) {
    const bool known = sizes.allFinite() && sizes.size() > 0 && sizes.minCoeff() > 0;
    if (!known || sizes.maxCoeff() < 1000 * sizes.minCoeff())
        return {};
    const Vector powers = sizes.unaryExpr([](double v) { return std::exp2(std::round(std::log2(v))); });
    // Neither they nor their inverses may be where numbers lose their digits.
    const bool exact = powers.minCoeff() >= 0x1p-1000 && powers.maxCoeff() <= 0x1p1000;
    return exact ? powers : Vector();
}

} // namespace

Vector unitSizes(const Network& network) {
    Matrix others = network.A.cwiseAbs();
    others.diagonal().setZero();
    const double atZero = std::abs(network.activation(0.0));
    Vector inputs = inputSizes(network);
    if (inputs.size() > 0)
        inputs = inputs.cwiseQuotient(network.input->std);
    else
        inputs = Vector::Ones(network.r());
    const Vector constant = (network.B.cwiseAbs() * inputs + network.b.cwiseAbs()).array() + atZero;
    const Vector own = (1 - network.A.diagonal().array().cwiseMin(0.999)).inverse();
    // Only the order of magnitude counts, so a few steps are enough.
    Vector sizes = constant;
    for (int k = 0; k < 30; ++k)
        sizes = own.cwiseProduct(constant + others * sizes).eval();
    // A unit that never leaves 0 has no size of its own: one that changes no other by more than its size.
    for (bool changed = true; changed;) {
        changed = false;
        for (Index i = 0; i < sizes.size(); ++i) {
            if (sizes(i) > 0)
                continue;
            double most = 0;
            for (Index j = 0; j < sizes.size(); ++j)
                if (sizes(j) > 0 && others(j, i) > 0)
                    most = most > 0 ? std::min(most, sizes(j) / others(j, i)) : sizes(j) / others(j, i);
            sizes(i) = most;
            changed = changed || most > 0;
        }
    }
    const double least = (sizes.array() > 0).select(sizes.array(), sizes.maxCoeff()).minCoeff();
    return powersOfTwo(sizes.cwiseMax(least));
}

Vector inputSizes(const Network& network) {
    if (!network.input)
        return {};
    if (Vector sizes = powersOfTwo(network.input->std); sizes.size() > 0)
        return sizes;
    if (network.input->lower && network.input->upper)
        return powersOfTwo(network.input->lower->cwiseAbs().cwiseMax(network.input->upper->cwiseAbs()));
    return {};
}

} // namespace kamke
