// The few types that every other file uses.
#pragma once

#include <Eigen/Dense>
#include <limits>
#include <string>
#include <tl/expected.hpp>

namespace kamke {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;
using Index = Eigen::Index;

/// A number that is not there. Every comparison with it is false, so it certifies nothing.
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Why something from outside (a file, a number typed by the user) could not be used: one sentence that names
/// the place, what was found and what was expected. Bugs are assertions and outcomes are statuses, neither is
/// an Error.
struct Error {
    std::string message;
};

template<class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string message) {
    return tl::unexpected(Error{std::move(message)});
}

/// Same shape and same entries (Eigen's == expects the same shape).
template<class A, class B>
bool same(const Eigen::MatrixBase<A>& a, const Eigen::MatrixBase<B>& b) {
    return a.rows() == b.rows() && a.cols() == b.cols() && a.cwiseEqual(b).all();
}

} // namespace kamke
