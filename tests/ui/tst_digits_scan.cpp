// The scan of all samples.
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
            const ScannedSample& s = f.scan.samples()[k];
            QCOMPARE(s.prediction, read.predictions[k]);
            // The scan's margins are proved ones too, and exact to six digits.
            if (const double margin = table.margins(0, static_cast<Index>(k)); read.correct[k])
                QVERIFY(std::abs(s.margin - margin) <= 2 * sixDigits * std::abs(margin));
            if (!read.correct[k])
                QVERIFY(s.verdict == ScanVerdict::Misread);
            else if (s.margin > 0)
                QVERIFY(s.verdict == ScanVerdict::Certified);
            else
                QVERIFY(s.verdict == ScanVerdict::Undecided || s.verdict == ScanVerdict::Broken);
        }
        QCOMPARE(f.count(ScanVerdict::Misread), 1);
        QVERIFY(f.count(ScanVerdict::Certified) > 0);
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
                QCOMPARE(f.scan.samples()[k].margin, balls.margins(0, static_cast<Index>(k)));
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
                const ScannedSample& s = f.scan.samples()[k];
                if (s.verdict != ScanVerdict::Misread)
                    QCOMPARE(s.margin, margins.margins(0, static_cast<Index>(k)));
                certified += s.verdict == ScanVerdict::Certified;
            }
            QVERIFY2(certified > 0, chosen);
        }
    }

    /// At this ε every picture can be turned into nearly every other.
    void attacksFindWhatIsBroken() {
        GalleryFixture f(0.9);
        QVERIFY(f.settle());
        QVERIFY(f.count(ScanVerdict::Broken) > 10);
        QCOMPARE(f.count(ScanVerdict::Certified), 0);
        for (const ScannedSample& s : f.scan.samples())
            QVERIFY(s.attacked || s.verdict == ScanVerdict::Misread);
    }

    void anotherEpsGreysTheVerdictsUntilTheNewOnesCome() {
        GalleryFixture f(1e-4);
        QVERIFY(f.settle());
        QCOMPARE(f.count(ScanVerdict::Certified), 19);
        f.apply([](DigitsState& d) { d.eps = 0.9; });
        for (const ScannedSample& s : f.scan.samples()) {
            QCOMPARE(s.stale, s.verdict != ScanVerdict::Misread);
            QVERIFY(s.verdict != ScanVerdict::NotYet);
        }
        const QModelIndex first = f.gallery.model()->index(0);
        QVERIFY(first.data(DigitListModel::StaleRole).toBool());
        QVERIFY(f.settle());
        QCOMPARE(f.count(ScanVerdict::Certified), 0);
        // Picking another sample changes nothing for the scan.
        QSignalSpy updated(&f.scan, &DigitsScan::resultChanged);
        f.apply([](DigitsState& d) { d.sample = 5; });
        QTest::qWait(400);
        QCOMPARE(updated.size(), 0);
    }

    void radiiAreComputedWhenTheyAreAskedFor() {
        GalleryFixture f(0.01);
        QVERIFY(f.settle());
        for (const ScannedSample& s : f.scan.samples())
            QVERIFY(!s.hasRadius);
        f.apply([](DigitsState& d) { d.sort = DigitSort::Radius; });
        QVERIFY(QTest::qWaitFor([&] { return f.scan.samples().back().hasRadius; }, 20000));
        for (const ScannedSample& s : f.scan.samples()) {
            QCOMPARE(std::isnan(s.radius), s.verdict == ScanVerdict::Misread);
            if (s.verdict == ScanVerdict::Certified)
                QVERIFY(s.radius >= 0.01 - 1e-3);
        }
        const auto sorted = [&] {
            double last = 0;
            for (int row = 0; row < 19; ++row) {
                const int sample = f.gallery.model()->index(row).data(DigitListModel::SampleRole).toInt();
                const double radius = f.scan.samples()[static_cast<std::size_t>(sample)].radius;
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
        QVERIFY(QTest::qWaitFor(
            [&] { return f.count(ScanVerdict::Certified) + f.count(ScanVerdict::Undecided) > 0; }, 20000));
        QVERIFY(f.scan.isBusy());
        QVERIFY(f.gallery.findChild<QWidget*>("scanProgress")->isVisible());
        QTest::mouseClick(f.gallery.findChild<QToolButton*>("cancelScan"), Qt::LeftButton);
        QVERIFY(!f.scan.isBusy() && f.scan.isUnfinished());
        const int missing = f.count(ScanVerdict::NotYet);
        QTest::qWait(500);
        QCOMPARE(f.count(ScanVerdict::NotYet), missing);
        auto* resume = f.gallery.findChild<QToolButton*>("resumeScan");
        QVERIFY(resume->isVisible());
        QTest::mouseClick(resume, Qt::LeftButton);
        QVERIFY(f.scan.isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(!f.scan.isBusy(), 60000);
        QCOMPARE(f.count(ScanVerdict::NotYet), 0);
        QVERIFY(!resume->isVisible());
    }

    void restsWhileSomebodyWaitsForTheDigit() {
        const auto network = smallClassifier();
        GalleryFixture f(0.05, network, manySamples(network, 2000));
        f.scan.setYielding(true);
        QTest::qWait(300); // the chunk that runs is finished
        const int missing = f.count(ScanVerdict::NotYet);
        QTest::qWait(300);
        QCOMPARE(f.count(ScanVerdict::NotYet), missing);
        QVERIFY(missing > 0 && f.scan.isBusy());
        f.scan.setYielding(false);
        QTRY_VERIFY_WITH_TIMEOUT(f.count(ScanVerdict::NotYet) < missing, 20000);
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
        QVERIFY(f.scan.samples().front().stale);
        f.store.setWorkspace(QStringLiteral("digits"));
        QVERIFY(f.settle());
    }
};

QTEST_MAIN(TestDigitsScan)
#include "tst_digits_scan.moc"
