// Layer stacks and the implicit network they become: the same outputs, the same interval bounds, and zeros
// where there are no weights.
#include "core/model/layer_stack.h"
#include "core/reach/reach.h"
#include "core/solve/solvers.h"
#include "random_network.h"

#include <QtTest>

#include <limits>

using namespace kamke;
using namespace kamke::test;

namespace {

BatchNormLayer randomBatchNorm(Generator& g, Index size) {
    BatchNormLayer layer;
    layer.scale = gaussian(g, size, 1);
    layer.shift = gaussian(g, size, 1);
    layer.mean = gaussian(g, size, 1);
    layer.variance = Vector::NullaryExpr(size, [&] { return uniform(g, 0, 2); });
    layer.eps = uniform(g, 1e-5, 1e-2);
    return layer;
}

NormalisationLayer randomNormalisation(Generator& g, Index size) {
    return {gaussian(g, size, 1), Vector::NullaryExpr(size, [&] { return uniform(g, 0.2, 3); })};
}

AffineLayer randomAffine(Generator& g, Index outputs, Index inputs) {
    return {gaussian(g, outputs, inputs) / std::sqrt(double(inputs)), gaussian(g, outputs, 1)};
}

/// Contracts: ‖A‖_∞ < 0.9.
ImplicitLayer randomImplicit(Generator& g, Index size, Index inputs) {
    ImplicitLayer layer;
    layer.A = gaussian(g, size, size);
    layer.A *= uniform(g, 0.1, 0.9) / layer.A.cwiseAbs().rowwise().sum().maxCoeff();
    layer.B = gaussian(g, size, inputs);
    layer.b = gaussian(g, size, 1);
    return layer;
}

/// A stack of up to six layers and an affine end.
LayerStack randomStack(Generator& g, bool implicit) {
    LayerStack stack;
    stack.inputs = integer(g, 1, 6);
    Index size = stack.inputs;
    for (Index k = integer(g, 0, 2); k > 0; --k)
        stack.layers.push_back(randomNormalisation(g, size));
    for (Index k = integer(g, 0, 6); k > 0; --k) {
        const Index next = integer(g, 1, 7);
        switch (integer(g, 0, implicit ? 4 : 3)) {
        case 0:
        case 1:
            stack.layers.push_back(randomAffine(g, next, size));
            size = next;
            break;
        case 2:
            stack.layers.push_back(randomBatchNorm(g, size));
            break;
        case 3:
            stack.layers.push_back(ReluLayer{});
            break;
        default:
            stack.layers.push_back(randomImplicit(g, next, size));
            size = next;
        }
    }
    const Index outputs = integer(g, 1, 4);
    if (chance(g, 0.8))
        stack.layers.push_back(randomAffine(g, outputs, size));
    return stack;
}

/// One layer after the other, as its formula stands.
struct Evaluate {
    Vector v;
    Vector operator()(const AffineLayer& l) const { return l.W * v + l.b; }
    Vector operator()(const ReluLayer&) const { return v.cwiseMax(0); }
    Vector operator()(const BatchNormLayer& l) const {
        return l.scale.array() * (v - l.mean).array() / (l.variance.array() + l.eps).sqrt() + l.shift.array();
    }
    Vector operator()(const NormalisationLayer& l) const { return (v - l.mean).cwiseQuotient(l.std); }
    Vector operator()(const ImplicitLayer& l) const {
        Vector x = Vector::Zero(l.A.rows());
        for (int k = 0; k < 2000; ++k)
            x = l.activation(Vector(l.A * x + l.B * v + l.b));
        return x;
    }
};

Vector evaluate(const LayerStack& stack, Vector v) {
    for (const Layer& layer : stack.layers)
        v = std::visit(Evaluate{v}, layer);
    return v;
}

/// Interval arithmetic layer by layer; intervals of an affine row are exact up to rounding.
struct Bound {
    Box box;
    Box affine(const Matrix& W, const Vector& b) const {
        const Vector centre = W * box.centre() + b;
        const Vector radius = W.cwiseAbs() * (box.upper - box.lower) / 2;
        return {centre - radius, centre + radius};
    }
    Box operator()(const AffineLayer& l) const { return affine(l.W, l.b); }
    Box operator()(const ReluLayer&) const { return {box.lower.cwiseMax(0), box.upper.cwiseMax(0)}; }
    Box operator()(const BatchNormLayer& l) const {
        const Vector factor = l.scale.array() / (l.variance.array() + l.eps).sqrt();
        return affine(factor.asDiagonal(), l.shift - factor.cwiseProduct(l.mean));
    }
    Box operator()(const NormalisationLayer& l) const {
        return {(box.lower - l.mean).cwiseQuotient(l.std), (box.upper - l.mean).cwiseQuotient(l.std)};
    }
    Box operator()(const ImplicitLayer&) const { return box; }
};

} // namespace

class TestLayerStack : public QObject {
    Q_OBJECT
private slots:
    void givesTheSameOutputs_data();
    void givesTheSameOutputs();
    void hasZerosOutsideItsBlocks();
    void boundsAsLayerByLayer();
    void withoutAnActivationIsD();
    void refuses_data();
    void refuses();
};

void TestLayerStack::givesTheSameOutputs_data() {
    QTest::addColumn<bool>("implicit");
    QTest::addColumn<bool>("fold");
    QTest::newRow("feed-forward, normalisation kept") << false << false;
    QTest::newRow("feed-forward, normalisation folded") << false << true;
    QTest::newRow("with implicit layers, normalisation kept") << true << false;
    QTest::newRow("with implicit layers, normalisation folded") << true << true;
}

void TestLayerStack::givesTheSameOutputs() {
    QFETCH(bool, implicit);
    QFETCH(bool, fold);
    Generator g = seededGenerator("outputs of stacks");
    int normalised = 0;
    for (int k = 0; k < 200; ++k) {
        const LayerStack stack = randomStack(g, implicit);
        const auto network = toNetwork(stack, fold ? LeadingNormalisation::Fold : LeadingNormalisation::Keep);
        QVERIFY2(network, network ? "" : network.error().message.c_str());
        QVERIFY(!fold || !network->input);
        normalised += network->input.has_value();
        const auto analysis = analysed(*network);
        for (int point = 0; point < 3; ++point) {
            const Vector raw = gaussian(g, stack.inputs, 1);
            const Vector expected = evaluate(stack, raw);
            const ForwardResult found = forward(*analysis, raw);
            QVERIFY2(found.status == Status::Ok, found.reason.c_str());
            QCOMPARE(found.y.size(), expected.size());
            const double error = (found.y - expected).lpNorm<Eigen::Infinity>();
            QVERIFY2(
                error <= 1e-9 * (1 + expected.lpNorm<Eigen::Infinity>()),
                qPrintable(QString("stack %1: %2").arg(k).arg(error)));
        }
    }
    QVERIFY(fold || normalised > 50);
}

void TestLayerStack::hasZerosOutsideItsBlocks() {
    // 3 inputs → 4 ReLU → implicit 2 → 5 ReLU → 2 outputs: blocks of 4, 2 and 5 states.
    Generator g = seededGenerator("blocks of a stack");
    LayerStack stack;
    stack.inputs = 3;
    stack.layers = {randomAffine(g, 4, 3),   randomBatchNorm(g, 4), ReluLayer{},
                    randomImplicit(g, 2, 4), randomAffine(g, 5, 2), ReluLayer{},
                    randomAffine(g, 2, 5)};
    const auto network = toNetwork(stack);
    QVERIFY(network);
    QCOMPARE(network->n(), 11);
    const auto inBlock = [](Index i, Index j) {
        return (i >= 4 && i < 6 && j < 6) || (i >= 6 && j >= 4 && j < 6);
    };
    for (Index i = 0; i < 11; ++i)
        for (Index j = 0; j < 11; ++j)
            QCOMPARE(network->A(i, j) != 0, inBlock(i, j));
    QVERIFY((network->B.topRows(4).array() != 0).all() && (network->B.bottomRows(7).array() == 0).all());
    QVERIFY((network->C.rightCols(5).array() != 0).all() && (network->C.leftCols(6).array() == 0).all());
    QVERIFY((network->D.array() == 0).all());
    const auto& implicit = std::get<ImplicitLayer>(stack.layers[3]);
    QVERIFY(same(network->A.block(4, 4, 2, 2), implicit.A));
    QVERIFY(same(network->A.block(4, 0, 2, 4), implicit.B));
}

void TestLayerStack::boundsAsLayerByLayer() {
    // Feed-forward stacks in which no two affine maps follow one another but for batch normalisations, whose
    // diagonal keeps intervals exact: then the boxes are the same but for rounding, 1e-12 relative, and the
    // proof of the method may only widen by as much.
    Generator g = seededGenerator("interval bounds of stacks");
    int proved = 0;
    for (int k = 0; k < 100; ++k) {
        LayerStack stack;
        stack.inputs = integer(g, 1, 5);
        Index size = stack.inputs;
        if (chance(g, 0.5))
            stack.layers.push_back(randomNormalisation(g, size));
        for (Index depth = integer(g, 1, 4); depth > 0; --depth) {
            const Index next = integer(g, 1, 8);
            stack.layers.push_back(randomAffine(g, next, size));
            if (chance(g, 0.5))
                stack.layers.push_back(randomBatchNorm(g, next));
            stack.layers.push_back(ReluLayer{});
            size = next;
        }
        stack.layers.push_back(randomAffine(g, integer(g, 1, 3), size));
        const Box raw = anyBox(g, stack.inputs);
        Box expected = raw;
        double scale = 1;
        for (const Layer& layer : stack.layers) {
            expected = std::visit(Bound{expected}, layer);
            scale =
                std::max({scale, expected.lower.cwiseAbs().maxCoeff(), expected.upper.cwiseAbs().maxCoeff()});
        }
        const auto network = toNetwork(stack);
        QVERIFY(network);
        const Enclosure found = reach(*findMethod("ibp"), *analysed(*network), raw);
        QVERIFY2(found.ok(), found.reason.c_str());
        proved += found.rigorous;
        const double below = (expected.lower - found.output->lower).maxCoeff();
        const double above = (found.output->upper - expected.upper).maxCoeff();
        const double inside = std::max(
            (found.output->lower - expected.lower).maxCoeff(),
            (expected.upper - found.output->upper).maxCoeff());
        const QString text = QString("stack %1: looser by %2 and %3, tighter by %4, of %5")
                                 .arg(k)
                                 .arg(below)
                                 .arg(above)
                                 .arg(inside)
                                 .arg(scale);
        QVERIFY2(below <= 1e-12 * scale && above <= 1e-12 * scale, qPrintable(text));
        QVERIFY2(inside <= 1e-12 * scale, qPrintable(text));
    }
    QVERIFY2(proved == 100, qPrintable(QString::number(proved)));
}

void TestLayerStack::withoutAnActivationIsD() {
    Generator g = seededGenerator("affine stack");
    LayerStack stack;
    stack.inputs = 4;
    stack.layers = {randomAffine(g, 6, 4), randomBatchNorm(g, 6), randomAffine(g, 2, 6)};
    const auto network = toNetwork(stack);
    QVERIFY(network);
    QCOMPARE(network->n(), 1);
    QVERIFY(network->C.isZero(0) && network->B.isZero(0) && network->A.isZero(0));
    const Vector u = gaussian(g, 4, 1);
    QVERIFY((network->D * u + network->c - evaluate(stack, u)).lpNorm<Eigen::Infinity>() < 1e-12);
}

void TestLayerStack::refuses_data() {
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no inputs") << 0 << "the stack of layers has no inputs, expected at least one";
    QTest::newRow("affine") << 1
                            << "layer 2, an affine layer, has W of 2×5 and b of 2, expected W of outputs×4";
    QTest::newRow("batch normalisation")
        << 2 << "layer 2, a batch normalisation, has a parameter of 3 entries";
    QTest::newRow("variance") << 3
                              << "layer 2, a batch normalisation, has a variance + eps that is not positive";
    QTest::newRow("zero std") << 4 << "layer 2, a normalisation, divides by zero";
    QTest::newRow("activations") << 5
                                 << "activation tanh, expected the same as of the layers before it, relu";
    QTest::newRow("implicit") << 6 << "layer 2, an implicit layer, has A of 2×2, B of 2×3";
    QTest::newRow("not finite") << 7 << "expected a finite number";
}

void TestLayerStack::refuses() {
    QFETCH(int, which);
    QFETCH(QString, sentence);
    Generator g = seededGenerator("refusals");
    LayerStack stack;
    stack.inputs = which == 0 ? 0 : 4;
    stack.layers = {ReluLayer{}};
    BatchNormLayer norm = randomBatchNorm(g, which == 2 ? 3 : 4);
    norm.variance(0) = -1;
    ImplicitLayer implicit = randomImplicit(g, 2, which == 6 ? 3 : 4);
    AffineLayer affine = randomAffine(g, 2, which == 1 ? 5 : 4);
    switch (which) {
    case 1:
        stack.layers.push_back(affine);
        break;
    case 2:
    case 3:
        stack.layers.push_back(norm);
        break;
    case 4:
        stack.layers.push_back(NormalisationLayer{Vector::Zero(4), Vector::Zero(4)});
        break;
    case 5:
        implicit.activation = Activation(Activation::Kind::Tanh);
        stack.layers.push_back(implicit);
        break;
    case 6:
        stack.layers.push_back(implicit);
        break;
    case 7:
        affine.W(1, 2) = std::numeric_limits<double>::quiet_NaN();
        stack.layers.push_back(affine);
        break;
    default:
        break;
    }
    const auto network = toNetwork(stack);
    QVERIFY(!network);
    QVERIFY2(
        QString::fromStdString(network.error().message).contains(sentence), network.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestLayerStack)
#include "tst_layer_stack.moc"
