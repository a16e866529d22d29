// Networks and waiting for tests of the inspector.
#pragma once

#include "ui/jobs/analysis_runner.h"
#include "ui/jobs/reach_runner.h"
#include "ui/state/explorer_store.h"

#include <QTest>
#include <random>

namespace kamke::ui {

inline std::shared_ptr<Network> zeroNetwork(Index n, Index r, Index q) {
    auto w = std::make_shared<Network>();
    w->A = Matrix::Zero(n, n);
    w->B = Matrix::Zero(n, r);
    w->C = Matrix::Zero(q, n);
    w->D = Matrix::Zero(q, r);
    w->b = Vector::Zero(n);
    w->c = Vector::Zero(q);
    return w;
}

/// The 2-D example of the papers.
inline std::shared_ptr<Network> paperNetwork() {
    auto w = zeroNetwork(2, 2, 2);
    w->A << -0.25, -0.25, 0.75, -0.25;
    w->B << 0.5, 1, 1, 0.5;
    w->C.setIdentity();
    return w;
}

/// No condition holds.
inline std::shared_ptr<Network> illPosedNetwork() {
    auto w = paperNetwork();
    w->A << 1.5, 2, 2, 1.25;
    return w;
}

/// Only μ_2(A) < 1: no weights of an l_inf measure help.
inline std::shared_ptr<Network> monNetwork() {
    auto w = paperNetwork();
    w->A << 0.5, -1.2, 1.2, 0.5;
    return w;
}

/// Well-posed, n units, r = 3, q = 4.
inline std::shared_ptr<Network> largeNetwork(Index n) {
    auto w = zeroNetwork(n, 3, 4);
    std::mt19937 random(5);
    std::uniform_real_distribution<double> entry(-1, 1);
    const auto fill = [&](Matrix& m) { m = m.unaryExpr([&](double) { return entry(random); }); };
    fill(w->A);
    fill(w->B);
    fill(w->C);
    w->A *= 0.5 / static_cast<double>(n);
    return w;
}

/// A store with its runner, idle again after each change.
struct Explorer {
    explicit Explorer(std::shared_ptr<const Network> network)
        : store(stateForNetwork(std::move(network), {}))
        , analysis(&store)
        , runner(&store) {}

    bool settle() {
        return QTest::qWaitFor([this] { return analysis.isCurrent() && runner.isCurrent(); }, 20000);
    }
    /// Changes the state by `change` in one undo step.
    template<class Change>
    void apply(Change change) {
        ExplorerState next = store.state();
        change(next);
        store.apply(QStringLiteral("change"), next);
    }

    ExplorerStore store;
    AnalysisRunner analysis;
    ReachRunner runner;
};

} // namespace kamke::ui
