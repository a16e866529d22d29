// Fixed-point iterations: they agree, contract as fast as promised, keep traces, stop when told.
#include "random_network.h"

#include "core/certify/state_boxes.h"
#include "core/reach/frame.h"
#include "core/solve/batch.h"
#include "core/solve/solvers.h"

#include <QTest>
#include <thread>

using namespace kamke;
using namespace kamke::test;
using namespace std::chrono_literals;

class Solvers : public QObject {
    Q_OBJECT
private slots:
    void agree();
    void stepsContractAsPromised();
    void embeddedIterationKeepsOrder();
    void batchEqualsSingle();
    void divergenceIsAnAnswer();
    void cancelIsFelt();
    void deadlineIsFelt();
    void methodsSayWhyNot();
    void ibpDivergesWithItsReason();
    void samplesAreRepeatable();
};

namespace {

Vector preActivationConstant(const NetworkAnalysis& analysis, const Vector& raw) {
    return analysis.network().B * analysis.network().normalise(raw) + analysis.network().b;
}

double weightedNorm(const Vector& v, const Vector& eta) {
    return v.cwiseQuotient(eta).lpNorm<Eigen::Infinity>();
}

// ρ(|A|) = 2.1 and μ_∞(A) = 0.3: a network on which IBP fails.
Network divergingIbp() {
    Network net = paperExample();
    net.A << -0.9, 1.2, 1.2, -0.9;
    return net;
}

} // namespace

void Solvers::agree() {
    Generator g = seededGenerator("solvers agree");
    for (int k = 0; k < 300; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 12));
        const Vector w = preActivationConstant(*analysis, gaussian(g, analysis->network().r(), 1));
        const Vector start = Vector::Zero(w.size());
        IterationOptions options;
        options.maxIterations = 2000000;
        const IterationResult average = solveAverage(*analysis, w, analysis->alphaStar, start, options);
        const IterationResult diagonal = solveDiagonalImplicit(*analysis, w, start, options);
        QVERIFY2(
            average.status == Status::Ok && diagonal.status == Status::Ok,
            (average.reason + diagonal.reason).c_str());
        const double scale = 1 + diagonal.x.lpNorm<Eigen::Infinity>();
        QVERIFY((average.x - diagonal.x).lpNorm<Eigen::Infinity>() <= 1e-9 * scale);
        const IterationResult splitting = solvePeacemanRachford(*analysis, w, start, options);
        if (splitting.status == Status::Ok)
            QVERIFY((splitting.x - diagonal.x).lpNorm<Eigen::Infinity>() <= 1e-9 * scale);
        else
            QVERIFY2(!analysis->conditions.holds("mon"), "Peaceman-Rachford must converge when μ_2(A) < 1");
    }
}

void Solvers::stepsContractAsPromised() {
    Generator g = seededGenerator("contraction factors");
    for (int k = 0; k < 200; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 10));
        const Network& net = analysis->network();
        const Vector w = preActivationConstant(*analysis, gaussian(g, net.r(), 1));
        const double alpha = analysis->alphaStar * uniform(g, 0.2, 1);
        const double mu = std::max(0.0, matrixMeasureInf(net.A, analysis->provedEta));
        IterationOptions oneStep;
        oneStep.maxIterations = 1;
        std::vector<Vector> x{10 * gaussian(g, net.n(), 1)};
        while (x.size() <= 200) {
            const IterationResult result = solveAverage(*analysis, w, alpha, x.back(), oneStep);
            QCOMPARE(result.iterations, 1);
            QCOMPARE((result.x - x.back()).lpNorm<Eigen::Infinity>(), result.residual);
            x.push_back(result.x);
            if (result.status == Status::Ok)
                break;
        }
        const Vector& weights = analysis->provedEta;
        const double factor = 1 - alpha * (1 - mu);
        for (std::size_t i = 0; i + 2 < x.size(); ++i) {
            const double before = weightedNorm(x[i + 1] - x[i], weights),
                         after = weightedNorm(x[i + 2] - x[i + 1], weights);
            const double noise =
                1e-13 * weightedNorm(x[i].cwiseAbs() + Vector::Ones(net.n()), weights) * (1 + normInf(net.A));
            QVERIFY(after <= factor * before + noise);
        }
    }
}

// Looks at every box on the way.
class OrderJudge : public EmbeddedJudge {
public:
    explicit OrderJudge(Index n)
        : n_(n) {}
    bool shouldStop(const EmbeddedIterate& box) override {
        const auto centre = Vector::Map(box.centre, n_), radius = Vector::Map(box.radius, n_);
        isKept = isKept && radius.minCoeff() >= -1e-13 * (1 + centre.lpNorm<Eigen::Infinity>());
        return false;
    }

    bool isKept = true;

private:
    Index n_;
};

void Solvers::embeddedIterationKeepsOrder() {
    Generator g = seededGenerator("embedded order");
    for (int k = 0; k < 200; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 8));
        const Box box = anyBox(g, analysis->network().r());
        const Index n = analysis->network().n();
        const Certifier certifier(analysis);
        OrderJudge judge(n);
        const StateBoxes boxes = embeddedBoxes(
            certifier, Embedding::MixedMonotone, columnInput(certifier, {box.lower, box.upper, {}}),
            StateStart{gaussian(g, n, 1), Matrix::Zero(n, 1)}, {}, &judge);
        QVERIFY2(boxes.ok(0), boxes.reasons[0].c_str());
        QVERIFY(judge.isKept);
    }
}

void Solvers::batchEqualsSingle() {
    Generator g = seededGenerator("batch");
    for (int k = 0; k < 200; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 12));
        const Box box = anyBox(g, analysis->network().r());
        const Matrix inputs = pointsOf(g, box, 15);
        const BatchResult batch = forwardBatch(*analysis, inputs);
        QVERIFY2(batch.status == Status::Ok, batch.reason.c_str());
        for (Index j = 0; j < inputs.cols(); ++j) {
            const ForwardResult one = forward(*analysis, inputs.col(j));
            QVERIFY2(one.status == Status::Ok, one.reason.c_str());
            QVERIFY(
                (one.x - batch.x.col(j)).lpNorm<Eigen::Infinity>() <=
                1e-8 * (1 + one.x.lpNorm<Eigen::Infinity>()));
        }
    }
    QCOMPARE(forwardBatch(*analysed(paperExample()), Matrix(2, 0)).status, Status::Ok);
}

void Solvers::divergenceIsAnAnswer() {
    Network net = paperExample();
    net.A << 0.5, -3, 3, 0.5; // μ_∞ = 3.5, μ_2 = 0.5
    net.activation = Activation(Activation::Kind::LeakyRelu, 0.9);
    const auto analysis = analysed(net);
    const IterationResult picard =
        solveAverage(*analysis, Vector::Ones(2), 1.0, Vector::Constant(2, 0.1), {});
    QVERIFY(picard.status != Status::Ok && !picard.reason.empty());
    const ForwardResult forwardResult = forward(*analysis, Eigen::Vector2d(1, 1));
    QCOMPARE(forwardResult.status, Status::Ok);
    QCOMPARE(forwardResult.solver, std::string("Peaceman-Rachford"));
    Network linear = paperExample();
    linear.activation = Activation(Activation::Kind::Identity);
    linear.A *= 20;
    const IterationResult grows = solveAverage(*analysed(linear), Vector::Ones(2), 1.0, Vector::Ones(2), {});
    QCOMPARE(grows.status, Status::Diverged);
    QVERIFY(grows.iterations < 200);
}

namespace {

// A job that would take very long: n = 300 and a contraction factor very near one.
std::shared_ptr<const NetworkAnalysis> slowNetwork() {
    Network net;
    const Index n = 300;
    Generator g(1);
    const Matrix T = gaussian(g, n, n).cwiseAbs();
    net.A = T - Matrix((T * Vector::Ones(n)).asDiagonal()) + (1 - 1e-9) * Matrix::Identity(n, n);
    net.B = gaussian(g, n, 2);
    net.C = gaussian(g, 2, n);
    net.D = Matrix::Zero(2, 2);
    net.b = Vector::Ones(n);
    net.c = Vector::Zero(2);
    return analysed(std::move(net));
}

} // namespace

void Solvers::cancelIsFelt() {
    const auto analysis = slowNetwork();
    FrameRequest request;
    request.boxes = {{Eigen::Vector2d(-1, -1), Eigen::Vector2d(1, 1)}};
    for (const Method& m : methods())
        request.methods.push_back(&m);
    request.options.maxIterations = 100000000;
    std::stop_source source;
    request.options.limits.stop = source.get_token();
    Clock::time_point asked;
    std::jthread canceller([&] {
        std::this_thread::sleep_for(300ms);
        asked = Clock::now();
        source.request_stop();
    });
    const Frame frame = computeFrame(Certifier(analysis), request);
    canceller.join();
    const auto felt = Clock::now() - asked;
    QVERIFY(!frame.complete);
    // 100 ms on an idle machine; a loaded one gets more, a hang does not pass.
    QVERIFY2(
        felt < 2s, qPrintable(QString("%1 ms").arg(std::chrono::duration<double, std::milli>(felt).count())));
    for (const Enclosure& e : frame.boxes[0].enclosures)
        QVERIFY(e.ok() || !e.reason.empty());
}

void Solvers::deadlineIsFelt() {
    const auto analysis = slowNetwork();
    IterationOptions options;
    options.maxIterations = 1000000000;
    options.tolerance = 0;
    options.limits.deadline = Clock::now() + 50ms;
    const ForwardResult result = forward(*analysis, Eigen::Vector2d(0, 0), options);
    QCOMPARE(result.status, Status::Cancelled);
    QVERIFY(Clock::now() - *options.limits.deadline < 2s);
}

void Solvers::methodsSayWhyNot() {
    Network illPosed = paperExample();
    illPosed.A << 2, 0, 0, -1;
    const auto bad = analysed(illPosed);
    for (const Method& method : methods()) {
        const Enclosure e = reach(method, *bad, paperBox());
        QCOMPARE(e.status, Status::NotApplicable);
        QVERIFY(!e.reason.empty() && !e.output && !e.state && !e.rigorous);
    }
    QVERIFY(sampleReach(*bad, paperBox(), 10, 0).status == Status::NotApplicable);

    Network smooth = paperExample();
    smooth.activation = Activation(Activation::Kind::Tanh);
    const Enclosure e = reach(*findMethod("exact"), *analysed(smooth), paperBox());
    QCOMPARE(e.status, Status::NotApplicable);
    QVERIFY(e.reason.find("tanh") != std::string::npos);
}

void Solvers::ibpDivergesWithItsReason() {
    const auto analysis = analysed(divergingIbp());
    const Enclosure ibp = reach(*findMethod("ibp"), *analysis, paperBox());
    QCOMPARE(ibp.status, Status::Diverged);
    QVERIFY2(
        ibp.reason.find("2.1") != std::string::npos && ibp.reason.find("diverges") != std::string::npos,
        ibp.reason.c_str());
    QVERIFY(!ibp.output && !ibp.state);
    QVERIFY(reach(*findMethod("mm"), *analysis, paperBox()).ok());
}

void Solvers::samplesAreRepeatable() {
    const auto analysis = analysed(paperExample());
    const SampleCloud a = sampleReach(*analysis, paperBox(), 100, 7),
                      b = sampleReach(*analysis, paperBox(), 100, 7);
    QVERIFY(a.inputs == b.inputs && a.outputs == b.outputs);
    for (Index k = 0; k < a.inputs.cols(); ++k)
        QVERIFY(paperBox().contains(Vector(a.inputs.col(k))));
    QVERIFY(paperBox().contains(Box{a.inputs.rowwise().minCoeff(), a.inputs.rowwise().maxCoeff()}));
    QCOMPARE(Vector(a.inputs.rowwise().maxCoeff()), paperBox().upper); // the corners are among them
}

QTEST_GUILESS_MAIN(Solvers)
#include "tst_solvers.moc"
