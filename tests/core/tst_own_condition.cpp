// The condition that a network's kind promises: which it is, and whether the weights keep it.
#include "random_network.h"

#include "core/model/own_condition.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

class OwnConditions : public QObject {
    Q_OBJECT
private slots:
    void everyKind_data();
    void everyKind();
    void ownWeightsAreUsed();
    void namedConditionWins();
    void unknownKindPromisesNothing();
    void roundingIsForgiven();
    void missesItsBoundButIsWellPosed();
};

namespace {

Network networkOf(const Matrix& A, const char* kind) {
    Network net = paperExample();
    net.A = A;
    net.training["kind"] = std::string(kind);
    return net;
}

OwnCondition ownOf(const Network& net) {
    return ownCondition(net, wellPosednessConditions(net.A));
}

} // namespace

void OwnConditions::everyKind_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("bound"); // its attribute
    QTest::addColumn<double>("attribute");
    QTest::addColumn<double>("promised");
    QTest::addColumn<bool>("learnWeights");
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("entry"); // A = [[0, entry], [0, 0]] + kept·I
    QTest::addColumn<double>("kept");
    QTest::addColumn<double>("broken"); // the same entry as it must not be
    QTest::newRow("NEMON") << "nemon"
                           << "gamma" << 0.5 << 0.5 << false << "nemon" << 0.5 << 0.0 << 0.6;
    QTest::newRow("MON") << "mon"
                         << "condition_bound" << 0.25 << 0.25 << false << "mon" << 0.5 << 0.0 << 3.0;
    QTest::newRow("MON by m") << "mon"
                              << "m" << 0.75 << 0.25 << false << "mon" << 0.5 << 0.0 << 3.0;
    QTest::newRow("implicit deep learning")
        << "implicit-deep-learning"
        << "gamma" << 0.5 << 0.5 << false << "implicit-deep-learning-convex" << 0.5 << 0.0 << 2.0;
    QTest::newRow("IBP-MonDEQ") << "ibp-mondeq"
                                << "condition_bound" << 0.25 << 0.25 << false << "ibp-mondeq" << -0.5 << 0.0
                                << -3.0;
    QTest::newRow("IBP-MonDEQ with weights")
        << "ibp-mondeq"
        << "condition_bound" << 0.9 << 0.9 << true << "ibp-mondeq-lben" << 100.0 << 0.5 << kamke::nan;
    QTest::newRow("feed-forward") << "feed-forward"
                                  << "" << 0.0 << 1.0 << false << "nemon" << 100.0 << 0.0 << kamke::nan;
}

void OwnConditions::everyKind() {
    QFETCH(QString, kind);
    QFETCH(QString, bound);
    QFETCH(double, attribute);
    QFETCH(double, promised);
    QFETCH(bool, learnWeights);
    QFETCH(QString, id);
    QFETCH(double, entry);
    QFETCH(double, kept);
    QFETCH(double, broken);
    Network net = networkOf(Matrix{{kept, entry}, {0, kept}}, kind.toUtf8());
    if (kind == "nemon")
        net.eta = Vector(Vector::Ones(2));
    if (!bound.isEmpty())
        net.training[bound.toStdString()] = attribute;
    if (learnWeights)
        net.training["learn_weights"] = std::int64_t{1};
    const OwnCondition own = ownOf(net);
    QCOMPARE(QString::fromStdString(own.id), id);
    QCOMPARE(own.bound, promised);
    QVERIFY2(own.holds && own.proved, own.sentence.c_str());
    QVERIFY(own.sentence.find("keep it") != std::string::npos);
    // The table of the analysis marks that row and no other.
    const NetworkAnalysis analysis(std::make_shared<const Network>(net));
    QCOMPARE(QString::fromStdString(analysis.own.id), id);
    for (const Condition& row : analysis.conditions.rows)
        QCOMPARE(row.own, QString::fromStdString(row.id) == id);

    // One that misses: another entry, or a loop through both units.
    if (broken == broken)
        net.A(0, 1) = broken;
    else
        net.A << 0.99, 100, 1, 0.99;
    const OwnCondition missed = ownOf(net);
    QCOMPARE(QString::fromStdString(missed.id), id);
    QVERIFY2(!missed.holds, missed.sentence.c_str());
    QVERIFY(missed.sentence.find("miss it") != std::string::npos);
}

void OwnConditions::ownWeightsAreUsed() {
    Network net = networkOf(Matrix{{0, 8}, {0, 0}}, "nemon");
    net.training["gamma"] = 0.5;
    QVERIFY(ownOf(net).holds); // least over all η: 0
    net.eta = Vector{{1, 1}};
    QCOMPARE(ownOf(net).value, 8.0);
    QVERIFY(!ownOf(net).holds);
    net.eta = Vector{{16, 1}};
    QCOMPARE(ownOf(net).value, 0.5);
    QVERIFY(ownOf(net).holds);
}

void OwnConditions::namedConditionWins() {
    Network net = networkOf(Matrix{{0, 0.5}, {0, 0}}, "nemon");
    net.training["condition"] = std::string("implicit-deep-learning-convex");
    QCOMPARE(ownOf(net).id, std::string("implicit-deep-learning-convex"));
    net.training["condition"] = std::string("no such condition");
    QCOMPARE(ownOf(net).id, std::string("nemon"));
}

void OwnConditions::unknownKindPromisesNothing() {
    const OwnCondition own = ownOf(networkOf(Matrix::Zero(2, 2), "converted by hand"));
    QVERIFY(!own.known() && !own.holds && own.sentence.empty());
    QVERIFY(!ownOf(paperExample()).known());
}

void OwnConditions::roundingIsForgiven() {
    Network net = networkOf(Matrix{{0, static_cast<double>(0.1f)}, {0, 0}}, "implicit-deep-learning");
    net.training["gamma"] = 0.1;
    QVERIFY(ownOf(net).value > 0.1);
    QVERIFY(ownOf(net).holds);
    net.training["gamma"] = 0.099;
    QVERIFY(!ownOf(net).holds);
}

void OwnConditions::missesItsBoundButIsWellPosed() {
    Network net = networkOf(Matrix{{0, 0.9}, {0, 0}}, "implicit-deep-learning");
    net.training["gamma"] = 0.5;
    const OwnCondition own = ownOf(net);
    QVERIFY(!own.holds && own.proved);
    QVERIFY(own.sentence.find("still below 1") != std::string::npos);
}

QTEST_APPLESS_MAIN(OwnConditions)
#include "tst_own_condition.moc"
