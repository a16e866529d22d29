#include "core/model/network.h"

#include "core/model/outward.h"

#include "core/model/rounding.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace kamke {

namespace {

bool same(const std::optional<Vector>& a, const std::optional<Vector>& b) {
    return a.has_value() == b.has_value() && (!a || kamke::same(*a, *b));
}

} // namespace

bool operator==(const InputSpec& a, const InputSpec& b) {
    return same(a.mean, b.mean) && same(a.std, b.std) && same(a.lower, b.lower) && same(a.upper, b.upper) &&
           a.shape == b.shape;
}

bool operator==(const Network& a, const Network& b) {
    return same(a.A, b.A) && same(a.B, b.B) && same(a.C, b.C) && same(a.D, b.D) && same(a.b, b.b) &&
           same(a.c, b.c) && a.activation == b.activation && a.name == b.name &&
           a.description == b.description && a.source == b.source && same(a.eta, b.eta) &&
           a.input == b.input && a.labels == b.labels && a.training == b.training;
}

Vector Network::normalise(const Vector& raw) const {
    if (!input)
        return raw;
    return (raw - input->mean).cwiseQuotient(input->std);
}

Box Network::normalise(const Box& raw) const {
    if (!input)
        return raw;
    // Two roundings, of the difference and of the quotient, each half a unit in the last place of its result.
    constexpr double eps = std::numeric_limits<double>::epsilon();
    const auto slack = [&](const Vector& u) -> Vector {
        return 2 * eps * u.cwiseAbs() + Vector::Constant(u.size(), 2 * underflowError());
    };
    const Vector lower = normalise(raw.lower), upper = normalise(raw.upper);
    return {lower - slack(lower), upper + slack(upper)};
}

Vector Network::inputScale() const {
    if (!input)
        return Vector::Ones(r());
    return input->std.cwiseInverse();
}

namespace {

std::string shapeOf(const Matrix& m) {
    return std::to_string(m.rows()) + "×" + std::to_string(m.cols());
}

std::optional<std::string> wrongShape(const char* name, const Matrix& m, Index rows, Index cols) {
    if (m.rows() == rows && m.cols() == cols)
        return std::nullopt;
    return std::string(name) + " is " + shapeOf(m) + ", expected " + std::to_string(rows) + "×" +
           std::to_string(cols);
}

std::optional<std::string> notFinite(const char* name, const Matrix& m) {
    for (Index i = 0; i < m.rows(); ++i)
        for (Index j = 0; j < m.cols(); ++j)
            if (!std::isfinite(m(i, j)))
                return std::string(name) + "(" + std::to_string(i + 1) + ", " + std::to_string(j + 1) +
                       ") is " + (std::isnan(m(i, j)) ? "NaN" : "infinite") + ", expected a finite number";
    return std::nullopt;
}

std::optional<std::string> wrongInput(const InputSpec& input, Index r) {
    for (const auto& [name, v] : {std::pair{"input mean", &input.mean}, std::pair{"input std", &input.std}})
        if (auto wrong = wrongShape(name, *v, r, 1))
            return wrong;
        else if (auto bad = notFinite(name, *v))
            return bad;
    for (Index i = 0; i < r; ++i)
        if (!(input.std(i) > 0))
            return "input std " + std::to_string(i + 1) + " is " + std::to_string(input.std(i)) +
                   ", expected > 0";
    if (input.lower && input.lower->size() != r)
        return "input lower has " + std::to_string(input.lower->size()) + " entries, expected " +
               std::to_string(r);
    if (input.upper && input.upper->size() != r)
        return "input upper has " + std::to_string(input.upper->size()) + " entries, expected " +
               std::to_string(r);
    for (const auto& [name, v] : {std::pair{"input lower", &input.lower}, {"input upper", &input.upper}})
        if (*v)
            if (auto bad = notFinite(name, **v))
                return bad;
    if (input.lower && input.upper)
        for (Index i = 0; i < r; ++i)
            if (!((*input.lower)(i) <= (*input.upper)(i)))
                return "input lower " + shortest((*input.lower)(i)) + " is above upper " +
                       shortest((*input.upper)(i)) + " at entry " + std::to_string(i + 1) +
                       ", expected lower ≤ upper";
    if (!input.shape.empty()) {
        const auto product =
            std::accumulate(input.shape.begin(), input.shape.end(), std::int64_t{1}, std::multiplies<>());
        if (product != r)
            return "input shape has " + std::to_string(product) + " entries, expected " + std::to_string(r);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> validationError(const Network& w) {
    const Index n = w.A.rows(), r = w.B.cols(), q = w.C.rows();
    if (n < 1 || r < 1 || q < 1)
        return "the network has n = " + std::to_string(n) + ", r = " + std::to_string(r) +
               ", q = " + std::to_string(q) + ", expected at least one state, input and output";
    struct Item {
        const char* name;
        const Matrix& value;
        Index rows, cols;
    };
    const Matrix b = w.b, c = w.c;
    for (const Item& item :
         {Item{"A", w.A, n, n}, Item{"B", w.B, n, r}, Item{"C", w.C, q, n}, Item{"D", w.D, q, r},
          Item{"b", b, n, 1}, Item{"c", c, q, 1}}) {
        if (auto wrong = wrongShape(item.name, item.value, item.rows, item.cols))
            return wrong;
        if (auto bad = notFinite(item.name, item.value))
            return bad;
    }
    if (w.eta) {
        if (w.eta->size() != n)
            return "eta has " + std::to_string(w.eta->size()) + " entries, expected " + std::to_string(n);
        if (auto bad = notFinite("eta", *w.eta))
            return bad;
        for (Index i = 0; i < n; ++i)
            if (!((*w.eta)(i) > 0))
                return "eta(" + std::to_string(i + 1) + ") is " + std::to_string((*w.eta)(i)) +
                       ", expected > 0";
    }
    if (w.input)
        if (auto wrong = wrongInput(*w.input, r))
            return wrong;
    if (!w.labels.empty() && static_cast<Index>(w.labels.size()) != q)
        return "labels has " + std::to_string(w.labels.size()) + " entries, expected " + std::to_string(q);
    return std::nullopt;
}

} // namespace kamke
