#include "core/solve/blas_check.h"

#include "core/model/parallel.h"
#include "core/model/types.h"

#include <array>
#include <limits>
#include <random>

namespace kamke {

namespace {

// A stream of numbers in [−1, 1] that is the same everywhere.
template<class M>
M numbers(std::mt19937& generator, Index rows, Index cols) {
    using Scalar = typename M::Scalar;
    return M::NullaryExpr(
        rows, cols, [&] { return static_cast<Scalar>(static_cast<double>(generator()) * 0x1p-31 - 1); });
}

/// |got − want| ≤ 2(k + 2)u·magnitude: what two orders of summing k products may differ by.
template<class M>
bool agree(const M& got, const M& want, const M& magnitude, Index k) {
    using Scalar = typename M::Scalar;
    const Scalar bound =
        2 * static_cast<Scalar>(k + 2) * (std::numeric_limits<Scalar>::epsilon() / 2) * Scalar(1.01);
    return ((got - want).cwiseAbs().array() <= bound * magnitude.array()).all(); // NaN disagrees
}

template<class M>
bool multiplies(std::mt19937& generator, Index m, Index n, Index k) {
    const M A = numbers<M>(generator, m, k), B = numbers<M>(generator, k, n),
            start = numbers<M>(generator, m, n);
    const M magnitude = start.cwiseAbs() + M(A.cwiseAbs().lazyProduct(B.cwiseAbs()));
    const M want = start + M(A.lazyProduct(B));
    const M transposedA = A.transpose(), transposedB = B.transpose();
    M plain = start, left = start, right = start;
    plain.noalias() += A * B;
    left.noalias() += transposedA.transpose() * B;
    right.noalias() += A * transposedB.transpose();
    return agree(plain, want, magnitude, k) && agree(left, want, magnitude, k) &&
           agree(right, want, magnitude, k);
}

bool multipliesVectors(std::mt19937& generator, Index m, Index k) {
    const Matrix A = numbers<Matrix>(generator, m, k), transposed = A.transpose();
    const Vector x = numbers<Vector>(generator, k, 1);
    const Vector want = A.lazyProduct(x), magnitude = A.cwiseAbs().lazyProduct(x.cwiseAbs());
    const Vector plain = A * x, other = transposed.transpose() * x;
    return agree(plain, want, magnitude, k) && agree(other, want, magnitude, k);
}

// Cholesky factors and substitution, by which semidefinite programs and splittings are solved. A residual
// says as much as another way of solving, for matrices that are as well conditioned as this one.
bool solves(std::mt19937& generator, Index n) {
    const Matrix G = numbers<Matrix>(generator, n, n), B = numbers<Matrix>(generator, n, 7);
    Matrix S = Matrix(G.lazyProduct(G.transpose()));
    S.diagonal().array() += static_cast<double>(n);
    const Matrix X = S.llt().solve(B), Y = S.partialPivLu().solve(B);
    const Matrix magnitude = S.cwiseAbs().lazyProduct(X.cwiseAbs()) + B.cwiseAbs();
    const Matrix large = magnitude * static_cast<double>(n); // growth inside of the factors
    return agree(Matrix(S.lazyProduct(X)), B, large, 3 * n) &&
           agree(Matrix(S.lazyProduct(Y)), B, large, 3 * n);
}

} // namespace

bool blasProductsAreCorrect() {
    useOneBlasThread();
    std::mt19937 generator(1);
    // Every remainder of the blocks that kernels compute at once (up to 48 rows and 24 columns), and sums
    // longer than what they unroll.
    constexpr std::array<std::array<Index, 3>, 9> shapes{
        {{1, 1, 1},
         {2, 3, 5},
         {7, 13, 4},
         {16, 8, 33},
         {49, 25, 9},
         {31, 47, 65},
         {24, 48, 130},
         {97, 5, 50},
         {63, 96, 31}}};
    for (const auto& [m, n, k] : shapes)
        if (!multiplies<Matrix>(generator, m, n, k))
            return false;
    return multiplies<Eigen::MatrixXf>(generator, 49, 27, 67) &&
           multiplies<Eigen::MatrixXf>(generator, 5, 33, 18) && multipliesVectors(generator, 61, 103) &&
           multipliesVectors(generator, 10, 784) && solves(generator, 45);
}

} // namespace kamke
