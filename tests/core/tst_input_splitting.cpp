// Verdicts by splitting the input: smooth activations with few inputs, against a fine grid and attacks.
#include "core/attack/attack.h"
#include "core/certify/column_input.h"
#include "core/certify/input_splitting.h"
#include "core/certify/margins.h"
#include "core/decide/decide.h"
#include "core/solve/solvers.h"
#include "random_samples.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

namespace {

Network smoothClassifier(Generator& g) {
    Network net = classifier(g, 10, 3);
    static constexpr std::array kinds{
        Activation::Kind::Tanh, Activation::Kind::Sigmoid, Activation::Kind::Softplus,
        Activation::Kind::Hardtanh, Activation::Kind::Identity};
    net.activation = Activation(kinds[static_cast<std::size_t>(integer(g, 0, 4))]);
    return net;
}

// A grid over the box or ball (so many points along an input), its boundary included.
Matrix gridPoints(const Vector& centre, double eps, BallNorm norm) {
    const Index r = centre.size();
    const Index along = r == 1 ? 400 : r == 2 ? 30 : 10;
    Index total = 1;
    for (Index i = 0; i < r; ++i)
        total *= along;
    Matrix points(r, total);
    for (Index k = 0; k < total; ++k) {
        Vector d(r);
        for (Index i = 0, rest = k; i < r; ++i, rest /= along)
            d(i) = -1 + 2 * static_cast<double>(rest % along) / static_cast<double>(along - 1);
        if (norm == BallNorm::L2 && d.norm() > 1)
            d /= d.norm();
        points.col(k) = centre + eps * (1 - 1e-15) * d;
    }
    return points;
}

} // namespace

class InputSplittingTest : public QObject {
    Q_OBJECT
private slots:
    void verdictsAgreeWithAGrid();
    void thePaperExampleIsDecided();
    void limitsAndReasonsAreSaid();
};

void InputSplittingTest::verdictsAgreeWithAGrid() {
    Generator g = seededGenerator("grid");
    int robust = 0, broken = 0, unknown = 0, split = 0, clipped = 0;
    for (int k = 0; k < 150; ++k) {
        const auto analysis = analysed(smoothClassifier(g));
        const Network& net = analysis->network();
        if (whyNotDecided(*analysis))
            continue;
        const Certifier certifier(analysis);
        const Vector sample = Vector::NullaryExpr(net.r(), [&] { return uniform(g, 0, 1); });
        const ForwardResult at = forward(*analysis, sample);
        if (at.status != Status::Ok)
            continue;
        const std::vector<int> labels{predictedClass(at.y)};
        DecideOptions options;
        options.norm = chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf;
        options.clip = options.norm == BallNorm::Linf && chance(g, 0.3);
        options.maxNodes = 20000;
        const double eps = std::exp(uniform(g, -3, 1.5));
        const SampleDecision one = decide(certifier, sample, labels, eps, options).front();
        options.threads = 2;
        const SampleDecision again = decide(certifier, sample, labels, eps, options).front();
        QCOMPARE(again.decision, one.decision);
        QCOMPARE(again.nodes, one.nodes);
        Dataset grid;
        grid.values = gridPoints(sample, eps, options.norm);
        if (options.clip)
            grid.values = Matrix(std::get<Matrix>(grid.values).cwiseMax(0).cwiseMin(1));
        grid.labels.assign(static_cast<std::size_t>(std::get<Matrix>(grid.values).cols()), labels[0]);
        const Predictions read = predict(*analysis, grid, allSamples(grid));
        double least = std::numeric_limits<double>::infinity(), size = 1;
        for (Index j = 0; j < read.logits.cols(); ++j) {
            const Vector y = read.logits.col(j);
            if (!y.allFinite())
                continue;
            size = std::max(size, y.lpNorm<Eigen::Infinity>());
            for (Index i = 0; i < y.size(); ++i)
                if (i != labels[0])
                    least = std::min(least, y(labels[0]) - y(i));
        }
        // The certificate asks the same, and proves what was decided.
        CertifyOptions certify;
        certify.norm = options.norm;
        certify.clip = options.clip;
        const Certificate* const complete = findCertificate("complete");
        QVERIFY(!complete->whyNot(*analysis));
        const BallInputs inputs(certifier, sample, labels, options.clip, options.norm);
        const MarginColumns columns =
            marginColumns(certifier, inputs.at(eps), std::span(&complete, 1), certify).front();
        if (one.decision == Decision::Robust && one.stage != DecisionStage::Misread)
            QVERIFY2(columns.margin(0) > 0, qPrintable(QString::number(columns.margin(0))));
        if (one.decision == Decision::Broken)
            QVERIFY(!(columns.margin(0) > 0));
        QVERIFY(!(columns.margin(0) > least + 1e-9 * size));
        split += one.nodes > 1;
        clipped += options.clip;
        if (one.decision == Decision::Robust) {
            ++robust;
            QVERIFY2(least >= -1e-9 * size, qPrintable(QString("robust, and %1 on the grid").arg(least)));
            QVERIFY(one.bound > 0 && one.bound <= least + 1e-9 * size);
        } else if (one.decision == Decision::Broken) {
            ++broken;
            const Vector d = one.witness - sample;
            QVERIFY((options.norm == BallNorm::L2 ? d.norm() : d.lpNorm<Eigen::Infinity>()) <= eps);
            QVERIFY(!options.clip || (one.witness.minCoeff() >= 0 && one.witness.maxCoeff() <= 1));
            QVERIFY(predictedClass(forward(*analysis, one.witness).y) != labels[0]);
        } else {
            ++unknown;
            QVERIFY(!one.reason.empty());
        }
    }
    std::printf(
        "%d robust, %d broken, %d unknown; %d were split, %d clipped\n", robust, broken, unknown, split,
        clipped);
    QVERIFY(robust > 25 && broken > 25 && split > 5 && unknown < (robust + broken) / 10);
}

// The paper's example with tanh, as a classifier of two classes: y_1 against y_2 on both sides of the ε where
// a bisection on a grid says that another class takes over.
void InputSplittingTest::thePaperExampleIsDecided() {
    Network net = paperExample();
    net.activation = Activation(Activation::Kind::Tanh);
    const auto analysis = analysed(net);
    QVERIFY(!whyNotDecided(*analysis));
    const Certifier certifier(analysis);
    const Vector sample = Eigen::Vector2d(0.1, 0.9);
    const std::vector<int> labels{predictedClass(forward(*analysis, sample).y)};
    const auto leastOnGrid = [&](double eps, BallNorm norm) {
        const Matrix points = gridPoints(sample, eps, norm);
        double least = std::numeric_limits<double>::infinity();
        for (Index k = 0; k < points.cols(); ++k) {
            const Vector y = forward(*analysis, points.col(k)).y;
            least = std::min(least, y(labels[0]) - y(1 - labels[0]));
        }
        return least;
    };
    for (const BallNorm norm : {BallNorm::Linf, BallNorm::L2}) {
        double low = 0, high = 4;
        QVERIFY(leastOnGrid(high, norm) < 0);
        for (int i = 0; i < 10; ++i)
            (leastOnGrid((low + high) / 2, norm) > 0 ? low : high) = (low + high) / 2;
        DecideOptions options;
        options.norm = norm;
        const SampleDecision inside = decide(certifier, sample, labels, 0.98 * low, options).front();
        QVERIFY2(inside.decision == Decision::Robust, inside.reason.c_str());
        QCOMPARE(inside.stage, DecisionStage::Search);
        QVERIFY(inside.nodes > 1);
        const SampleDecision outside = decide(certifier, sample, labels, 1.02 * high, options).front();
        QCOMPARE(outside.decision, Decision::Broken);
        std::printf(
            "the class changes near %.4f; at 0.98 of it %td nodes prove a margin of %.2e\n", low,
            inside.nodes, inside.bound);
    }
}

void InputSplittingTest::limitsAndReasonsAreSaid() {
    Generator g = seededGenerator("reasons");
    Network wide = asClassifier(g, contractingNetwork(g, 6, 1));
    wide.B = gaussian(g, wide.n(), 4);
    wide.D = Matrix::Zero(wide.q(), 4);
    wide.input.reset();
    wide.activation = Activation(Activation::Kind::Tanh);
    const auto why = whyNotDecided(*analysed(wide));
    QVERIFY(why && why->find("tanh") != std::string::npos && why->find("4") != std::string::npos);
    // The tie of a network whose outputs are equal is never decided, and nodes end it.
    Network tie = paperExample();
    tie.activation = Activation(Activation::Kind::Tanh);
    tie.C.row(1) = tie.C.row(0);
    const auto analysis = analysed(tie);
    const Certifier certifier(analysis);
    DecideOptions options;
    options.maxNodes = 200;
    const SampleDecision one =
        decide(certifier, Vector(Eigen::Vector2d(0.1, 0.9)), std::vector<int>{0}, 0.1, options).front();
    QCOMPARE(one.decision, Decision::Unknown);
    QVERIFY(one.nodes >= 200 && one.nodes < 300 && !(one.bound > 0) && !one.reason.empty());
    options.secondsPerSample = 0;
    const SampleDecision late =
        decide(certifier, Vector(Eigen::Vector2d(0.1, 0.9)), std::vector<int>{0}, 0.1, options).front();
    QCOMPARE(late.decision, Decision::Unknown);
    QVERIFY(late.reason.find("time") != std::string::npos);
}

QTEST_APPLESS_MAIN(InputSplittingTest)
#include "tst_input_splitting.moc"
