#include "core/model/monotone_gain.h"

#include "core/model/decompositions.h"
#include "core/model/positive_definite.h"
#include "core/model/rounding.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kamke {

namespace {

constexpr double tiny = std::numeric_limits<double>::min();

// ‖v‖_2 from above: every square, sum and root rounds once.
double euclideanAbove(const Eigen::Ref<const Vector>& v) {
    if (!v.allFinite())
        return nan;
    const double largest = v.size() == 0 ? 0 : v.cwiseAbs().maxCoeff();
    if (largest == 0)
        return 0;
    // Scaled by a power of two, so that squares neither overflow nor vanish.
    const int exponent = std::clamp(std::ilogb(largest), -1000, 1000);
    const double scale = std::ldexp(1.0, -exponent), k = static_cast<double>(v.size()) + 8;
    const double sum = (v * scale).squaredNorm();
    return up(
        up(std::sqrt(up(sum * (1 + 4 * k * unitRoundoff) + k * tiny)) * (1 + 8 * unitRoundoff)) / scale);
}

Vector columnNormsAbove(const Matrix& m) {
    Vector norms(m.cols());
    for (Index j = 0; j < m.cols(); ++j)
        norms(j) = euclideanAbove(m.col(j));
    return norms;
}

// A matrix as computed, and how wrong each entry may be.
struct Approximate {
    Matrix value, error;
    Matrix absolute() const {
        return (value.cwiseAbs() + error).unaryExpr([](double v) { return v == 0 ? 0 : up(v); });
    }
};

// M·V for exact M and V known up to its error; `extra` more roundings in each entry of M.
Approximate times(const Matrix& M, const Approximate& V, Index extra = 0) {
    const double gamma = gammaBound(2 * (M.cols() + extra) + 8);
    const Matrix absM = M.cwiseAbs();
    Approximate product{M * V.value, {}};
    // One product bounds both errors; the factor covers its own rounding.
    product.error = absM * (gamma * V.value.cwiseAbs() + V.error);
    const double spread = 1 + gammaBound(2 * M.cols() + 16);
    const double underflow = static_cast<double>(M.cols() + 8) * tiny * (1 + absM.maxCoeff());
    product.error = (product.error * spread).array() + underflow;
    return product;
}

Approximate exact(const Matrix& M) {
    return {M, Matrix::Zero(M.rows(), M.cols())};
}

// ‖F‖_2 of everything within the errors, from above, by its Gram matrix.
double spectralNormAbove(const Approximate& F) {
    const bool wide = F.value.cols() > F.value.rows();
    const Matrix G = wide ? Matrix(F.value * F.value.transpose()) : Matrix(F.value.transpose() * F.value);
    const Matrix symmetric = (G + G.transpose()) / 2;
    const Vector norms = columnNormsAbove(wide ? Matrix(F.value.transpose()) : F.value);
    const double gamma = gammaBound(std::max(F.value.rows(), F.value.cols()) + 4);
    // |fl(f_iᵀf_j) − f_iᵀf_j| ≤ γ‖f_i‖‖f_j‖: a matrix of rank one, whose norm is γΣ‖f_i‖².
    const double all = euclideanAbove(norms);
    const double k = static_cast<double>(F.value.rows() + F.value.cols() + 8);
    const double square = largestEigenvalueAbove(symmetric, up(up(gamma * up(all * all)) + k * k * tiny));
    if (!(square >= 0))
        return nan;
    return up(up(std::sqrt(square)) + euclideanAbove(columnNormsAbove(F.error)));
}

// P = Λ − (ΛA + AᵀΛ)/2 as computed, and a bound of ‖error‖_∞.
struct Symmetric {
    Matrix value;
    double error;
};
Symmetric symmetricPart(const Matrix& A, const Vector& lambda) {
    const Matrix product = lambda.asDiagonal() * A;
    Matrix S = -(product / 2 + product.transpose() / 2);
    S.diagonal() += lambda;
    const Matrix magnitude = product.cwiseAbs() + product.transpose().cwiseAbs();
    Matrix error = 8 * unitRoundoff * magnitude;
    error.diagonal() += 8 * unitRoundoff * lambda;
    error.array() += 8 * tiny;
    return {S, normBound(error)};
}

// δ with XPXᵀ ⪰ (1 − δ)I, from ‖XPXᵀ − I‖_∞; NaN when X is no good.
double distanceFromIdentity(const Matrix& X, const Symmetric& P) {
    const Index n = X.rows();
    const Matrix Y = X * P.value, Z = Y * X.transpose();
    const double gamma = gammaBound(2 * n + 16), normP = up(normBound(P.value.cwiseAbs()) + P.error);
    const Vector x = columnNormsAbove(X.transpose()), y = columnNormsAbove(Y.transpose());
    const double size = static_cast<double>(n + 8), underflow = 4 * size * size * tiny * (1 + x.maxCoeff());
    double largest = 0;
    for (Index i = 0; i < n; ++i) {
        double row = 0;
        for (Index j = 0; j < n; ++j) {
            // |X||P||Xᵀ| and |Y||Xᵀ| by the norms of their rows (Cauchy-Schwarz).
            const double rounding = up(gamma * up(up(y(i) + up(x(i) * normP)) * x(j)));
            const double inP = up(up(x(i) * P.error) * x(j));
            const double entry = std::abs(Z(i, j) - (i == j ? 1.0 : 0.0));
            row = up(row + up(up(up(entry) + rounding) + up(inP + underflow)));
        }
        largest = row == row ? std::max(largest, row) : row;
        if (largest != largest)
            return nan;
    }
    return largest;
}

} // namespace

double MonotoneGain::ballNorm(const Vector& radius) const {
    const double byColumns = productAbove(columnNorms.transpose(), radius)(0);
    const double byRows = euclideanAbove(productAbove(absF, radius));
    const double spectral = up(spectralNorm * euclideanAbove(radius));
    return std::min({byColumns, byRows, spectral});
}

Vector MonotoneGain::stateReach(const Vector& radius) const {
    const Vector ball = (stateBall * ballNorm(radius)).unaryExpr([](double v) { return up(v); });
    return sumAbove(productAbove(stateLinear, radius), ball);
}

MonotoneGain monotoneGain(
    const Network& network, const Matrix& rawB, const Matrix& rawD, const ConditionTable& conditions) {
    if (!conditions.lbenLambda)
        return {};
    const Index q = network.q();
    // Scaled to a largest entry of 1; the inequality is homogeneous in Λ.
    const Vector lambda = *conditions.lbenLambda / conditions.lbenLambda->maxCoeff();
    // In the coordinates x = Sx', S of powers of two near λ^{-1/2}: nothing rounds, and Λ may range over many
    // orders of magnitude, as it does for deep stacks.
    if (!(lambda.minCoeff() > 0x1p-800))
        return {};
    const Vector scale = lambda.unaryExpr([](double v) { return std::ldexp(1.0, -std::ilogb(v) / 2); });
    const Symmetric P = symmetricPart(
        scale.cwiseInverse().asDiagonal() * network.A * scale.asDiagonal(),
        lambda.cwiseProduct(scale).cwiseProduct(scale));
    const auto inverse = inverseCholeskyFactor(P.value);
    if (!inverse)
        return {};
    // What is so small that scaling could round it is left out before anything is shown of it.
    const Matrix scaled = inverse->unaryExpr([](double v) { return std::abs(v) < 0x1p-600 ? 0.0 : v; });
    const Matrix X = scaled * scale.asDiagonal();
    if (!X.allFinite())
        return {};
    const double delta = distanceFromIdentity(scaled, P);
    if (!(delta < 0.5))
        return {};
    const double theta = up(0.5 / down(1 - delta));

    // ΛB rounds once, rawB itself twice.
    const Approximate F = times(X, exact(lambda.asDiagonal() * rawB), 8);
    MonotoneGain gain;
    gain.absF = F.absolute();
    gain.absFRows = rowSumsAbove(gain.absF);
    gain.columnNorms = columnNormsAbove(gain.absF);
    gain.spectralNorm = spectralNormAbove(F);
    const Matrix thetaX = theta * X.transpose();
    const Approximate linear = times(thetaX, F, 4);
    gain.stateLinear = linear.absolute();
    gain.stateLinearRows = rowSumsAbove(gain.stateLinear);
    gain.stateBall = columnNormsAbove(theta * X) * (1 + 4 * unitRoundoff);
    gain.stateBall = gain.stateBall.unaryExpr([](double v) { return up(v); });

    Approximate output = times(network.C, linear);
    output.value += rawD;
    output.error += 8 * unitRoundoff * (output.value.cwiseAbs() + rawD.cwiseAbs());
    gain.output = output.value;
    gain.outputError = output.error.unaryExpr([](double v) { return up(up(v)); });
    gain.outputRows = rowSumsAbove(gain.output.cwiseAbs() + gain.outputError) * (1 + 4 * unitRoundoff);
    gain.outputBall.resize(q);
    gain.differenceRows = Matrix::Zero(q, q);
    gain.differenceBall = gain.differenceGain = Matrix::Zero(q, q);
    const Approximate ball = times(thetaX.transpose(), exact(network.C.transpose()), 4); // n×q
    gain.outputBall = columnNormsAbove(ball.absolute());
    for (Index i = 0; i < q; ++i)
        for (Index j = 0; j < q; ++j) {
            if (i == j)
                continue;
            // Norms of differences: those of the computed columns, with both errors and one rounding.
            const Vector across =
                (ball.value.col(i) - ball.value.col(j)).cwiseAbs() * (1 + 4 * unitRoundoff) +
                ball.error.col(i) + ball.error.col(j);
            gain.differenceBall(i, j) = euclideanAbove(across) * (1 + 4 * unitRoundoff);
            const Vector linearPart = (((gain.output.row(i) - gain.output.row(j)).cwiseAbs() +
                                        gain.outputError.row(i) + gain.outputError.row(j)) *
                                       (1 + 8 * unitRoundoff))
                                          .transpose();
            gain.differenceRows(i, j) =
                productAbove(linearPart.transpose(), Vector::Ones(linearPart.size()))(0);
            gain.differenceGain(i, j) =
                up(euclideanAbove(linearPart) + up(gain.differenceBall(i, j) * gain.spectralNorm));
        }
    gain.residualNorms = columnNormsAbove(times(X, exact(lambda.asDiagonal() * network.A), 4).absolute());
    // Only this bound may be missing: the two others of ‖FΔu‖_2 are left.
    if (!(gain.spectralNorm >= 0))
        gain.spectralNorm = std::numeric_limits<double>::infinity();
    gain.plainConstant = nan;
    if (conditions.monotonicity > 0 && (lambda.array() == 1).all())
        // Two roundings of 1/std in every entry.
        gain.plainConstant =
            up(spectralNormAbove({rawB, 4 * unitRoundoff * rawB.cwiseAbs()}) / down(conditions.monotonicity));
    const auto usable = [](const auto& m) { return m.allFinite(); };
    if (!usable(gain.absF) || !usable(gain.columnNorms) || !usable(gain.stateLinear) ||
        !usable(gain.stateBall) || !usable(gain.outputRows) || !usable(gain.differenceRows) ||
        !usable(gain.differenceBall) || !usable(gain.outputBall) || !usable(gain.residualNorms))
        return {};
    return gain;
}

} // namespace kamke
