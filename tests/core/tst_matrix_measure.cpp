// Matrix measures, best weights, conditions and Lipschitz constants.
#include "random_network.h"

#include "core/model/components.h"
#include "core/model/lipschitz_constant.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

class MatrixMeasure : public QObject {
    Q_OBJECT
private slots:
    void isTheDerivativeOfTheNorm();
    void bestWeightsReachTheAbscissa();
    void reducibleMatrices();
    void components();
    void provedWeightsAreProved();
    void unitsOfAnySizeAreProved();
    void conditionsImplyEachOther();
    void lbenWitness();
    void bestLipschitzConstantIsLeast();
    void illPosedHasNoCondition();
};

// μ(A) = lim (‖I + hA‖ − 1)/h, for each norm by its own formula.
void MatrixMeasure::isTheDerivativeOfTheNorm() {
    Generator g = seededGenerator("derivative of the norm");
    for (int k = 0; k < 100; ++k) {
        const Index n = integer(g, 1, 8);
        const Matrix A = gaussian(g, n, n);
        const Vector eta = Vector::NullaryExpr(n, [&] { return std::exp(normal(g)); });
        const double h = 1e-7;
        const Matrix M = Matrix::Identity(n, n) + h * A;
        const double tolerance = 1e-5 * (1 + A.squaredNorm());
        QVERIFY(std::abs((normInf(M) - 1) / h - matrixMeasureInf(A)) < tolerance);
        QVERIFY(std::abs((normInf(M.transpose()) - 1) / h - matrixMeasure1(A)) < tolerance);
        const double norm2 = Eigen::JacobiSVD<Matrix>(M).singularValues()(0);
        QVERIFY(std::abs((norm2 - 1) / h - matrixMeasure2(A)) < tolerance);
        const Matrix scaled = eta.cwiseInverse().asDiagonal() * M * eta.asDiagonal();
        const double spread = eta.maxCoeff() / eta.minCoeff();
        QVERIFY(std::abs((normInf(scaled) - 1) / h - matrixMeasureInf(A, eta)) < tolerance * spread);
    }
}

void MatrixMeasure::bestWeightsReachTheAbscissa() {
    Generator g = seededGenerator("best weights");
    for (int k = 0; k < 200; ++k) {
        const Index n = integer(g, 1, 12);
        const Matrix A = mixedWeights(g, n, n) - uniform(g, 0, 3) * Matrix::Identity(n, n);
        const BestEta best = bestEta(A);
        QVERIFY(best.eta.minCoeff() > 0);
        QVERIFY(best.value >= best.infimum - 1e-9 * (1 + std::abs(best.infimum)));
        QVERIFY2(
            best.value <= best.infimum + 1e-6 * (1 + normInf(A)),
            qPrintable(QString("%1 above %2").arg(best.value).arg(best.infimum)));
        for (int trial = 0; trial < 20; ++trial) {
            const Vector eta = Vector::NullaryExpr(n, [&] { return std::exp(2 * normal(g)); });
            QVERIFY(matrixMeasureInf(A, eta) >= best.infimum - 1e-9 * (1 + normInf(A)));
        }
    }
}

// A feed-forward chain is nilpotent: the infimum 0 is approached, not reached, and a plain eigenvalue solver
// misses it.
void MatrixMeasure::reducibleMatrices() {
    for (Index n : {2, 5, 9}) {
        Matrix A = Matrix::Zero(n, n);
        for (Index i = 1; i < n; ++i)
            A(i, i - 1) = 3;
        const BestEta best = bestEta(A);
        QCOMPARE(best.infimum, 0.0);
        QVERIFY(best.value < 1e-3);
        QVERIFY(provedContractionWeights(A).size() == n);
    }
    QCOMPARE(spectralRadius(Matrix::Zero(3, 3)), 0.0);
}

void MatrixMeasure::components() {
    Matrix M = Matrix::Zero(5, 5);
    M(0, 1) = M(1, 0) = 1; // {0, 1} refers to {3}, {3} to {2, 4}
    M(0, 3) = 1;
    M(3, 2) = 1;
    M(2, 4) = M(4, 2) = 1;
    const auto blocks = stronglyConnectedComponents(M);
    const std::vector<std::vector<Index>> expected{{2, 4}, {3}, {0, 1}};
    QCOMPARE(blocks, expected);
}

void MatrixMeasure::provedWeightsAreProved() {
    Generator g = seededGenerator("proved weights");
    int proved = 0;
    for (int k = 0; k < 500; ++k) {
        const Index n = integer(g, 1, 10);
        const Matrix A = gaussian(g, n, n) - uniform(g, 0, 5) * Matrix::Identity(n, n);
        const double abscissa = spectralAbscissa(metzlerMajorant(A));
        const Vector eta = provedContractionWeights(A);
        QCOMPARE(eta.size() > 0, abscissa < 1);
        if (eta.size() == 0)
            continue;
        ++proved;
        // Checked again in extended precision.
        using Extended = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;
        const Extended M = metzlerMajorant(A).cast<long double>();
        QVERIFY(((M * eta.cast<long double>()).array() < eta.cast<long double>().array()).all());
    }
    QVERIFY(proved > 50 && proved < 450);
}

// x = Dz has the weights Dη, however different the sizes of the units.
void MatrixMeasure::unitsOfAnySizeAreProved() {
    Generator g = seededGenerator("sizes of units");
    for (int k = 0; k < 200; ++k) {
        const Index n = integer(g, 2, 12);
        Matrix A = gaussian(g, n, n);
        A -= (spectralAbscissa(metzlerMajorant(A)) - uniform(g, 0, 0.95)) * Matrix::Identity(n, n);
        // The shift changes no sign of a positive diagonal's measure, only its size.
        const double before = spectralAbscissa(metzlerMajorant(A));
        QVERIFY(before < 1 && provedContractionWeights(A).size() == n);
        const Vector d = Vector::NullaryExpr(n, [&] { return std::pow(10.0, uniform(g, -12, 12)); });
        const Matrix scaled = d.cwiseInverse().asDiagonal() * A * d.asDiagonal();
        const Vector eta = provedContractionWeights(scaled);
        QVERIFY(eta.size() == n);
        const BestEta best = bestEta(scaled);
        QVERIFY2(best.value < 1, qPrintable(QString::number(best.value)));
        QVERIFY(wellPosednessConditions(scaled).holds("nemon"));
    }
}

void MatrixMeasure::conditionsImplyEachOther() {
    Generator g = seededGenerator("conditions");
    for (int k = 0; k < 300; ++k) {
        const Index n = integer(g, 1, 6);
        const ConditionTable table = wellPosednessConditions(
            uniform(g, 0.05, 1) * gaussian(g, n, n) - uniform(g, 0, 1) * Matrix::Identity(n, n));
        const auto implies = [&](const char* a, const char* b) { return !table.holds(a) || table.holds(b); };
        QVERIFY(implies("implicit-deep-learning-convex", "implicit-deep-learning"));
        QVERIFY(implies("implicit-deep-learning", "nemon"));
        QVERIFY(implies("nemon-eta-1", "nemon"));
        QVERIFY(implies("ibp-mondeq", "mon"));
        QVERIFY(implies("ibp-mondeq", "ibp-mondeq-lben"));
        QVERIFY(implies("mon", "lben"));
        QVERIFY(implies("nemon", "lben"));
    }
}

void MatrixMeasure::lbenWitness() {
    Generator g = seededGenerator("lben witness");
    int beyondMon = 0;
    for (int k = 0; k < 100; ++k) {
        // Hide a monotone-operator network behind a diagonal scaling: μ_2 fails, Λ exists.
        const Index n = integer(g, 2, 6);
        const Matrix W = gaussian(g, n, n), Z = gaussian(g, n, n);
        const Matrix hidden = 0.5 * Matrix::Identity(n, n) - W.transpose() * W + Z - Z.transpose();
        const Vector scale = Vector::NullaryExpr(n, [&] { return std::exp(1.5 * normal(g)); });
        const Matrix A = scale.asDiagonal() * hidden * scale.cwiseInverse().asDiagonal();
        const ConditionTable table = wellPosednessConditions(A);
        QVERIFY(table.lbenLambda.has_value());
        const Vector& lambda = *table.lbenLambda;
        QVERIFY(lambda.minCoeff() > 0);
        const Matrix S = Matrix(lambda.asDiagonal()) - lambda.asDiagonal() * A;
        QVERIFY(Eigen::LLT<Matrix>((S + S.transpose()) / 2).info() == Eigen::Success);
        beyondMon += !table.holds("mon");
    }
    QVERIFY(beyondMon > 30);
}

void MatrixMeasure::bestLipschitzConstantIsLeast() {
    Generator g = seededGenerator("least Lipschitz constant");
    for (int k = 0; k < 100; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 6));
        const Network& net = analysis->network();
        const GainMatrices gains{net.A, analysis->rawB, net.C, analysis->rawD};
        const LipschitzConstants& L = analysis->lipschitz;
        QVERIFY(!(L.best > L.etaOnes) && !(L.best > L.etaBestMu));
        QVERIFY(L.entrywise <= L.best * (1 + 1e-9) + 1e-300);
        QVERIFY(lipschitzConstantAbove(gains, L.bestEta) >= L.best);
        QVERIFY(lipschitzConstantAbove(gains, L.bestEta) <= L.best * (1 + 1e-10) + 1e-300);
        // No weights nearby or far away do better.
        for (int trial = 0; trial < 200; ++trial) {
            const double spread = std::pow(10.0, uniform(g, -4, 0.3));
            const Vector eta =
                L.bestEta.unaryExpr([&](double v) { return v * std::exp(spread * normal(g)); });
            const double other = lipschitzConstant(gains, eta);
            QVERIFY2(
                !(other < L.best * (1 - 1e-6)),
                qPrintable(QString("%1 < %2").arg(other, 0, 'g', 12).arg(L.best, 0, 'g', 12)));
        }
    }
}

void MatrixMeasure::illPosedHasNoCondition() {
    const ConditionTable table = wellPosednessConditions((Matrix(2, 2) << 2, 0, 0, -1).finished());
    QVERIFY(!table.wellPosed());
    for (const Condition& row : table.rows)
        QVERIFY2(!row.holds && !row.source.empty() && !row.consequence.empty(), row.id.c_str());
}

QTEST_GUILESS_MAIN(MatrixMeasure)
#include "tst_matrix_measure.moc"
