// Small digit classifiers and samples for the tests of the Digits workspace.
#pragma once

#include "ui/jobs/digit_runner.h"

#include <QTest>
#include <random>

namespace kamke::ui {

/// Four classes of 4×4 pictures, n = 12, well-posed with μ_∞(A) < 1; inputs in [0, 1]. `gain` scales A.
inline std::shared_ptr<const Network> smallClassifier(double gain = 0.6, unsigned seed = 3) {
    constexpr Index n = 12, r = 16, q = 4;
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    const auto fill = [&](Index rows, Index columns) {
        return Matrix(Matrix::NullaryExpr(rows, columns, [&](Index, Index) { return normal(random); }));
    };
    auto w = std::make_shared<Network>();
    w->A = fill(n, n);
    const Vector rows = w->A.cwiseAbs().rowwise().sum();
    w->A = (gain * rows.cwiseInverse()).asDiagonal() * w->A;
    w->B = 0.5 * fill(n, r);
    w->C = fill(q, n);
    w->D = Matrix::Zero(q, r);
    w->b = 0.2 * fill(n, 1);
    w->c = Vector::Zero(q);
    w->name = "Small classifier";
    w->input =
        InputSpec{Vector::Zero(r), Vector::Ones(r), Vector(Vector::Zero(r)), Vector(Vector::Ones(r)), {4, 4}};
    return w;
}

/// Well-posed by μ_2(A) < 1 alone: no weights of an l_∞ measure help, and cycles of positive entries let IBP
/// diverge, so that no certificate has a box.
inline std::shared_ptr<const Network> boxlessClassifier() {
    auto w = std::make_shared<Network>(*smallClassifier());
    w->A = 0.5 * Matrix::Identity(12, 12);
    for (Index block = 0; block < 12; block += 3)
        for (Index i = 0; i < 3; ++i) {
            const Index from = block + i, to = block + (i + 1) % 3;
            w->A(to, from) = 1.2;
            w->A(from, to) = -1.2;
        }
    w->b.setConstant(0.5);
    return w;
}

/// Twenty pictures; each label is what the network reads, but the last one's, which is wrong.
inline std::shared_ptr<const Dataset> smallDataset(const std::shared_ptr<const Network>& network) {
    constexpr Index count = 20;
    std::mt19937 random(11);
    std::uniform_real_distribution<double> pixel(0, 1);
    auto data = std::make_shared<Dataset>();
    data->name = "Small pictures";
    data->shape = {4, 4};
    data->values =
        Matrix(Matrix::NullaryExpr(network->r(), count, [&](Index, Index) { return pixel(random); }));
    data->labels.assign(count, 0);
    std::vector<Index> all(count);
    for (Index k = 0; k < count; ++k)
        all[static_cast<std::size_t>(k)] = k;
    data->labels = predict(NetworkAnalysis(network), *data, all).predictions;
    data->labels.back() = (data->labels.back() + 1) % static_cast<int>(network->q());
    return data;
}

/// A store with its runner, idle again after each change.
struct DigitExplorer {
    explicit DigitExplorer(std::shared_ptr<const Network> network = smallClassifier(), double eps = 0.01)
        : store(startState(network, eps))
        , runner(&store) {
        runner.setDataset(smallDataset(network));
    }
    static ExplorerState startState(std::shared_ptr<const Network> network, double eps) {
        ExplorerState state = stateForNetwork(std::move(network), {});
        state.workspace = QStringLiteral("digits");
        state.digits.eps = eps;
        return state;
    }
    /// Everything is there: attack and curves, too.
    bool settle() {
        return QTest::qWaitFor([this] { return runner.isCurrent() && !runner.isBusy(); }, 20000);
    }
    template<class Change>
    void apply(Change change) {
        ExplorerState next = store.state();
        change(next.digits);
        store.apply(QStringLiteral("change"), next);
    }

    ExplorerStore store;
    DigitRunner runner;
};

} // namespace kamke::ui
