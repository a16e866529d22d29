// The printed and the recomputed numbers of the paper's 2-D example (mixed-monotone-contractive,
// section 5.1).
#include "random_network.h"

#include "core/reach/frame.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

class PaperExample : public QObject {
    Q_OBJECT
private slots:
    void init() { analysis_ = analysed(paperExample()); }
    void measures();
    void boxes_data();
    void boxes();
    void lipschitzConstants();
    void exactBoxIsReachedBySamples();

private:
    std::shared_ptr<const NetworkAnalysis> analysis_;
};

void PaperExample::measures() {
    QCOMPARE(analysis_->muInf, 0.5);
    QCOMPARE(analysis_->best.infimum, -0.25 + std::sqrt(3.0) / 4);
    QCOMPARE(analysis_->rhoAbs, 0.25 + std::sqrt(3.0) / 4);
    QVERIFY(std::abs(analysis_->mu2) < 1e-15);
    QCOMPARE(analysis_->alphaStar, 0.8);
    for (const Condition& row : analysis_->conditions.rows)
        QCOMPARE(row.holds, row.id != "implicit-deep-learning-convex"); // ‖A‖_∞ is exactly 1
}

void PaperExample::boxes_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<double>("lower1");
    QTest::addColumn<double>("lower2");
    QTest::addColumn<double>("upper1");
    QTest::addColumn<double>("upper2");
    QTest::addColumn<bool>("proved");
    QTest::newRow("mixed monotone") << "mm" << 13.0 / 33 << 7.0 / 11 << 53.0 / 33 << 67.0 / 33 << true;
    QTest::newRow("entrywise Lipschitz")
        << "entrywise-lipschitz" << 13.0 / 33 << 7.0 / 11 << 53.0 / 33 << 67.0 / 33 << true;
    // Not the printed box, which solves x = 0.8·Φ(…) without the (1 − α)x term.
    QTest::newRow("interval bound propagation") << "ibp" << 0.0 << 0.0 << 13.0 / 6 << 71.0 / 24 << true;
    // One active piece: y = (I − A)^{-1}Bu.
    QTest::newRow("exact") << "exact" << 9.0 / 14 << 11.0 / 14 << 19.0 / 14 << 79.0 / 42 << false;
}

void PaperExample::boxes() {
    QFETCH(QString, method);
    QFETCH(double, lower1);
    QFETCH(double, lower2);
    QFETCH(double, upper1);
    QFETCH(double, upper2);
    QFETCH(bool, proved);
    const Enclosure e = reach(*findMethod(method.toStdString()), *analysis_, paperBox());
    QVERIFY2(e.ok(), e.reason.c_str());
    QVERIFY((e.output->lower - Eigen::Vector2d(lower1, lower2)).lpNorm<Eigen::Infinity>() < 1e-9);
    QVERIFY((e.output->upper - Eigen::Vector2d(upper1, upper2)).lpNorm<Eigen::Infinity>() < 1e-9);
    QCOMPARE(e.rigorous, proved);
}

void PaperExample::lipschitzConstants() {
    QCOMPARE(analysis_->lipschitz.etaOnes, 3.0);
    // η = (1, 6/5): 3/2 · 6/5 / (1 − 3/8). The paper's constant 3 belongs to η = 1.
    QCOMPARE(analysis_->lipschitz.best, 2.88);
    const Enclosure e = reach(*findMethod("lipschitz"), *analysis_, paperBox());
    QVERIFY(e.ok() && e.rigorous);
    QVERIFY((e.output->width() - Vector::Constant(2, 2.88)).lpNorm<Eigen::Infinity>() < 1e-9);
}

void PaperExample::exactBoxIsReachedBySamples() {
    const Enclosure e = reach(*findMethod("exact"), *analysis_, paperBox());
    const SampleCloud cloud = sampleReach(*analysis_, paperBox(), 1000, 1);
    QCOMPARE(cloud.status, Status::Ok);
    QCOMPARE(cloud.outputs.cols(), 1000);
    const Box seen{cloud.outputs.rowwise().minCoeff(), cloud.outputs.rowwise().maxCoeff()};
    QVERIFY(e.output->contains(seen, 1e-12));
    QVERIFY(seen.contains(*e.output, 1e-3));
}

QTEST_GUILESS_MAIN(PaperExample)
#include "tst_paper_example.moc"
