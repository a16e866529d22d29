// The scan of all samples.
#include "core/decide/decide.h"
#include "gallery_fixture.h"
#include "ui/workspaces/digits/digit_list_model.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <cmath>

using namespace kamke;
using namespace kamke::ui;

class TestDigitsScan : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QCoreApplication::setOrganizationName(QStringLiteral("KamkeTest")); }
    void init() { QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support).*")); }

    void verdictsAreThoseOfTheCore() {
        GalleryFixture f(0.05);
        QVERIFY(f.settle());
        const Certifier certifier(std::make_shared<const NetworkAnalysis>(f.store.state().network));
        const Certificate* mmc = findCertificate("mmc");
        CertifyOptions options;
        options.clip = true;
        const std::vector<Index> all = allSamples(*f.data);
        const MarginTable table = certify(certifier, *f.data, all, 0.05, std::span(&mmc, 1), options);
        const Predictions read = predict(certifier.analysis(), *f.data, all);
        for (std::size_t k = 0; k < all.size(); ++k) {
            const SampleMeasures& s = f.scan.measures()[k];
            const Known known = f.known(static_cast<Index>(k));
            QCOMPARE(f.prediction(static_cast<Index>(k)), read.predictions[k]);
            // The scan's margins are proved ones too, and exact to six digits.
            if (const double margin = table.margins(0, static_cast<Index>(k)); read.correct[k])
                QVERIFY(std::abs(s.margin - margin) <= 2 * sixDigits * std::abs(margin));
            if (!read.correct[k])
                QVERIFY(known == Known::Misread);
            else if (s.margin > 0)
                QVERIFY(known == Known::Proved);
            else
                QVERIFY(known == Known::Unknown || known == Known::Broken);
        }
        QCOMPARE(f.count(Known::Misread), 1);
        QVERIFY(f.count(Known::Proved) > 0);
        // The same ε of a ball: every margin is asked for again.
        f.apply([](DigitsState& d) {
            d.norm = BallNorm::L2;
            d.certificate = QStringLiteral("lipschitz-l2");
        });
        QVERIFY(f.settle());
        const Certificate* l2 = findCertificate("lipschitz-l2");
        options = {};
        options.norm = BallNorm::L2;
        const MarginTable balls = certify(certifier, *f.data, all, 0.05, std::span(&l2, 1), options);
        for (std::size_t k = 0; k < all.size(); ++k)
            if (read.correct[k])
                QCOMPARE(f.scan.measures()[k].margin, balls.margins(0, static_cast<Index>(k)));
    }

    void anotherCertificateJudgesWhereTheChosenOneCannot() {
        const auto network = boxlessClassifier();
        // The chosen one has no box for this network, or takes seconds for each of its samples.
        for (const char* chosen : {"mmc", "sdp"}) {
            GalleryFixture f(0.001, network);
            f.apply([&](DigitsState& d) { d.certificate = QString::fromLatin1(chosen); });
            QVERIFY(f.settle());
            const Certifier certifier(std::make_shared<const NetworkAnalysis>(network));
            const std::vector<Index> all = allSamples(*f.data);
            const Certificate* l2 = findCertificate("lipschitz-l2");
            CertifyOptions options;
            options.clip = f.store.state().digits.clips();
            const MarginTable margins = certify(certifier, *f.data, all, 0.001, std::span(&l2, 1), options);
            int certified = 0;
            for (std::size_t k = 0; k < all.size(); ++k) {
                const Known known = f.known(static_cast<Index>(k));
                if (known != Known::Misread)
                    QCOMPARE(f.scan.measures()[k].margin, margins.margins(0, static_cast<Index>(k)));
                certified += known == Known::Proved;
            }
            QVERIFY2(certified > 0, chosen);
        }
    }

    /// At this ε every picture can be turned into nearly every other.
    void attacksFindWhatIsBroken() {
        GalleryFixture f(0.9);
        QVERIFY(f.settle());
        QVERIFY(f.count(Known::Broken) > 10);
        QCOMPARE(f.count(Known::Proved), 0);
        for (Index k = 0; k < f.data->size(); ++k)
            QVERIFY(
                f.known(k) == Known::Misread || f.known(k) == Known::Broken ||
                f.keeper.verdicts().sample(k).tried("pgd", 0.9));
    }

    /// What is proved at one ε is proved at every smaller one, before anything is computed there.
    void anotherEpsKeepsWhatItSaysOfThatOne() {
        GalleryFixture f(1e-3);
        QVERIFY(f.settle());
        const int proved = f.count(Known::Proved);
        QVERIFY(proved > 10);
        f.apply([](DigitsState& d) { d.eps = 1e-4; });
        QVERIFY(f.count(Known::Proved) >= proved);
        QVERIFY(f.settle());
        f.apply([](DigitsState& d) { d.eps = 0.9; });
        QCOMPARE(f.count(Known::Proved), 0);
        QCOMPARE(f.count(Known::Misread), 1);
        QVERIFY(f.settle());
        const int broken = f.count(Known::Broken);
        QVERIFY(broken > 10);
        f.apply([](DigitsState& d) { d.eps = 0.95; });
        QVERIFY(f.count(Known::Broken) >= broken);
        QVERIFY(f.settle());
        // Picking another sample changes nothing for the scan.
        QSignalSpy updated(&f.scan, &DigitsScan::resultChanged);
        f.apply([](DigitsState& d) { d.sample = 5; });
        QTest::qWait(400);
        QCOMPARE(updated.size(), 0);
    }

    /// What was proved before is not computed again: the way back finds everything there.
    void nothingIsComputedTwice() {
        GalleryFixture f(1e-3);
        QVERIFY(f.settle());
        f.apply([](DigitsState& d) { d.eps = 0.02; });
        QVERIFY(f.settle());
        QSignalSpy changed(&f.keeper, &VerdictKeeper::changed);
        f.apply([](DigitsState& d) { d.eps = 1e-3; });
        QCOMPARE(f.count(Known::NotYet), 0);
        QVERIFY(QTest::qWaitFor([&] { return f.scan.isComplete(); }, 20000));
        QCOMPARE(changed.size(), 0);
    }

    void whatIsOpenIsDecided() {
        for (const double eps : {0.02, 0.05}) {
            GalleryFixture f(eps);
            QVERIFY(f.settle());
            const int proved = f.count(Known::Proved), broken = f.count(Known::Broken);
            f.decider.resume();
            QVERIFY(QTest::qWaitFor([&] { return f.decider.isThrough() && !f.decider.isBusy(); }, 60000));
            QVERIFY(f.count(Known::Proved) >= proved && f.count(Known::Broken) >= broken);
            const Certifier certifier(std::make_shared<const NetworkAnalysis>(f.store.state().network));
            DecideOptions options;
            options.clip = true;
            const auto decisions =
                decide(certifier, f.data->inputs(allSamples(*f.data)), f.data->labels, eps, options);
            for (Index k = 0; k < f.data->size(); ++k) {
                const SampleDecision& one = decisions[static_cast<std::size_t>(k)];
                QVERIFY((f.known(k) == Known::Proved) == (one.decision == Decision::Robust));
                QVERIFY(
                    (f.known(k) == Known::Broken || f.known(k) == Known::Misread) ==
                    (one.decision == Decision::Broken));
            }
            // Again: there is nothing left to do.
            f.decider.cancel();
            f.decider.decideAll();
            QVERIFY(QTest::qWaitFor([&] { return f.decider.isThrough() && !f.decider.isBusy(); }, 60000));
            QCOMPARE(f.decider.total(), Index(f.count(Known::Unknown)));
        }
    }

    void filtersByWhoFoundIt() {
        GalleryFixture f(0.05);
        QVERIFY(f.settle());
        f.gallery.model()->setFinder("mmc");
        f.apply([](DigitsState& d) { d.filter = DigitFilter::Certified; });
        QCOMPARE(f.gallery.model()->rowCount(), f.count(Known::Proved));
        QCOMPARE(f.gallery.model()->finders().at("mmc"), f.count(Known::Proved));
        f.gallery.model()->setFinder("complete");
        QCOMPARE(f.gallery.model()->rowCount(), 0);
    }

    void radiiAreComputedWhenTheyAreAskedFor() {
        GalleryFixture f(0.01);
        QVERIFY(f.settle());
        for (const SampleMeasures& s : f.scan.measures())
            QVERIFY(!s.hasRadius);
        f.apply([](DigitsState& d) { d.sort = DigitSort::Radius; });
        QVERIFY(QTest::qWaitFor([&] { return f.scan.measures().back().hasRadius; }, 20000));
        for (Index k = 0; k < f.data->size(); ++k) {
            const SampleMeasures& s = f.scan.measures()[static_cast<std::size_t>(k)];
            QCOMPARE(std::isnan(s.radius), f.known(k) == Known::Misread);
            if (f.known(k) == Known::Proved)
                QVERIFY(s.radius >= 0.01 - 1e-3);
        }
        const auto sorted = [&] {
            double last = 0;
            for (int row = 0; row < 19; ++row) {
                const int sample = f.gallery.model()->index(row).data(DigitListModel::SampleRole).toInt();
                const double radius = f.scan.measures()[static_cast<std::size_t>(sample)].radius;
                if (!(radius >= last))
                    return false;
                last = radius;
            }
            return true;
        };
        QTRY_VERIFY(sorted());
        // What is misread has no radius and comes last.
        QCOMPARE(f.gallery.model()->index(19).data(DigitListModel::SampleRole).toInt(), 19);
    }

    void aStoppedScanGoesOnWhereItWas() {
        const auto network = smallClassifier();
        GalleryFixture f(0.05, network, manySamples(network, 2000));
        QVERIFY(QTest::qWaitFor([&] { return f.count(Known::Proved) + f.count(Known::Unknown) > 0; }, 20000));
        QVERIFY(f.scan.isBusy());
        QVERIFY(f.gallery.findChild<QWidget*>("scanProgress")->isVisible());
        QTest::mouseClick(f.gallery.findChild<QToolButton*>("cancelScan"), Qt::LeftButton);
        QVERIFY(!f.scan.isBusy() && f.scan.isUnfinished());
        const int missing = f.count(Known::NotYet);
        QTest::qWait(500);
        QCOMPARE(f.count(Known::NotYet), missing);
        auto* resume = f.gallery.findChild<QToolButton*>("resumeScan");
        QVERIFY(resume->isVisible());
        QTest::mouseClick(resume, Qt::LeftButton);
        QVERIFY(f.scan.isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(!f.scan.isBusy(), 60000);
        QCOMPARE(f.count(Known::NotYet), 0);
        QVERIFY(!resume->isVisible());
    }

    void restsWhileSomebodyWaitsForTheDigit() {
        const auto network = smallClassifier();
        GalleryFixture f(0.05, network, manySamples(network, 2000));
        f.scan.setYielding(true);
        QTest::qWait(300); // the chunk that runs is finished
        const int missing = f.count(Known::NotYet);
        QTest::qWait(300);
        QCOMPARE(f.count(Known::NotYet), missing);
        QVERIFY(missing > 0 && f.scan.isBusy());
        f.scan.setYielding(false);
        QTRY_VERIFY_WITH_TIMEOUT(f.count(Known::NotYet) < missing, 20000);
    }

    void goesAwayMidScan() {
        const auto network = smallClassifier();
        QElapsedTimer timer;
        {
            GalleryFixture f(0.05, network, manySamples(network, 2000));
            QTest::qWait(100);
            QVERIFY(f.scan.isBusy());
            f.scan.setYielding(true);
            timer.start();
        }
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }

    void scansOnlyWhileItsWorkspaceIsShown() {
        GalleryFixture f(1e-4);
        QVERIFY(f.settle());
        f.store.setWorkspace(QStringLiteral("reach"));
        f.apply([](DigitsState& d) { d.eps = 0.02; });
        QTest::qWait(500);
        QVERIFY(!f.scan.isComplete());
        f.store.setWorkspace(QStringLiteral("digits"));
        QVERIFY(f.settle());
    }
};

QTEST_MAIN(TestDigitsScan)
#include "tst_digits_scan.moc"
