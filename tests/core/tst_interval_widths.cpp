// Interval widths on the way (ibp-mondeq, Figure 2, right), and the random networks that trainings start
// from.
#include "core/model/analysis.h"
#include "core/reach/interval_widths.h"
#include "core/reach/reach.h"
#include "core/train/initial_network.h"
#include "train_data.h"

#include <QtTest>

#include <memory>
#include <stop_token>

using namespace kamke;

namespace {

Network random(const char* kind, double gamma, std::uint64_t seed, Index n = 40) {
    TrainOptions options;
    options.kind = kind;
    options.gamma = gamma;
    options.hidden = n;
    options.seed = seed;
    return initialNetwork(options, 12, 3);
}

Matrix samples(std::uint64_t seed, Index count) {
    return noisyPrototypes(count, 12, 3, seed).inputs(0, count);
}

} // namespace

class TestIntervalWidths : public QObject {
    Q_OBJECT

private slots:
    void convergesForIbpMondeq();
    void divergesForMonDeq();
    void stops();
    void initialNetworks_data();
    void initialNetworks();
};

void TestIntervalWidths::convergesForIbpMondeq() {
    for (const std::uint64_t seed : {1, 2, 3}) {
        const auto network = std::make_shared<const Network>(random("ibp-mondeq", 0.9, seed));
        const Matrix raw = samples(seed, 5);
        IntervalWidthOptions options;
        options.eps = 0.05;
        options.iterations = 3000;
        const IntervalWidths widths = intervalWidths(*network, raw, options);
        QVERIFY(widths.status == Status::Ok);
        QCOMPARE(widths.mean.size(), std::size_t{3001});
        for (const double width : widths.mean)
            QVERIFY(width >= 0);
        // The fixed interval boxes, found and proved by the reach method.
        const NetworkAnalysis analysis(network);
        double mean = 0;
        for (Index k = 0; k < raw.cols(); ++k) {
            const Enclosure box = reach(
                *findMethod("ibp"), analysis,
                {raw.col(k).array() - options.eps, raw.col(k).array() + options.eps});
            QVERIFY2(box.ok(), box.reason.c_str());
            mean += (box.state->upper - box.state->lower).mean() / static_cast<double>(raw.cols());
        }
        QVERIFY(mean > 1e-3);
        QVERIFY2(
            std::abs(widths.mean.back() - mean) < 1e-8 * mean + 1e-10,
            qPrintable(QString("%1, %2").arg(widths.mean.back()).arg(mean)));
    }
}

void TestIntervalWidths::divergesForMonDeq() {
    for (const std::uint64_t seed : {1, 2, 3}) {
        const Network network = random("mon", 0.9, seed, 128);
        const NetworkAnalysis analysis(std::make_shared<const Network>(network));
        QVERIFY(analysis.rhoAbs > 1);
        QVERIFY(analysis.conditions.holds("mon"));
        IntervalWidthOptions options;
        options.iterations = 100000;
        const IntervalWidths widths = intervalWidths(network, samples(seed, 3), options);
        QVERIFY(widths.status == Status::Diverged);
        QVERIFY(widths.mean.back() > 1e90);
    }
}

void TestIntervalWidths::stops() {
    std::stop_source stop;
    IntervalWidthOptions options;
    options.iterations = 100000;
    options.limits.stop = stop.get_token();
    options.progress = [&](const std::vector<double>& mean) {
        if (mean.size() == 10)
            stop.request_stop();
    };
    const IntervalWidths widths = intervalWidths(random("ibp-mondeq", 0.9, 1), samples(1, 3), options);
    QVERIFY(widths.status == Status::Cancelled);
    QCOMPARE(widths.mean.size(), std::size_t{10});
}

void TestIntervalWidths::initialNetworks_data() {
    QTest::addColumn<bool>("weights");
    for (const ModelKind& kind : modelKinds())
        for (const bool weights : {false, true})
            if (!weights || kind.learnsWeights())
                QTest::addRow("%s%s", kind.id.data(), weights ? ", weights" : "") << weights;
}

void TestIntervalWidths::initialNetworks() {
    QFETCH(bool, weights);
    const Dataset data = noisyPrototypes(60, 9, 3, 4);
    TrainOptions options;
    options.kind = QString(QTest::currentDataTag()).section(',', 0, 0).toStdString();
    options.gamma = findModelKind(options.kind)->defaultGamma;
    options.learnWeights = weights;
    options.hidden = 6;
    options.seed = 9;
    options.mean = 0.2;
    options.std = 0.5;
    options.epochs = 1;
    // A rate that moves nothing: what comes out is what it started from.
    options.rate = 1e-30;
    const Network trained = *train(data, nullptr, options).network;
    const Network start = initialNetwork(options, data.r(), data.classes());
    QVERIFY(!validationError(start));
    // Rows in a ball are projected once more after the step, and rounded again.
    if (options.kind == "implicit-deep-learning")
        QVERIFY((start.A - trained.A).cwiseAbs().maxCoeff() < 1e-6);
    else
        QVERIFY(same(start.A, trained.A));
    QVERIFY(same(start.B, trained.B) && same(start.C, trained.C));
    QVERIFY(same(start.b, trained.b) && same(start.c, trained.c));
    QCOMPARE(start.eta.has_value(), trained.eta.has_value());
    // Another seed starts elsewhere.
    options.seed = 10;
    QVERIFY(!same(initialNetwork(options, data.r(), data.classes()).B, trained.B));
}

QTEST_GUILESS_MAIN(TestIntervalWidths)
#include "tst_interval_widths.moc"
