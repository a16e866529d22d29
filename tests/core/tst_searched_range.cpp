// The range of every output by branch and bound: against the exact polygons, and against samples.
#include "core/reach/reach.h"
#include "pattern_oracle.h"
#include "random_network.h"

#include "core/reach/frame.h"
#include "core/search/network_system.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

namespace {

Network piecewiseNetwork(Generator& g, Index maxN, Index maxInputs) {
    Network net =
        chance(g, 0.5) ? contractingNetwork(g, maxN, maxInputs) : monotoneOperatorNetwork(g, maxN, maxInputs);
    net.activation =
        chance(g, 0.3) ? Activation(Activation::Kind::LeakyRelu, uniform(g, 0, 1)) : Activation();
    return net;
}

const Method& exactMethod() {
    return *findMethod("exact");
}

} // namespace

class SearchedRangeTest : public QObject {
    Q_OBJECT
private slots:
    void isThatOfThePolygons();
    void isThatOfAllPatterns();
    void holdsEverySampleOfLargeNetworks();
    void saysWhatItNeeds();
};

// Polygons that are given up after the first piece leave the same boxes to the search.
void SearchedRangeTest::isThatOfThePolygons() {
    Generator g = seededGenerator("polygons");
    int compared = 0, leaky = 0;
    for (int k = 0; k < 600; ++k) {
        const auto analysis = analysed(piecewiseNetwork(g, 10, 2));
        if (whyNotRelational(*analysis))
            continue;
        const Certifier certifier(analysis);
        const Box box = anyBox(g, analysis->network().r());
        const Enclosure polygons = reach(exactMethod(), certifier, box);
        if (!polygons.ok() || polygons.pieces.size() < 2)
            continue;
        ReachOptions options;
        options.maxPieces = 0;
        QCOMPARE(reach(exactMethod(), certifier, box, options).status, Status::NotConverged);
        options.searchRange = true;
        const Enclosure range = reach(exactMethod(), certifier, box, options);
        QVERIFY2(range.ok(), range.reason.c_str());
        QVERIFY(range.rigorous && range.pieces.empty());
        const Box &known = *polygons.output, &found = *range.output;
        for (Index i = 0; i < known.dimension(); ++i) {
            const double size = std::max({1.0, std::abs(known.lower(i)), std::abs(known.upper(i))});
            const double slack = 1e-9 * size, gap = 1.1e-6 * size;
            const QString what = QString("output %1: [%2, %3], exact [%4, %5]")
                                     .arg(i)
                                     .arg(found.lower(i), 0, 'g', 12)
                                     .arg(found.upper(i), 0, 'g', 12)
                                     .arg(known.lower(i), 0, 'g', 12)
                                     .arg(known.upper(i), 0, 'g', 12);
            QVERIFY2(found.lower(i) <= known.lower(i) + slack, qPrintable(what));
            QVERIFY2(found.upper(i) >= known.upper(i) - slack, qPrintable(what));
            QVERIFY2(found.lower(i) >= known.lower(i) - gap, qPrintable(what));
            QVERIFY2(found.upper(i) <= known.upper(i) + gap, qPrintable(what));
        }
        QVERIFY(range.state->contains(*polygons.state, slackFor(*polygons.state, 1e-9)));
        ++compared;
        leaky += analysis->network().activation.kind() == Activation::Kind::LeakyRelu;
    }
    std::printf("%d boxes compared, %d of leaky networks\n", compared, leaky);
    QVERIFY(compared > 40 && leaky > 5);
}

// More inputs than polygons have.
void SearchedRangeTest::isThatOfAllPatterns() {
    Generator g = seededGenerator("patterns");
    int compared = 0;
    for (int k = 0; k < 60; ++k) {
        const Network net = piecewiseNetwork(g, 8, 6);
        const auto analysis = analysed(net);
        if (net.r() < 3 || whyNotRelational(*analysis))
            continue;
        const Box box = Box::around(gaussian(g, net.r(), 1), Vector::Constant(net.r(), uniform(g, 0.1, 2)));
        QCOMPARE(reach(exactMethod(), *analysis, box).status, Status::NotApplicable);
        ReachOptions options;
        options.searchRange = true;
        const Enclosure range = reach(exactMethod(), *analysis, box, options);
        QVERIFY2(range.ok(), range.reason.c_str());
        PatternOracle oracle(net, {box.centre(), box.radius(), BallNorm::Linf});
        Matrix V(2 * net.q(), net.q());
        V << Matrix::Identity(net.q(), net.q()), -Matrix::Identity(net.q(), net.q());
        const auto largest = oracle.largest(V);
        for (Index i = 0; i < net.q(); ++i) {
            const double high = largest[static_cast<std::size_t>(i)].value,
                         low = -largest[static_cast<std::size_t>(net.q() + i)].value;
            const double size = std::max({1.0, std::abs(high), std::abs(low)});
            QVERIFY(range.output->upper(i) >= high - 1e-8 * size);
            QVERIFY(range.output->upper(i) <= high + 1.1e-6 * size);
            QVERIFY(range.output->lower(i) <= low + 1e-8 * size);
            QVERIFY(range.output->lower(i) >= low - 1.1e-6 * size);
            ++compared;
        }
    }
    std::printf("%d outputs compared\n", compared);
    QVERIFY(compared > 40);
}

void SearchedRangeTest::holdsEverySampleOfLargeNetworks() {
    Generator g = seededGenerator("samples");
    int ranges = 0;
    for (int k = 0; k < 8; ++k) {
        Network net = monotoneOperatorNetwork(g, 24, 8);
        net.activation = Activation();
        const auto analysis = analysed(std::move(net));
        const Index r = analysis->network().r();
        if (whyNotRelational(*analysis))
            continue;
        const Box box = Box::around(gaussian(g, r, 1), Vector::Constant(r, 0.05));
        ReachOptions options;
        options.searchRange = true;
        options.maxNodes = 3000;
        const Enclosure range = reach(exactMethod(), *analysis, box, options);
        if (!range.ok())
            continue; // some need more nodes
        ++ranges;
        const SampleCloud cloud = sampleReach(*analysis, box, 2000, 7);
        QVERIFY(cloud.status == Status::Ok);
        for (Index j = 0; j < cloud.outputs.cols(); ++j)
            QVERIFY(range.output->contains(cloud.outputs.col(j), slackFor(*range.output, 1e-9)));
        // The least of the others: within 1e-6 nothing proved may be smaller.
        const Enclosure relational = reach(*findMethod("relational"), *analysis, box);
        QVERIFY(relational.ok());
        QVERIFY(relational.output->contains(*range.output, slackFor(*range.output, 2e-6)));
    }
    QVERIFY(ranges >= 4);
}

void SearchedRangeTest::saysWhatItNeeds() {
    Generator g = seededGenerator("reasons");
    Network net = contractingNetwork(g, 8, 4);
    net.activation = Activation(Activation::Kind::Tanh);
    ReachOptions options;
    options.searchRange = true;
    // A smooth activation: what `exact` itself says stays.
    const auto smooth = analysed(net);
    const Box point = Box::around(Vector::Zero(net.r()), Vector::Ones(net.r()));
    const Enclosure none = reach(exactMethod(), *smooth, point, options);
    QCOMPARE(none.status, Status::NotApplicable);
    QVERIFY(none.reason.find("tanh") != std::string::npos);
    // Too few nodes, and no time.
    int few = 0;
    for (int k = 0; k < 200 && few < 3; ++k) {
        Network other = monotoneOperatorNetwork(g, 12, 6);
        other.activation = Activation();
        if (other.r() < 3)
            continue;
        const auto analysis = analysed(other);
        if (whyNotRelational(*analysis))
            continue;
        const Box box = Box::around(Vector::Zero(other.r()), Vector::Constant(other.r(), 2));
        options.maxNodes = 1;
        options.limits = {};
        const Enclosure e = reach(exactMethod(), *analysis, box, options);
        if (!e.ok()) {
            ++few;
            QCOMPARE(e.status, Status::NotConverged);
            QVERIFY(e.reason.find("nodes") != std::string::npos && !e.output);
        }
        options.limits.deadline = Clock::now();
        QCOMPARE(reach(exactMethod(), *analysis, box, options).status, Status::Cancelled);
    }
    QVERIFY(few == 3);
}

QTEST_APPLESS_MAIN(SearchedRangeTest)
#include "tst_searched_range.moc"
