// Activation functions: entrywise, weakly increasing, slopes in [0, 1].
#pragma once

#include "core/model/types.h"

#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

namespace kamke {

/// φ of x = Φ(Ax + Bu + b). Every φ here is weakly increasing and non-expansive (slopes in [0, 1]), which is
/// what all certificates of the papers need (nemon (11), mixed-monotone-contractive (2)).
class Activation {
public:
    enum class Kind { Relu, LeakyRelu, Tanh, Sigmoid, Softplus, Identity, Hardtanh };

    Activation() = default; // relu
    /// `slope` in [0, 1] is the slope of leaky_relu left of zero; the other kinds ignore it.
    explicit Activation(Kind kind, double slope = 0.01);

    /// The activation of this name in network files, or nothing.
    static std::optional<Activation> fromName(std::string_view name, double slope = 0.01);
    /// All names of network files, in the order of Kind.
    static std::span<const std::string_view> names();

    Kind kind() const { return kind_; }
    double slope() const { return slope_; }
    std::string_view name() const;

    double operator()(double p) const;
    Vector operator()(const Vector& p) const;
    /// Entrywise, in place; columns are samples.
    void apply(Eigen::Ref<Matrix> p) const;
    /// φ'(p); at a kink the slope to the right.
    double derivative(double p) const;
    /// The least and the largest slope (of tanh, sigmoid and softplus: their infimum and supremum).
    std::array<double, 2> slopeRange() const;

    /// Bounds of the exact φ(p) that hold in floating point: the piecewise-linear kinds are exact up to one
    /// rounding, the others carry the documented error of the C library (a few units in the last place) with
    /// a wide reserve.
    double above(double p) const;
    double below(double p) const;

    /// The x with x = φ(a x + s), which is unique for a < 1; increasing in s. It is the diagonal-implicit
    /// step.
    double solveSelfLoop(double a, double s) const;

    /// One linear piece: φ(p) = slope·p + offset for p in [from, to] (infinite at the ends).
    struct Piece {
        double from, to, slope, offset;
    };
    /// The pieces from left to right; empty for the smooth kinds.
    std::span<const Piece> pieces() const { return {pieces_.data(), pieceCount_}; }
    bool isPiecewiseLinear() const { return pieceCount_ > 0; }
    /// Index of the piece that holds p (the right one at a kink). Only for piecewise-linear kinds.
    int pieceAt(double p) const;

    friend bool operator==(const Activation& a, const Activation& b) {
        return a.kind_ == b.kind_ && (a.kind_ != Kind::LeakyRelu || a.slope_ == b.slope_);
    }

private:
    void makePieces();

    Kind kind_ = Kind::Relu;
    double slope_ = 0.01;
    std::array<Piece, 3> pieces_{
        Piece{-std::numeric_limits<double>::infinity(), 0, 0, 0},
        Piece{0, std::numeric_limits<double>::infinity(), 1, 0}, Piece{}};
    std::size_t pieceCount_ = 2;
};

} // namespace kamke
