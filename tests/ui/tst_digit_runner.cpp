// The picked digit in the background: what comes when, what is kept, and that cancel is quick.
#include "digit_fixture.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace kamke;
using namespace kamke::ui;

class TestDigitRunner : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(".*")); }

    void fillsInFromTopToBottom() {
        DigitExplorer e;
        QVERIFY(e.runner.unfit().isEmpty());
        QVERIFY(!e.runner.result());
        QSignalSpy results(&e.runner, &DigitRunner::resultChanged);
        QVERIFY(results.wait(5000));
        QVERIFY(e.runner.result() && e.runner.isCurrent());
        QCOMPARE(e.runner.result()->report.certificates.size(), quickCertificates().size());
        QVERIFY(e.settle());
        const auto result = e.runner.result();
        QCOMPARE(result->sampleLogits.cols(), 500);
        QVERIFY(result->explanation.has_value());
        QVERIFY(result->attack.has_value());
        QVERIFY(result->curves && result->curves->attacked);
        QCOMPARE(result->curves->margins.rows(), static_cast<Index>(quickCertificates().size()));
        QVERIFY(results.size() >= 3);
    }

    void samplesLieInEveryProvedBox() {
        DigitExplorer e(smallClassifier(), 0.05);
        QVERIFY(e.settle());
        const auto result = e.runner.result();
        for (const SampleCertificate& c : result->report.certificates)
            if (c.status == Status::Ok)
                for (Index k = 0; k < result->sampleLogits.cols(); ++k)
                    QVERIFY2(
                        c.output->contains(result->sampleLogits.col(k), 1e-9),
                        std::string(c.certificate->id).c_str());
    }

    void noAttackSucceedsBelowACertifiedRadius() {
        DigitExplorer e;
        QVERIFY(e.settle());
        const auto curves = e.runner.result()->curves;
        for (const double radius : curves->radii)
            if (std::isfinite(radius) && std::isfinite(curves->broken))
                QVERIFY(curves->broken >= radius);
    }

    void keepsTheCurvesWhileEpsMoves() {
        DigitExplorer e;
        QVERIFY(e.settle());
        const auto curves = e.runner.result()->curves;
        e.apply([](DigitsState& d) { d.eps = 0.02; });
        QVERIFY(!e.runner.isCurrent());
        QVERIFY(e.settle());
        QCOMPARE(e.runner.result()->curves, curves);
        QCOMPARE(e.runner.result()->report.eps, 0.02);
        e.apply([](DigitsState& d) { d.sample = 1; });
        QVERIFY(e.settle());
        QVERIFY(e.runner.result()->curves != curves);
    }

    void anotherTabComputesNothing() {
        DigitExplorer e;
        QVERIFY(e.settle());
        QSignalSpy results(&e.runner, &DigitRunner::resultChanged);
        e.apply([](DigitsState& d) { d.tab = QStringLiteral("units"); });
        QVERIFY(e.runner.isCurrent() && !e.runner.isBusy());
        QCOMPARE(results.size(), 0);
    }

    void explainsTheChosenCertificateAndCompetitor() {
        DigitExplorer e;
        QVERIFY(e.settle());
        QCOMPARE(e.runner.result()->certificate, QStringLiteral("mmc"));
        const SampleReport& report = e.runner.result()->report;
        QCOMPARE(e.runner.result()->explanation->competitor, report.worstCompetitor(*report.find("mmc")));
        const int other = (report.label + 2) % 4;
        e.apply([&](DigitsState& d) {
            d.certificate = QStringLiteral("entrywise-lipschitz");
            d.competitor = other;
        });
        QVERIFY(e.settle());
        QCOMPARE(e.runner.result()->certificate, QStringLiteral("entrywise-lipschitz"));
        QCOMPARE(e.runner.result()->explanation->competitor, other);
    }

    void aNetworkWithoutBoxesStillHasAReport() {
        DigitExplorer e(boxlessClassifier());
        QVERIFY(e.settle());
        const auto result = e.runner.result();
        QVERIFY(!result->explanation);
        // No weighted l_inf measure helps: only what needs no such weights has a margin.
        for (const SampleCertificate& c : result->report.certificates) {
            const bool has = c.certificate->id == "lipschitz-l2" || c.certificate->id == "relational";
            QCOMPARE(c.status == Status::Ok, has);
            QCOMPARE(c.reason.empty(), has);
        }
        QVERIFY(result->attack.has_value());
    }

    void saysWhyThereCanBeNoResult() {
        ExplorerStore store(DigitExplorer::startState(smallClassifier(), 0.01));
        DigitRunner runner(&store);
        QVERIFY(!runner.isBusy());
        QVERIFY(runner.unfit().contains("data set"));
        auto data = std::make_shared<Dataset>(*smallDataset(smallClassifier()));
        data->values = Matrix(Matrix::Zero(9, 20));
        runner.setDataset(data);
        QVERIFY2(runner.unfit().contains("9"), qPrintable(runner.unfit()));
        QVERIFY(runner.unfit().contains("16"));
        runner.setDataset(smallDataset(smallClassifier()));
        QVERIFY(runner.unfit().isEmpty());
        QTRY_VERIFY(runner.result() != nullptr);
        ExplorerState next = store.state();
        next.digits.sample = 20;
        store.apply("Far", next);
        QVERIFY(runner.unfit().contains("20"));
        QVERIFY(!runner.result());
    }

    void ownDigitsTakeThePlaceOfSamples() {
        DigitExplorer e;
        e.apply([](DigitsState& d) { d.own = OwnDigit{Vector::Constant(16, 0.25), 2}; });
        QVERIFY(e.settle());
        QCOMPARE(e.runner.result()->report.label, 2);
        QCOMPARE(e.runner.result()->report.raw(5), 0.25);
    }

    void aDragEndsOnItsLastEps() {
        DigitExplorer e;
        QVERIFY(e.settle());
        QSignalSpy results(&e.runner, &DigitRunner::resultChanged);
        for (int k = 1; k <= 200; ++k)
            e.apply([k](DigitsState& d) { d.eps = 0.0005 * k; });
        QVERIFY(e.settle());
        QCOMPARE(e.runner.result()->report.eps, 0.1);
        // Not one for every step, however busy the machine is with something else.
        QVERIFY2(results.size() < 150, qPrintable(QString::number(results.size())));
    }

    void cancelIsFeltAtOnce() {
        double best = 1e9;
        // The best of five: other programs run on the same machine.
        for (int k = 0; k < 5; ++k) {
            auto e = std::make_unique<DigitExplorer>(smallClassifier(0.95), 0.02 + 0.01 * k);
            QTest::qWait(20);
            QElapsedTimer timer;
            timer.start();
            e->runner.cancel();
            e.reset(); // waits for the worker
            best = std::min(best, static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        }
        QVERIFY2(best < 100, qPrintable(QString::number(best)));
    }
};

QTEST_MAIN(TestDigitRunner)
#include "tst_digit_runner.moc"
