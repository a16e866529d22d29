// Proofs of positive definiteness: matrices whose eigenvalues are known exactly, close to the boundary.
#include "random_network.h"

#include "core/model/positive_definite.h"
#include "core/model/rounding.h"

#include <QTest>
#include <limits>

using namespace kamke;
using namespace kamke::test;

class PositiveDefinite : public QObject {
    Q_OBJECT
private slots:
    void neverBelowZero();
    void foundWhereThereIsRoom();
    void normErrorCounts();
    void notANumberIsNoProof();
    void eigenvalueBounds();
    void monotonicity();
    void monotoneWithWeights();
};

namespace {

/// The n×n Hadamard matrix, n a power of two: HHᵀ = nI, entries ±1.
Matrix hadamard(Index n) {
    Matrix H = Matrix::Ones(1, 1);
    while (H.rows() < n) {
        const Index k = H.rows();
        Matrix next(2 * k, 2 * k);
        next << H, H, H, -H;
        H = next;
    }
    return H;
}

/// H·diag(d)·Hᵀ/n has the eigenvalues d exactly: with few bits in d every sum is exact in double.
Matrix withEigenvalues(const Vector& d) {
    const Matrix H = hadamard(d.size());
    return H * d.asDiagonal() * H.transpose() / static_cast<double>(d.size());
}

/// Multiples of 1/64 in [1/64, 2].
Vector roundEigenvalues(Generator& g, Index n) {
    return Vector::NullaryExpr(n, [&] { return static_cast<double>(integer(g, 1, 128)) / 64; });
}

constexpr double tinyEigenvalue = 0x1p-46; // 1.4e-14

} // namespace

void PositiveDefinite::neverBelowZero() {
    Generator g = seededGenerator("never below zero");
    for (int k = 0; k < 400; ++k) {
        const Index n = Index{1} << integer(g, 0, 5);
        Vector d = roundEigenvalues(g, n);
        d(integer(g, 0, n - 1)) = chance(g, 0.2) ? 0 : -tinyEigenvalue;
        const Matrix S = withEigenvalues(d);
        QVERIFY(S == S.transpose());
        QVERIFY(!provedPositiveDefinite(S));
        // Nor after a scaling by powers of two, which keeps the sign.
        const Vector scale =
            Vector::NullaryExpr(n, [&] { return std::ldexp(1.0, static_cast<int>(integer(g, -40, 40))); });
        QVERIFY(!provedPositiveDefinite(scale.asDiagonal() * S * scale.asDiagonal()));
    }
    QVERIFY(!provedPositiveDefinite(Matrix{{1, 1 + tinyEigenvalue}, {1 + tinyEigenvalue, 1}}));
    QVERIFY(!provedPositiveDefinite(Matrix::Ones(3, 3)));
}

void PositiveDefinite::foundWhereThereIsRoom() {
    Generator g = seededGenerator("found where there is room");
    for (int k = 0; k < 200; ++k) {
        const Index n = Index{1} << integer(g, 0, 6);
        Vector d = roundEigenvalues(g, n);
        // A few rounding errors times the trace are enough.
        d(0) = std::ldexp(1.0, -36);
        const Matrix S = withEigenvalues(d);
        QVERIFY2(provedPositiveDefinite(S), qPrintable(QString("n = %1").arg(n)));
        QVERIFY(!provedPositiveDefinite(S, 0, d(0)));
        QVERIFY(provedPositiveDefinite(S, 0, d(0) / 2));
    }
}

void PositiveDefinite::normErrorCounts() {
    Generator g = seededGenerator("norm error");
    for (int k = 0; k < 100; ++k) {
        const Index n = Index{1} << integer(g, 0, 5);
        Vector d = roundEigenvalues(g, n);
        d(0) = 1.0 / 128;
        const Matrix S = withEigenvalues(d);
        QVERIFY(provedPositiveDefinite(S, d(0) * 0.99));
        QVERIFY(!provedPositiveDefinite(S, d(0)));
    }
    QVERIFY(normBound(Matrix{{0.5, 0.25}, {0.25, 0.125}}) >= 0.75);
}

void PositiveDefinite::notANumberIsNoProof() {
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double bad : {kamke::nan, infinity, -infinity}) {
        Matrix S = 4 * Matrix::Identity(3, 3);
        QVERIFY(provedPositiveDefinite(S));
        QVERIFY(!provedPositiveDefinite(S, bad));
        QVERIFY(!provedPositiveDefinite(S, 0, bad));
        S(1, 1) = bad;
        QVERIFY(!provedPositiveDefinite(S));
        S(1, 1) = 4;
        S(2, 0) = S(0, 2) = bad;
        QVERIFY(!provedPositiveDefinite(S));
        QVERIFY(std::isnan(leastEigenvalueBelow(S)));
        QVERIFY(std::isnan(provedMonotonicity(S)));
        QVERIFY(!provedMonotone(S, Vector::Ones(3)));
        QVERIFY(!provedMonotone(Matrix::Zero(2, 2), Eigen::Vector2d(1, bad)));
    }
    QVERIFY(!provedMonotone(Matrix::Zero(2, 2), Eigen::Vector2d(1, 0)));
    // Too large for any sum.
    QVERIFY(!provedPositiveDefinite(Matrix{{1e308, 1e308}, {1e308, 1e308}}));
}

void PositiveDefinite::eigenvalueBounds() {
    Generator g = seededGenerator("eigenvalue bounds");
    for (int k = 0; k < 200; ++k) {
        const Index n = Index{1} << integer(g, 0, 5);
        const Vector d = roundEigenvalues(g, n).array() - 1;
        const Matrix S = withEigenvalues(d);
        const double below = leastEigenvalueBelow(S), above = largestEigenvalueAbove(S);
        QVERIFY(below <= d.minCoeff() && below >= d.minCoeff() - 1e-10);
        QVERIFY(above >= d.maxCoeff() && above <= d.maxCoeff() + 1e-10);
        const double error = uniform(g, 0, 0.1);
        QVERIFY(leastEigenvalueBelow(S, error) <= d.minCoeff() - error);
    }
}

void PositiveDefinite::monotonicity() {
    Generator g = seededGenerator("monotonicity");
    for (int k = 0; k < 300; ++k) {
        const Index n = Index{1} << integer(g, 0, 5);
        Vector d = roundEigenvalues(g, n);
        const bool holds = chance(g, 0.5);
        d(0) = holds ? 1.0 / 64 : -tinyEigenvalue;
        // I − A = S + K with a skew K of few bits: exact.
        Matrix K = Matrix::Zero(n, n);
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < i; ++j) {
                K(i, j) = static_cast<double>(integer(g, -64, 64)) / 16;
                K(j, i) = -K(i, j);
            }
        const Matrix A = Matrix::Identity(n, n) - withEigenvalues(d) + K;
        const double m = provedMonotonicity(A);
        if (holds)
            QVERIFY2(m <= d.minCoeff() && m >= d.minCoeff() - 1e-10, qPrintable(QString::number(m)));
        else
            QVERIFY(std::isnan(m));
    }
}

void PositiveDefinite::monotoneWithWeights() {
    Generator g = seededGenerator("monotone with weights");
    for (int k = 0; k < 300; ++k) {
        const Index n = Index{1} << integer(g, 0, 4);
        Vector d = roundEigenvalues(g, n);
        const bool holds = chance(g, 0.5);
        d(0) = holds ? 1.0 / 64 : -tinyEigenvalue;
        const Matrix A = Matrix::Identity(n, n) - withEigenvalues(d);
        // D⁻¹AD by powers of two: Λ = D² hides nothing and rounds nothing.
        const Vector scale =
            Vector::NullaryExpr(n, [&] { return std::ldexp(1.0, static_cast<int>(integer(g, -30, 30))); });
        const Matrix hidden = scale.cwiseInverse().asDiagonal() * A * scale.asDiagonal();
        QCOMPARE(provedMonotone(hidden, scale.cwiseAbs2()), holds);
    }
}

QTEST_APPLESS_MAIN(PositiveDefinite)
#include "tst_positive_definite.moc"
