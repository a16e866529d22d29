// Each network of the gallery shows what its description says.
#include "core/io/files/network_file.h"
#include "core/model/conditions.h"
#include "core/model/matrix_measure.h"
#include "core/reach/reach.h"
#include "core/solve/batch.h"
#include "core/solve/solvers.h"

#include <QtTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace kamke;
namespace fs = std::filesystem;

namespace {

const fs::path gallery = fs::path(KAMKE_SOURCE_DIR) / "resources/networks";

Network load(const char* name) {
    auto network = readNetwork(gallery / (std::string(name) + ".h5"));
    if (!network)
        qFatal("%s", network.error().message.c_str());
    return std::move(*network);
}

/// The middle of the domain, with radii of this share of its half widths.
Box middle(const Network& network, double share) {
    const Box domain{*network.input->lower, *network.input->upper};
    return Box::around(domain.centre(), share * domain.radius());
}

Enclosure reachOf(const char* method, const NetworkAnalysis& analysis, const Box& box) {
    return reach(*findMethod(method), analysis, box);
}

/// The outputs of 500 inputs of the box, its corners (of two inputs) among them.
Matrix sampled(const NetworkAnalysis& analysis, const Box& box) {
    std::mt19937_64 random(1);
    Matrix inputs(box.dimension(), 500);
    for (Index k = 0; k < inputs.cols(); ++k)
        for (Index i = 0; i < box.dimension(); ++i) {
            const double t = k < 4 ? static_cast<double>((k >> std::min<Index>(i, 1)) & 1)
                                   : static_cast<double>(random() >> 11) * 0x1p-53;
            inputs(i, k) = box.lower(i) + t * (box.upper(i) - box.lower(i));
        }
    const BatchResult batch = forwardBatch(analysis, inputs);
    return batch.status == Status::Ok ? batch.y : Matrix();
}

double residual(const Network& network, const Vector& input, const Vector& x) {
    const Vector p = network.A * x + network.B * network.normalise(input) + network.b;
    return (x - network.activation(p)).cwiseAbs().maxCoeff();
}

} // namespace

class TestGallery : public QObject {
    Q_OBJECT

private slots:
    void everyFileIsComplete_data();
    void everyFileIsComplete();
    void paperExample();
    void ibpDiverges();
    void mmNeedsWeights();
    void monotoneOperator();
    void illPosed();
    void monotone();
    void rotation();
    void feedForward();
    void twoMoons();
    void smooth();
    void threeInputs();
};

void TestGallery::everyFileIsComplete_data() {
    QTest::addColumn<QString>("path");
    int files = 0;
    for (const auto& entry : fs::directory_iterator(gallery))
        if (entry.path().extension() == ".h5") {
            QTest::newRow(entry.path().stem().c_str()) << QString::fromStdString(entry.path().string());
            ++files;
        }
    QVERIFY(files >= 8);
}

void TestGallery::everyFileIsComplete() {
    QFETCH(QString, path);
    const auto network = readNetwork(path.toStdString());
    QVERIFY2(network, network ? "" : network.error().message.c_str());
    QVERIFY(!network->name.empty());
    QVERIFY(!network->source.empty());
    const QString description = QString::fromStdString(network->description);
    QVERIFY(description.endsWith('.'));
    QCOMPARE(description.count(". "), 0); // one sentence
    // A starting box can be chosen.
    QVERIFY(network->input && network->input->lower && network->input->upper);
    QVERIFY((network->input->lower->array() < network->input->upper->array()).all());
    QVERIFY(fs::file_size(path.toStdString()) < (network->r() > 100 ? 1'000'000 : 20'000));
    // Every file can be written again.
    QTemporaryDir folder;
    const fs::path copy = folder.filePath("copy.h5").toStdString();
    QVERIFY(writeNetwork(*network, copy));
    QVERIFY(readNetwork(copy) == *network);
}

void TestGallery::paperExample() {
    const Network network = load("paper_example");
    QCOMPARE(network.A, Matrix((Matrix(2, 2) << -0.25, -0.25, 0.75, -0.25).finished()));
    QCOMPARE(network.B, Matrix((Matrix(2, 2) << 0.5, 1, 1, 0.5).finished()));
    QCOMPARE(network.C, Matrix(Matrix::Identity(2, 2)));
    const Box box{Eigen::Vector2d(0, 1), Eigen::Vector2d(1.0 / 3, 2)};
    QVERIFY(Box({*network.input->lower, *network.input->upper}).contains(box));
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    const Enclosure mm = reachOf("mm", analysis, box), ibp = reachOf("ibp", analysis, box);
    QVERIFY(mm.ok() && ibp.ok());
    QVERIFY((mm.output->lower - Eigen::Vector2d(13.0 / 33, 7.0 / 11)).cwiseAbs().maxCoeff() < 1e-9);
    QVERIFY((mm.output->upper - Eigen::Vector2d(53.0 / 33, 67.0 / 33)).cwiseAbs().maxCoeff() < 1e-9);
    QVERIFY(ibp.output->contains(*mm.output));
}

void TestGallery::ibpDiverges() {
    const Network network = load("ibp_diverges");
    QVERIFY(spectralRadius(network.A.cwiseAbs()) >= 1);
    QVERIFY(matrixMeasureInf(network.A) < 1);
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    for (const double share : {0.05, 0.2, 1.0}) {
        const Enclosure ibp = reachOf("ibp", analysis, middle(network, share));
        QVERIFY2(ibp.status == Status::Diverged, std::string(statusName(ibp.status)).c_str());
        QVERIFY(reachOf("mm", analysis, middle(network, share)).ok());
    }
}

void TestGallery::mmNeedsWeights() {
    const Network network = load("mm_needs_weights");
    QCOMPARE(matrixMeasureInf(network.A), 1.5);
    const BestEta best = bestEta(network.A);
    QVERIFY(best.value < 0);
    QVERIFY(matrixMeasureInf(network.A, best.eta) < 0);
    QVERIFY(
        reachOf("mm", NetworkAnalysis(std::make_shared<const Network>(network)), middle(network, 0.5)).ok());
}

void TestGallery::monotoneOperator() {
    const Network network = load("monotone_operator");
    QVERIFY(bestEta(network.A).infimum >= 1);
    QVERIFY(matrixMeasure2(network.A) < 1);
    QVERIFY(spectralRadius(network.A.cwiseAbs()) >= 1);
    const ConditionTable conditions = wellPosednessConditions(network.A);
    QVERIFY(!conditions.holds("nemon"));
    QVERIFY(conditions.wellPosed());
    // The states are found all the same.
    QVERIFY(
        sampled(NetworkAnalysis(std::make_shared<const Network>(network)), middle(network, 1)).size() > 0);
}

void TestGallery::illPosed() {
    const Network network = load("ill_posed");
    QVERIFY(!wellPosednessConditions(network.A).wellPosed());
    const Vector input = Eigen::Vector2d(0.75, 1);
    QVERIFY(Box({*network.input->lower, *network.input->upper}).contains(input));
    // Whoever wins has x = u/(1 − 5/8), and the other stays silent.
    const Vector first = Eigen::Vector2d(2, 0), second = Eigen::Vector2d(0, 8.0 / 3);
    QVERIFY(residual(network, input, first) < 1e-15);
    QVERIFY(residual(network, input, second) < 1e-15);
    QVERIFY((network.C * (first - second)).norm() > 1);
    // Both attract: it depends on the start which of them the iteration finds.
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    const Vector w = network.B * input + network.b;
    for (const Vector& winner : {first, second}) {
        const IterationResult found = solveAverage(analysis, w, 1, winner + Vector::Constant(2, 0.1));
        QVERIFY(found.status == Status::Ok);
        QVERIFY((found.x - winner).norm() < 1e-9);
    }
}

void TestGallery::monotone() {
    const Network network = load("monotone");
    QVERIFY(network.A.minCoeff() >= 0 && network.B.minCoeff() >= 0 && network.C.minCoeff() >= 0);
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    const Box box = middle(network, 0.6);
    const Enclosure mm = reachOf("mm", analysis, box);
    QVERIFY(mm.ok());
    const ForwardResult lower = forward(analysis, box.lower), upper = forward(analysis, box.upper);
    QVERIFY((mm.output->lower - lower.y).cwiseAbs().maxCoeff() < 1e-9);
    QVERIFY((mm.output->upper - upper.y).cwiseAbs().maxCoeff() < 1e-9);
    QVERIFY(((upper.y - lower.y).array() > 0.1).all()); // and it is a box, not a point
}

void TestGallery::rotation() {
    const Network network = load("rotation");
    QVERIFY(matrixMeasureInf(network.A) < 1);
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    IterationOptions options;
    options.tolerance = 1e-10;
    const Vector w = network.B * network.normalise(middle(network, 0).lower) + network.b;
    const IterationResult slow = solveAverage(analysis, w, 1, Vector::Zero(2), options);
    QVERIFY(slow.status == Status::Ok);
    QVERIFY2(slow.iterations > 500, std::to_string(slow.iterations).c_str());
    const Box box = middle(network, 0.2);
    const Enclosure mm = reachOf("mm", analysis, box);
    const Matrix y = sampled(analysis, box);
    QVERIFY(mm.ok() && y.size() > 0);
    const Vector width = y.rowwise().maxCoeff() - y.rowwise().minCoeff();
    QVERIFY((mm.output->width().array() > 5 * width.array()).all());
}

void TestGallery::feedForward() {
    const Network network = load("feed_forward");
    QCOMPARE(network.n(), Index{16});
    Matrix rest = network.A; // only the block from the first layer to the second
    rest.block(8, 0, 8, 8).setZero();
    QVERIFY(rest.isZero(0));
    QVERIFY(!network.A.isZero(0));
    QVERIFY(matrixMeasureInf(network.A) >= 1);
    QVERIFY(bestEta(network.A).value < 1e-3); // reducible: the infimum 0 is approached
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    const Enclosure exact = reachOf("exact", analysis, middle(network, 1));
    QVERIFY2(exact.ok(), exact.reason.c_str());
    QVERIFY2(exact.pieces.size() > 50, std::to_string(exact.pieces.size()).c_str());
    // It computes the square of a complex number, roughly.
    for (const Vector& z : {Vector(Eigen::Vector2d(0.5, 0.5)), Vector(Eigen::Vector2d(-0.8, 0.3))}) {
        const Vector square = Eigen::Vector2d(z(0) * z(0) - z(1) * z(1), 2 * z(0) * z(1));
        QVERIFY((forward(analysis, z).y - square).norm() < 0.15);
    }
}

void TestGallery::twoMoons() {
    const Network network = load("two_moons");
    QCOMPARE(network.labels.size(), std::size_t{2});
    QVERIFY(matrixMeasureInf(network.A) <= std::get<double>(network.training.at("gamma")));
    QCOMPARE(std::get<std::string>(network.training.at("kind")), std::string("nemon"));
    // Fresh points of the two half circles, without noise and with some.
    std::mt19937_64 random(2);
    const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    Matrix inputs(2, 400);
    for (Index k = 0; k < inputs.cols(); ++k) {
        const double angle = uniform() * std::numbers::pi;
        const double noise = k < 200 ? 0 : 0.1;
        const bool lower = k % 2 == 1;
        inputs(0, k) = (lower ? 1 - std::cos(angle) : std::cos(angle)) + noise * (2 * uniform() - 1);
        inputs(1, k) = (lower ? 0.5 - std::sin(angle) : std::sin(angle)) + noise * (2 * uniform() - 1);
    }
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    const BatchResult batch = forwardBatch(analysis, inputs);
    QVERIFY(batch.status == Status::Ok);
    int right = 0;
    for (Index k = 0; k < inputs.cols(); ++k)
        right += (batch.y(1, k) > batch.y(0, k)) == (k % 2 == 1);
    QVERIFY2(right >= 392, std::to_string(right).c_str()); // 98 %
    // On a small box the certificate of mixed monotonicity succeeds where that of the Lipschitz constant does
    // not.
    const Box box = Box::around(Eigen::Vector2d(0, 1), Eigen::Vector2d(0.05, 0.05));
    const Enclosure mm = reachOf("mm", analysis, box), lipschitz = reachOf("lipschitz", analysis, box);
    QVERIFY(mm.ok() && lipschitz.ok());
    QVERIFY(mm.output->lower(0) > mm.output->upper(1));
    QVERIFY(lipschitz.output->contains(*mm.output));
}

void TestGallery::smooth() {
    const Network network = load("smooth");
    QVERIFY(!network.activation.isPiecewiseLinear());
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    const Box box = middle(network, 0.5);
    QVERIFY(reachOf("exact", analysis, box).status == Status::NotApplicable);
    const Enclosure mm = reachOf("mm", analysis, box);
    QVERIFY(mm.ok());
    const Matrix y = sampled(analysis, box);
    QVERIFY(y.size() > 0);
    for (Index k = 0; k < y.cols(); ++k)
        QVERIFY(mm.output->contains(Vector(y.col(k))));
}

void TestGallery::threeInputs() {
    const Network network = load("three_inputs");
    QCOMPARE(network.r(), Index{3});
    QCOMPARE(network.q(), Index{3});
    QVERIFY(!network.D.isZero(0));
    QVERIFY(network.normalise(Vector(Vector::Constant(3, 1))) == Vector(Eigen::Vector3d(2, 2, 1)));
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    const Box box = middle(network, 0.3);
    const Enclosure mm = reachOf("mm", analysis, box);
    const Matrix y = sampled(analysis, box);
    QVERIFY(mm.ok() && y.size() > 0);
    for (Index k = 0; k < y.cols(); ++k)
        QVERIFY(mm.output->contains(Vector(y.col(k))));
}

QTEST_GUILESS_MAIN(TestGallery)
#include "tst_gallery.moc"
