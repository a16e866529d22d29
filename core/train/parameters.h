// What is trained, as one vector: optimiser, checkpoint and tests see numbers, the model sees matrices.
#pragma once

#include "core/model/types.h"

namespace kamke {

template<class S>
using MatrixOf = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;
template<class S>
using VectorOf = Eigen::Matrix<S, Eigen::Dynamic, 1>;

/// Sizes of a model with A made from `matrices` matrices (n×n each) and, when `weights`, from n numbers that
/// weights are made from; B (n×r), C (q×n), b (n), c (q).
struct ParameterShape {
    Index n = 0, r = 0, q = 0;
    bool weights = false;
    Index matrices = 1;

    Index offsetB() const { return matrices * n * n; }
    Index offsetC() const { return offsetB() + n * r; }
    Index offsetOfb() const { return offsetC() + q * n; }
    Index offsetOfc() const { return offsetOfb() + n; }
    Index offsetWeights() const { return offsetOfc() + q; }
    Index size() const { return offsetWeights() + (weights ? n : 0); }
    friend bool operator==(const ParameterShape&, const ParameterShape&) = default;
};

/// The parameters, or the gradient with respect to them, in the order matrices of A, B, C, b, c, weights. S
/// is float in training and double where derivatives are checked.
template<class S>
struct Parameters {
    ParameterShape shape;
    VectorOf<S> values;

    explicit Parameters(const ParameterShape& sizes)
        : shape(sizes)
        , values(VectorOf<S>::Zero(sizes.size())) {}

    using Map = Eigen::Map<MatrixOf<S>>;
    using ConstMap = Eigen::Map<const MatrixOf<S>>;
    /// Matrix number k of those that A is made from.
    Map matrix(Index k = 0) { return {values.data() + k * shape.n * shape.n, shape.n, shape.n}; }
    ConstMap matrix(Index k = 0) const { return {values.data() + k * shape.n * shape.n, shape.n, shape.n}; }
    Map B() { return {values.data() + shape.offsetB(), shape.n, shape.r}; }
    ConstMap B() const { return {values.data() + shape.offsetB(), shape.n, shape.r}; }
    Map C() { return {values.data() + shape.offsetC(), shape.q, shape.n}; }
    ConstMap C() const { return {values.data() + shape.offsetC(), shape.q, shape.n}; }
    auto b() { return values.segment(shape.offsetOfb(), shape.n); }
    auto b() const { return values.segment(shape.offsetOfb(), shape.n); }
    auto c() { return values.segment(shape.offsetOfc(), shape.q); }
    auto c() const { return values.segment(shape.offsetOfc(), shape.q); }
    /// Only when shape.weights.
    auto weights() { return values.segment(shape.offsetWeights(), shape.n); }
    auto weights() const { return values.segment(shape.offsetWeights(), shape.n); }
};

} // namespace kamke
