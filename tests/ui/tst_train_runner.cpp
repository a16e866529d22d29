// Training in the background: progress, cancel, what is left when it breaks off.
#include "train_fixture.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <memory>

using namespace kamke;
using namespace kamke::ui;

class TestTrainRunner : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(".*")); }

    void trainsAndTells() {
        TrainRunner runner;
        QSignalSpy finished(&runner, &TrainRunner::finished), busy(&runner, &TrainRunner::busyChanged);
        QVERIFY(!runner.isBusy() && !runner.outcome() && !runner.latest());
        runner.start({shared(patterns(200)), shared(patterns(60, 4, 3, 9)), quickOptions()});
        QVERIFY(runner.isBusy());
        QVERIFY(finished.wait(20000));
        QVERIFY(!runner.isBusy());
        QCOMPARE(busy.size(), 2);
        const auto outcome = runner.outcome();
        QVERIFY(outcome);
        QVERIFY2(outcome->status == Status::Ok, outcome->reason.c_str());
        QVERIFY(outcome->network);
        QCOMPARE(outcome->network->n(), Index{6});
        // Every epoch was told, and the last one is the newest.
        std::vector<int> told;
        for (const TrainProgress& p : runner.points())
            if (p.fraction >= 1)
                told.push_back(p.epoch);
        QCOMPARE(told, (std::vector<int>{1, 2, 3, 4, 5}));
        QCOMPARE(runner.latest()->epoch, 5);
        QVERIFY(runner.latest()->validation > 0.9);
        QVERIFY(runner.seconds() > 0);
    }

    void tellsAtMostTwentyTimesASecond() {
        TrainRunner runner;
        QSignalSpy told(&runner, &TrainRunner::progressed), finished(&runner, &TrainRunner::finished);
        TrainOptions options = quickOptions();
        options.epochs = 500;
        QElapsedTimer clock;
        clock.start();
        runner.start({shared(patterns(40)), nullptr, options});
        QVERIFY(finished.wait(60000));
        const auto most = clock.elapsed() / 50 + 3;
        QVERIFY2(told.size() <= most, qPrintable(QString("%1 > %2").arg(told.size()).arg(most)));
        qsizetype epochs = 0;
        for (const TrainProgress& p : runner.points())
            epochs += p.fraction >= 1;
        QCOMPARE(epochs, 500);
    }

    void cancelKeepsTheNetwork() {
        TrainRunner runner;
        QSignalSpy told(&runner, &TrainRunner::progressed), finished(&runner, &TrainRunner::finished);
        runner.start({shared(patterns(2000)), nullptr, endlessOptions()});
        QVERIFY(told.wait(20000));
        QElapsedTimer clock;
        clock.start();
        runner.cancel();
        QVERIFY(clock.elapsed() < 100);
        QVERIFY(runner.isStopping());
        QVERIFY(finished.wait(10000));
        QVERIFY(!runner.isStopping() && !runner.isBusy());
        QVERIFY(runner.outcome()->status == Status::Cancelled);
        QVERIFY(runner.outcome()->network);
        QVERIFY(!validationError(*runner.outcome()->network));
        // Nothing runs any more; cancelling does nothing.
        runner.cancel();
        QVERIFY(!runner.isStopping());
    }

    void goesAwayInTheMiddle() {
        auto runner = std::make_unique<TrainRunner>();
        QSignalSpy told(runner.get(), &TrainRunner::progressed);
        runner->start({shared(patterns(2000)), nullptr, endlessOptions()});
        QVERIFY(told.wait(20000));
        QElapsedTimer clock;
        clock.start();
        runner.reset();
        QVERIFY(clock.elapsed() < 5000);
        QCoreApplication::processEvents();
    }

    void aLossWithoutBoundBreaksOff() {
        TrainRunner runner;
        QSignalSpy finished(&runner, &TrainRunner::finished);
        TrainOptions options = quickOptions();
        options.rate = 1e30;
        runner.start({shared(patterns(200)), nullptr, options});
        QVERIFY(finished.wait(20000));
        QVERIFY(runner.outcome()->status == Status::Diverged);
        QVERIFY(runner.outcome()->reason.find("smaller rate") != std::string::npos);
        QVERIFY(runner.outcome()->network);
        QVERIFY(runner.outcome()->network->A.allFinite());
    }

    void whatCannotBeTrainedSaysWhy() {
        TrainRunner runner;
        QSignalSpy finished(&runner, &TrainRunner::finished);
        TrainOptions options = quickOptions();
        options.gamma = 1;
        runner.start({shared(patterns(20)), nullptr, options});
        QVERIFY(finished.wait(20000));
        QVERIFY(runner.outcome()->status == Status::NotApplicable);
        QVERIFY(!runner.outcome()->network);
        QVERIFY(runner.outcome()->reason.find("gamma") != std::string::npos);
    }

    void aSecondTrainingForgetsTheFirst() {
        TrainRunner runner;
        QSignalSpy finished(&runner, &TrainRunner::finished);
        runner.start({shared(patterns(200)), nullptr, quickOptions()});
        // One at a time.
        runner.start({shared(patterns(200)), nullptr, endlessOptions()});
        QCOMPARE(runner.job().options.epochs, 5);
        QVERIFY(finished.wait(20000));
        TrainOptions shorter = quickOptions();
        shorter.epochs = 2;
        runner.start({shared(patterns(200)), nullptr, shorter});
        QVERIFY(!runner.outcome() && runner.points().empty());
        QVERIFY(finished.wait(20000));
        QCOMPARE(runner.outcome()->epochs.size(), 2u);
    }
};

QTEST_GUILESS_MAIN(TestTrainRunner)
#include "tst_train_runner.moc"
