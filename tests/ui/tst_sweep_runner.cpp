// Sweeps in the background: the core's counts, stopping, going on, closing.
#include "sweep_fixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// Blocks that take a while: attacks on every sample.
SweepState slow(SweepState s, int steps, int restarts) {
    s.certificates = {"lipschitz"};
    s.attacks = {{"pgd", steps, restarts, 0}};
    return s;
}

} // namespace

class TestSweepRunner : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(files_.isThere()); }

    void countsAreThoseOfTheCore() {
        const SweepState settings = files_.settings();
        SweepRunner runner;
        QSignalSpy finished(&runner, &SweepRunner::finished);
        runner.start(sweepJob(settings));
        QVERIFY(runner.isBusy());
        QVERIFY(finished.wait(60000));
        QVERIFY(!runner.isBusy() && !runner.isUnfinished());
        const auto results = runner.results();
        QVERIFY(results->complete());
        QCOMPARE(results->samples, files_.data->size());
        QCOMPARE(results->done(), results->total());
        const SweepNetwork& network = results->networks.at(0);
        QCOMPARE(network.name, "Patterns 5");
        QVERIFY2(network.problem.isEmpty(), qPrintable(network.problem));
        QVERIFY(network.complete && network.certifier && network.table);
        const SweepTable table = coreTable(files_.network, files_.data, results->plan);
        QVERIFY(sameCounts(*network.counts, table.counts));
        QVERIFY(network.counts->certified.maxCoeff() > 0);
        QVERIFY(network.counts->certified.minCoeff() < network.counts->correct);
        QCOMPARE(network.table->predictions, table.predictions);
        for (std::size_t m = 0; m < table.certified.size(); ++m)
            QVERIFY(network.table->certified[m] == table.certified[m]);
        // What is proved is not attacked: every attack leaves at least what is certified.
        const Index attacked = network.counts->attacked[0];
        for (Index e = 0; e < results->plan.eps.size(); ++e)
            for (Index k = 0; k < attacked; ++k)
                QVERIFY(
                    table.certified[0](e, k) != Certified::Proved ||
                    table.attacked[0](e, k) != Attacked::Broken);
    }

    void stoppingKeepsBlocksAndContinuingDoesTheRest() {
        const SweepState settings = slow(files_.settings(), 400, 2);
        SweepRunner runner;
        QSignalSpy finished(&runner, &SweepRunner::finished);
        connect(&runner, &SweepRunner::resultChanged, &runner, [&] {
            const auto& counts = runner.results()->networks[0].counts;
            if (counts && counts->done > 0)
                runner.cancel();
        });
        SweepJob job = sweepJob(settings);
        job.threads = 1;
        runner.start(job);
        QVERIFY(finished.wait(60000));
        const auto first = runner.results();
        QVERIFY(runner.isUnfinished());
        const SweepNetwork& half = first->networks[0];
        QVERIFY(half.counts && half.counts->done > 0 && half.counts->done < files_.data->size());
        QVERIFY(half.table);
        QCOMPARE(half.table->counts.done, half.counts->done);
        const Index kept = half.table->counts.done;

        runner.disconnect(&runner);
        runner.resume();
        QVERIFY(finished.wait(60000));
        const auto whole = runner.results();
        QVERIFY(whole->complete());
        QVERIFY(whole->networks[0].seconds > half.seconds);
        QVERIFY(sameCounts(
            *whole->networks[0].counts, coreTable(files_.network, files_.data, whole->plan).counts));
        // What was shown at the stop has not moved.
        QCOMPARE(first->networks[0].table->counts.done, kept);
        runner.resume();
        QVERIFY(!runner.isBusy());
    }

    void stopIsFeltAtOnce() {
        SweepRunner runner;
        QSignalSpy finished(&runner, &SweepRunner::finished);
        runner.start(sweepJob(slow(files_.settings(), 100000, 50)));
        QTest::qWait(600);
        QVERIFY(runner.isBusy());
        QElapsedTimer timer;
        timer.start();
        runner.cancel();
        QVERIFY(runner.isStopping());
        QVERIFY(finished.count() > 0 || finished.wait(5000));
        // A hundred milliseconds on a machine that does nothing else.
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(runner.isUnfinished());
    }

    void closingInTheMiddleIsClean() {
        for (const int wait : {0, 5, 300}) {
            auto runner = std::make_unique<SweepRunner>();
            runner->start(sweepJob(slow(files_.settings(), 100000, 50)));
            QTest::qWait(wait);
            QElapsedTimer timer;
            timer.start();
            runner.reset();
            QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
            QTest::qWait(20); // what it has left in the queue must not be delivered
        }
    }

    void wrongFilesAreSentences() {
        SweepState settings = files_.settings();
        const QString text = files_.dir.filePath("text.h5");
        QFile file(text);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("hello") == 5);
        file.close();
        const QString two = files_.dir.filePath("two-inputs.h5");
        Network small;
        small.A = small.B = small.C = Matrix::Identity(2, 2) / 2;
        small.D = Matrix::Zero(2, 2);
        small.b = small.c = Vector::Zero(2);
        QVERIFY(writeNetwork(small, two.toStdString()));
        settings.networks = {text, two, files_.networkFile, files_.dir.filePath("gone.h5")};
        SweepRunner runner;
        QSignalSpy finished(&runner, &SweepRunner::finished);
        runner.start(sweepJob(settings));
        QVERIFY(finished.wait(60000));
        const auto results = runner.results();
        QVERIFY(results->complete());
        QVERIFY(results->networks[0].problem.contains("text.h5"));
        QVERIFY2(results->networks[1].problem.contains("2"), qPrintable(results->networks[1].problem));
        QVERIFY(results->networks[2].complete);
        QVERIFY(results->networks[3].problem.contains("gone.h5"));

        settings.dataset = files_.dir.filePath("no-data.h5");
        runner.start(sweepJob(settings));
        QVERIFY(finished.wait(60000));
        QVERIFY(runner.results()->problem.contains("no-data.h5"));
        QVERIFY(!runner.results()->complete());
    }

    void aResultsFileIsGoneOnWith() {
        SweepState settings = slow(files_.settings(), 400, 2);
        settings.resultsFile = files_.dir.filePath("results.h5");
        auto runner = std::make_unique<SweepRunner>();
        QSignalSpy finished(runner.get(), &SweepRunner::finished);
        connect(runner.get(), &SweepRunner::resultChanged, runner.get(), [&] {
            const auto& counts = runner->results()->networks[0].counts;
            if (counts && counts->done > 0)
                runner->cancel();
        });
        SweepJob job = sweepJob(settings);
        job.threads = 1;
        runner->start(job);
        QVERIFY(finished.wait(60000));
        const auto half = runner->results();
        QVERIFY2(half->networks[0].problem.isEmpty(), qPrintable(half->networks[0].problem));
        QVERIFY(!half->complete());
        // Another program, another day.
        runner = std::make_unique<SweepRunner>();
        QSignalSpy again(runner.get(), &SweepRunner::finished);
        runner->start(job);
        QVERIFY(again.wait(60000));
        const SweepNetwork& whole = runner->results()->networks[0];
        QVERIFY(whole.complete);
        QVERIFY(sameCounts(
            *whole.counts, coreTable(files_.network, files_.data, runner->results()->plan).counts));
        // A finished file is read, not computed.
        runner->start(job);
        QVERIFY(again.wait(60000));
        QVERIFY(runner->results()->networks[0].complete);
        // Another network's file is refused in a sentence that names it.
        const QString second = files_.dir.filePath("another.h5");
        QVERIFY(writeNetwork(*patternNetwork(7), second.toStdString()));
        job.settings.networks = {second};
        runner->start(job);
        QVERIFY(again.wait(60000));
        QVERIFY(runner->results()->networks[0].problem.contains("results.h5"));
    }

    void severalNetworksGoOneAfterAnother() {
        const QString second = files_.dir.filePath("second.h5");
        QVERIFY(writeNetwork(*patternNetwork(6), second.toStdString()));
        SweepState settings = files_.settings();
        settings.networks = {QString(), second};
        settings.attacks.clear();
        settings.samples = 300;
        SweepJob job = sweepJob(settings);
        job.open = files_.network;
        SweepRunner runner;
        QSignalSpy finished(&runner, &SweepRunner::finished);
        runner.start(job);
        QVERIFY(finished.wait(60000));
        const auto results = runner.results();
        QCOMPARE(results->total(), Index{600});
        QCOMPARE(results->done(), Index{600});
        QCOMPARE(results->networks[0].name, "Patterns 5");
        QCOMPARE(results->networks[1].name, "Patterns 6");
        QVERIFY(results->networks[0].certifier->analysis().sharedNetwork() == files_.network);
        QVERIFY(!sameCounts(*results->networks[0].counts, *results->networks[1].counts));
    }

private:
    SweepFiles files_;
};

QTEST_MAIN(TestSweepRunner)
#include "tst_sweep_runner.moc"
