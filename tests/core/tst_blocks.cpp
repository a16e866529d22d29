// Block-triangular A: levels, weights over many orders of magnitude, and what feed-forward networks gain.
#include "random_network.h"

#include "core/model/blocks.h"
#include "core/model/rounding.h"
#include "core/reach/reach.h"
#include "core/solve/columns.h"
#include "core/solve/solvers.h"

#include <QTest>
#include <numeric>

using namespace kamke;
using namespace kamke::test;

class Blocks : public QObject {
    Q_OBJECT
private slots:
    void levels();
    void describes();
    void deepStacksAreProved_data();
    void deepStacksAreProved();
    void stacksOfImplicitLayersAreProved();
    void aBlockWithoutWeightsHasNone();
    void layersSolveExactly();
    void intervalBoxIsLayerWise();
};

namespace {

/// A feed-forward A with these layers and entries of the given scale, its units in random order.
struct Stack {
    Matrix A;
    std::vector<std::vector<Index>> layers; ///< units
};
Stack feedForward(Generator& g, const std::vector<Index>& sizes, double scale) {
    Index n = 0;
    for (const Index size : sizes)
        n += size;
    std::vector<Index> order(static_cast<std::size_t>(n));
    std::iota(order.begin(), order.end(), Index{0});
    std::shuffle(order.begin(), order.end(), g);
    Stack stack{Matrix::Zero(n, n), {}};
    Index next = 0;
    for (const Index size : sizes) {
        std::vector<Index> layer(order.begin() + next, order.begin() + next + size);
        std::sort(layer.begin(), layer.end());
        if (!stack.layers.empty())
            stack.A(layer, stack.layers.back()) =
                scale * gaussian(g, size, static_cast<Index>(stack.layers.back().size()));
        stack.layers.push_back(std::move(layer));
        next += size;
    }
    return stack;
}

// |A|ᴹη < η in extended precision.
bool contracts(const Matrix& A, const Vector& eta) {
    using Extended = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;
    const Extended M = metzlerMajorant(A).cast<long double>(), e = eta.cast<long double>();
    return eta.size() == A.rows() && eta.allFinite() && ((M * e).array() < e.array()).all();
}

} // namespace

void Blocks::levels() {
    Generator g = seededGenerator("levels");
    for (int k = 0; k < 50; ++k) {
        std::vector<Index> sizes(static_cast<std::size_t>(integer(g, 1, 6)));
        for (Index& size : sizes)
            size = integer(g, 1, 5);
        const Stack stack = feedForward(g, sizes, 1);
        const BlockStructure structure = blockStructure(stack.A);
        QVERIFY(structure.acyclic);
        QCOMPARE(structure.levels, static_cast<Index>(sizes.size()));
        QCOMPARE(structure.unitsOfLevels(), stack.layers);
        const auto layers = layerWeights(stack.A, structure);
        QCOMPARE(layers.size(), sizes.size());
        for (std::size_t l = 1; l < layers.size(); ++l)
            QCOMPARE(layers[l].inputs, stack.layers[l - 1]);
    }
    // A self-loop is a cycle.
    const BlockStructure loop = blockStructure(Matrix{{0, 0}, {1, -1}});
    QVERIFY(!loop.acyclic);
    QCOMPARE(loop.levels, Index(2));
    QVERIFY(layerWeights(Matrix{{0, 0}, {1, -1}}, loop).empty());
}

void Blocks::describes() {
    Generator g = seededGenerator("describes");
    QCOMPARE(
        blockStructure(feedForward(g, {3, 2}, 1).A).describe(),
        std::string("feed-forward, 2 layers of 3, 2 units"));
    QCOMPARE(blockStructure(Matrix::Ones(3, 3)).describe(), std::string("one coupled block of 3 units"));
    Matrix A = Matrix::Zero(4, 4);
    A.topLeftCorner(2, 2).setOnes();
    A(2, 0) = A(3, 2) = 1;
    QCOMPARE(
        blockStructure(A).describe(),
        std::string("block-triangular, 3 blocks in 3 levels, the largest of 2 units"));
}

void Blocks::deepStacksAreProved_data() {
    QTest::addColumn<int>("levels");
    QTest::addColumn<double>("scale");
    QTest::newRow("two layers of 100, large weights") << 2 << 100.0;
    QTest::newRow("8 levels") << 8 << 1.0;
    QTest::newRow("8 levels, large weights") << 8 << 1e4;
    QTest::newRow("8 levels, huge weights") << 8 << 1e30;
    QTest::newRow("8 levels, tiny weights") << 8 << 1e-30;
}

void Blocks::deepStacksAreProved() {
    QFETCH(int, levels);
    QFETCH(double, scale);
    Generator g = seededGenerator("deep stacks");
    const std::vector<Index> sizes(static_cast<std::size_t>(levels), levels == 2 ? 100 : 20);
    const Stack stack = feedForward(g, sizes, scale);
    const Vector eta = provedContractionWeights(stack.A);
    QVERIFY2(contracts(stack.A, eta), "no weights were proved");
    const BestEta best = bestEta(stack.A);
    QCOMPARE(best.infimum, 0.0);
    QVERIFY2(best.value < 1 && contracts(stack.A, best.eta), qPrintable(QString::number(best.value)));
}

void Blocks::stacksOfImplicitLayersAreProved() {
    Generator g = seededGenerator("stacks of implicit layers");
    for (int k = 0; k < 60; ++k) {
        const Index levels = integer(g, 2, 8), size = integer(g, 1, 6), n = levels * size;
        Matrix A = Matrix::Zero(n, n);
        for (Index l = 0; l < levels; ++l) {
            const Matrix T = gaussian(g, size, size);
            A.block(l * size, l * size, size, size) = T - Matrix(T.cwiseAbs().rowwise().sum().asDiagonal()) +
                                                      uniform(g, -1, 0.9) * Matrix::Identity(size, size);
            if (l > 0)
                A.block(l * size, (l - 1) * size, size, size) =
                    std::pow(10.0, uniform(g, -3, 6)) * gaussian(g, size, size);
        }
        QVERIFY(contracts(A, provedContractionWeights(A)));
        QVERIFY(bestEta(A).value < 1);
    }
}

void Blocks::aBlockWithoutWeightsHasNone() {
    Matrix A = Matrix::Zero(3, 3);
    A(1, 0) = 1e20;
    A(2, 2) = 1;
    QVERIFY(blockWeights(A, blockStructure(A)).size() == 0);
    QVERIFY(provedContractionWeights(A).size() == 0);
    A(2, 2) = 0.5;
    QVERIFY(contracts(A, provedContractionWeights(A)));
}

void Blocks::layersSolveExactly() {
    Generator g = seededGenerator("layers solve exactly");
    for (int k = 0; k < 60; ++k) {
        Network net = contractingNetwork(g, 3);
        const Stack stack = feedForward(g, {4, 3, 5}, std::pow(10.0, uniform(g, -1, 1)));
        const Index n = stack.A.rows();
        net.A = stack.A;
        net.B = gaussian(g, n, net.r());
        net.C = gaussian(g, net.q(), n);
        net.b = gaussian(g, n, 1);
        const auto analysis = analysed(std::move(net));
        QVERIFY(analysis->contracting());
        QCOMPARE(analysis->layers.size(), std::size_t(3));
        const Matrix w = gaussian(g, n, 7);
        const ColumnStates states = solveColumns(*analysis, w, gaussian(g, n, 7));
        for (Index j = 0; j < w.cols(); ++j) {
            QCOMPARE(states.status[static_cast<std::size_t>(j)], Status::Ok);
            const IterationResult iterated = solveDiagonalImplicit(*analysis, w.col(j), Vector::Zero(n));
            QVERIFY(iterated.status == Status::Ok && iterated.iterations <= 4); // 3 levels, and one to see it
            const double size = 1 + iterated.x.lpNorm<Eigen::Infinity>();
            QVERIFY(
                (iterated.x - states.x.col(j)).lpNorm<Eigen::Infinity>() <=
                1e-13 * size * (1 + normInf(stack.A)));
        }
    }
}

// IBP of the implicit network is interval arithmetic layer by layer: the fixed box of (12)-(13) of
// mixed-monotone-contractive with strictly block-triangular A satisfies, in the order of the layers,
// x̲ = φ([W]⁺x̲' + [W]⁻x̄' + [B]⁺u̲ + [B]⁻ū + b), which is what is computed here without an iteration.
void Blocks::intervalBoxIsLayerWise() {
    Generator g = seededGenerator("interval box is layer-wise");
    for (int k = 0; k < 100; ++k) {
        Network net = contractingNetwork(g, 3);
        const Stack stack = feedForward(g, {4, 6, 3}, uniform(g, 0.1, 2));
        const Index n = stack.A.rows();
        net.A = stack.A;
        net.B = gaussian(g, n, net.r());
        net.C = gaussian(g, net.q(), n);
        net.b = gaussian(g, n, 1);
        net.input.reset();
        const auto analysis = analysed(std::move(net));
        const Network& w = analysis->network();
        const Box box = anyBox(g, w.r());
        Vector lower = Vector::Zero(n), upper = Vector::Zero(n);
        for (const std::vector<Index>& layer : stack.layers)
            for (const Index i : layer) {
                double low = w.b(i), high = w.b(i);
                const auto add = [&](double weight, double least, double most) {
                    low += weight * (weight > 0 ? least : most);
                    high += weight * (weight > 0 ? most : least);
                };
                for (Index j = 0; j < n; ++j)
                    add(w.A(i, j), lower(j), upper(j));
                for (Index j = 0; j < w.r(); ++j)
                    add(w.B(i, j), box.lower(j), box.upper(j));
                lower(i) = w.activation(low);
                upper(i) = w.activation(high);
            }
        for (const char* id : {"ibp", "mm"}) { // with a zero diagonal they are the same box
            const Enclosure e = reach(*findMethod(id), *analysis, box);
            QVERIFY2(e.ok() && e.rigorous, e.reason.c_str());
            const double slack = slackFor(*e.state, 1e-11);
            QVERIFY((e.state->lower - lower).cwiseAbs().maxCoeff() <= slack);
            QVERIFY((e.state->upper - upper).cwiseAbs().maxCoeff() <= slack);
            QVERIFY(e.state->contains(Box{lower, upper}, slackFor(*e.state, 1e-14)));
        }
    }
}

QTEST_APPLESS_MAIN(Blocks)
#include "tst_blocks.moc"
