#include "core/model/matrix_measure.h"

#include "core/model/blocks.h"
#include "core/model/components.h"
#include "core/model/decompositions.h"
#include "core/model/rounding.h"

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

// Powers of two d such that the rows and columns of diag(d)^{-1} M diag(d) have about the same sums off the
// diagonal (Osborne's balancing). Units of very different sizes make I − M so badly scaled that its solutions
// lose their small entries; what is balanced solves as well as if the units had been the same. Powers of two
// round nothing.
Vector balancingScale(const Matrix& M) {
    const Index n = M.rows();
    Vector d = Vector::Ones(n);
    Matrix S = M.cwiseAbs();
    S.diagonal().setZero();
    bool changed = true;
    for (int round = 0; changed && round < 100; ++round) {
        changed = false;
        for (Index i = 0; i < n; ++i) {
            const double row = S.row(i).sum(), column = S.col(i).sum();
            if (!(row > 0) || !(column > 0) || !std::isfinite(row) || !std::isfinite(column))
                continue;
            const double factor = std::exp2(std::round(std::log2(row / column) / 2));
            if (factor == 1 || !std::isnormal(d(i) * factor))
                continue;
            d(i) *= factor;
            S.row(i) /= factor;
            S.col(i) *= factor;
            changed = true;
        }
    }
    return d;
}

// diag(d)^{-1} M diag(d)
Matrix balanced(const Matrix& M, const Vector& d) {
    return d.cwiseInverse().asDiagonal() * M * d.asDiagonal();
}

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
        const Matrix part = M(block, block);
        const Vector d = balancingScale(part);
        // Of units of very different sizes a general solver finds eigenvalues only relative to the largest
        // entry.
        const bool uneven = d.maxCoeff() > 1000 * d.minCoeff();
        for (const std::complex<double>& value : eigenvalues(uneven ? balanced(part, d) : part))
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
    // Where units of very different sizes leave no digits for the small weights, balanced ones have them.
    if (!(best.value < 1) && best.infimum < 1) {
        const Vector d = balancingScale(M);
        const Matrix S = balanced(M, d);
        for (double gap = 1e-8; gap < 1; gap *= 10)
            consider(d.cwiseProduct(
                LuFactors((best.infimum + gap * scale) * Matrix::Identity(n, n) - S).solve(Vector::Ones(n))));
    }
    // Where levels amplify so much that none of these is usable, weights put together level by level are.
    if (!(best.value < 1) && best.infimum < 1)
        if (const Vector eta = levelWeights(A); eta.size() > 0)
            if (const double value = matrixMeasureInf(A, eta); value < best.value)
                return {best.infimum, eta, value};
    return best;
}

namespace {

// Whether |A|ᴹη < η, η > 0, shown with rounding bounds.
bool contracts(const Matrix& A, const Vector& eta) {
    if (eta.size() == 0 || !eta.allFinite() || !(eta.minCoeff() > 0))
        return false;
    const BoundedSum product{metzlerMajorant(A) * eta, A.cwiseAbs() * eta, A.rows() + 1};
    return (product.above().array() < eta.array()).all();
}

} // namespace

Vector provedContractionWeights(const Matrix& A) {
    const Index n = A.rows();
    const Matrix M = metzlerMajorant(A);
    Vector eta = LuFactors(Matrix::Identity(n, n) - M).solve(Vector::Ones(n));
    if (contracts(A, eta))
        return eta;
    eta = provedContractionWeights(A, balancingScale(M));
    if (eta.size() > 0)
        return eta;
    // Where levels amplify by more than the precision of double, the 1 in |A|ᴹη = η − 1 is lost.
    eta = levelWeights(A);
    return contracts(A, eta) ? eta : Vector();
}

Vector provedContractionWeights(const Matrix& A, const Vector& sizes) {
    const Index n = A.rows();
    const Matrix system = Matrix::Identity(n, n) - balanced(metzlerMajorant(A), sizes);
    const Vector eta = sizes.cwiseProduct(LuFactors(system).solve(Vector::Ones(n)));
    return contracts(A, eta) ? eta : Vector();
}

} // namespace kamke
