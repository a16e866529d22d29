#include "convergence/convergence_workspace.h"
#include "network/network_workspace.h"
#include "plot/export.h"
#include "shell/resource_files.h"
#include "shell/workspaces.h"
#include "sweep/sweep_curve_plot.h"
#include "sweep/sweep_link.h"
#include "sweep/sweep_presets.h"
#include "sweep/sweep_workspace.h"
#include "window_fixture.h"
#include <QPushButton>
#include <QTabBar>
using namespace kamke;
using namespace kamke::ui;
static QString out;
static void shot(MainWindow& w, const QString& name) {
    for (const QSize size : {QSize(1000, 650), QSize(1440, 900)}) {
        w.resize(size);
        QTest::qWait(150);
        std::printf("%s asked %dx%d is %dx%d minimum hint %d\n", qPrintable(name), size.width(), size.height(), w.width(), w.height(), w.minimumSizeHint().width());
        w.grab().save(out + '/' + name + QString("-%1.png").arg(size.width()));
    }
}
int main(int argc, char** argv) {
    QApplication app(argc, argv);
    out = argv[1];
    QString only = argc > 2 ? argv[2] : "";
    bool dark = argc > 3;
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("KamkeTest");
    QCoreApplication::setApplicationName("look");
    QSettings().clear();
    ExplorerState state = exampleState();
    state.theme = dark ? ThemeChoice::Dark : ThemeChoice::Light;
    FakeAsker::Script script;
    MainWindow w(std::move(state), std::make_unique<FakeAsker>(&script));
    w.resize(1000, 650);
    w.show();
    QTest::qWait(300);
    const QString d = dark ? "-dark" : "";
    const auto edit = [&](auto f) { ExplorerState n = w.store()->state(); f(n); w.store()->apply("x", n); };
    if (only.isEmpty() || only == "contraction") {
        w.store()->setWorkspace("contraction");
        for (const char* id : {"flow", "cells", "map", "measure", "embedding", "race", "euler", "interval-widths"}) {
            edit([&](ExplorerState& n) { n.contraction.figure = id; });
            QTest::qWait(id[0] == 'i' ? 15000 : 300);
            shot(w, QString("contraction-%1%2").arg(id, d));
        }
    }
    if (only.isEmpty() || only == "convergence") {
        w.store()->setWorkspace("convergence");
        auto* page = w.findChild<ConvergenceWorkspace*>();
        const auto wait = [&] { QTest::qWait(100); bool b = QTest::qWaitFor([&] { return page->runner()->isCurrent() && !page->isBusy(); }, 60000); (void)b; QTest::qWait(200); };
        wait();
        w.store()->moveCursor(0); QTest::qWait(100);
        shot(w, "conv-start" + d);
        w.store()->moveCursor(4); QTest::qWait(100);
        shot(w, "conv-4" + d);
        edit([&](ExplorerState& n) { n.convergence.start = ConvergenceStart::Box; n.convergence.figure = "alpha"; });
        wait(); w.store()->moveCursor(0); QTest::qWait(100);
        shot(w, "conv-wide" + d);
        edit([&](ExplorerState& n) { n.convergence.alpha["average"] = 1.9; n.convergence.figure = "eta"; });
        wait();
        shot(w, "conv-19" + d);
        edit([&](ExplorerState& n) { n.convergence.alpha["average"] = 0.0994883; });
        wait();
        shot(w, "conv-0099" + d);
    }
    if (only.isEmpty() || only == "sweep") {
        w.store()->setWorkspace("sweep");
        QTest::qWait(2000);
        shot(w, "sweep-empty" + d);
        auto* page = qobject_cast<SweepWorkspace*>(w.workspaces()->page("sweep"));
        auto* run = page->findChild<QPushButton*>("sweep.run");
        page->findChild<QPushButton*>("sweep.empty.figure3")->click();
        edit([&](ExplorerState& n) { n.sweep.samples = 300; for (auto& a : n.sweep.attacks) { a.first = 64; a.steps = 10; a.restarts = 1; } });
        bool r = QTest::qWaitFor([&] { return run->isEnabled(); }, 30000);
        shot(w, "sweep-filled" + d);
        run->click();
        QTest::qWait(300);
        shot(w, "sweep-running" + d);
        r = QTest::qWaitFor([&] { return !page->runner()->isBusy(); }, 200000);
        (void)r;
        shot(w, "sweep-done" + d);
        auto* plot = page->findChild<SweepCurvePlot*>("sweep.curves");
        for (const char* f : {"png", "svg", "pdf"}) { auto e = exportPlot(*plot, out + "/sweep85." + f, {85, 60}, 300); (void)e; }
        QElapsedTimer t; t.start();
        for (int k = 0; k < 20; ++k) plot->replot(QCustomPlot::rpImmediateRefresh);
        std::printf("replot %g ms\n", t.elapsed() / 20.0);
        t.restart();
        for (int k = 0; k < 20; ++k) { plot->xAxis->setRange(0, 0.06 + 0.0001 * k); plot->replot(QCustomPlot::rpImmediateRefresh); }
        std::printf("replot with moved names %g ms\n", t.elapsed() / 20.0);
        auto* tabs = page->findChild<QTabBar*>("sweep.tabs");
        for (int k = 1; k < tabs->count(); ++k) { tabs->setCurrentIndex(k); QTest::qWait(300); shot(w, QString("sweep-tab%1%2").arg(k).arg(d)); }
        tabs->setCurrentIndex(0);
        edit([&](ExplorerState& n) { n.sweep.networks = QStringList{"gallery:nemon_mnist.h5", "gallery:nemon_gamma_095.h5", "gallery:implicit_deep_learning.h5"}; n.sweep.certificates = {"mmc", "ibpc"}; n.sweep.attacks.clear(); n.sweep.samples = 200; });
        r = QTest::qWaitFor([&] { return run->isEnabled(); }, 30000);
        run->click();
        r = QTest::qWaitFor([&] { return !page->runner()->isBusy(); }, 200000);
        shot(w, "sweep-networks" + d);
        auto e = exportPlot(*plot, out + "/sweep85-networks.png", {85, 60}, 300); (void)e;
        for (int k = 1; k < tabs->count(); ++k) { tabs->setCurrentIndex(k); QTest::qWait(300); shot(w, QString("sweep-networks-tab%1%2").arg(k).arg(d)); }
    }
    if (only.isEmpty() || only == "network") {
        w.openAtStart(resourceFolder("networks") + "/nemon_mnist.h5");
        edit([&](ExplorerState& n) { n.compare.networks = {"gallery:nemon_gamma_095.h5", "gallery:nemon_figure1.h5", "gallery:implicit_deep_learning.h5", "gallery:mon_gamma_095.h5"}; n.compare.samples = 200; });
        w.store()->setWorkspace("network");
        auto* page = w.findChild<NetworkWorkspace*>();
        bool r = QTest::qWaitFor([&] { return page->isCurrent(); }, 200000); (void)r;
        for (const char* tab : {"numbers", "curves", "matrices", "spectrum"}) { edit([&](ExplorerState& n) { n.compare.tab = tab; }); QTest::qWait(300); shot(w, QString("network-%1%2").arg(tab, d)); }
    }
    if (only.isEmpty() || only == "train") {
        w.store()->setWorkspace("train");
        QTest::qWait(1500);
        edit([&](ExplorerState& n) { n.train.epochs = 6; n.train.hidden = 20; n.train.certifiedEps = 0.01; });
        shot(w, "train-form" + d);
        auto* start = w.findChild<QPushButton*>("trainStart");
        bool r = QTest::qWaitFor([&] { return start->isEnabled(); }, 20000);
        start->click();
        QTest::qWait(2500);
        shot(w, "train-run" + d);
        w.findChild<QPushButton*>("trainCancel")->click();
        r = QTest::qWaitFor([&] { return start->isVisible(); }, 20000); (void)r;
        shot(w, "train-stopped" + d);
        w.store()->setWorkspace("learn");
        QTest::qWait(500);
        shot(w, "learn" + d);
    }
    return 0;
}
