// Frames per second of every contraction figure in a window of 1280×800: while its animation plays, and while
// what can be dragged is dragged with the mouse.
//
//     kamke-bench-figures [--json]
#include "core/io/files/network_file.h"
#include "ui/plot/plot.h"
#include "ui/shell/main_window.h"
#include "ui/workspaces/contraction/contraction_workspace.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMouseEvent>
#include <QSettings>
#include <QStandardPaths>
#include <algorithm>
#include <cstdio>
#include <optional>

namespace {

using namespace kamke;
using namespace kamke::ui;

/// Milliseconds of a frame: the median, and what 95 of 100 stay below.
struct FrameTimes {
    double median = 0, slow = 0;
};

FrameTimes timesOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return {values[values.size() / 2], values[values.size() * 95 / 100]};
}

/// Runs `act`, then the event loop until everything that it has asked for is painted.
template<class F>
double frame(F act) {
    QElapsedTimer timer;
    timer.start();
    act();
    // Queued replots and deferred repaints come in the next passes of the loop.
    for (int pass = 0; pass < 3; ++pass)
        QCoreApplication::processEvents();
    return static_cast<double>(timer.nsecsElapsed()) * 1e-6;
}

void mouse(QWidget* target, QEvent::Type type, const QPointF& at) {
    const bool held = type != QEvent::MouseButtonRelease;
    QMouseEvent event(
        type, at, target->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
        held ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &event);
}

FrameTimes play(MainWindow& window, const Figure& figure) {
    std::vector<double> times;
    for (int k = 0; k <= figure.lastPosition(); ++k)
        times.push_back(frame([&] { window.store()->moveTime(k * figure.timeStep()); }));
    return timesOf(std::move(times));
}

/// Presses at `at`, moves around it and lets go; nothing when that has dragged nothing.
std::optional<FrameTimes> drag(MainWindow& window, Plot* plot, const QPointF& at, int steps) {
    const int before = window.store()->undoStack()->index();
    mouse(plot, QEvent::MouseButtonPress, at);
    std::vector<double> times;
    for (int k = 1; k <= steps; ++k) {
        const QPointF to = at + QPointF(3 * (k % 20 < 10 ? k % 20 : 20 - k % 20), 2 * (k % 10));
        times.push_back(frame([&] { mouse(plot, QEvent::MouseMove, to); }));
    }
    // Not where it began: a drag that ends there is no change.
    mouse(plot, QEvent::MouseMove, at + QPointF(9, 5));
    mouse(plot, QEvent::MouseButtonRelease, at + QPointF(9, 5));
    QCoreApplication::processEvents();
    if (window.store()->undoStack()->index() == before)
        return {};
    return timesOf(std::move(times));
}

/// The slowest drag of those that a grid of points over the plots finds.
std::optional<FrameTimes> dragSomething(MainWindow& window, const Figure& figure) {
    constexpr int spacing = 12, tries = 2, steps = 60;
    std::optional<FrameTimes> slowest;
    for (Plot* plot : figure.plots()) {
        const QRect area = plot->axisRect()->rect();
        for (int y = area.top() + spacing / 2; y < area.bottom(); y += spacing)
            for (int x = area.left() + spacing / 2; x < area.right(); x += spacing) {
                const QPointF at(x, y);
                if (!drag(window, plot, at, tries))
                    continue;
                window.store()->undoStack()->undo();
                QCoreApplication::processEvents();
                const auto times = drag(window, plot, at, steps);
                if (times && (!slowest || times->median > slowest->median))
                    slowest = times;
                window.store()->undoStack()->undo();
                QCoreApplication::processEvents();
                x += 4 * spacing; // the same handle need not be timed often
            }
    }
    return slowest;
}

QJsonObject json(const FrameTimes& times) {
    return {
        {QStringLiteral("milliseconds_median"), times.median},
        {QStringLiteral("milliseconds_95_percent"), times.slow},
        {QStringLiteral("frames_per_second"), 1000 / times.median}};
}

void print(const char* what, const std::optional<FrameTimes>& times) {
    if (times)
        std::printf(
            "  %-9s %6.2f ms a frame (95 %% below %6.2f ms), %4.0f frames a second\n", what, times->median,
            times->slow, 1000 / times->median);
    else
        std::printf("  %-9s –\n", what);
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("KamkeBench"));
    const bool asJson = app.arguments().contains(QStringLiteral("--json"));
    const QString file = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/paper_example.h5");
    const Result<Network> network = readNetwork(file.toStdString());
    if (!network) {
        std::fprintf(stderr, "%s\n", network.error().message.c_str());
        return 1;
    }
    ExplorerState state = stateForNetwork(std::make_shared<const Network>(*network), file);
    state.workspace = QStringLiteral("contraction");
    QSettings().clear();
    MainWindow window(std::move(state));
    window.resize(1280, 800);
    window.show();
    QCoreApplication::processEvents();
    QJsonArray rows;
    for (const FigureRow& row : figureRows()) {
        ExplorerState next = window.store()->state();
        next.contraction.figure = QLatin1String(row.id);
        window.store()->apply(QStringLiteral("Choose"), next);
        for (int pass = 0; pass < 20; ++pass)
            QCoreApplication::processEvents();
        const Figure& figure = *window.findChild<ContractionWorkspace*>()->figure();
        std::optional<FrameTimes> played;
        if (figure.lastPosition() > 0)
            played = play(window, figure);
        window.store()->moveTime(0);
        const std::optional<FrameTimes> dragged = dragSomething(window, figure);
        QJsonObject entry{{QStringLiteral("figure"), QLatin1String(row.id)}};
        if (played)
            entry.insert(QStringLiteral("animation"), json(*played));
        if (dragged)
            entry.insert(QStringLiteral("drag"), json(*dragged));
        rows.append(entry);
        if (!asJson) {
            std::printf("%s\n", row.id);
            print("playing", played);
            print("dragging", dragged);
        }
    }
    if (asJson)
        std::printf(
            "%s\n", QJsonDocument(QJsonObject{{QStringLiteral("figures"), rows}}).toJson().constData());
    return 0;
}
