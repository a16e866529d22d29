// Times a frame of dragging as the user meets it: a moved box, all methods, 1000 samples and the exact
// polygons in the background, then both planes drawn, alone and with all the rest of the window. And how long
// the program takes from its start to its first picture, and the window to another theme.
//
//     kamke-bench-window [--json] [--only planes | window | theme | start]
#include "core/io/files/network_file.h"
#include "ui/jobs/reach_runner.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspaces.h"
#include "ui/style/theme.h"
#include "ui/workspaces/reach/input_plane.h"
#include "ui/workspaces/reach/output_plane.h"
#include "ui/workspaces/reach/reach_workspace.h"
#include "ui/workspaces/workspace_page.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <algorithm>
#include <cstdio>
#include <qcustomplot.h>

namespace {

using namespace kamke;
using namespace kamke::ui;

double median(std::vector<double> values) {
    std::nth_element(
        values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

struct FrameTimes {
    double inAll, inCore, drawing;
};

/// Moves the box to and fro. A frame lasts from the new state until its result is drawn and nothing is left
/// to do; how long drawing alone takes is looked at between frames.
FrameTimes drag(ExplorerStore& store, const ReachRunner& runner, const QList<QWidget*>& shown) {
    const auto settle = [&] {
        while (!runner.isCurrent())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        for (int k = 0; k < 3; ++k) // what was put off, and what that has put off
            QCoreApplication::processEvents();
    };
    settle();
    const int merge = store.newMergeId();
    std::vector<double> all, core, drawing;
    for (int k = 0; k < 60; ++k) {
        ExplorerState next = store.state();
        Box& box = next.boxes[0].box;
        const Vector shift = 0.002 * (k % 20 < 10 ? 1 : -1) * (box.upper - box.lower);
        box = {box.lower + shift, box.upper + shift};
        QElapsedTimer timer;
        timer.start();
        store.apply(QStringLiteral("Move"), std::move(next), merge);
        settle();
        all.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        core.push_back(runner.result()->frame.seconds * 1e3);
        QElapsedTimer drawn;
        drawn.start();
        for (QWidget* widget : shown)
            for (QCustomPlot* plot : widget->findChildren<QCustomPlot*>())
                if (plot->isVisible())
                    plot->replot(QCustomPlot::rpImmediateRefresh);
        drawing.push_back(static_cast<double>(drawn.nsecsElapsed()) * 1e-6);
    }
    return {median(all), median(core), median(drawing)};
}

FrameTimes dragPlanes(const ExplorerState& state) {
    ExplorerStore store(state);
    ReachRunner runner(&store);
    InputPlane inputs(&store, &runner);
    OutputPlane outputs(&store, &runner);
    for (QWidget* plane : {static_cast<QWidget*>(&inputs), static_cast<QWidget*>(&outputs)}) {
        plane->resize(480, 760);
        plane->show();
    }
    return drag(store, runner, {&inputs, &outputs});
}

FrameTimes dragInWindow(const ExplorerState& state) {
    MainWindow window(state);
    window.resize(1440, 900);
    window.show();
    return drag(*window.store(), *window.findChild<ReachWorkspace*>()->runner(), {&window});
}

/// Another theme until all is drawn in it, when every workspace has been looked at: CPU time, since a frame
/// of the window waits for nothing else.
double themeMilliseconds(const ExplorerState& state) {
    MainWindow window(state);
    window.resize(1440, 900);
    window.show();
    const auto settle = [&] {
        do
            QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
        while (window.workspaces()->shown()->isBusy());
    };
    for (const QString& id : workspaceIds() + QStringList{QStringLiteral("reach")}) {
        window.store()->setWorkspace(id);
        settle();
    }
    std::vector<double> times;
    for (int k = 0; k < 9; ++k) {
        QElapsedTimer timer;
        timer.start();
        window.actions()[QStringLiteral("view.toggle-theme")]->trigger();
        QCoreApplication::processEvents();
        window.repaint();
        QCoreApplication::processEvents();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        settle();
    }
    return median(times);
}

double startMilliseconds() {
    std::vector<double> times;
    for (int k = 0; k < 5; ++k) {
        QProcess program;
        program.start(QStringLiteral(KAMKE_BIN_DIR "/kamke"), {QStringLiteral("--benchmark-start")});
        program.waitForFinished(30000);
        times.push_back(
            QString::fromUtf8(program.readAllStandardOutput()).section(QLatin1Char(' '), 0, 0).toDouble());
    }
    return median(times);
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(ThemeChoice::Light);
    const bool json = app.arguments().contains(QStringLiteral("--json"));
    const qsizetype at = app.arguments().indexOf(QStringLiteral("--only"));
    const QString only = at < 0 ? QString() : app.arguments().value(at + 1);
    const auto wanted = [&](const char* part) { return only.isEmpty() || only == QLatin1String(part); };
    QJsonObject all;
    QJsonArray rows;
    for (const char* name : {"paper_example", "feed_forward", "two_moons"}) {
        const QString file =
            QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/%1.h5").arg(QLatin1String(name));
        Result<Network> network = readNetwork(file.toStdString());
        if (!network) {
            std::fprintf(stderr, "%s\n", network.error().message.c_str());
            return 1;
        }
        const ExplorerState state =
            stateForNetwork(std::make_shared<const Network>(std::move(*network)), file);
        for (const auto& [where, measure] :
             {std::pair("planes", &dragPlanes), std::pair("window", &dragInWindow)}) {
            if (!wanted(where))
                continue;
            const FrameTimes times = measure(state);
            rows.append(QJsonObject{
                {QStringLiteral("name"), QLatin1String(name)},
                {QStringLiteral("where"), QLatin1String(where)},
                {QStringLiteral("frame_milliseconds"), times.inAll},
                {QStringLiteral("core_milliseconds"), times.inCore},
                {QStringLiteral("drawing_milliseconds"), times.drawing}});
            if (!json)
                std::printf(
                    "%-14s %s: a dragged frame %6.2f ms, of which core %6.2f ms, drawing %6.2f ms\n", name,
                    where, times.inAll, times.inCore, times.drawing);
        }
        if (wanted("theme") && all.isEmpty()) {
            const double theme = themeMilliseconds(state);
            all[QStringLiteral("theme_milliseconds")] = theme;
            if (!json)
                std::printf("another theme, every workspace looked at: %.0f ms\n", theme);
        }
    }
    all[QStringLiteral("frames")] = rows;
    if (wanted("start")) {
        const double start = startMilliseconds();
        all[QStringLiteral("start_to_first_paint_milliseconds")] = start;
        if (!json)
            std::printf("start to first paint: %.0f ms\n", start);
    }
    if (json)
        std::printf("%s\n", QJsonDocument(all).toJson().constData());
    return 0;
}
