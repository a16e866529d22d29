// Sweeps: their verdicts are those of the margins, however they are computed.
#include "random_samples.h"

#include "core/certify/margin_rows.h"
#include "core/certify/margins.h"
#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/sweep/binomial.h"
#include "core/sweep/counts.h"

#include <QTest>
#include <cmath>
#include <cstring>
#include <tuple>

using namespace kamke;

namespace {

std::shared_ptr<const Certifier> certifierOf(Network network) {
    return std::make_shared<const Certifier>(
        std::make_shared<const NetworkAnalysis>(std::make_shared<const Network>(std::move(network))));
}

struct Answer {
    SweepTable table;
    SweepEnd end = SweepEnd::Stopped;
};

Answer sweep(
    const std::shared_ptr<const Certifier>& certifier, const std::shared_ptr<const Dataset>& data,
    const SweepPlan& plan, int threads = 1) {
    const DatasetSource source(data, allSamples(*data));
    Answer answer{SweepTable(plan, source.size())};
    SweepRun run;
    run.threads = threads;
    answer.end = runSweep(SweepEngine(certifier, plan), source, answer.table, run).value();
    return answer;
}

bool sameBits(const Matrix& a, const Matrix& b) {
    return a.size() == b.size() &&
           std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(double)) == 0;
}

bool isYes(Certified verdict) {
    return verdict == Certified::Numerical || verdict == Certified::Proved;
}

} // namespace

class TestSweep : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        const auto network = readNetwork(KAMKE_SOURCE_DIR "/resources/networks/nemon_certified.h5");
        QVERIFY(network.has_value());
        certifier_ = certifierOf(*network);
        auto digits = readDataset(KAMKE_SOURCE_DIR "/resources/data/digits.h5");
        QVERIFY(digits.has_value());
        Dataset some = *digits;
        constexpr Index count = 100;
        some.values = digits->inputs(0, count);
        some.labels.resize(count);
        digits_ = std::make_shared<const Dataset>(std::move(some));
    }

    void verdictsAreThoseOfTheMargins_data() {
        QTest::addColumn<bool>("clip");
        QTest::newRow("not clipped") << false;
        QTest::newRow("clipped") << true;
    }
    void verdictsAreThoseOfTheMargins() {
        QFETCH(bool, clip);
        test::Generator g = test::seededGenerator("verdicts");
        Index certified = 0, refused = 0, without = 0;
        for (int trial = 0; trial < 25; ++trial) {
            const auto certifier = certifierOf(test::classifier(g));
            const auto data = std::make_shared<const Dataset>(test::samplesFor(g, certifier->analysis(), 40));
            compare(certifier, data, clip, certified, refused, without);
            if (QTest::currentTestFailed())
                return;
        }
        // Both answers were there, and boxes that do not exist.
        QVERIFY(certified > 500 && refused > 500 && without > 10);
    }
    void verdictsOfDigitsAreThoseOfTheMargins() {
        Index certified = 0, refused = 0, without = 0;
        compare(certifier_, digits_, false, certified, refused, without);
        compare(certifier_, digits_, true, certified, refused, without);
        QVERIFY(certified > 1000 && refused > 1000);
    }

    void whatOverflowsCertifiesNothing() {
        Network network;
        network.A = Matrix::Zero(2, 2);
        network.B = Matrix::Identity(2, 2);
        network.b = Vector::Zero(2);
        // The margin over class 1 is infinite and so is its rounding error; that over class 2 is 3.
        network.C = Matrix{{1, 0}, {-1.5e308, -1.5e308}, {0, 0}};
        network.c = Vector{{1, 0, 0}};
        network.D = Matrix::Zero(3, 2);
        const auto certifier = certifierOf(network);
        const Vector centre{{2, 2}}, radius{{0, 0}};
        for (const char* id : {"mmc", "mm"}) {
            const MarginRows rows(*certifier, *findCertificate(id), 0);
            QVERIFY(std::isnan(rows({0, centre.data(), radius.data(), 0}).least));
        }
    }

    void marginsAreThoseOfOneEpsAtATime() {
        SweepPlan plan = planOf({0, 0.003, 0.01, 0.03});
        plan.margins = true;
        for (const bool clip : {false, true}) {
            plan.clip = clip;
            const Answer answer = sweep(certifier_, digits_, plan);
            CertifyOptions options;
            options.clip = clip;
            for (Index e = 0; e < plan.eps.size(); ++e) {
                const MarginTable table = certify(
                    *certifier_, *digits_, allSamples(*digits_), plan.eps(e), plan.certificates, options);
                for (std::size_t m = 0; m < plan.certificates.size(); ++m)
                    for (Index k = 0; k < digits_->size(); ++k) {
                        const double want = table.margins(static_cast<Index>(m), k);
                        const double got = answer.table.margins[m](e, k);
                        QVERIFY2(
                            (want != want && got != got) ||
                                std::abs(want - got) <= 1e-6 * (1 + std::abs(want)),
                            qPrintable(QString("%1 %2 %3: %4 against %5")
                                           .arg(plan.certificates[m]->id.data())
                                           .arg(e)
                                           .arg(k)
                                           .arg(got)
                                           .arg(want)));
                    }
            }
        }
    }

    void singlePrecisionIsProvedInDouble() {
        SweepPlan plan = planOf({0, 0.002, 0.01, 0.02});
        plan.margins = true;
        const Answer twice = sweep(certifier_, digits_, plan);
        plan.float32 = true;
        const Answer once = sweep(certifier_, digits_, plan);
        const std::size_t mmc = test::rowOf("mmc");
        Index certified = 0;
        for (Index k = 0; k < digits_->size(); ++k)
            for (Index e = 0; e < plan.eps.size(); ++e) {
                const double exact = twice.table.margins[mmc](e, k), margin = once.table.margins[mmc](e, k);
                QVERIFY(std::abs(margin - exact) <= 0.02 * (1 + std::abs(exact)));
                QVERIFY(margin <= exact + 1e-6 * (1 + std::abs(exact)));
                certified += once.table.certified[mmc](e, k) == Certified::Proved;
            }
        QVERIFY(certified > 100);
    }

    void threadsChangeNothing() {
        SweepPlan plan = planOf({0, 0.005, 0.01, 0.02, 0.05});
        for (const bool margins : {false, true}) {
            plan.margins = margins;
            const Answer one = sweep(certifier_, digits_, plan, 1);
            for (const int threads : {2, 5}) {
                const Answer many = sweep(certifier_, digits_, plan, threads);
                QVERIFY(many.table.predictions == one.table.predictions);
                for (std::size_t m = 0; m < plan.certificates.size(); ++m) {
                    QVERIFY((many.table.certified[m].array() == one.table.certified[m].array()).all());
                    if (margins)
                        QVERIFY(sameBits(many.table.margins[m], one.table.margins[m]));
                }
            }
        }
    }

    void blocksOfSearchesShareTheThreads() {
        const SweepPlan quick = planOf({0.01});
        SweepPlan dear = quick;
        dear.certificates.push_back(findCertificate("sdp"));
        for (const auto& [blocks, threads, abreast] :
             {std::tuple<Index, int, int>{100, 4, 4}, {3, 4, 3}, {1, 4, 1}, {0, 4, 1}, {5, 0, 1}}) {
            QCOMPARE(sharedOut(quick, blocks, threads).abreast, abreast);
            QCOMPARE(sharedOut(quick, blocks, threads).within, 1);
            QCOMPARE(sharedOut(dear, blocks, threads).abreast, 1);
            QCOMPARE(sharedOut(dear, blocks, threads).within, std::max(threads, 1));
        }
    }

    void threadsWithinABlockChangeNothing_data() {
        QTest::addColumn<BallNorm>("norm");
        QTest::addColumn<bool>("margins");
        QTest::newRow("verdicts, l_inf") << BallNorm::Linf << false;
        QTest::newRow("verdicts, l_2") << BallNorm::L2 << false;
        QTest::newRow("margins, l_inf") << BallNorm::Linf << true;
        QTest::newRow("margins, l_2") << BallNorm::L2 << true;
    }
    void threadsWithinABlockChangeNothing() {
        QFETCH(BallNorm, norm);
        QFETCH(bool, margins);
        test::Generator g = test::seededGenerator("threads within a block");
        Network network = test::monotoneClassifier(g, 5, 3);
        network.activation = Activation();
        network.D.setZero();
        const auto certifier = certifierOf(network);
        const auto data = std::make_shared<const Dataset>(test::samplesFor(g, certifier->analysis(), 100));
        SweepPlan plan;
        plan.eps = Vector{{0.01, 0.05, 0.2}};
        plan.norm = norm;
        plan.margins = margins;
        for (const char* id : {"mm", "relational", "sdp", "lipschitz-sdp", "ellipsoid"})
            plan.certificates.push_back(findCertificate(id));
        const Answer one = sweep(certifier, data, plan, 1), many = sweep(certifier, data, plan, 3);
        QVERIFY(one.end == SweepEnd::Complete && many.end == SweepEnd::Complete);
        Index yes = 0, no = 0;
        double seconds = 0;
        for (std::size_t m = 0; m < plan.certificates.size(); ++m) {
            QVERIFY((many.table.certified[m].array() == one.table.certified[m].array()).all());
            if (margins)
                QVERIFY(sameBits(many.table.margins[m], one.table.margins[m]));
            if (plan.certificates[m]->cost != Cost::Search)
                continue;
            yes += one.table.counts.certified.row(static_cast<Index>(m)).sum();
            no += plan.eps.size() * data->size();
            seconds += one.table.counts.seconds.row(static_cast<Index>(m)).sum();
        }
        no -= yes;
        QVERIFY(seconds > 0);
        QVERIFY2(yes > 50 && no > 50, qPrintable(QString("%1 and %2").arg(yes).arg(no)));
        if (!margins)
            return;
        // And they are the margins of the whole block at once.
        CertifyOptions options;
        options.norm = norm;
        options.everyMargin = true;
        options.tolerance = 1e-11;
        const MarginTable table =
            certify(*certifier, *data, allSamples(*data), plan.eps(1), plan.certificates, options);
        for (std::size_t m = 0; m < plan.certificates.size(); ++m)
            for (Index k = 0; k < data->size(); ++k) {
                const double want = table.margins(static_cast<Index>(m), k), got = one.table.margins[m](1, k);
                QVERIFY2(
                    (want != want && got != got) || std::abs(want - got) <= 1e-6 * (1 + std::abs(want)),
                    qPrintable(QString("%1 %2: %3 against %4")
                                   .arg(plan.certificates[m]->id.data())
                                   .arg(k)
                                   .arg(got)
                                   .arg(want)));
            }
    }

    void aLimitOfSecondsStopsSearchesAlone() {
        test::Generator g = test::seededGenerator("seconds of a sample");
        Network network = test::monotoneClassifier(g, 5, 3);
        network.activation = Activation();
        network.D.setZero();
        const auto certifier = certifierOf(network);
        const auto data = std::make_shared<const Dataset>(test::samplesFor(g, certifier->analysis(), 20));
        SweepPlan plan;
        plan.eps = Vector{{0.01, 0.05}};
        for (const char* id : {"relational", "ellipsoid"})
            plan.certificates.push_back(findCertificate(id));
        const Answer all = sweep(certifier, data, plan);
        plan.secondsPerSample = 1e-9;
        const Answer hasty = sweep(certifier, data, plan);
        QVERIFY(hasty.end == SweepEnd::Complete);
        QVERIFY(hasty.table.counts.certified.row(0) == all.table.counts.certified.row(0));
        QVERIFY(all.table.counts.certified.row(1).sum() > 0);
        QCOMPARE(hasty.table.counts.certified.row(1).sum(), Index{0});
    }

    void attacksBoundCertificates() {
        SweepPlan plan = planOf({0, 0.01, 0.02, 0.05, 0.1});
        PlannedAttack pgd;
        pgd.attack = findAttack("pgd");
        pgd.options.steps = 8;
        pgd.options.restarts = 1;
        pgd.first = 70;
        plan.attacks = {pgd};
        plan.clip = true;
        const Answer answer = sweep(certifier_, digits_, plan, 2);
        const SweepTable& table = answer.table;
        QCOMPARE(table.counts.attacked.front(), Index{70});
        QVERIFY(table.counts.broken(0, 4) > table.counts.broken(0, 1));
        for (Index k = 0; k < digits_->size(); ++k)
            for (Index e = 0; e < plan.eps.size(); ++e) {
                const Attacked attacked = table.attacked.front()(e, k);
                QCOMPARE(attacked == Attacked::NotComputed, k >= 70);
                if (attacked == Attacked::Broken)
                    for (std::size_t m = 0; m < plan.certificates.size(); ++m)
                        QVERIFY(!isYes(table.certified[m](e, k)));
            }
        // What breaks at ε breaks at every larger one.
        for (Index e = 1; e < plan.eps.size(); ++e)
            QVERIFY(table.counts.broken(0, e) >= table.counts.broken(0, e - 1));
    }

    void stopsAtOnce() {
        const SweepPlan plan = planOf({0.01});
        std::stop_source source;
        source.request_stop();
        SweepRun run;
        run.limits.stop = source.get_token();
        SweepCounts counts(plan);
        const DatasetSource samples(digits_, allSamples(*digits_));
        QVERIFY(runSweep(SweepEngine(certifier_, plan), samples, counts, run).value() == SweepEnd::Stopped);
        QCOMPARE(counts.done, Index{0});
    }

    void countsOfPartsAddUp() {
        const SweepPlan plan = planOf({0, 0.01, 0.03});
        const SweepEngine engine(certifier_, plan);
        const DatasetSource samples(digits_, allSamples(*digits_));
        SweepCounts whole(plan), parts(plan);
        QVERIFY(runSweep(engine, samples, whole).has_value());
        for (const Index part : {0, 1, 2}) {
            SweepRun run;
            run.wanted = [&](Index block) { return block % 3 == part; };
            QVERIFY(runSweep(engine, samples, parts, run).has_value());
        }
        QCOMPARE(parts.done, samples.size());
        QVERIFY(parts.certified == whole.certified);
        QCOMPARE(parts.correct, whole.correct);
    }

    void exactIntervalsOfShares() {
        // The definition: both tails have 2.5 %.
        const auto tail = [](Index successes, Index trials, double p, bool above) {
            double sum = 0;
            for (Index k = above ? successes : 0; k <= (above ? trials : successes); ++k)
                sum += std::exp(
                    std::lgamma(static_cast<double>(trials) + 1) - std::lgamma(static_cast<double>(k) + 1) -
                    std::lgamma(static_cast<double>(trials - k) + 1) + static_cast<double>(k) * std::log(p) +
                    static_cast<double>(trials - k) * std::log1p(-p));
            return sum;
        };
        for (const Index k : {1, 5, 17, 39}) {
            const ShareInterval interval = exactInterval(k, 40);
            QVERIFY(std::abs(tail(k, 40, interval.lower, true) - 0.025) < 1e-9);
            QVERIFY(std::abs(tail(k, 40, interval.upper, false) - 0.025) < 1e-9);
        }
        QCOMPARE(exactInterval(0, 40).lower, 0.0);
        QCOMPARE(exactInterval(40, 40).upper, 1.0);
        QVERIFY(std::abs(exactInterval(0, 40).upper - (1 - std::pow(0.025, 1.0 / 40))) < 1e-9);
        QCOMPARE(exactInterval(0, 0).upper, 1.0);
    }

private:
    static SweepPlan planOf(const std::vector<double>& eps) {
        SweepPlan plan;
        plan.eps = Vector::Map(eps.data(), static_cast<Index>(eps.size()));
        plan.certificates = test::quickCertificates();
        // What solves one sample after the other takes too long for so many.
        std::erase_if(plan.certificates, [](const Certificate* one) { return one->cost != Cost::Columns; });
        return plan;
    }

    /// Verdicts found by search against the signs of the margins; a margin within rounding and tolerance of
    /// zero decides nothing.
    static void compare(
        const std::shared_ptr<const Certifier>& certifier, const std::shared_ptr<const Dataset>& data,
        bool clip, Index& certified, Index& refused, Index& without) {
        SweepPlan plan = planOf({0, 0.001, 0.004, 0.01, 0.02, 0.04, 0.09, 0.2, 0.5});
        plan.clip = clip;
        const Answer search = sweep(certifier, data, plan);
        plan.margins = true;
        const Answer full = sweep(certifier, data, plan);
        QVERIFY(search.end == SweepEnd::Complete && full.end == SweepEnd::Complete);
        QVERIFY(search.table.predictions == full.table.predictions);
        for (std::size_t m = 0; m < plan.certificates.size(); ++m)
            for (Index k = 0; k < data->size(); ++k)
                for (Index e = 0; e < plan.eps.size(); ++e) {
                    const double margin = full.table.margins[m](e, k);
                    const bool right = full.table.predictions[static_cast<std::size_t>(k)] ==
                                       full.table.labels[static_cast<std::size_t>(k)];
                    const bool yes = isYes(search.table.certified[m](e, k));
                    without += margin != margin;
                    (yes ? certified : refused) += 1;
                    if (std::abs(margin) > 1e-6)
                        QVERIFY2(
                            yes == (margin > 0 && right),
                            qPrintable(QString("%1, ε number %2, sample %3: margin %4")
                                           .arg(plan.certificates[m]->id.data())
                                           .arg(e)
                                           .arg(k)
                                           .arg(margin)));
                }
    }

    std::shared_ptr<const Certifier> certifier_;
    std::shared_ptr<const Dataset> digits_;
};

QTEST_MAIN(TestSweep)
#include "tst_sweep.moc"
