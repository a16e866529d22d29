// The Sweep workspace in the states that are worth looking at.
#include "scenes.h"
#include "ui/jobs/sweep_runner.h"
#include "ui/shell/workspaces.h"
#include "ui/workspaces/sweep/sweep_presets.h"
#include "ui/workspaces/sweep/sweep_workspace.h"

#include <QPushButton>
#include <QScrollArea>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;

namespace {

enum class Until { Opened, SomeSamples, Done };

Scene sweep(const char* name, const std::function<void(SweepState&)>& edit, Until until) {
    return {
        QString::fromLatin1(name),
        [=](MainWindow& w) {
            ExplorerState next = w.store()->state();
            edit(next.sweep);
            w.store()->apply(QStringLiteral("Prepare"), next);
            w.store()->setWorkspace(QStringLiteral("sweep"));
            const auto* page = qobject_cast<SweepWorkspace*>(w.workspaces()->page(QStringLiteral("sweep")));
            auto* run = page->findChild<QPushButton*>(QStringLiteral("sweep.run"));
            if (until == Until::Opened) {
                QTest::qWait(2500);
                return;
            }
            const auto* runner = page->findChild<SweepRunner*>();
            const bool ready = QTest::qWaitFor([&] { return run->isEnabled(); }, 30000);
            run->click();
            const bool seen = QTest::qWaitFor(
                [&] {
                    const auto results = runner->results();
                    return !runner->isBusy() ||
                           (until == Until::SomeSamples && results && results->done() > results->total() / 5);
                },
                600000);
            if (!ready || !seen)
                qWarning("the sweep took too long");
            // Where it is there, the form's lower half is worth a look, too.
            auto* seconds = page->findChild<QWidget*>(QStringLiteral("sweep.sampleSeconds"));
            if (!seconds->isVisibleTo(page))
                return;
            for (QWidget* up = seconds; up; up = up->parentWidget())
                if (auto* area = qobject_cast<QScrollArea*>(up))
                    area->ensureWidgetVisible(seconds, 0, 260);
        },
        true};
}

std::function<void(SweepState&)> preset(const char* id, int samples, int attacked) {
    return [=](SweepState& s) {
        findSweepPreset(QLatin1String(id))->applyTo(s);
        s.samples = samples;
        for (SweepAttack& attack : s.attacks)
            attack.first = attacked;
    };
}

} // namespace

std::vector<Scene> sweepScenes() {
    return {
        sweep(
            "sweep-empty", [](SweepState&) {}, Until::Opened),
        sweep("sweep-running", preset("figure3", 10000, 256), Until::SomeSamples),
        sweep("sweep-figure3", preset("figure3", 10000, 1000), Until::Done),
        sweep("sweep-figure2", preset("figure2", 2000, 2000), Until::Done),
        sweep(
            "sweep-networks",
            [](SweepState& s) {
                preset("figure2", 1000, 1000)(s);
                s.eps = QStringLiteral("0.001 … 0.3 in 25 log");
                s.certificates = {QStringLiteral("mmc"), QStringLiteral("lipschitz")};
                s.logEps = true;
            },
            Until::Done),
        sweep(
            "sweep-balls",
            [](SweepState& s) {
                preset("figure3", 24, 0)(s);
                s.networks = {QStringLiteral("gallery:mon_gamma_095.h5")};
                s.norm = BallNorm::L2;
                s.sampleSeconds = 0.2;
                s.clip = true;
                s.eps = QStringLiteral("0.05; 0.1 … 1");
                s.certificates = {
                    QStringLiteral("lipschitz-l2"), QStringLiteral("relational"), QStringLiteral("sdp")};
            },
            Until::Done),
        sweep(
            "sweep-error",
            [](SweepState& s) {
                preset("figure3", 0, 100)(s);
                s.eps = QStringLiteral("0.002; 0.004 … 0.001");
            },
            Until::Opened),
    };
}
