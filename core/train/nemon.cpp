#include "train/nemon.h"

#include "model/matrix_measure.h"
#include "model/rounding.h"

#include <cmath>

namespace kamke {

template<class S>
void initialiseNemon(Parameters<S>& parameters, Generator& random) {
    const ParameterShape& shape = parameters.shape;
    const double ofState = 1 / std::sqrt(static_cast<double>(shape.n));
    const double ofInput = 1 / std::sqrt(static_cast<double>(shape.r));
    const auto fill = [&](Index from, Index to, double half) {
        for (Index k = from; k < to; ++k)
            parameters.values(k) = static_cast<S>(random.uniform(half));
    };
    fill(0, shape.offsetB(), ofState);
    fill(shape.offsetB(), shape.offsetC(), ofInput);
    fill(shape.offsetC(), shape.offsetOfb(), ofState);
    fill(shape.offsetOfb(), shape.offsetOfc(), ofInput);
    fill(shape.offsetOfc(), shape.offsetLogEta(), ofState);
    parameters.values.tail(shape.size() - shape.offsetLogEta()).setZero();
}

template<class S>
MatrixOf<S> nemonMatrix(const Parameters<S>& parameters, S gamma) {
    const auto T = parameters.T();
    MatrixOf<S> A = T;
    if (parameters.shape.weights) {
        const VectorOf<S> eta = parameters.eta();
        A = eta.asDiagonal() * T * eta.cwiseInverse().asDiagonal();
    }
    // Off the diagonal first: T_ii − |T_ii| is exactly zero for T_ii ≥ 0.
    for (Index i = 0; i < A.rows(); ++i) {
        const S others = T.row(i).cwiseAbs().sum() - std::abs(T(i, i));
        A(i, i) = std::min<S>(2 * T(i, i), 0) - others + gamma;
    }
    return A;
}

template<class S>
void pullBackNemon(const Parameters<S>& parameters, Parameters<S>& gradient) {
    const auto T = parameters.T();
    auto G = gradient.T();
    const VectorOf<S> diagonal = G.diagonal();
    if (parameters.shape.weights) {
        const VectorOf<S> eta = parameters.eta();
        // ∂ℓ/∂([η]T[η]⁻¹)_ij times that entry: what a change of log η_i adds and of log η_j takes away.
        G = (eta.asDiagonal() * G * eta.cwiseInverse().asDiagonal()).eval();
        const MatrixOf<S> product = G.cwiseProduct(T);
        gradient.logEta() += product.rowwise().sum() - product.colwise().sum().transpose();
    }
    G -= diagonal.asDiagonal() * T.cwiseSign();
}

template<class S>
S nemonMeasure(const Parameters<S>& parameters, S gamma) {
    return gamma + 2 * std::min<S>(parameters.T().diagonal().maxCoeff(), 0);
}

Matrix roundedNemonMatrix(const Matrix& T, const Vector& eta, double gamma) {
    const Index n = T.rows();
    Matrix A = eta.asDiagonal() * T * eta.cwiseInverse().asDiagonal();
    for (Index i = 0; i < n; ++i) {
        double others = 0;
        for (Index j = 0; j < n; ++j)
            if (j != i)
                others += std::abs(A(i, j)) * eta(j) / eta(i);
        const double largest = gammaBound(4 * n + 8) * (others + std::abs(gamma) + 2 * std::abs(T(i, i)));
        A(i, i) = std::min(2 * T(i, i), 0.0) - others + gamma - 2 * largest;
    }
    return A;
}

template void initialiseNemon(Parameters<float>&, Generator&);
template void initialiseNemon(Parameters<double>&, Generator&);
template MatrixOf<float> nemonMatrix(const Parameters<float>&, float);
template MatrixOf<double> nemonMatrix(const Parameters<double>&, double);
template void pullBackNemon(const Parameters<float>&, Parameters<float>&);
template void pullBackNemon(const Parameters<double>&, Parameters<double>&);
template float nemonMeasure(const Parameters<float>&, float);
template double nemonMeasure(const Parameters<double>&, double);

} // namespace kamke
