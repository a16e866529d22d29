// The Convergence workspace in the states that are worth looking at.
#include "scenes.h"
#include "ui/files/resource_files.h"
#include "ui/shell/workspaces.h"
#include "ui/workspaces/convergence/convergence_workspace.h"

#include <QTest>

using namespace kamke;
using namespace kamke::ui;

namespace {

void waitForRun(MainWindow& w) {
    const auto* page =
        qobject_cast<ConvergenceWorkspace*>(w.workspaces()->page(QStringLiteral("convergence")));
    if (!QTest::qWaitFor([&] { return page->runner()->isCurrent() && !page->isBusy(); }, 60000))
        qWarning("the iterations took too long");
}

/// `file` is a network of the gallery; empty: the paper's example.
Scene convergence(
    const char* name, const char* file, int cursor, std::function<void(ExplorerState&)> edit,
    bool underWay = false) {
    return {
        QString::fromLatin1(name),
        [=, edit = std::move(edit)](MainWindow& w) {
            for (const QString& path : galleryFiles())
                if (*file && path.endsWith(u'/' + QLatin1String(file) + QStringLiteral(".h5")))
                    w.openAtStart(path);
            ExplorerState next = w.store()->state();
            edit(next);
            w.store()->apply(QStringLiteral("Prepare"), next);
            w.store()->setWorkspace(QStringLiteral("convergence"));
            if (underWay) {
                QTest::qWait(400);
                return;
            }
            waitForRun(w);
            w.store()->moveCursor(cursor);
        },
        underWay};
}

} // namespace

std::vector<Scene> convergenceScenes() {
    const auto figure = [](const char* id) {
        return [id](ExplorerState& s) { s.convergence.figure = QLatin1String(id); };
    };
    return {
        convergence("convergence", "", 3, [](ExplorerState&) {}),
        convergence("convergence-alpha", "", 3, figure("alpha")),
        convergence("convergence-eta", "three_inputs", 3, figure("eta")),
        convergence(
            "convergence-all", "", 5,
            [](ExplorerState& s) {
                s.convergence.solvers.clear();
                for (const FixedPointIteration& iteration : iterations())
                    s.convergence.solvers << idOf(iteration);
                s.convergence.figure = QStringLiteral("eta");
            }),
        convergence(
            "convergence-diverging", "ibp_diverges", 6,
            [](ExplorerState& s) { s.convergence.boxMethod = QStringLiteral("ibp"); }),
        convergence("convergence-ill-posed", "ill_posed", 6, figure("eta")),
        convergence(
            "convergence-empty", "", 0,
            [](ExplorerState& s) {
                s.boxes.clear();
                s.selectedBox = -1;
            },
            true),
        convergence(
            "convergence-no-boxes", "", 2, [](ExplorerState& s) { s.methods = {QStringLiteral("exact")}; }),
        convergence(
            "convergence-digits", "nemon_mnist", 8,
            [](ExplorerState& s) { s.convergence.input = ConvergenceInput::Digit; }),
        convergence(
            "convergence-digits-busy", "nemon_mnist", 8,
            [](ExplorerState& s) {
                s.convergence.solvers.clear();
                for (const FixedPointIteration& iteration : iterations())
                    s.convergence.solvers << idOf(iteration);
                s.convergence.input = ConvergenceInput::Digit;
                s.convergence.figure = QStringLiteral("eta");
            },
            true),
        {QStringLiteral("convergence-order-lost"),
         [](MainWindow& w) {
             w.store()->setWorkspace(QStringLiteral("convergence"));
             waitForRun(w);
             ConvergenceWorkspace::showOrderLost(w.store());
             waitForRun(w);
         }},
    };
}
