// kamke-screenshots OUTDIR [--only SCENE] [--size WIDTHxHEIGHT]: brings the real window into every state that
// is worth looking at, or those whose names begin with SCENE, and grabs it, light and dark, small and large,
// at one and at two pixels per point, or at one size alone.
#include "scenes.h"
#include "ui/files/folders.h"
#include "ui/files/resource_files.h"
#include "ui/jobs/digits_scan.h"
#include "ui/workspaces/convergence/convergence_workspace.h"
#include "ui/workspaces/digits/digit_gallery.h"
#include "ui/workspaces/digits/digits_workspace.h"
#include "ui/workspaces/network/network_workspace.h"
#include "ui/workspaces/reach/reach_workspace.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>
#include <iterator>

using namespace kamke::ui;

namespace {

class NoAsker : public Asker {
    Answer askToSave(QWidget*, const QString&) override { return Answer::Discard; }
    Answer askToStop(QWidget*, const QString&, const QString&) override { return Answer::Discard; }
    QString fileToOpen(QWidget*, const QString&, const QString&) override { return {}; }
    QString fileToSave(QWidget*, const QString&, const QString&, const QString&) override { return {}; }
};

/// Everything that the shown workspace computes is there.
bool isSettled(MainWindow& window) {
    const QString shown = window.store()->state().workspace;
    // Reach's own computation rests while another workspace is shown.
    if (shown == QStringLiteral("reach"))
        return window.findChild<ReachWorkspace*>()->runner()->isCurrent() &&
               !window.findChild<ReachWorkspace*>()->runner()->isBusy();
    if (shown == QStringLiteral("convergence")) {
        const auto* page = window.findChild<ConvergenceWorkspace*>();
        return page && page->runner()->isCurrent() && !page->isBusy();
    }
    if (shown == QStringLiteral("network")) {
        const auto* page = window.findChild<NetworkWorkspace*>();
        return page && page->isCurrent();
    }
    // The others compute at once, or their scenes wait for what they have begun.
    if (shown != QStringLiteral("digits"))
        return true;
    const auto* digits = window.findChild<DigitsWorkspace*>();
    if (!digits || digits->isBusy())
        return false;
    return digits->gallery() && digits->runner()->isCurrent() && digits->scan()->progress().total == 0 &&
           digits->scan()->isComplete();
}

/// The window with the dialogs and tooltips before it.
QPixmap grabWithPopups(QWidget& window) {
    QPixmap picture = window.grab();
    QPainter painter(&picture);
    for (QWidget* each : window.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        if (each->isWindow() && each->isVisible())
            painter.drawPixmap(each->pos() - window.pos(), each->grab());
    return picture;
}

bool grab(const Scene& scene, bool dark, const QSize& size, const QString& file) {
    QString path;
    auto network = paperExample(&path);
    ExplorerState state = stateForNetwork(std::move(network), path);
    state.theme = dark ? ThemeChoice::Dark : ThemeChoice::Light;
    QSettings().clear();
    QDir(verdictFolder()).removeRecursively(); // what other scenes have found out
    MainWindow window(std::move(state), std::make_unique<NoAsker>());
    window.resize(size);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window) ||
        !QTest::qWaitFor([&] { return window.findChild<ReachWorkspace*>()->runner()->isCurrent(); }, 30000))
        return false;
    scene.prepare(window);
    const bool done = scene.underWay || QTest::qWaitFor([&] { return isSettled(window); }, 300000);
    // Thumbnails and queued replots come later.
    QTest::qWait(scene.name == QStringLiteral("gallery") ? 8000 : 300);
    return done && grabWithPopups(window).save(file);
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // The offscreen platform warns about what does not matter without a screen.
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
        if (type == QtCriticalMsg || type == QtFatalMsg)
            std::fprintf(stderr, "%s\n", qPrintable(text));
    });
    QApplication app(argc, argv);
    QStringList arguments = app.arguments().mid(1);
    const auto option = [&](const QString& name) {
        const auto at = arguments.indexOf(name);
        const QString value = at >= 0 ? arguments.value(at + 1) : QString();
        if (at >= 0)
            arguments.remove(at, std::min<qsizetype>(2, arguments.size() - at));
        return value;
    };
    const QString only = option(QStringLiteral("--only"));
    const QStringList extents = option(QStringLiteral("--size")).split(u'x');
    if (arguments.size() != 1 || arguments[0].startsWith(u'-') || !QDir().mkpath(arguments[0])) {
        std::fprintf(stderr, "usage: kamke-screenshots OUTDIR [--only SCENE] [--size WIDTHxHEIGHT]\n");
        return 2;
    }
    QTemporaryDir scratch;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, scratch.path());
    QCoreApplication::setOrganizationName(QStringLiteral("Kamke"));
    QCoreApplication::setApplicationName(QStringLiteral("kamke-screenshots"));
    QStandardPaths::setTestModeEnabled(true);

    // Qt reads the scale once, when it starts: the second one needs a second process.
    const bool second = qEnvironmentVariable("QT_SCALE_FACTOR") == QStringLiteral("2");
    QList<QSize> sizes{QSize(1280, 800)};
    if (!second)
        sizes << QSize(1920, 1080);
    const bool oneSize = extents.size() == 2;
    if (oneSize)
        sizes = {QSize(extents[0].toInt(), extents[1].toInt())};
    int failures = 0;
    std::vector<Scene> all = scenes();
    for (std::vector<Scene> more :
         {convergenceScenes(), sweepScenes(), sweepViewScenes(), networkScenes(), glossaryScenes(),
          importScenes()})
        std::move(more.begin(), more.end(), std::back_inserter(all));
    for (const Scene& scene : all) {
        if (!only.isEmpty() && !scene.name.startsWith(only))
            continue;
        for (const bool dark : {false, true})
            for (const QSize& size : sizes) {
                const QString file =
                    QStringLiteral("%1/%2-%3-%4%5.png")
                        .arg(
                            arguments[0], scene.name, dark ? QStringLiteral("dark") : QStringLiteral("light"))
                        .arg(size.width())
                        .arg(second ? QStringLiteral("@2x") : QString());
                const bool ok = grab(scene, dark, size, file);
                std::printf("%s%s\n", qPrintable(file), ok ? "" : " FAILED");
                failures += !ok;
            }
    }
    if (!second && !oneSize) {
        QProcess again;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QStringLiteral("2"));
        again.setProcessEnvironment(environment);
        again.setProcessChannelMode(QProcess::ForwardedChannels);
        again.start(QCoreApplication::applicationFilePath(), app.arguments().mid(1));
        again.waitForFinished(-1);
        failures += again.exitCode() != 0;
    }
    return failures == 0 ? 0 : 1;
}
