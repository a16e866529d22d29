// The window's frame under the hands of its user: theme, keys, dropped files, names, messages, sizes.
#include "core/io/files/network_file.h"
#include "settle_events.h"
#include "ui/documents/export_dialog.h"
#include "ui/files/folders.h"
#include "ui/files/resource_files.h"
#include "ui/plot/plot.h"
#include "ui/shell/banner.h"
#include "ui/shell/workspaces.h"
#include "ui/style/theme.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/workspace_page.h"
#include "window_fixture.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>
#include <algorithm>
#include <ctime>
#include <initializer_list>
#include <vector>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// Counts what the application delivers.
class EventCount : public QObject {
public:
    explicit EventCount(std::initializer_list<QEvent::Type> types)
        : types_(types) {
        qApp->installEventFilter(this);
    }
    bool eventFilter(QObject*, QEvent* event) override {
        count += static_cast<int>(std::count(types_.begin(), types_.end(), event->type()));
        return false;
    }
    int count = 0;

private:
    std::vector<QEvent::Type> types_;
};

/// Mean lightness of what an icon draws in this widget's middle, and of its ground.
struct Ink {
    int darkest = 255, lightest = 0;
    int contrast() const { return lightest - darkest; }
};

Ink inkOf(QWidget* button, const QRect& where) {
    // Of the window, as a button alone has no ground.
    const QPoint corner = button->mapTo(button->window(), where.topLeft());
    const QImage picture = button->window()->grab(QRect(corner, where.size())).toImage();
    Ink ink;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const int light = picture.pixelColor(x, y).lightness();
            ink.darkest = std::min(ink.darkest, light);
            ink.lightest = std::max(ink.lightest, light);
        }
    return ink;
}

} // namespace

class TestWindowFrame : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        prepareTests();
        Network named = *exampleNetwork();
        named.name = "a & b";
        QVERIFY(writeNetwork(named, file("a & b.h5").toStdString()));
        QVERIFY(writeNetwork(*exampleNetwork(), file("second.h5").toStdString()));
    }
    void init() { prepareTest(); }
    void cleanup() { applyTheme(ThemeChoice::Light); }

    void iconsFollowTheTheme() {
        ExplorerState light = exampleState();
        light.theme = ThemeChoice::Light;
        WindowFixture f(light);
        QVERIFY(f.settle());
        for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light}) {
            f.window.actions()["view.toggle-theme"]->trigger();
            QCOMPARE(currentTheme().dark, theme == ThemeChoice::Dark);
            QCoreApplication::processEvents();
            int looked = 0;
            for (auto* button : f.window.findChildren<QToolButton*>()) {
                if (!button->isVisible() || button->icon().isNull())
                    continue;
                ++looked;
                // The upper half of a button of the rail is its icon.
                const QRect icon = button->toolButtonStyle() == Qt::ToolButtonTextUnderIcon
                                       ? QRect(0, 0, button->width(), button->height() / 2)
                                       : button->rect();
                const Ink ink = inkOf(button, icon);
                const int least = button->isEnabled() ? 110 : 25;
                QVERIFY2(
                    ink.contrast() >= least, qPrintable(QString("%1: %2 … %3")
                                                            .arg(button->accessibleName())
                                                            .arg(ink.darkest)
                                                            .arg(ink.lightest)));
            }
            QVERIFY2(looked >= 11, qPrintable(QString::number(looked)));
        }
        // A session of the other theme brings its icons along, too.
        ExplorerState dark = f.window.store()->state();
        dark.theme = ThemeChoice::Dark;
        f.window.store()->reset(dark);
        auto* rail = f.window.actions()["workspace.train"]->associatedObjects().value(0);
        QVERIFY(rail);
        QVERIFY(currentTheme().dark);
    }

    void theThemeIsSwitchedAtOnce() {
        WindowFixture f;
        for (const QString& id : workspaceIds()) {
            f.window.store()->setWorkspace(id);
            QVERIFY(QTest::qWaitFor([&] { return !f.window.workspaces()->shown()->isBusy(); }, 60000));
        }
        for (const char* id : {"reach", "digits", "contraction", "train"}) {
            f.window.store()->setWorkspace(id);
            QVERIFY(QTest::qWaitFor([&] { return !f.window.workspaces()->shown()->isBusy(); }, 60000));
            settleEvents();
            // What makes a page measure itself and all that it holds anew, which took seconds.
            EventCount measured({QEvent::StyleChange, QEvent::LayoutRequest});
            const std::clock_t start = std::clock();
            f.window.actions()["view.toggle-theme"]->trigger();
            QCoreApplication::processEvents();
            f.window.repaint();
            QCoreApplication::processEvents();
            const int widgets = static_cast<int>(QApplication::allWidgets().size());
            qInfo(
                "%s: %.0f ms, %d widgets, %d events", id,
                1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, widgets, measured.count);
            QVERIFY2(measured.count < widgets / 4, qPrintable(QString::number(measured.count)));
        }
        // A page that was out of sight has the theme when it comes.
        f.window.store()->setWorkspace("convergence");
        QCoreApplication::processEvents();
        for (Plot* plot : f.window.workspaces()->shown()->findChildren<Plot*>())
            if (plot->isVisible())
                QVERIFY(plot->theme().dark == currentTheme().dark);
    }

    /// The theme that comes later leaves nothing of the one before, in the page that is seen and in those
    /// that are not.
    void anotherThemeIsThatOfAFreshWindow_data() {
        QTest::addColumn<QString>("workspace");
        for (const QString& id : workspaceIds())
            QTest::newRow(qPrintable(id)) << id;
    }
    void anotherThemeIsThatOfAFreshWindow() {
        QFETCH(QString, workspace);
        const auto picture = [&](WindowFixture& f) {
            f.window.store()->setWorkspace(workspace);
            QCoreApplication::processEvents();
            if (!QTest::qWaitFor([&] { return !f.window.workspaces()->shown()->isBusy(); }, 20000))
                return QImage();
            if (QWidget* focus = f.window.focusWidget())
                focus->clearFocus();
            // What is drawn more finely once nothing moves, and lists of files that are still being read.
            QImage last, now;
            for (int still = 0, tries = 0; still < 4 && tries < 100; ++tries, last = now) {
                QTest::qWait(200);
                now = f.window.workspaces()->shown()->grab().toImage();
                still = now == last ? still + 1 : 0;
            }
            return now;
        };
        ExplorerState dark = exampleState();
        dark.theme = ThemeChoice::Dark;
        QImage fresh, switched, seen;
        {
            WindowFixture f(dark);
            fresh = picture(f);
        }
        ExplorerState light = exampleState();
        light.theme = ThemeChoice::Light;
        {
            WindowFixture f(light);
            picture(f);
            f.window.store()->setWorkspace(workspace == u"reach" ? "learn" : "reach");
            QCoreApplication::processEvents();
            f.window.actions()["view.toggle-theme"]->trigger();
            switched = picture(f);
        }
        {
            WindowFixture f(light);
            picture(f);
            f.window.actions()["view.toggle-theme"]->trigger();
            seen = picture(f);
        }
        for (const QImage& each : {switched, seen}) {
            QCOMPARE(each.size(), fresh.size());
            int others = 0;
            for (int y = 0; y < fresh.height(); ++y)
                for (int x = 0; x < fresh.width(); ++x)
                    others += fresh.pixel(x, y) != each.pixel(x, y);
            if (others > 0 && qEnvironmentVariableIsSet("KAMKE_PICTURES")) {
                const QString folder = qEnvironmentVariable("KAMKE_PICTURES");
                fresh.save(folder + u'/' + workspace + "-fresh.png");
                each.save(folder + u'/' + workspace + "-other.png");
            }
            // Times that a page tells differ from run to run.
            QVERIFY2(others < 400, qPrintable(QString::number(others)));
        }
    }

    void undoIsTheWindowsAfterEnter_data() {
        QTest::addColumn<QString>("workspace");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("number");
        QTest::newRow("a bound in Reach") << "reach"
                                          << "lower0"
                                          << "0.1";
        QTest::newRow("α in Contraction") << "contraction"
                                          << "contraction.alphaField"
                                          << "0.3";
        QTest::newRow("samples of Sweep") << "sweep"
                                          << "sweep.samples"
                                          << "77";
        QTest::newRow("units of Train") << "train"
                                        << "hidden"
                                        << "17";
    }
    void undoIsTheWindowsAfterEnter() {
        QFETCH(QString, workspace);
        QFETCH(QString, field);
        QFETCH(QString, number);
        WindowFixture f;
        QVERIFY(f.settle());
        f.window.store()->setWorkspace(workspace);
        f.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        QVERIFY(QTest::qWaitFor([&] { return !f.window.workspaces()->shown()->isBusy(); }, 20000));
        auto* edit = f.window.workspaces()->shown()->findChild<QLineEdit*>(field);
        QVERIFY(edit);
        const ExplorerState before = f.window.store()->state();
        const QString shown = edit->text();
        edit->setFocus();
        edit->selectAll();
        // While it is typed the text is undone, and not the state.
        ExplorerState other = before;
        other.showSamples = !other.showSamples;
        f.window.store()->apply("Show or hide samples", other);
        QTest::keyClicks(edit, "5");
        QTest::keySequence(edit, QKeySequence("Ctrl+Z"));
        QVERIFY(f.window.store()->state() == other);
        QCOMPARE(edit->text(), shown);
        edit->selectAll();
        QTest::keyClicks(edit, number);
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(!(f.window.store()->state() == other));
        QVERIFY(edit->hasFocus());
        QTest::keySequence(edit, QKeySequence("Ctrl+Z"));
        QVERIFY(f.window.store()->state() == other);
        QCOMPARE(edit->text(), shown);
        QTest::keySequence(edit, QKeySequence("Ctrl+Shift+Z"));
        QVERIFY(!(f.window.store()->state() == other));
        for (int k = 0; k < 2; ++k)
            QTest::keySequence(edit, QKeySequence("Ctrl+Z"));
        QVERIFY(f.window.store()->state() == before);
    }

    void exportWorksWhateverHasTheFocus() {
        WindowFixture f;
        QVERIFY(f.settle());
        f.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        auto* field = f.window.workspaces()->shown()->findChild<NumberField*>();
        QVERIFY(field);
        for (QWidget* focus : {static_cast<QWidget*>(field), static_cast<QWidget*>(&f.window)}) {
            focus->setFocus();
            QTest::keySequence(focus, QKeySequence("Ctrl+E"));
            auto* dialog = f.window.findChild<ExportDialog*>();
            QVERIFY(dialog && dialog->isVisible());
            delete dialog;
        }
        // In every workspace that draws something.
        for (const char* id : {"convergence", "contraction", "train"}) {
            f.window.store()->setWorkspace(id);
            QVERIFY(QTest::qWaitFor([&] { return !f.window.workspaces()->shown()->isBusy(); }, 60000));
            f.window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&f.window));
            QTest::keySequence(&f.window, QKeySequence("Ctrl+E"));
            auto* dialog = f.window.findChild<ExportDialog*>();
            QVERIFY2(dialog, id);
            delete dialog;
        }
        f.window.store()->setWorkspace("learn");
        f.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        QTest::keySequence(&f.window, QKeySequence("Ctrl+E"));
        QVERIFY(!f.window.findChild<ExportDialog*>());
        QVERIFY(f.window.findChild<QLabel*>("statusSentence")->text().contains("no figure"));
    }

    void anExportSaysWhereItIs() {
        WindowFixture f;
        QVERIFY(f.settle());
        f.window.complain("Something has gone wrong.");
        f.window.actions()["file.export"]->trigger();
        auto* dialog = f.window.findChild<ExportDialog*>();
        QVERIFY(dialog);
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text() == "Export…")
                QTest::mouseClick(button, Qt::LeftButton);
        auto* ask = dialog->findChild<QFileDialog*>();
        QVERIFY(ask);
        QVERIFY(!ask->directory().absolutePath().startsWith(QFileInfo(resourceFolder("networks")).path()));
        emit ask->fileSelected(file("figure.pdf"));
        QVERIFY(QFileInfo::exists(file("figure.pdf")));
        const auto* status = f.window.findChild<QLabel*>("statusSentence");
        QVERIFY2(status->text().contains("figure.pdf"), qPrintable(status->text()));
        QVERIFY(f.window.banner()->isHidden());
        auto* open = f.window.findChild<QToolButton*>("openFolder");
        QVERIFY(open->isVisible());
        QDesktopServices::setUrlHandler("file", this, "note");
        QTest::mouseClick(open, Qt::LeftButton);
        QDesktopServices::unsetUrlHandler("file");
        QCOMPARE(opened_.toLocalFile(), QDir::cleanPath(dir_.path()));
        // The next dialog starts there.
        QCOMPARE(startFolder(), QDir::cleanPath(dir_.path()));
        // What is opened from the gallery's folder does not move it there.
        rememberFolder(galleryFiles().value(0));
        QCOMPARE(startFolder(), QDir::cleanPath(dir_.path()));
    }
    void note(const QUrl& url) { opened_ = url; }

    void namesKeepTheirAmpersand() {
        WindowFixture f;
        QVERIFY(f.settle());
        QVERIFY(f.window.documents()->open(file("a & b.h5")));
        const auto* chooser = f.window.findChild<QPushButton*>("networkChooser");
        QVERIFY2(chooser->text().contains("a && b"), qPrintable(chooser->text()));
        QVERIFY2(
            f.window.actions()["edit.undo"]->text().contains("a && b"),
            qPrintable(f.window.actions()["edit.undo"]->text()));
        bool recent = false;
        for (const auto* action : f.window.findChildren<QAction*>())
            recent = recent || action->text() == "a && b.h5";
        QVERIFY(recent);
    }

    void oneOfSeveralDroppedFilesIsOpenedAndNamed() {
        WindowFixture f;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file("second.h5")), QUrl::fromLocalFile(file("a & b.h5"))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.window, &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.window, &drop);
        QCOMPARE(f.window.store()->state().networkPath, file("second.h5"));
        const QString said = f.window.findChild<QLabel*>("statusSentence")->text();
        QVERIFY2(said.contains("second.h5") && said.contains('2'), qPrintable(said));
    }

    void anErrorGoesWithTheNextSuccess() {
        WindowFixture f;
        QVERIFY(f.settle());
        QVERIFY(!f.window.documents()->open(file("missing.h5")));
        QVERIFY(!f.window.banner()->isHidden());
        f.script.file = file("s.kamke");
        QVERIFY(f.window.documents()->saveSession());
        QVERIFY(f.window.banner()->isHidden());
        QVERIFY(!f.window.documents()->open(file("missing.h5")));
        QVERIFY(f.window.documents()->open(file("second.h5")));
        QVERIFY(f.window.banner()->isHidden());
    }

    void everyWorkspaceFitsASmallWindow() {
        WindowFixture f;
        for (const QString& id : workspaceIds()) {
            f.window.store()->setWorkspace(id);
            QVERIFY(QTest::qWaitFor([&] { return !f.window.workspaces()->shown()->isBusy(); }, 60000));
        }
        f.window.resize(1000, 650);
        QCoreApplication::processEvents();
        const QSize least = f.window.minimumSizeHint();
        for (const QString& id : workspaceIds()) {
            const QSize page = f.window.workspaces()->page(id)->minimumSizeHint();
            qInfo("%s: at least %d × %d", qPrintable(id), page.width(), page.height());
        }
        QVERIFY2(
            least.width() <= 1000 && least.height() <= 650,
            qPrintable(QString("%1 × %2").arg(least.width()).arg(least.height())));
        QCOMPARE(f.window.size(), QSize(1000, 650));
    }

private:
    QString file(const QString& name) const { return QDir::cleanPath(dir_.filePath(name)); }

    QTemporaryDir dir_;
    QUrl opened_;
};

QTEST_MAIN(TestWindowFrame)
#include "tst_window_frame.moc"
