// Explanations: the shares add up, the derivatives are derivatives, and the sentences say what happened.
#include "relu_systems.h"

#include "core/explain/explanation.h"
#include "core/explain/verdict.h"
#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/sdp/functional_bound.h"
#include "core/sdp/multiplier_gaps.h"
#include "core/search/search.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace kamke;
using namespace kamke::test;

namespace {

// What rounding may take from numbers that an explanation is made of.
double scaleOf(const Certifier& certifier, const Explanation& e, const SampleCertificate& one) {
    return 1 + std::abs(e.clean) + std::abs(e.bound) +
           certifier.magnitudeC.sums().maxCoeff() *
               one.state->lower.cwiseAbs().cwiseMax(one.state->upper.cwiseAbs()).maxCoeff();
}

double sumOf(const Explanation& e) {
    double sum = e.inputShares.sum() + e.rest;
    for (const UnitShare& unit : e.units)
        sum += unit.share;
    return sum;
}

// Empty, or what is wrong with the shares: they are ≥ 0 and add up to the loss, all within `relative` of the
// numbers that they are made of.
QString whatIsWrong(
    const Certifier& certifier, const SampleReport& report, const SampleCertificate& one, int competitor,
    double relative) {
    const auto e = explain(certifier, report, one.certificate->id, competitor);
    const QString id = QString::fromStdString(std::string(one.certificate->id));
    if (!e)
        return id + ": no explanation";
    const double scale = scaleOf(certifier, *e, one);
    double least = std::min(e->rest, e->inputShares.minCoeff());
    for (const UnitShare& unit : e->units)
        least = std::min(least, unit.share);
    if (!(least >= -relative * scale))
        return QString("%1: a share of %2").arg(id).arg(least);
    if (!(std::abs(sumOf(*e) - e->loss) <= relative * scale))
        return QString("%1: %2 in all, loss %3 (clean %4)").arg(id).arg(sumOf(*e)).arg(e->loss).arg(e->clean);
    if (e->bound != one.differences(competitor) || e->loss != e->clean - e->bound || e->meaning.empty())
        return id + ": not of this bound";
    if (e->inputShares.size() != report.raw.size() ||
        static_cast<Index>(e->units.size()) != report.state.size())
        return id + ": not every unit and input has a share";
    return {};
}

void addSets() {
    QTest::addColumn<bool>("clip");
    QTest::addColumn<bool>("ball");
    QTest::newRow("box") << false << false;
    QTest::newRow("clipped box") << true << false;
    QTest::newRow("ball") << false << true;
}

} // namespace

class Explanations : public QObject {
    Q_OBJECT
private slots:
    void sharesAddUp();
    void everyCertificateSharesItsLoss_data() { addSets(); }
    void everyCertificateSharesItsLoss();
    void digitsShareTheirLoss_data() { addSets(); }
    void digitsShareTheirLoss();
    void gapsAddUpAtAnyInput_data();
    void gapsAddUpAtAnyInput();
    void theWorstLeafProvesTheBound();
    void stableUnitsHaveNoShare();
    void unitStates();
    void pixelDerivatives();
    void constantsShareByInputs();
    void sentences();
};

void Explanations::sharesAddUp() {
    Generator g = seededGenerator("shares");
    const auto all = quickCertificates();
    int explained = 0;
    for (int k = 0; k < 200; ++k) {
        const auto analysis = analysed(classifier(g));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 1);
        CertifyOptions options;
        options.clip = chance(g, 0.5);
        const SampleReport report = certifySample(
            certifier, data.input(0), data.labels[0], std::pow(10.0, uniform(g, -3, 0)), all, options);
        for (const SampleCertificate& one : report.certificates)
            for (int j = 0; j < analysis->network().q(); ++j) {
                if (j == report.label)
                    continue;
                const auto e = explain(certifier, report, one.certificate->id, j);
                if (one.status != Status::Ok) {
                    QVERIFY(!e);
                    continue;
                }
                QCOMPARE(whatIsWrong(certifier, report, one, j, 1e-9), QString());
                ++explained;
                const double scale = scaleOf(certifier, *e, one);
                if (e->certificate->fromStates() && !certifier.hasD)
                    QVERIFY(e->inputShares.isZero(0) && e->rest == 0);
                for (const UnitShare& unit : e->units) {
                    QVERIFY(
                        unit.lower <= unit.nominal + 1e-9 * scale &&
                        unit.nominal <= unit.upper + 1e-9 * scale);
                    QVERIFY(unit.fromPixels >= 0 && unit.amplified >= -1e-12 * scale);
                }
            }
    }
    QVERIFY(explained > 1000);
}

void Explanations::everyCertificateSharesItsLoss() {
    QFETCH(bool, clip);
    QFETCH(bool, ball);
    Generator g = seededGenerator("shares of every certificate");
    std::vector<const Certificate*> all;
    for (const Certificate& one : certificates())
        all.push_back(&one);
    std::map<std::string_view, int> explained;
    for (int k = 0; k < 40; ++k) {
        Network net = chance(g, 0.3) ? classifier(g, 8, 6) : monotoneClassifier(g, 8, 6);
        net.activation = Activation();
        const auto analysis = analysed(std::move(net));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 1);
        CertifyOptions options;
        options.clip = clip;
        options.norm = ball ? BallNorm::L2 : BallNorm::Linf;
        options.everyMargin = chance(g, 0.7);
        const SampleReport report = certifySample(
            certifier, data.input(0), data.labels[0], std::pow(10.0, uniform(g, -2, 0)), all, options);
        for (const SampleCertificate& one : report.certificates) {
            if (one.status != Status::Ok)
                continue;
            for (int j = 0; j < analysis->network().q(); ++j)
                if (j != report.label && std::isfinite(one.differences(j))) {
                    ++explained[one.certificate->id];
                    // Semidefinite bounds are proved with more room for rounding.
                    QCOMPARE(whatIsWrong(certifier, report, one, j, 1e-6), QString());
                }
            if (const auto e = explain(certifier, report, one.certificate->id);
                e && one.certificate->id != "ellipsoid")
                QVERIFY(e->rest == 0 || e->inputShares.isZero(0)); // no input moves anything
        }
    }
    for (const Certificate* one : all) {
        std::printf("  %s: %d explained\n", std::string(one->id).c_str(), explained[one->id]);
        QVERIFY(explained[one->id] > 10);
    }
}

void Explanations::digitsShareTheirLoss() {
    QFETCH(bool, clip);
    QFETCH(bool, ball);
    const auto network = readNetwork(KAMKE_SOURCE_DIR "/resources/networks/mon_m20.h5");
    const auto digits = readDataset(KAMKE_SOURCE_DIR "/resources/data/digits.h5");
    QVERIFY2(network, network ? "" : network.error().message.c_str());
    QVERIFY2(digits, digits ? "" : digits.error().message.c_str());
    const auto analysis = analysed(*network);
    const Certifier certifier(analysis);
    std::vector<const Certificate*> some = quickCertificates();
    for (const char* id : {"relational", "sdp", "complete"})
        if (std::find(some.begin(), some.end(), findCertificate(id)) == some.end())
            some.push_back(findCertificate(id));
    CertifyOptions options;
    options.clip = clip;
    options.norm = ball ? BallNorm::L2 : BallNorm::Linf;
    int explained = 0;
    for (const Index sample : {Index{0}, Index{1}}) {
        const SampleReport report = certifySample(
            certifier, digits->input(sample), digits->labels[static_cast<std::size_t>(sample)],
            ball ? 0.5 : 0.04, some, options);
        for (const SampleCertificate& one : report.certificates) {
            if (one.status != Status::Ok)
                continue;
            for (int j = 0; j < 10; ++j)
                if (j != report.label) {
                    QCOMPARE(whatIsWrong(certifier, report, one, j, 1e-7), QString());
                    ++explained;
                }
        }
    }
    QVERIFY(explained >= 2 * 9 * 4);
}

void Explanations::gapsAddUpAtAnyInput_data() {
    QTest::addColumn<bool>("ball");
    QTest::newRow("box") << false;
    QTest::newRow("ball") << true;
}

// Not only at the centre: what the bounds exceed the functional by at any input is split without a rest.
void Explanations::gapsAddUpAtAnyInput() {
    QFETCH(bool, ball);
    Generator g = seededGenerator("gaps");
    int relational = 0, semidefinite = 0;
    for (int k = 0; k < 120; ++k) {
        const auto one = randomSystem(g, 10, 8, ball ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const ReluSystem& s = one->system;
        const Functional& f = one->functional;
        Vector d = gaussian(g, s.r(), 1);
        d = ball ? Vector(d * (uniform(g, 0, 1) / d.norm())) : Vector(d.cwiseMin(1).cwiseMax(-1));
        const ColumnStates at = solveColumns(*one->analysis, s.own.cwiseProduct(s.u0 + s.U * d), s.centre);
        if (at.status[0] != Status::Ok)
            continue;
        const Vector z = at.x.col(0);
        const double value = f.xi.dot(z) + f.eta.dot(d);
        const auto check = [&](const Vector& units, const Vector& inputs, double bound, double slack) {
            const double scale =
                slack * (1 + std::abs(bound) + std::abs(value) + f.xi.cwiseAbs().dot(s.states.upper));
            return units.minCoeff() >= -scale && inputs.minCoeff() >= -scale &&
                   std::abs(units.sum() + inputs.sum() - (bound - value)) <= scale;
        };
        const FunctionalBound found =
            boundFunctional(s, f, *one->analysis->conditions.lbenLambda, {}, FunctionalOptions{});
        if (std::isfinite(found.bound)) {
            const MultiplierGaps gaps = multiplierGaps(s, f, found.multipliers, z, d);
            QVERIFY(check(gaps.units, gaps.inputs, found.bound, 1e-5));
            ++semidefinite;
        }
        const Relaxation relaxation(s, s.preActivations());
        const Box& a = relaxation.within();
        const RelaxedPoint point = relaxation.evaluate({f.xi, f.eta, 0}, a, gaussian(g, s.n(), 1));
        const Relaxation::Gaps gaps = relaxation.gaps(point, a, s.W * z + s.U * d + s.u0, d);
        const double size = 1 + a.upper.cwiseAbs().maxCoeff() + a.lower.cwiseAbs().maxCoeff();
        QVERIFY(check(gaps.units, gaps.inputs, point.bound, 1e-6 * size * static_cast<double>(s.n())));
        ++relational;
    }
    QVERIFY(relational > 50 && semidefinite > 50);
}

// The bound of a search is that of the part that it names, also where it was stopped.
void Explanations::theWorstLeafProvesTheBound() {
    Generator g = seededGenerator("worst leaf");
    int searched = 0, branched = 0;
    for (int k = 0; k < 200; ++k) {
        const auto one = randomSystem(g, 12, 6, chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const auto root = RelationalRoot::find(one->system, one->system.preActivations(), {});
        QVERIFY(root);
        const Objective f = root->objective(one->functional);
        SearchOptions options;
        options.maxNodes = integer(g, 1, 40);
        options.gap = 1e-6;
        const SearchResult found = search(*root, f, options);
        QVERIFY(found.worst);
        const double proved = root->relaxation().evaluate(f, found.worst->a, found.worst->nu).bound;
        QVERIFY2(
            std::abs(proved - found.bound) <= 1e-9 * (1 + std::abs(found.bound) + f.xi.cwiseAbs().sum()),
            qPrintable(QString("%1, %2").arg(proved, 0, 'g', 17).arg(found.bound, 0, 'g', 17)));
        ++searched;
        branched += found.nodes > 1;
    }
    QVERIFY(searched > 100 && branched > 20);
}

// So near the sample that no sign is open, the network is linear, and all of the loss is that of the inputs.
void Explanations::stableUnitsHaveNoShare() {
    Generator g = seededGenerator("stable units");
    int compared = 0;
    for (int k = 0; k < 60; ++k) {
        Network net = monotoneClassifier(g, 8, 6);
        net.activation = Activation();
        const auto analysis = analysed(std::move(net));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 1);
        const Certificate* relational = findCertificate("relational");
        const SampleReport report =
            certifySample(certifier, data.input(0), data.labels[0], 1e-5, std::span(&relational, 1));
        const auto e = explain(certifier, report, "relational");
        if (!e || std::any_of(e->units.begin(), e->units.end(), [](const UnitShare& unit) {
                return unit.state == UnitState::Undecided;
            }))
            continue;
        ++compared;
        for (const UnitShare& unit : e->units)
            QVERIFY(unit.share == 0);
        // ε times the gradient at the sample, input by input.
        const Vector w = analysis->rawB * report.raw + certifier.rawOffset;
        const Vector weights =
            certifier.relative[static_cast<std::size_t>(report.label)].TC.row(e->competitor).transpose();
        const Vector adjoint =
            solveAdjointColumns(*analysis, weights, slopesAt(analysis->network(), report.state, w)).col(0);
        const Vector gradient =
            analysis->rawB.transpose() * adjoint +
            (analysis->rawD.row(report.label) - analysis->rawD.row(e->competitor)).transpose();
        const Vector expected = report.eps * gradient.cwiseAbs();
        QVERIFY((e->inputShares - expected).cwiseAbs().maxCoeff() <= 1e-6 * expected.maxCoeff() + 1e-14);
    }
    QVERIFY(compared > 20);
}

void Explanations::unitStates() {
    Generator g = seededGenerator("unit states");
    int seen[3] = {0, 0, 0};
    for (int k = 0; k < 100; ++k) {
        Network net = classifier(g);
        net.activation = Activation(Activation::Kind::Relu);
        const auto analysis = analysed(std::move(net));
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 1);
        const SampleReport report =
            certifySample(certifier, data.input(0), data.labels[0], 0.1, quickCertificates());
        const auto e = explain(certifier, report, "mmc");
        QVERIFY(e);
        for (const UnitShare& unit : e->units) {
            ++seen[static_cast<int>(unit.state)];
            const double slack = 1e-7 * (1 + unit.upper);
            if (unit.state == UnitState::Inactive)
                QVERIFY(unit.upper <= slack);
            if (unit.state == UnitState::Active)
                QVERIFY(unit.lower >= -slack && unit.upper > 0);
            if (unit.state == UnitState::Undecided)
                QVERIFY(unit.lower <= slack && unit.upper >= -slack);
        }
    }
    std::printf("unit states: %d inactive, %d active, %d undecided\n", seen[0], seen[1], seen[2]);
    for (const int count : seen)
        QVERIFY(count > 20);
}

void Explanations::pixelDerivatives() {
    // A pixel's own ε moves its two ends of the box; the margin follows with this slope.
    Generator g = seededGenerator("pixel derivatives");
    int compared = 0;
    for (int k = 0; k < 150; ++k) {
        const auto analysis = analysed(classifier(g));
        const Certifier certifier(analysis);
        const Network& net = analysis->network();
        const Dataset data = samplesFor(g, *analysis, 1);
        CertifyOptions options;
        options.clip = chance(g, 0.5);
        const double eps = uniform(g, 0.01, 0.2);
        const SampleReport report =
            certifySample(certifier, data.input(0), data.labels[0], eps, quickCertificates(), options);
        for (const char* id : {"mmc", "mm", "ibpc", "entrywise-lipschitz-c", "entrywise-lipschitz"}) {
            const Certificate* certificate = findCertificate(id);
            const auto e = explain(certifier, report, id);
            if (!e)
                continue;
            const auto boundAt = [&](Index pixel, double step) {
                InputColumns box{report.input.lower, report.input.upper, {report.label}};
                const bool heldBelow = options.clip && report.raw(pixel) - eps <= (*net.input->lower)(pixel);
                const bool heldAbove = options.clip && report.raw(pixel) + eps >= (*net.input->upper)(pixel);
                box.lower(pixel, 0) -= heldBelow ? 0 : step;
                box.upper(pixel, 0) += heldAbove ? 0 : step;
                return marginColumns(certifier, box, std::span(&certificate, 1))
                    .front()
                    .differences(e->competitor, 0);
            };
            const double h = 1e-4, scale = 1 + e->pixelDerivative.cwiseAbs().maxCoeff() + std::abs(e->bound);
            for (Index pixel = 0; pixel < net.r(); ++pixel) {
                const double here = boundAt(pixel, 0), ahead = boundAt(pixel, h), behind = boundAt(pixel, -h);
                const double forwardSlope = (ahead - here) / h, backwardSlope = (here - behind) / h;
                // Between kinks, and where φ bends little, both one-sided slopes agree.
                if (std::abs(forwardSlope - backwardSlope) > 1e-5 * scale)
                    continue;
                ++compared;
                QVERIFY2(
                    std::abs((ahead - behind) / (2 * h) - e->pixelDerivative(pixel)) <= 1e-5 * scale,
                    qPrintable(QString("%1 network %2 pixel %3: %4 against %5")
                                   .arg(id)
                                   .arg(k)
                                   .arg(pixel)
                                   .arg(e->pixelDerivative(pixel))
                                   .arg((ahead - behind) / (2 * h))));
            }
        }
    }
    std::printf("pixel derivatives: %d compared\n", compared);
    QVERIFY(compared > 1000);
}

// One constant has no parts: nothing is said of units, and an input that moves nothing has no share.
void Explanations::constantsShareByInputs() {
    Generator g = seededGenerator("constants");
    int seen = 0;
    for (int k = 0; k < 50; ++k) {
        Network net = chance(g, 0.5) ? classifier(g) : monotoneClassifier(g);
        net.activation = Activation();
        net.B.col(0).setZero();
        net.D.col(0).setZero();
        const Index r = net.r();
        const auto analysis = analysed(std::move(net));
        const Certifier certifier(analysis);
        const SampleReport report =
            certifySample(certifier, Vector::Constant(r, 0.5), 0, 0.1, quickCertificates());
        for (const char* id : {"lipschitz", "lipschitz-l2"}) {
            const auto e = explain(certifier, report, id);
            if (!e || r < 2 || e->rest > 0)
                continue;
            ++seen;
            for (const UnitShare& unit : e->units)
                QVERIFY(unit.share == 0);
            QVERIFY(e->inputShares(0) <= 1e-9 * e->loss && e->inputShares.tail(r - 1).sum() > 0);
            QVERIFY(e->pixelDerivative.size() == 0 && e->inputCosts(0.1) == e->inputShares);
        }
    }
    QVERIFY(seen > 20);
}

void Explanations::sentences() {
    // y = (x, 0.1), x = relu(v): a label of 0 holds while v > 0.1.
    Network net;
    net.A = Matrix::Zero(1, 1);
    net.B = Matrix::Identity(1, 1);
    net.C = Matrix{{1}, {0}};
    net.D = Matrix::Zero(2, 1);
    net.b = Vector::Zero(1);
    net.c = Eigen::Vector2d(0, 0.1);
    net.labels = {"cat", "dog"};
    const Certifier certifier(analysed(std::move(net)));
    const auto all = quickCertificates();
    const auto sentence = [&](double at, int label, double eps, bool attacked) {
        const Matrix raw = Matrix::Constant(1, 1, at);
        const SampleReport report = certifySample(certifier, raw, label, eps, all);
        const auto outcome = runAttack(*findAttack("pgd"), certifier, raw, std::span(&label, 1), eps, {});
        return QString::fromStdString(
            verdictWords(certifier, report, attacked ? outcome.data() : nullptr).plain());
    };
    QVERIFY(sentence(0.5, 0, 0.1, true).startsWith("Certified: no input within ε = 0.1 changes the label ("));
    QVERIFY(sentence(0.5, 0, 0.1, true)
                .contains("margin 0.299, proved in floating point")); // of 0.3 less rounding
    QVERIFY(sentence(0.5, 1, 0.1, true).startsWith("Misread: without any noise this dog is read as cat"));
    QVERIFY(sentence(0.5, 0, 0.45, true)
                .startsWith("Broken: an input within ε = 0.45 is read as dog instead of cat"));
    QVERIFY(sentence(0.5, 0, 0.45, false)
                .startsWith("Undecided: the bound lets class dog overtake cat by at most"));
    QVERIFY(sentence(0.5, 0, 0.45, false).contains("no attack has been tried yet"));
    QVERIFY(sentence(0.5, 0, 0.45, false).contains("Missing: MM-C by 0.05"));
}

QTEST_GUILESS_MAIN(Explanations)
#include "tst_explanation.moc"
