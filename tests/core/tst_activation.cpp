// Activations: slopes, pieces, self-loops, rounding; and the rounding bounds of sums.
#include "random_network.h"

#include "core/model/rounding.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

class ActivationTest : public QObject {
    Q_OBJECT
private slots:
    void everyKind_data();
    void everyKind();
    void leakySelfLoop();
    void boundedSums();
    void exactZeroStaysZero();
};

void ActivationTest::everyKind_data() {
    QTest::addColumn<QString>("name");
    for (const std::string_view name : Activation::names())
        QTest::newRow(std::string(name).c_str())
            << QString::fromUtf8(name.data(), static_cast<int>(name.size()));
}

void ActivationTest::everyKind() {
    QFETCH(QString, name);
    Generator g = seededGenerator("activation");
    const Activation phi = *Activation::fromName(name.toStdString(), 0.3);
    QCOMPARE(QString::fromStdString(std::string(phi.name())), name);
    for (int k = 0; k < 2000; ++k) {
        const double p = std::pow(10.0, uniform(g, -3, 2)) * normal(g), q = p + std::abs(normal(g));
        const double rise = phi(q) - phi(p);
        QVERIFY(rise >= -1e-15 * (1 + std::abs(p)) && rise <= (q - p) + 1e-14 * (1 + std::abs(q)));
        QVERIFY(phi.below(p) <= phi(p) && phi(p) <= phi.above(p));
        QVERIFY(phi.above(p) - phi.below(p) <= 1e-14 * std::abs(phi(p)) + 1e-300);
        QVERIFY(phi.derivative(p) >= 0 && phi.derivative(p) <= 1);
        if (phi.isPiecewiseLinear()) {
            const Activation::Piece& piece = phi.pieces()[static_cast<std::size_t>(phi.pieceAt(p))];
            QVERIFY(p >= piece.from && p <= piece.to);
            QVERIFY(std::abs(piece.slope * p + piece.offset - phi(p)) <= 1e-15 * (1 + std::abs(p)));
        } else {
            const double h = 1e-6;
            QVERIFY(std::abs((phi(p + h) - phi(p - h)) / (2 * h) - phi.derivative(p)) < 1e-6);
        }
        // x = φ(a x + s), for slopes a from strongly negative to nearly one
        const double a = 0.99 - std::abs(std::pow(10.0, uniform(g, -2, 2.5)) * normal(g));
        const double x = phi.solveSelfLoop(a, p);
        const double residual = x - phi(a * x + p);
        const double noise = 1e-14 * (1 + std::abs(a * x) + std::abs(p) + std::abs(x));
        QVERIFY2(
            std::abs(residual) <= noise,
            qPrintable(QString("a = %1, s = %2: %3").arg(a).arg(p).arg(residual)));
        QVERIFY(phi.solveSelfLoop(a, q) >= x - 1e-12 * (1 + std::abs(x)));
    }
    QVERIFY(std::isnan(phi(std::numeric_limits<double>::quiet_NaN())));
}

// Left of zero the divisor is 1 − slope·a, not 1 − a.
void ActivationTest::leakySelfLoop() {
    const Activation leaky(Activation::Kind::LeakyRelu, 0.5);
    QCOMPARE(leaky.solveSelfLoop(-1, -3), -1.0);
    QCOMPARE(leaky.solveSelfLoop(-1, 3), 1.5);
}

// The enclosure of a sum holds the sum computed with twice the precision, also under heavy cancellation.
void ActivationTest::boundedSums() {
    Generator g = seededGenerator("bounded sums");
    for (int k = 0; k < 500; ++k) {
        const Index n = integer(g, 1, 200);
        Matrix M = mixedWeights(g, 1, n);
        Vector v = mixedWeights(g, n, 1);
        if (chance(g, 0.3)) { // a sum that cancels to nearly nothing
            M.conservativeResize(1, 2 * n);
            v.conservativeResize(2 * n);
            M.rightCols(n) = -M.leftCols(n);
            v.tail(n) = v.head(n) * (1 + 1e-15);
        }
        __float128 exactly = 0;
        for (Index i = 0; i < M.cols(); ++i)
            exactly += static_cast<__float128>(M(0, i)) * static_cast<__float128>(v(i));
        const BoundedSum sum{M * v, M.cwiseAbs() * v.cwiseAbs(), M.cols()};
        QVERIFY(
            static_cast<__float128>(sum.below()(0)) <= exactly &&
            exactly <= static_cast<__float128>(sum.above()(0)));
    }
}

void ActivationTest::exactZeroStaysZero() {
    const Matrix zero = Matrix::Zero(1, 3), weights = Matrix::Ones(1, 3);
    QVERIFY(!mayUnderflow(weights, zero));
    const BoundedSum sum{zero * weights.transpose(), zero * weights.transpose(), 3, false};
    QCOMPARE(sum.above()(0), 0.0);
    QCOMPARE(sum.below()(0), 0.0);
    QVERIFY(mayUnderflow(1e-200 * weights, 1e-200 * weights));
}

QTEST_GUILESS_MAIN(ActivationTest)
#include "tst_activation.moc"
