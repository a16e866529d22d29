// The explorer: opens a window, or draws a figure or a picture of the window without one.
#include "first_paint.h"
#include "options.h"

#include "plot/export.h"
#include "shell/handout.h"
#include "shell/main_window.h"
#include "shell/resource_files.h"
#include "widgets/local_numbers.h"

#include <QApplication>
#include <QIcon>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <cstdio>

using namespace kamke::ui;

namespace {

/// The offscreen platform warns about what does not matter without a screen; what the program says itself
/// stays.
void dropPlatformWarnings() {
    if (qgetenv("QT_QPA_PLATFORM") == "offscreen")
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
            if (type == QtCriticalMsg || type == QtFatalMsg)
                std::fprintf(stderr, "%s\n", qPrintable(text));
        });
}

/// Qt ends the program when it finds no display, so one that needs none must say so before.
void choosePlatform(int argc, char** argv) {
    const bool display = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    if (display || qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        return;
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        if (argument.startsWith("--render") || argument.startsWith("--handout") ||
            argument.startsWith("--screenshot") || argument == "--benchmark-start" || argument == "--help" ||
            argument == "-h" || argument == "--version" || argument == "-v")
            qputenv("QT_QPA_PLATFORM", "offscreen");
    }
}

ExplorerState openingState() {
    QString path;
    auto network = paperExample(&path);
    ExplorerState state = stateForNetwork(std::move(network), path);
    state.theme = rememberedTheme();
    return state;
}

int render(const Options& options) {
    const auto written = readStateOrNetwork(options.file).and_then([&](const ExplorerState& state) {
        return exportFigure(state, options.out, options.millimetres, options.dpi);
    });
    if (written)
        return 0;
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
}

/// Grabs the window once its first result is drawn.
void grabWhenDrawn(MainWindow& window, const QString& file) {
    const auto grab = [&window, file] {
        const bool saved = window.grab().save(file);
        if (!saved)
            std::fprintf(
                stderr, "%s: cannot be written, expected a folder that exists and *.png\n", qPrintable(file));
        QCoreApplication::exit(saved ? 0 : 1);
    };
    QObject::connect(window.runner(), &ReachRunner::busyChanged, &window, [&window, grab](bool busy) {
        // Plots redraw in the next turns of the event loop.
        if (!busy)
            QTimer::singleShot(150, &window, grab);
    });
}

} // namespace

int main(int argc, char** argv) {
    choosePlatform(argc, argv);
    dropPlatformWarnings();
    QApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Kamke"));
    QCoreApplication::setApplicationName(QStringLiteral("kamke"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KAMKE_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.kamke.Kamke"));
    QLocale::setDefault(numberLocale());
    const Options options = Options::parse(app.arguments());
    if (options.render)
        return render(options);
    if (!options.handout.isEmpty()) {
        const auto written = writeHandout(options.handout);
        if (!written)
            std::fprintf(stderr, "%s\n", qPrintable(written.error()));
        return written ? 0 : 1;
    }

    // A picture must not depend on what the user's own window looked like last.
    QTemporaryDir scratch;
    if (!options.screenshot.isEmpty())
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, scratch.path());
    ExplorerState state = openingState();
    if (!options.theme.isEmpty())
        state.theme = options.theme == QStringLiteral("dark") ? ThemeChoice::Dark : ThemeChoice::Light;
    MainWindow window(std::move(state));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/org.kamke.Kamke.svg")));
    if (!options.file.isEmpty())
        window.openAtStart(options.file);
    if (!options.screenshot.isEmpty()) {
        window.resize(options.size);
        grabWhenDrawn(window, options.screenshot);
    }
    if (options.benchmarkStart)
        reportFirstPaint(&window);
    window.show();
    return QApplication::exec();
}
