// The explorer: opens a window, or draws a figure or a picture of the window without one.
#include "first_paint.h"
#include "options.h"

#include "core/io/files/process_start.h"
#include "core/io/text/plain_text.h"
#include "core/solve/blas_kernel.h"
#include "ui/files/resource_files.h"
#include "ui/files/write_file.h"
#include "ui/plot/export.h"
#include "ui/shell/banner.h"
#include "ui/shell/handout.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspaces.h"
#include "ui/state/state_files.h"
#include "ui/text/local_numbers.h"
#include "ui/workspaces/reach/planes_export.h"
#include "ui/workspaces/workspace_page.h"

#include <QApplication>
#include <QBuffer>
#include <QFileInfo>
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
                std::fprintf(stderr, "%s\n", kamke::plain(text.toStdString()).c_str());
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

/// The exit status; a sentence about what went wrong goes to standard error.
int finish(const kamke::Result<void>& result) {
    if (!result)
        std::fprintf(stderr, "%s\n", kamke::plain(result.error().message).c_str());
    return result ? 0 : 1;
}

/// What is in use before anything is opened, as nothing else is known of it.
QList<OpenFile> fileOf(const QString& path) {
    return {{path, path.endsWith(QStringLiteral(".kamke")) ? FileKind::Session : FileKind::Network}};
}

kamke::Result<void> render(const Options& options) {
    const OpenFiles file([&] { return fileOf(options.file); });
    auto may = mayWriteFile(options.out).and_then([&] {
        return checkFigure(options.out, options.millimetres, options.dpi);
    });
    if (!may)
        return may;
    return readStateOrNetwork(options.file).and_then([&](const ExplorerState& state) {
        const OpenFiles rest([&] { return filesOf(state); });
        return exportFigure(state, options.out, options.millimetres, options.dpi);
    });
}

kamke::Result<void> savePicture(const QPixmap& picture, const QString& path) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!picture.save(&buffer, QFileInfo(path).suffix().toLatin1().constData()))
        return kamke::fail(kamke::fileName(nativePath(path)) + ": is no name of a picture, expected *.png");
    return writeFile(path, buffer.data());
}

/// Grabs the window once its first result is drawn. What the window says of a wrong file is in the picture,
/// and is the sentence of the command as well.
void grabWhenDrawn(MainWindow& window, const QString& file) {
    const auto grab = [&window, file] {
        const std::string wrong =
            window.banner()->isVisible() ? window.banner()->sentence().toStdString() : std::string();
        QCoreApplication::exit(finish(savePicture(window.grab(), file).and_then([&]() -> kamke::Result<void> {
            if (!wrong.empty())
                return kamke::fail(wrong);
            return {};
        })));
    };
    // Plots redraw in the turns of the event loop after the last result.
    auto* quiet = new QTimer(&window);
    quiet->setSingleShot(true);
    quiet->setInterval(150);
    QObject::connect(quiet, &QTimer::timeout, &window, [&window, quiet, grab] {
        const WorkspacePage* page = window.workspaces()->shown();
        if (window.analysis()->isBusy() || (page && page->isBusy()))
            quiet->start();
        else
            grab();
    });
    QObject::connect(window.workspaces(), &Workspaces::busyChanged, quiet, qOverload<>(&QTimer::start));
    quiet->start();
}

} // namespace

int main(int argc, char** argv) {
    kamke::prepareProcess();
    kamke::chooseBlasKernel(); // before there are threads
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
        return finish(render(options));
    if (!options.handout.isEmpty())
        return finish(writeHandout(options.handout).map_error([](const QString& sentence) {
            return kamke::Error{sentence.toStdString()};
        }));
    if (!options.screenshot.isEmpty()) {
        const OpenFiles file([&] { return fileOf(options.file); });
        if (const auto may = mayWriteFile(options.screenshot); !may)
            return finish(may);
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
