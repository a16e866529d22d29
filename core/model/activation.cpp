#include "core/model/activation.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace kamke {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::array<std::string_view, 7> activationNames{"relu",     "leaky_relu", "tanh",    "sigmoid",
                                                          "softplus", "identity",   "hardtanh"};
// The C library promises one or two units in the last place for exp, log1p and tanh; sigmoid and softplus
// combine two of them. Sixteen units leave a wide reserve and are far below anything that is drawn.
constexpr double libraryError = 16 * std::numeric_limits<double>::epsilon();

double sigmoid(double p) {
    if (p >= 0)
        return 1 / (1 + std::exp(-p));
    const double e = std::exp(p);
    return e / (1 + e);
}

} // namespace

Activation::Activation(Kind kind, double slope)
    : kind_(kind)
    , slope_(slope) {
    assert(slope >= 0 && slope <= 1);
    makePieces();
}

void Activation::makePieces() {
    switch (kind_) {
    case Kind::Relu:
        pieces_ = {Piece{-infinity, 0, 0, 0}, Piece{0, infinity, 1, 0}, Piece{}};
        pieceCount_ = 2;
        break;
    case Kind::LeakyRelu:
        pieces_ = {Piece{-infinity, 0, slope_, 0}, Piece{0, infinity, 1, 0}, Piece{}};
        pieceCount_ = 2;
        break;
    case Kind::Identity:
        pieces_ = {Piece{-infinity, infinity, 1, 0}, Piece{}, Piece{}};
        pieceCount_ = 1;
        break;
    case Kind::Hardtanh:
        pieces_ = {Piece{-infinity, -1, 0, -1}, Piece{-1, 1, 1, 0}, Piece{1, infinity, 0, 1}};
        pieceCount_ = 3;
        break;
    case Kind::Tanh:
    case Kind::Sigmoid:
    case Kind::Softplus:
        pieceCount_ = 0;
        break;
    }
}

std::optional<Activation> Activation::fromName(std::string_view name, double slope) {
    for (std::size_t i = 0; i < activationNames.size(); ++i)
        if (activationNames[i] == name)
            return Activation(static_cast<Kind>(i), slope);
    return std::nullopt;
}

std::span<const std::string_view> Activation::names() {
    return activationNames;
}

std::string_view Activation::name() const {
    return activationNames[static_cast<std::size_t>(kind_)];
}

double Activation::operator()(double p) const {
    switch (kind_) {
    case Kind::Relu:
        return p > 0 ? p : p == p ? 0 : p; // NaN stays NaN
    case Kind::LeakyRelu:
        return p > 0 ? p : slope_ * p;
    case Kind::Tanh:
        return std::tanh(p);
    case Kind::Sigmoid:
        return sigmoid(p);
    case Kind::Softplus:
        return p > 0 ? p + std::log1p(std::exp(-p)) : std::log1p(std::exp(p));
    case Kind::Identity:
        return p;
    case Kind::Hardtanh:
        return p > 1 ? 1 : p < -1 ? -1 : p;
    }
    return p;
}

Vector Activation::operator()(const Vector& p) const {
    Vector x = p;
    apply(x);
    return x;
}

void Activation::apply(Eigen::Ref<Matrix> p) const {
    switch (kind_) {
    case Kind::Relu:
        p = (p.array() < 0).select(0.0, p); // NaN stays NaN
        break;
    case Kind::Identity:
        break;
    default:
        p = p.unaryExpr([this](double v) { return (*this)(v); });
    }
}

double Activation::derivative(double p) const {
    switch (kind_) {
    case Kind::Relu:
        return p >= 0 ? 1 : 0;
    case Kind::LeakyRelu:
        return p >= 0 ? 1 : slope_;
    case Kind::Tanh: {
        const double t = std::tanh(p);
        return 1 - t * t;
    }
    case Kind::Sigmoid: {
        const double s = sigmoid(p);
        return s * (1 - s);
    }
    case Kind::Softplus:
        return sigmoid(p);
    case Kind::Identity:
        return 1;
    case Kind::Hardtanh:
        return p >= -1 && p < 1 ? 1 : 0;
    }
    return 1;
}

double Activation::above(double p) const {
    const double x = (*this)(p);
    switch (kind_) {
    case Kind::Relu:
    case Kind::Identity:
    case Kind::Hardtanh:
        return x; // no rounding happens
    case Kind::LeakyRelu:
        return p > 0 ? x : std::nextafter(x, infinity);
    case Kind::Tanh:
        return std::min(1.0, x + libraryError * std::abs(x) + std::numeric_limits<double>::min());
    case Kind::Sigmoid:
        return std::min(1.0, x + libraryError * std::abs(x) + std::numeric_limits<double>::min());
    case Kind::Softplus:
        return x + libraryError * std::abs(x) + std::numeric_limits<double>::min();
    }
    return x;
}

double Activation::below(double p) const {
    const double x = (*this)(p);
    switch (kind_) {
    case Kind::Relu:
    case Kind::Identity:
    case Kind::Hardtanh:
        return x;
    case Kind::LeakyRelu:
        return p > 0 ? x : std::nextafter(x, -infinity);
    case Kind::Tanh:
        return std::max(-1.0, x - libraryError * std::abs(x) - std::numeric_limits<double>::min());
    case Kind::Sigmoid:
    case Kind::Softplus:
        return std::max(0.0, x - libraryError * std::abs(x) - std::numeric_limits<double>::min());
    }
    return x;
}

double Activation::solveSelfLoop(double a, double s) const {
    assert(a < 1);
    switch (kind_) {
    case Kind::Relu:
    case Kind::Hardtanh:
    case Kind::Identity:
        // Where φ has slope 1, x = s/(1 − a); elsewhere φ is constant and clipping gives the same constant.
        return (*this)(s / (1 - a));
    case Kind::LeakyRelu:
        // Left of zero x = slope·(a x + s), so the denominator differs from the right half.
        return s > 0 ? s / (1 - a) : slope_ * s / (1 - slope_ * a);
    case Kind::Tanh:
    case Kind::Sigmoid:
    case Kind::Softplus:
        break;
    }
    // g(x) = x − φ(ax + s) is increasing. Its root lies in the range of φ; softplus, which has no upper end,
    // is below max(ax + s, 0) + log 2. Newton's steps are kept in the bracket that their signs narrow.
    double low = kind_ == Kind::Tanh ? -1 : 0, high = 1;
    if (kind_ == Kind::Softplus)
        high = a <= 0 ? (*this)(s) : std::max((s + std::log(2.0)) / (1 - a), std::log(2.0));
    double x = std::clamp((*this)(s), low, high), lastStep = high - low;
    for (int k = 0; k < 200; ++k) {
        const double p = a * x + s;
        const double g = x - (*this)(p);
        (g > 0 ? high : low) = x;
        double next = x - g / (1 - a * derivative(p));
        if (std::abs(next - x) <= std::numeric_limits<double>::epsilon() * std::abs(x))
            return next;
        // A step that leaves the bracket or has not halved is Newton going to and fro: bisect.
        if (!(next > low && next < high) || std::abs(next - x) > lastStep / 2)
            next = low + (high - low) / 2;
        lastStep = std::abs(next - x);
        if (lastStep == 0)
            break;
        x = next;
    }
    return x;
}

std::array<double, 2> Activation::slopeRange() const {
    switch (kind_) {
    case Kind::LeakyRelu:
        return {slope_, 1};
    case Kind::Sigmoid:
        return {0, 0.25};
    case Kind::Identity:
        return {1, 1};
    case Kind::Relu:
    case Kind::Tanh:
    case Kind::Softplus:
    case Kind::Hardtanh:
        break;
    }
    return {0, 1};
}

int Activation::pieceAt(double p) const {
    assert(isPiecewiseLinear());
    int k = 0;
    while (k + 1 < static_cast<int>(pieceCount_) && p >= pieces_[static_cast<std::size_t>(k)].to)
        ++k;
    return k;
}

} // namespace kamke
