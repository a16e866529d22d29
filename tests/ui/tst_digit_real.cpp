// The bundled digits under the bundled network: every view in its real size, and the time of one step of ε.
#include "../core/quick_certificates.h"
#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "digit_fixture.h"
#include "ui/workspaces/digits/digit_plot.h"
#include "ui/workspaces/digits/digit_views.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QImage>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr double slower = 10;
#else
constexpr double slower = 1;
#endif

QString resource(const char* name) {
    return QStringLiteral(KAMKE_SOURCE_DIR "/resources/") + QString::fromLatin1(name);
}

} // namespace

class TestDigitReal : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        for (const char* name : {"networks/nemon_mnist.h5", "data/digits.h5"})
            if (!QFileInfo::exists(resource(name)))
                QSKIP(qPrintable(QStringLiteral("%1 is not there").arg(resource(name))));
        auto network = readNetwork(resource("networks/nemon_mnist.h5").toStdString());
        QVERIFY2(network.has_value(), network ? "" : network.error().message.c_str());
        network_ = std::make_shared<const Network>(std::move(*network));
        auto data = readDataset(resource("data/digits.h5").toStdString());
        QVERIFY2(data.has_value(), data ? "" : data.error().message.c_str());
        data_ = std::make_shared<const Dataset>(std::move(*data));
    }

    /// Most of it is the solving of a thousand samples: beside the waits of a few milliseconds it costs as
    /// much as the products that this takes.
    void aStepOfEpsCostsWhatItsSamplesCost() {
        ExplorerStore store(DigitExplorer::startState(network_, 0.01));
        DigitRunner runner(&store);
        runner.setDataset(data_);
        QVERIFY(QTest::qWaitFor([&] { return runner.isCurrent() && !runner.isBusy(); }, 60000));
        QCOMPARE(runner.result()->report.certificates.size(), test::quickCertificates().size());
        double best = 1e9;
        // The best of many: other programs run on the same machine.
        for (int k = 1; k <= 20; ++k) {
            ExplorerState next = store.state();
            next.digits.eps = 0.01 + 0.001 * k;
            QElapsedTimer timer;
            timer.start();
            store.apply(QStringLiteral("ε"), next);
            QVERIFY(QTest::qWaitFor([&] { return runner.isCurrent(); }, 20000));
            best = std::min(best, static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        }
        double products = 1e9;
        const Matrix inputs = Matrix::Random(network_->r(), 1000);
        for (int k = 0; k < 5; ++k) {
            QElapsedTimer timer;
            timer.start();
            Matrix states = network_->B * inputs;
            for (int step = 0; step < 20; ++step)
                states = (network_->A * states).cwiseMax(0);
            products = std::min(products, static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        }
        QVERIFY2(
            best < (30 + 4 * products) * slower,
            qPrintable(QString("%1 ms, products %2 ms").arg(best).arg(products)));
        qInfo("%.1f ms, products %.1f ms", best, products);
    }

    void semidefiniteProgramsGiveWayAtOnce() {
        auto read = readNetwork(resource("networks/mon_gamma_095.h5").toStdString());
        QVERIFY(read.has_value());
        const auto network = std::make_shared<const Network>(std::move(*read));
        for (const char* id : {"sdp", "ellipsoid"}) {
            double shown = 1e9, stopped = 1e9;
            for (int k = 0; k < 3; ++k) {
                ExplorerState state = DigitExplorer::startState(network, 0.05 + 0.001 * k);
                state.digits.certificates = QStringList{"relational", id};
                ExplorerStore store(state);
                auto runner = std::make_unique<DigitRunner>(&store);
                runner->setDataset(data_);
                const auto works = [&] {
                    return runner->isCurrent() && runner->result()->curves &&
                           runner->result()->curves->attacked && !runner->result()->pending.empty();
                };
                QVERIFY(QTest::qWaitFor(works, 60000));
                QTest::qWait(150);
                QVERIFY(works()); // it is still at it
                QElapsedTimer timer;
                timer.start();
                ExplorerState next = store.state();
                next.digits.eps += 0.0005;
                store.apply(QStringLiteral("ε"), next);
                QVERIFY(QTest::qWaitFor([&] { return runner->isCurrent(); }, 20000));
                shown = std::min(shown, static_cast<double>(timer.nsecsElapsed()) * 1e-6);
                QVERIFY(QTest::qWaitFor(works, 60000));
                QTest::qWait(150);
                timer.start();
                runner->cancel();
                runner.reset(); // waits for the worker
                stopped = std::min(stopped, static_cast<double>(timer.nsecsElapsed()) * 1e-6);
            }
            QVERIFY2(shown < 200 * slower, qPrintable(QString::number(shown)));
            QVERIFY2(stopped < 100 * slower, qPrintable(QString::number(stopped)));
        }
    }

    void theBoundsAreOrderedAsTheTheorySays() {
        ExplorerStore store(DigitExplorer::startState(network_, 0.01));
        DigitRunner runner(&store);
        runner.setDataset(data_);
        for (const int sample : {0, 1234, 5000, 9999}) {
            ExplorerState next = store.state();
            next.digits.sample = sample;
            store.apply(QStringLiteral("sample"), next);
            QVERIFY(QTest::qWaitFor([&] { return runner.isCurrent() && !runner.isBusy(); }, 60000));
            const auto result = runner.result();
            const auto margin = [&](const char* id) { return result->report.find(id)->margin; };
            QVERIFY(margin("lipschitz") <= margin("entrywise-lipschitz") + 1e-9);
            QVERIFY(margin("entrywise-lipschitz") <= margin("mm") + 1e-9);
            QVERIFY(margin("mm") <= margin("mmc") + 1e-9);
            QVERIFY(margin("entrywise-lipschitz-c") <= margin("mmc") + 1e-9);
            QVERIFY(margin("mmc") <= result->attack->margin + 1e-9);
        }
    }

    void nothingIsCutOffInASmallWindow() {
        ExplorerStore store(DigitExplorer::startState(network_, 0.02));
        DigitRunner runner(&store);
        runner.setDataset(data_);
        QWidget window;
        auto* row = new QHBoxLayout(&window);
        row->addWidget(new DigitCentre(&store, &runner));
        row->addWidget(new DigitInspector(&store, &runner));
        window.resize(900, 690);
        window.show();
        QVERIFY(QTest::qWaitFor([&] { return runner.isCurrent() && !runner.isBusy(); }, 60000));
        QTest::qWait(50);
        // The layout did not have to make the window larger than it was asked to be.
        QCOMPARE(window.size(), QSize(900, 690));
        for (const DigitPlot* plot : window.findChildren<DigitPlot*>())
            if (plot->isVisible()) {
                QVERIFY2(plot->axisRect()->height() > 20, qPrintable(plot->accessibleName()));
                QVERIFY2(!plot->accessibleDescription().isEmpty(), qPrintable(plot->accessibleName()));
            }
    }

private:
    std::shared_ptr<const Network> network_;
    std::shared_ptr<const Dataset> data_;
};

QTEST_MAIN(TestDigitReal)
#include "tst_digit_real.moc"
