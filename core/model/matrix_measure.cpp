#include "model/matrix_measure.h"

#include "model/blocks.h"
#include "model/components.h"
#include "model/decompositions.h"
#include "model/rounding.h"

#include <cassert>
#include <cmath>

namespace kamke {

Matrix metzlerPart(const Matrix& A) {
    Matrix M = A.cwiseMax(0.0);
    M.diagonal() = A.diagonal();
    return M;
}

Matrix metzlerMajorant(const Matrix& A) {
    Matrix M = A.cwiseAbs();
    M.diagonal() = A.diagonal();
    return M;
}

Vector rowMeasures(const Matrix& A, const Vector& eta) {
    assert(A.rows() == A.cols() && eta.size() == A.rows());
    return (metzlerMajorant(A) * eta).cwiseQuotient(eta);
}

double matrixMeasureInf(const Matrix& A, const Vector& eta) {
    return rowMeasures(A, eta).maxCoeff();
}
double matrixMeasureInf(const Matrix& A) {
    return matrixMeasureInf(A, Vector::Ones(A.rows()));
}

double matrixMeasure1(const Matrix& A) {
    return metzlerMajorant(A).colwise().sum().maxCoeff();
}
double matrixMeasure1(const Matrix& A, const Vector& eta) {
    return matrixMeasureInf(A.transpose(), eta);
}

double matrixMeasure2(const Matrix& A) {
    const Matrix S = (A + A.transpose()) / 2;
    return largestEigenvalue(S);
}

double matrixMeasure2(const Matrix& A, const Vector& lambda) {
    const Vector root = lambda.cwiseSqrt();
    return matrixMeasure2(root.asDiagonal() * A * root.cwiseInverse().asDiagonal());
}

double normInf(const Matrix& A) {
    return A.cwiseAbs().rowwise().sum().maxCoeff();
}

namespace {

// Eigenvalues block by block along the strongly connected components: a triangular matrix with a long chain
// has eigenvalues that a general solver returns only to the n-th root of the rounding error.
template<class Reduce>
double overBlocks(const Matrix& M, Reduce reduce) {
    double largest = -std::numeric_limits<double>::infinity();
    for (const auto& block : stronglyConnectedComponents(M)) {
        if (block.size() == 1) {
            largest = std::max(largest, reduce(std::complex<double>(M(block[0], block[0]))));
            continue;
        }
        for (const std::complex<double>& value : eigenvalues(M(block, block)))
            largest = std::max(largest, reduce(value));
    }
    return largest;
}

} // namespace

double spectralRadius(const Matrix& M) {
    return overBlocks(M, [](std::complex<double> z) { return std::abs(z); });
}

double spectralAbscissa(const Matrix& M) {
    return overBlocks(M, [](std::complex<double> z) { return z.real(); });
}

namespace {

Vector scaledToOne(const Vector& eta) {
    return eta / eta.maxCoeff();
}

bool usableWeights(const Vector& eta) {
    return eta.allFinite() && eta.minCoeff() > 1e-150 * eta.maxCoeff();
}

// Perron eigenvector of an irreducible Metzler matrix by inverse iteration just right of its abscissa, where
// the resolvent is a positive matrix.
Vector perronVector(const Matrix& M, double abscissa, double gap) {
    const Index n = M.rows();
    const LuFactors resolvent((abscissa + gap) * Matrix::Identity(n, n) - M);
    Vector eta = Vector::Ones(n);
    for (int k = 0; k < 4; ++k)
        eta = scaledToOne(resolvent.solve(eta).cwiseAbs());
    return eta;
}

// Empty for an irreducible A, whose only block is A itself.
Vector levelWeights(const Matrix& A) {
    const BlockStructure structure = blockStructure(A);
    return structure.blocks.size() > 1 ? blockWeights(A, structure) : Vector();
}

} // namespace

BestEta bestEta(const Matrix& A) {
    const Index n = A.rows();
    const Matrix M = metzlerMajorant(A);
    BestEta best{spectralAbscissa(M), Vector::Ones(n), matrixMeasureInf(A)};
    const auto consider = [&](const Vector& eta) {
        if (!usableWeights(eta))
            return;
        if (const double value = matrixMeasureInf(A, eta); value < best.value) {
            best.value = value;
            best.eta = eta;
        }
    };
    const double scale = 1 + std::abs(best.infimum);
    if (stronglyConnectedComponents(M).size() == 1)
        consider(perronVector(M, best.infimum, 1e-10 * scale));
    // (sI − M)^{-1} 1 with s above the abscissa is positive and has Mη < sη, reducible or not; a smaller gap
    // comes nearer to the infimum and needs a wider range of weights.
    for (double gap = 1e-8; gap < 1; gap *= 10) {
        const Vector eta =
            LuFactors((best.infimum + gap * scale) * Matrix::Identity(n, n) - M).solve(Vector::Ones(n));
        if (eta.minCoeff() > 0 && usableWeights(eta)) {
            consider(scaledToOne(eta));
            break;
        }
    }
    // Where levels amplify so much that none of these is usable, weights put together level by level are.
    if (!(best.value < 1) && best.infimum < 1)
        if (const Vector eta = levelWeights(A); eta.size() > 0)
            if (const double value = matrixMeasureInf(A, eta); value < best.value)
                return {best.infimum, eta, value};
    return best;
}

Vector provedContractionWeights(const Matrix& A) {
    const Index n = A.rows();
    const Matrix M = metzlerMajorant(A);
    const auto proved = [&](const Vector& eta) {
        if (eta.size() == 0 || !eta.allFinite() || !(eta.minCoeff() > 0))
            return false;
        const BoundedSum product{M * eta, A.cwiseAbs() * eta, n + 1};
        return (product.above().array() < eta.array()).all();
    };
    Vector eta = LuFactors(Matrix::Identity(n, n) - M).solve(Vector::Ones(n));
    if (proved(eta))
        return eta;
    // Where levels amplify by more than the precision of double, the 1 in |A|ᴹη = η − 1 is lost.
    Vector byLevels = levelWeights(A);
    return proved(byLevels) ? byLevels : Vector();
}

} // namespace kamke
