// Training: exact gradients, constraints kept, and the same network again.
#include "core/model/matrix_measure.h"
#include "core/model/own_condition.h"
#include "core/solve/batch.h"
#include "core/train/block_loss.h"
#include "core/train/l1_ball.h"
#include "core/train/lipschitz_penalty.h"
#include "core/train/samples.h"
#include "core/train/schedule.h"
#include "core/train/train.h"
#include "train_data.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace kamke;

Q_DECLARE_METATYPE(kamke::TrainOptions)

namespace {

TrainOptions smallOptions() {
    TrainOptions options;
    options.hidden = 12;
    options.epochs = 4;
    options.batch = 16;
    options.rate = 1e-2;
    return options;
}

/// The objective of one batch in double, solved as far as double goes; its gradient where asked for.
struct Objective {
    const Parametrisation<double>& kind;
    Activation activation;
    double penalty;
    LossOptions options;
    Matrix inputs;
    std::vector<int> labels;

    double operator()(const Parameters<double>& p, Parameters<double>* gradient = nullptr) const {
        const StepModel<double> model(kind, p, activation, options.cleanWeight < 1);
        Parameters<double> ofA(p.shape);
        double value = blockLoss(model, inputs, labels, options, &ofA).loss;
        kind.pullBack(p, ofA);
        if (penalty > 0)
            value += lipschitzPenalty(kind, p, penalty, ofA);
        if (gradient)
            *gradient = ofA;
        return value;
    }
};

} // namespace

class TestTrain : public QObject {
    Q_OBJECT

private slots:
    void gradient_data();
    void gradient();
    void conditionIsKept_data();
    void conditionIsKept();
    void projectionOnBall();
    void runsKeepTheirSpread();
    void smoothRampOfEps();
    void sameSeedSameNetwork_data();
    void sameSeedSameNetwork();
    void resumesBitForBit();
    void refusesOtherCheckpoints();
    void divergence();
    void cancel();
    void regulariserLowersTheBound();
    void worstCaseTrainingCertifies();
    void badOptions_data();
    void badOptions();
};

void TestTrain::gradient_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("activation");
    QTest::addColumn<bool>("weights");
    QTest::addColumn<double>("cleanWeight");
    QTest::addColumn<double>("penalty");
    QTest::addColumn<double>("gamma");
    for (const ModelKind& kind : modelKinds())
        for (const char* activation : {"relu", "tanh", "leaky_relu"})
            for (const bool weights : {false, true}) {
                if (weights && !kind.learnsWeights())
                    continue;
                const QString id = QString::fromUtf8(kind.id.data()), phi(activation);
                const QByteArray name = (id + ", " + phi + (weights ? ", weights" : "")).toUtf8();
                const bool boxes = kind.takesCertifiedEps, penalty = kind.takesLipschitzWeight;
                const double gamma = kind.usesGamma() ? kind.leastGamma < 0 ? -0.3 : 0.4 : 0;
                QTest::newRow((name + ", clean").constData()) << id << phi << weights << 1.0 << 0.0 << gamma;
                QTest::newRow((name + ", clean, near the edge").constData())
                    << id << phi << weights << 1.0 << 0.0 << (kind.usesGamma() ? 0.95 : 0);
                if (penalty)
                    QTest::newRow((name + ", Lipschitz").constData())
                        << id << phi << weights << 1.0 << 0.3 << 0.9;
                if (boxes)
                    QTest::newRow((name + ", worst case").constData())
                        << id << phi << weights << 0.0 << 0.0 << (kind.usesGamma() ? 0.5 : 0);
                if (boxes && penalty)
                    QTest::newRow((name + ", all").constData()) << id << phi << weights << 0.4 << 0.1 << 0.95;
            }
}

void TestTrain::gradient() {
    QFETCH(QString, kind);
    QFETCH(QString, activation);
    QFETCH(bool, weights);
    QFETCH(double, cleanWeight);
    QFETCH(double, penalty);
    QFETCH(double, gamma);
    const Dataset data = noisyPrototypes(8, 5, 3, 1);
    // Two layers of four where there are layers.
    const ModelKind& row = *findModelKind(kind.toStdString());
    const auto model = row.inDouble({8, 5, 3, gamma, weights, row.takesLayers ? 2 : 1});
    Objective objective{*model, *Activation::fromName(activation.toStdString(), 0.2), penalty, {}, {}, {}};
    objective.options.eps = 0.05;
    objective.options.cleanWeight = cleanWeight;
    objective.options.states = objective.options.adjoint = {1e-15, 5000};
    const std::vector<Index> samples{0, 1, 2, 3, 4, 5, 6, 7};
    gatherSamples(data, samples, objective.inputs, objective.labels);

    Parameters<double> p(model->shape());
    Generator random(3);
    model->initialise(p, random);
    for (Index k = p.shape.offsetWeights(); k < p.shape.size(); ++k)
        p.values(k) = random.uniform(0.5);
    // All T_ii < 0, so that NEMON's μ < γ and its derivative counts.
    if (!row.takesLayers)
        p.matrix().diagonal() = -p.matrix().diagonal().cwiseAbs() * 0.1;

    // Inside of the ball, where no entry is zero and one row is the longest.
    if (kind == "implicit-deep-learning")
        for (Index k = 0; k < p.shape.offsetB(); ++k)
            p.values(k) = random.uniform(gamma / 8);

    // Or all units of so small a layer may be silent.
    if (row.takesLayers)
        p.b().array() += 0.5;

    Parameters<double> exact(p.shape);
    objective(p, &exact);
    const double scale = exact.values.cwiseAbs().maxCoeff();
    QVERIFY(scale > 0.1);
    int moving = 0;
    for (Index k = 0; k < p.values.size(); ++k) {
        // What a feed-forward network has not stays zero.
        if (row.takesLayers && k < p.shape.offsetOfb() && p.values(k) == 0) {
            QCOMPARE(exact.values(k), 0.0);
            continue;
        }
        constexpr double h = 1e-5;
        Parameters<double> right = p, left = p;
        right.values(k) += h;
        left.values(k) -= h;
        const double difference = (objective(right) - objective(left)) / (2 * h);
        const double error = std::abs(difference - exact.values(k));
        QVERIFY2(
            error <= 1e-6 * std::max(std::abs(exact.values(k)), 1e-3 * scale),
            qPrintable(QString("parameter %1: %2 against %3").arg(k).arg(exact.values(k)).arg(difference)));
        moving += exact.values(k) != 0;
    }
    QVERIFY2(moving > 20, qPrintable(QString::number(moving)));
}

void TestTrain::conditionIsKept_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<double>("gamma");
    QTest::addColumn<bool>("weights");
    QTest::newRow("nemon, 0") << "nemon" << 0.0 << false;
    QTest::newRow("nemon, 0, weights") << "nemon" << 0.0 << true;
    QTest::newRow("nemon, 0.95") << "nemon" << 0.95 << false;
    QTest::newRow("nemon, -1, weights") << "nemon" << -1.0 << true;
    QTest::newRow("mon, 0.95") << "mon" << 0.95 << false;
    QTest::newRow("mon, -19") << "mon" << -19.0 << false;
    QTest::newRow("implicit-deep-learning, 0.95") << "implicit-deep-learning" << 0.95 << false;
    QTest::newRow("implicit-deep-learning, 0.2") << "implicit-deep-learning" << 0.2 << false;
    QTest::newRow("ibp-mondeq, 0.9") << "ibp-mondeq" << 0.9 << false;
    QTest::newRow("ibp-mondeq, 0.5, weights") << "ibp-mondeq" << 0.5 << true;
    QTest::newRow("feed-forward") << "feed-forward" << 0.0 << false;
    // Every kind of the list, also those that nobody has written a row for.
    for (const ModelKind& kind : modelKinds())
        QTest::addRow("%s as it is offered", kind.id.data())
            << QString::fromUtf8(kind.id.data()) << kind.defaultGamma << kind.learnsWeights();
}

void TestTrain::conditionIsKept() {
    QFETCH(QString, kind);
    QFETCH(double, gamma);
    QFETCH(bool, weights);
    const Dataset data = noisyPrototypes(200, 9, 4, 2);
    TrainOptions options = smallOptions();
    options.kind = kind.toStdString();
    options.gamma = gamma;
    options.learnWeights = weights;
    options.mean = 0.25;
    options.std = 0.5;
    const TrainOutcome outcome = train(data, &data, options);
    QVERIFY2(outcome.status == Status::Ok, outcome.reason.c_str());
    QCOMPARE(outcome.epochs.size(), std::size_t{4});
    QVERIFY(outcome.epochs.back().loss < outcome.epochs.front().loss);
    const Network& network = *outcome.network;
    QVERIFY(!validationError(network));
    const std::string condition = std::get<std::string>(network.training.at("condition"));
    const auto stored = [&](const char* name) { return std::get<double>(network.training.at(name)); };
    const ConditionTable table = wellPosednessConditions(network.A);
    const OwnCondition own = ownCondition(network, table);
    QCOMPARE(QString::fromStdString(own.id), QString::fromStdString(condition));
    QVERIFY2(own.holds && own.proved, own.sentence.c_str());
    const double value = own.value;
    QCOMPARE(stored("condition_value"), value);
    QVERIFY(table.holds(condition));
    if (kind == "feed-forward") {
        QVERIFY(value < 1e-6 && matrixMeasureInf(network.A, *network.eta) < 0.75);
        QCOMPARE(network.n(), Index{24});
        QVERIFY((network.B.bottomRows(12).array() == 0).all() && (network.C.leftCols(12).array() == 0).all());
        Matrix A = network.A;
        A.bottomLeftCorner(12, 12).setZero();
        QVERIFY((A.array() == 0).all());
    } else if (condition == "ibp-mondeq-lben") {
        QVERIFY(value < gamma + 1e-9); // ρ(|A|) ≤ λ_max of the symmetric part in the norm of Λ
    } else {
        QCOMPARE(stored("condition_bound"), gamma);
        QVERIFY(value <= gamma + 1e-13 * (1 + std::abs(gamma)));
    }
    if (kind == "nemon") {
        QVERIFY(value <= gamma && value > gamma - 1e-12);
        QCOMPARE((network.eta->array() == 1).all(), !weights);
    }
    // The accuracy that it claims is that of its states.
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    const BatchResult batch = forwardBatch(analysis, data.inputs(0, data.size()));
    QVERIFY2(batch.status == Status::Ok, batch.reason.c_str());
    int right = 0;
    for (Index k = 0; k < data.size(); ++k) {
        Index read = 0;
        batch.y.col(k).maxCoeff(&read);
        right += read == data.labels[static_cast<std::size_t>(k)];
    }
    QCOMPARE(std::get<double>(network.training.at("accuracy")), right / 200.0);
    QVERIFY2(right > 150, std::to_string(right).c_str());
}

void TestTrain::projectionOnBall() {
    Generator random(5);
    for (int attempt = 0; attempt < 200; ++attempt) {
        Vector v(7);
        for (double& entry : v)
            entry = random.uniform(1);
        Vector p = v;
        projectOnL1Ball<double>(p, 0.8);
        QVERIFY(p.cwiseAbs().sum() <= 0.8 + 1e-14);
        if (v.cwiseAbs().sum() <= 0.8) {
            QVERIFY(p == v);
            continue;
        }
        // No point of the ball is nearer: (v − p)ᵀ(w − p) ≤ 0 at all its corners w.
        for (Index i = 0; i < 7; ++i)
            for (const double side : {-0.8, 0.8})
                QVERIFY((v - p).dot(side * Vector::Unit(7, i) - p) <= 1e-12);
    }
}

void TestTrain::runsKeepTheirSpread() {
    const Dataset data = noisyPrototypes(150, 9, 3, 4);
    TrainOptions options = smallOptions();
    const auto history = [](const TrainOutcome& outcome, const char* name) {
        return std::get<std::vector<double>>(outcome.network->training.at(name));
    };
    std::vector<TrainOutcome> single;
    for (const std::uint64_t seed : {3, 4, 5}) {
        options.seed = seed;
        single.push_back(train(data, &data, options));
    }
    options.seed = 3;
    options.runs = 3;
    int last = 0;
    const TrainOutcome all = train(data, &data, options, [&](const TrainProgress& p) { last = p.run; });
    QVERIFY2(all.status == Status::Ok, all.reason.c_str());
    QCOMPARE(last, 3);
    QVERIFY(same(all.network->A, single.front().network->A));
    QCOMPARE(std::get<std::int64_t>(all.network->training.at("runs")), std::int64_t{3});
    for (const char* name : {"history_loss", "history_accuracy", "history_validation"}) {
        const auto means = history(all, name), spread = history(all, (std::string(name) + "_std").c_str());
        QCOMPARE(means.size(), std::size_t{4});
        for (std::size_t epoch = 0; epoch < 4; ++epoch) {
            Vector values(3);
            for (Index run = 0; run < 3; ++run)
                values(run) = history(single[static_cast<std::size_t>(run)], name)[epoch];
            QVERIFY(std::abs(means[epoch] - values.mean()) < 1e-12);
            const double squares = (values.array() - values.mean()).square().mean();
            QVERIFY(std::abs(spread[epoch] - std::sqrt(squares)) < 1e-12);
        }
    }
    QVERIFY(!single.front().network->training.contains("history_loss_std"));
}

void TestTrain::smoothRampOfEps() {
    TrainOptions options = smallOptions();
    options.kind = "ibp-mondeq";
    options.certifiedEps = 0.2;
    options.epochs = 20;
    QCOMPARE(scheduleAt(options, 0.049).eps, 0.0);
    QCOMPARE(scheduleAt(options, 0.049).cleanWeight, 1.0);
    QCOMPARE(scheduleAt(options, 0.7).eps, 0.2);
    QCOMPARE(scheduleAt(options, 0.7).cleanWeight, 0.0);
    // Rises, and no slope jumps.
    double lastEps = 0, lastSlope = 0;
    constexpr double h = 1e-4;
    for (double done = 0.05; done < 0.6; done += h) {
        const double eps = scheduleAt(options, done).eps, slope = (eps - lastEps) / h;
        QVERIFY(eps >= lastEps);
        QVERIFY(std::abs(slope - lastSlope) < 0.01);
        lastEps = eps;
        lastSlope = slope;
    }
}

void TestTrain::sameSeedSameNetwork_data() {
    QTest::addColumn<QString>("kind");
    for (const ModelKind& kind : modelKinds())
        QTest::newRow(kind.id.data()) << QString::fromUtf8(kind.id.data());
}

void TestTrain::sameSeedSameNetwork() {
    QFETCH(QString, kind);
    const Dataset data = noisyPrototypes(150, 9, 3, 4);
    TrainOptions options = smallOptions();
    options.kind = kind.toStdString();
    const ModelKind& row = *findModelKind(options.kind);
    options.gamma = row.defaultGamma;
    options.certifiedEps = row.takesCertifiedEps ? 0.02 : 0;
    options.lipschitzWeight = row.takesLipschitzWeight ? 1e-4 : 0;
    options.learnWeights = row.learnsWeights();
    const auto trained = [&] { return *train(data, nullptr, options).network; };
    for (const int threads : {1, 3}) {
        options.threads = threads;
        QVERIFY(trained() == trained());
    }
    const Network first = trained();
    options.seed = 1;
    QVERIFY(!same(first.A, trained().A));
}

void TestTrain::resumesBitForBit() {
    const Dataset data = noisyPrototypes(150, 9, 3, 4);
    QTemporaryDir folder;
    TrainOptions options = smallOptions();
    options.finalRate = 1e-3;
    options.certifiedEps = 0.02;
    options.learnWeights = true;
    const TrainOutcome whole = train(data, &data, options);
    QVERIFY(whole.status == Status::Ok);
    // Stopped in the middle of the third epoch, then again after the fourth: nothing is left to do.
    options.checkpoint = folder.filePath("state.h5").toStdString();
    std::stop_source stop;
    options.limits.stop = stop.get_token();
    const TrainOutcome part = train(data, &data, options, [&](const TrainProgress& p) {
        if (p.epoch == 2 && p.fraction == 1)
            stop.request_stop();
    });
    QVERIFY(part.status == Status::Cancelled);
    QCOMPARE(part.epochs.size(), std::size_t{2});
    options.limits = {};
    for (int k = 0; k < 2; ++k) {
        const TrainOutcome rest = train(data, &data, options);
        QVERIFY2(rest.status == Status::Ok, rest.reason.c_str());
        QCOMPARE(rest.epochs.size(), std::size_t{4});
        QVERIFY(*rest.network == *whole.network);
        QCOMPARE(rest.epochs.front().loss, whole.epochs.front().loss);
    }
}

void TestTrain::refusesOtherCheckpoints() {
    const Dataset data = noisyPrototypes(60, 6, 3, 4), other = noisyPrototypes(60, 6, 3, 5);
    QTemporaryDir folder;
    TrainOptions options = smallOptions();
    options.epochs = 1;
    options.checkpoint = folder.filePath("state.h5").toStdString();
    QVERIFY(train(data, nullptr, options).status == Status::Ok);
    const auto reason = [&](const Dataset& samples) {
        const TrainOutcome outcome = train(samples, nullptr, options);
        return outcome.status == Status::NotApplicable && !outcome.network
                   ? QString::fromStdString(outcome.reason)
                   : QString("accepted");
    };
    QVERIFY2(reason(other).contains("another training, with data "), qPrintable(reason(other)));
    options.rate = 0.25;
    const QString rate = reason(data);
    QVERIFY2(
        rate.startsWith("state.h5: ") && rate.contains("rate 0.01") && rate.contains("expected rate 0.25"),
        qPrintable(rate));
    QFile file(QString::fromStdString(options.checkpoint.string()));
    QVERIFY(file.open(QFile::ReadWrite));
    QVERIFY(file.resize(file.size() / 2));
    file.close();
    QVERIFY2(reason(data).startsWith("state.h5: "), qPrintable(reason(data)));
    // And a folder that does not exist stops after the first epoch with the network.
    options.checkpoint = folder.filePath("none/state.h5").toStdString();
    const TrainOutcome outcome = train(data, nullptr, options);
    QVERIFY(outcome.status == Status::Cancelled && outcome.network);
    QVERIFY2(outcome.reason.find("state.h5") != std::string::npos, outcome.reason.c_str());
}

void TestTrain::divergence() {
    const Dataset data = noisyPrototypes(100, 9, 3, 4);
    TrainOptions options = smallOptions();
    options.rate = 1e30;
    const TrainOutcome outcome = train(data, nullptr, options);
    QVERIFY(outcome.status == Status::Diverged);
    QVERIFY2(outcome.reason.find("smaller rate") != std::string::npos, outcome.reason.c_str());
    QVERIFY(outcome.epochs.empty());
    QVERIFY(outcome.network && !validationError(*outcome.network)); // all its numbers are finite
    QCOMPARE(std::get<std::int64_t>(outcome.network->training.at("epochs")), std::int64_t{0});
}

void TestTrain::cancel() {
    const Dataset data = noisyPrototypes(3000, 9, 3, 4);
    TrainOptions options = smallOptions();
    options.epochs = 100000;
    options.limits.deadline = Clock::now() + std::chrono::milliseconds(150);
    const auto begin = Clock::now();
    const TrainOutcome outcome = train(data, nullptr, options);
    QVERIFY(outcome.status == Status::Cancelled);
    QVERIFY(outcome.network && !outcome.reason.empty());
    QVERIFY(Clock::now() - begin < std::chrono::seconds(5));
}

void TestTrain::regulariserLowersTheBound() {
    const Dataset data = noisyPrototypes(200, 9, 4, 2);
    TrainOptions options = smallOptions();
    options.epochs = 8;
    const auto bound = [&] {
        const Network network = *train(data, nullptr, options).network;
        return network.B.cwiseAbs().rowwise().sum().maxCoeff() *
               network.C.cwiseAbs().rowwise().sum().maxCoeff();
    };
    const double free = bound();
    options.lipschitzWeight = 1e-2;
    QVERIFY(bound() < 0.7 * free);
}

void TestTrain::worstCaseTrainingCertifies() {
    const Dataset data = noisyPrototypes(300, 9, 3, 2);
    TrainOptions options = smallOptions();
    options.epochs = 12;
    const auto certified = [&](const Network& network) {
        // The radius at which it was trained, or the same for the other one.
        const Matrix inputs = data.inputs(0, data.size());
        const Matrix M = metzlerMajorant(network.A), I = Matrix::Identity(network.n(), network.n());
        int count = 0;
        const NetworkAnalysis analysis(std::make_shared<const Network>(network));
        const BatchResult batch = forwardBatch(analysis, inputs);
        // Entrywise Lipschitz bound of the states, looser than the boxes that were trained.
        const Vector radius =
            (I - M).partialPivLu().solve(network.B.cwiseAbs() * Vector::Constant(network.r(), 0.1));
        for (Index k = 0; k < data.size(); ++k) {
            const Index label = data.labels[static_cast<std::size_t>(k)];
            double margin = std::numeric_limits<double>::infinity();
            for (Index j = 0; j < network.q(); ++j)
                if (j != label)
                    margin = std::min(
                        margin, batch.y(label, k) - batch.y(j, k) -
                                    (network.C.row(label) - network.C.row(j)).cwiseAbs().dot(radius));
            count += margin > 0;
        }
        return count;
    };
    const int plain = certified(*train(data, nullptr, options).network);
    options.certifiedEps = 0.1;
    const TrainOutcome outcome = train(data, nullptr, options);
    const int worst = certified(*outcome.network);
    QVERIFY2(worst > plain + 20, qPrintable(QString("%1 against %2").arg(worst).arg(plain)));
    QCOMPARE(outcome.epochs.back().eps, 0.1);
    // What the certificates of this looser kind show, the trained ones show too.
    QVERIFY(std::get<double>(outcome.network->training.at("certified")) * 300 >= worst);
}

void TestTrain::badOptions_data() {
    QTest::addColumn<QString>("expected");
    QTest::addColumn<TrainOptions>("options");
    const auto row = [](const char* expected, auto change) {
        TrainOptions options = smallOptions();
        change(options);
        QTest::newRow(expected) << QString(expected) << options;
    };
    row("kind is \"nimon\", expected one of nemon, mon", [](TrainOptions& o) { o.kind = "nimon"; });
    row("gamma is 1, expected", [](TrainOptions& o) { o.gamma = 1; });
    row("gamma is NaN, expected", [](TrainOptions& o) { o.gamma = std::nan(""); });
    row("gamma is 0, expected a number above 0 and below 1", [](TrainOptions& o) { o.kind = "ibp-mondeq"; });
    row("weights are to be learnt, but MON has none", [](TrainOptions& o) {
        o.kind = "mon";
        o.learnWeights = true;
    });
    row("the Lipschitz weight is 1, expected 0: MON", [](TrainOptions& o) {
        o.kind = "mon";
        o.lipschitzWeight = 1;
    });
    row("the certified eps is 0.1, expected 0: MON", [](TrainOptions& o) {
        o.kind = "mon";
        o.certifiedEps = 0.1;
    });
    row("layers are 0, expected", [](TrainOptions& o) {
        o.kind = "feed-forward";
        o.layers = 0;
    });
    row("the standard deviation of the inputs is 0, expected", [](TrainOptions& o) { o.std = 0; });
    row("runs are 0, expected", [](TrainOptions& o) { o.runs = 0; });
    row("a checkpoint is asked for", [](TrainOptions& o) {
        o.runs = 2;
        o.checkpoint = "state.h5";
    });
    row("the rate is 0, expected", [](TrainOptions& o) { o.rate = 0; });
    row("the final rate is 1, expected", [](TrainOptions& o) { o.finalRate = 1; });
    row("epochs are 0, expected", [](TrainOptions& o) { o.epochs = 0; });
    row("hidden units are 0, expected", [](TrainOptions& o) { o.hidden = 0; });
    row("the batch is 0, expected", [](TrainOptions& o) { o.batch = 0; });
    row("the first sample is 40, expected 0 to 39", [](TrainOptions& o) { o.first = 40; });
    row("the number of samples is 31, expected 1 to 30", [](TrainOptions& o) {
        o.first = 10;
        o.count = 31;
    });
}

void TestTrain::badOptions() {
    QFETCH(QString, expected);
    QFETCH(TrainOptions, options);
    const TrainOutcome outcome = train(noisyPrototypes(40, 6, 3, 4), nullptr, options);
    QVERIFY(outcome.status == Status::NotApplicable && !outcome.network);
    QVERIFY2(outcome.reason.starts_with(expected.toStdString()), outcome.reason.c_str());
}

QTEST_GUILESS_MAIN(TestTrain)
#include "tst_train.moc"
