// What stands beside the curves of a sweep, in the states that are worth looking at.
#include "scenes.h"
#include "ui/jobs/sweep_runner.h"
#include "ui/shell/workspaces.h"
#include "ui/workspaces/sweep/sweep_samples.h"
#include "ui/workspaces/sweep/sweep_workspace.h"

#include <QPushButton>
#include <QTest>
#include <cstdio>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// Four networks of the gallery on bundled digits, five certificates.
void fourNetworks(SweepState& s) {
    s.networks = {
        QStringLiteral("gallery:nemon_mnist.h5"), QStringLiteral("gallery:nemon_lipschitz_1e-5.h5"),
        QStringLiteral("gallery:nemon_lipschitz_1e-4.h5"), QStringLiteral("gallery:nemon_certified.h5")};
    s.samples = 1000;
    s.eps = QStringLiteral("0.002; 0.004 … 0.06");
    s.attacks = {{QStringLiteral("pgd"), 10, 1, 100}};
}

Scene sweepView(
    const char* name, std::function<void(SweepState&)> edit,
    std::function<void(SweepWorkspace&)> then = [](SweepWorkspace&) {}) {
    return {
        QString::fromLatin1(name),
        [edit = std::move(edit), then = std::move(then)](MainWindow& w) {
            ExplorerState next = w.store()->state();
            fourNetworks(next.sweep);
            edit(next.sweep);
            w.store()->apply(QStringLiteral("Prepare"), next);
            w.store()->setWorkspace(QStringLiteral("sweep"));
            auto* page = qobject_cast<SweepWorkspace*>(w.workspaces()->page(QStringLiteral("sweep")));
            auto* run = page->findChild<QPushButton*>(QStringLiteral("sweep.run"));
            if (!QTest::qWaitFor([&] { return run->isEnabled(); }, 30000))
                std::fprintf(stderr, "the sweep cannot start\n");
            run->click();
            if (!QTest::qWaitFor([&] { return !page->isBusy(); }, 600000))
                std::fprintf(stderr, "the sweep took too long\n");
            then(*page);
            QTest::qWait(500);
        },
        true};
}

} // namespace

std::vector<Scene> sweepViewScenes() {
    return {
        sweepView("sweep-radii", [](SweepState& s) { s.tab = QStringLiteral("radii"); }),
        sweepView(
            "sweep-radii-log",
            [](SweepState& s) {
                s.tab = QStringLiteral("radii");
                s.eps = QStringLiteral("0.001 … 0.1 in 20 log");
                s.logEps = true;
                s.network = 3;
            }),
        sweepView("sweep-compare", [](SweepState& s) { s.tab = QStringLiteral("compare"); }),
        sweepView("sweep-table", [](SweepState& s) { s.tab = QStringLiteral("table"); }),
        sweepView(
            "sweep-samples", [](SweepState& s) { s.networks.resize(1); },
            [](SweepWorkspace& page) {
                showSamples(page.link(), 0, {SampleQuestion::Kind::CertifiedNotBy, 4, 0, 1});
                QTest::qWait(3000);
            }),
    };
}
