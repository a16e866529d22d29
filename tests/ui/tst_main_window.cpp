// The window as its user meets it: actions, files, errors, closing.
#include "core/io/files/network_file.h"
#include "ui/documents/window_text.h"
#include "ui/files/resource_files.h"
#include "ui/shell/banner.h"
#include "ui/shell/gallery_model.h"
#include "ui/shell/gallery_panel.h"
#include "ui/shell/guide.h"
#include "ui/shell/workspaces.h"
#include "ui/state/session.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/workspaces/workspace_page.h"
#include "window_fixture.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QSplitter>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace kamke;
using namespace kamke::ui;

class TestMainWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        prepareTests();
        QVERIFY(writeNetwork(*exampleNetwork(), file("good.h5").toStdString()));
        QVERIFY(writeSession(exampleState(), file("good.kamke")));
    }
    void init() { prepareTest(); }

    void opensAliveAndSaysSo() {
        WindowFixture f;
        QVERIFY(f.settle());
        const auto* badge = f.window.findChild<QToolButton*>("badge");
        QVERIFY(badge->isVisible());
        QVERIFY(badge->text().contains("well-posed"));
        QVERIFY(badge->toolTip().contains("NEMON"));
        const QString status = f.window.findChild<QLabel*>("statusSentence")->text();
        QVERIFY2(
            QRegularExpression("\\d+ methods, 1,?\\S*000 samples, 1 exact piece in .* ms")
                .match(status)
                .hasMatch(),
            qPrintable(status));
        QVERIFY(f.window.findChild<QLabel*>("boxText")->text().contains("box A"));
        QVERIFY(f.window.windowTitle().startsWith("Example"));
        QVERIFY(!f.window.isWindowModified());
        QVERIFY(f.window.banner()->isHidden());
    }

    void everyChangeIsUndoneAndRedone_data() {
        QTest::addColumn<QString>("id");
        for (const char* id :
             {"edit.new-box", "edit.duplicate-box", "edit.delete-box", "view.fit", "view.samples",
              "view.method-mm", "view.method-exact", "view.toggle-theme", "run.new-samples", "edit.next-box",
              "edit.previous-box"})
            QTest::newRow(id) << id;
    }
    void everyChangeIsUndoneAndRedone() {
        QFETCH(QString, id);
        ExplorerState start = exampleState();
        start.boxes.push_back({"B", start.boxes[0].box});
        start.inputView = QRectF(0, 0, 1, 1);
        WindowFixture f(start);
        const QKeySequence key = f.window.actions()[id]->shortcut();
        QVERIFY2(!key.isEmpty(), "no shortcut");
        press(f.window, key);
        const ExplorerState after = f.window.store()->state();
        QVERIFY(!(after == start));
        QCOMPARE(f.window.store()->undoStack()->count(), 1);
        press(f.window, QKeySequence("Ctrl+Z"));
        QVERIFY(f.window.store()->state() == start);
        press(f.window, QKeySequence("Ctrl+Shift+Z"));
        QVERIFY(f.window.store()->state() == after);
    }

    void methodsStayInTheOrderOfTheList() {
        WindowFixture f;
        const QStringList all = f.window.store()->state().methods;
        f.window.actions()["view.method-exact"]->trigger();
        QCOMPARE(f.window.store()->state().methods, all.mid(1));
        f.window.actions()["view.method-exact"]->trigger();
        QCOMPARE(f.window.store()->state().methods, all);
        QVERIFY(f.window.actions()["view.method-exact"]->isChecked());
    }

    void theRailLeadsToEveryWorkspace() {
        WindowFixture f;
        auto* pages = f.window.workspaces();
        QCOMPARE(pages->count(), 1); // the others are not made before they are shown
        int key = 1;
        for (const QString& id : workspaceIds()) {
            press(f.window, QKeySequence(QString("Ctrl+%1").arg(key++)));
            QCOMPARE(f.window.store()->state().workspace, id);
            QCOMPARE(pages->currentWidget(), static_cast<QWidget*>(pages->page(id)));
            for (const QString& other : workspaceIds())
                QCOMPARE(f.window.actions()["workspace." + other]->isChecked(), other == id);
        }
        QVERIFY(!f.window.store()->undoStack()->canUndo());
        // Boxes cannot be changed where nobody sees them.
        press(f.window, QKeySequence("Ctrl+N"));
        QCOMPARE(f.window.store()->state().boxes.size(), 1u);
        press(f.window, QKeySequence("Ctrl+1"));
        press(f.window, QKeySequence("Ctrl+N"));
        QCOMPARE(f.window.store()->state().boxes.size(), 2u);
        // Undo stays where one is.
        press(f.window, QKeySequence("Ctrl+2"));
        press(f.window, QKeySequence("Ctrl+Z"));
        QCOMPARE(f.window.store()->state().boxes.size(), 1u);
        QCOMPARE(f.window.store()->state().workspace, workspaceIds().at(1));
    }

    void withoutABoxThereIsNothingToDeleteOrCopy() {
        WindowFixture f;
        press(f.window, QKeySequence::Delete);
        QVERIFY(f.window.store()->state().boxes.empty());
        QVERIFY(!f.window.actions()["edit.delete-box"]->isEnabled());
        QVERIFY(!f.window.actions()["edit.duplicate-box"]->isEnabled());
        QVERIFY(f.settle());
        QCOMPARE(f.window.findChild<QLabel*>("boxText")->text(), "no box selected");
        press(f.window, QKeySequence("Ctrl+N"));
        QCOMPARE(f.window.store()->state().boxes.at(0).letter, "A");
    }

    /// Delete means the box in the planes, and the cell in a table.
    void deleteInATableLeavesTheBoxAlone() {
        WindowFixture f;
        QVERIFY(f.settle());
        QTableView* table = nullptr;
        for (auto* each : f.window.findChildren<QTableView*>())
            if (each->isVisible() && each->focusPolicy() != Qt::NoFocus)
                table = each;
        QVERIFY(table);
        table->setFocus();
        press(f.window, QKeySequence::Delete);
        QCOMPARE(f.window.store()->state().boxes.size(), 1u);
    }

    void shortcutsAreUniqueAndOnTheSheet() {
        WindowFixture f;
        QSet<QString> seen;
        const QString sheet = f.window.actions().shortcutSheet();
        for (const auto& entry : f.window.actions().entries()) {
            QVERIFY2(!entry.action->text().isEmpty(), qPrintable(entry.id));
            for (const QKeySequence& key : entry.action->shortcuts()) {
                QVERIFY2(!seen.contains(key.toString()), qPrintable(key.toString()));
                seen.insert(key.toString());
                QVERIFY2(
                    sheet.contains(key.toString(QKeySequence::NativeText).toHtmlEscaped()),
                    qPrintable(entry.id));
            }
        }
        QVERIFY(seen.size() > 20);
        press(f.window, QKeySequence("Ctrl+F1"));
        QVERIFY(f.window.findChild<QDialog*>("shortcutSheet")->isVisible());
    }

    void badFilesLeaveTheOldNetworkAlive_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("missing network") << "missing.h5" << QByteArray();
        QTest::newRow("missing session") << "missing.kamke" << QByteArray();
        QTest::newRow("empty network") << "empty.h5" << QByteArray("");
        QTest::newRow("text as network") << "text.h5" << QByteArray("hello\n");
        QTest::newRow("truncated network") << "cut.h5" << bytesOf(file("good.h5")).left(900);
        QTest::newRow("text as session") << "text.kamke" << QByteArray("hello\n");
        QTest::newRow("foreign session") << "foreign.kamke" << QByteArray("{\"format\": \"other\"}");
        QTest::newRow("newer session")
            << "newer.kamke" << QByteArray("{\"format\": \"kamke-session\", \"version\": 99}");
        QTest::newRow("a folder") << "." << QByteArray();
    }
    void badFilesLeaveTheOldNetworkAlive() {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        const QString path = file(name);
        if (!name.startsWith("missing") && name != ".")
            put(path, bytes);
        WindowFixture f;
        QVERIFY(f.settle());
        const ExplorerState before = f.window.store()->state();
        QVERIFY(!f.window.documents()->open(path));
        QVERIFY(f.window.banner()->isVisible());
        const QString sentence = f.window.banner()->sentence();
        QVERIFY2(sentence.contains(name == "." ? QDir(dir_.path()).dirName() : name), qPrintable(sentence));
        QVERIFY2(!sentence.contains('\n'), qPrintable(sentence));
        QVERIFY(f.window.store()->state() == before);
        QVERIFY(Documents::recentFiles().isEmpty());
        // The window goes on working.
        press(f.window, QKeySequence("Ctrl+N"));
        QVERIFY(f.settle());
        QTest::mouseClick(f.window.banner()->findChild<QToolButton*>("dismiss"), Qt::LeftButton);
        QVERIFY(!f.window.banner()->isVisible());
    }

    void openingANetworkIsOneStep() {
        WindowFixture f;
        Network other = *exampleNetwork();
        other.name = "Other";
        other.A *= 0.5;
        QVERIFY(writeNetwork(other, file("other.h5").toStdString()));
        f.script.file = file("other.h5");
        press(f.window, QKeySequence::Open);
        QCOMPARE(QString::fromStdString(f.window.store()->state().network->name), "Other");
        QVERIFY(f.window.windowTitle().startsWith("Other"));
        QCOMPARE(Documents::recentFiles(), QStringList{file("other.h5")});
        press(f.window, QKeySequence("Ctrl+Z"));
        QVERIFY(f.window.store()->state() == exampleState());
    }

    void theStartFileIsNoStep() {
        WindowFixture f;
        f.window.openAtStart(file("good.h5"));
        QVERIFY(!f.window.store()->undoStack()->canUndo());
        QCOMPARE(f.window.store()->state().networkPath, file("good.h5"));
    }

    void sessionsAreSavedAndOpened() {
        WindowFixture f;
        press(f.window, QKeySequence("Ctrl+N"));
        f.script.file = file("mine.kamke");
        press(f.window, QKeySequence::Save);
        QCOMPARE(f.window.documents()->sessionPath(), file("mine.kamke"));
        QVERIFY(!f.window.isWindowModified());
        const ExplorerState saved = f.window.store()->state();
        press(f.window, QKeySequence("Ctrl+N"));
        QVERIFY(f.window.isWindowModified());
        // A second save does not ask for the file again.
        f.script.file.clear();
        press(f.window, QKeySequence::Save);
        QVERIFY(!f.window.isWindowModified());
        press(f.window, QKeySequence("Ctrl+Z"));
        press(f.window, QKeySequence::Save);

        WindowFixture other;
        QVERIFY(other.window.documents()->open(file("mine.kamke")));
        QVERIFY(other.window.store()->state() == saved);
        QVERIFY(!other.window.store()->undoStack()->canUndo());
        QVERIFY(other.settle());
    }

    void savingWhereNothingCanBeWrittenSaysSo() {
        WindowFixture f;
        f.script.file = file("no/such/folder/s.kamke");
        QVERIFY(!f.window.documents()->saveSessionAs());
        QVERIFY(f.window.banner()->sentence().contains("no/such/folder"));
        f.script.file = file("no/such/folder/n.h5");
        f.window.documents()->saveNetworkAs();
        QVERIFY(f.window.banner()->sentence().contains("n.h5"));
        QVERIFY(f.window.documents()->sessionPath().isEmpty());
    }

    void anEditedNetworkIsSavedAsAFile() {
        WindowFixture f;
        editWeight(f.window);
        f.script.file = file("edited.h5");
        f.window.documents()->saveNetworkAs();
        QVERIFY(!f.window.store()->state().networkEdited);
        const auto read = readNetwork(file("edited.h5").toStdString());
        QVERIFY(read && *read == *f.window.store()->state().network);
    }

    void closingAsksOnlyAboutEditedWork() {
        {
            WindowFixture f;
            press(f.window, QKeySequence("Ctrl+N"));
            QVERIFY(f.window.close());
            QCOMPARE(f.script.timesAskedToSave, 0);
        }
        {
            WindowFixture f;
            editWeight(f.window);
            f.script.answer = Asker::Answer::Cancel;
            QVERIFY(!f.window.close());
            QVERIFY(f.window.isVisible());
            QVERIFY(f.script.lastQuestion.contains("Example"));
            f.script.answer = Asker::Answer::Discard;
            QVERIFY(f.window.close());
            QCOMPARE(f.script.timesAskedToSave, 2);
        }
        {
            WindowFixture f;
            QVERIFY(f.window.documents()->open(file("good.kamke")));
            press(f.window, QKeySequence("Ctrl+N"));
            f.script.answer = Asker::Answer::Save;
            QVERIFY(f.window.close());
            QCOMPARE(f.script.timesAskedToSave, 1);
            const auto saved = readSession(file("good.kamke"));
            QVERIFY(saved && saved->boxes.size() == 2);
            QVERIFY(writeSession(exampleState(), file("good.kamke")));
        }
        {
            // Save, but no file is chosen: nothing is lost.
            WindowFixture f;
            editWeight(f.window);
            f.script.answer = Asker::Answer::Save;
            QVERIFY(!f.window.close());
        }
    }

    void closesMidRun() {
        ExplorerState slow = stateForNetwork(slowNetwork(), {});
        slow.sampleCount = 50000;
        while (slow.boxes.size() < 20)
            slow.boxes.push_back({slow.nextLetter(), slow.boxes.front().box});
        QElapsedTimer timer;
        {
            WindowFixture f(slow);
            QTest::qWait(200);
            QVERIFY(reachRunner(f.window)->isBusy());
            timer.start();
            QVERIFY(f.window.close());
        }
        QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    }

    void longWorkShowsProgressAndEscapeCancels() {
        ExplorerState slow = stateForNetwork(slowNetwork(), {});
        slow.sampleCount = 50000;
        while (slow.boxes.size() < 20)
            slow.boxes.push_back({slow.nextLetter(), slow.boxes.front().box});
        WindowFixture f(slow);
        auto* progress = f.window.findChild<QWidget*>("progress");
        QVERIFY(!progress->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(progress->isVisible(), 3000);
        QVERIFY(reachRunner(f.window)->isBusy());
        press(f.window, QKeySequence(Qt::Key_Escape));
        QVERIFY(!reachRunner(f.window)->isBusy());
        QVERIFY(!progress->isVisible());
        QVERIFY(!f.window.actions()["run.cancel"]->isEnabled());
    }

    void droppedFilesAreOpened() {
        WindowFixture f;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file("good.h5"))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.window, &drop);
        QCOMPARE(f.window.store()->state().networkPath, file("good.h5"));
        data.setUrls({QUrl("https://example.org/net.h5")});
        QApplication::sendEvent(&f.window, &enter);
        QDropEvent remote(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.window, &remote);
        QVERIFY(f.window.banner()->sentence().contains("example.org"));
    }

    void theStateTravelsThroughTheClipboard() {
        WindowFixture f;
        press(f.window, QKeySequence("Ctrl+N"));
        const ExplorerState copied = f.window.store()->state();
        press(f.window, QKeySequence("Ctrl+Shift+C"));
        WindowFixture other;
        press(other.window, QKeySequence("Ctrl+Shift+V"));
        QVERIFY(other.window.store()->state() == copied);
        QApplication::clipboard()->setText("something else");
        press(other.window, QKeySequence("Ctrl+Shift+V"));
        QVERIFY(other.window.banner()->sentence().contains("something else"));
        QVERIFY(other.window.store()->state() == copied);
    }

    void theGalleryOpensNetworksByKeyboard() {
        WindowFixture f;
        QVERIFY(f.settle());
        press(f.window, QKeySequence("Ctrl+G"));
        QVERIFY(f.window.gallery()->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!f.window.gallery()->isVisible());
        QTest::mouseClick(f.window.findChild<QPushButton*>("networkChooser"), Qt::LeftButton);
        QVERIFY(f.window.gallery()->isVisible());
        auto* list = f.window.gallery()->findChild<QListView*>();
        QCOMPARE(QApplication::focusWidget(), list);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(!f.window.gallery()->isVisible());
        QCOMPARE(f.window.store()->state().networkPath, galleryFiles().at(0));
        press(f.window, QKeySequence("Ctrl+G"));
        QTest::mouseClick(f.window.gallery(), Qt::LeftButton, {}, {3, 3});
        QVERIFY(!f.window.gallery()->isVisible());
    }

    void theGalleryModelKeepsItsPromises() {
        GalleryModel model(galleryFiles() + QStringList{file("missing.h5")}, {64, 40});
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.load(1);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), model.rowCount(), 60000);
        for (int row = 0; row < model.rowCount() - 1; ++row) {
            const QModelIndex index = model.index(row);
            QVERIFY(!index.data(GalleryModel::DescriptionRole).toString().isEmpty());
            QVERIFY(!index.data(Qt::DecorationRole).value<QImage>().isNull());
        }
        // A file that cannot be read says so in its place.
        QVERIFY(model.index(model.rowCount() - 1)
                    .data(GalleryModel::DescriptionRole)
                    .toString()
                    .contains("missing.h5"));
    }

    void theGalleryClosesWithTheWindowWhileItDraws() {
        WindowFixture f;
        press(f.window, QKeySequence("Ctrl+G"));
        QVERIFY(f.window.close());
    }

    void everyHelpMarkHasItsPage() {
        WindowFixture f;
        QSet<QString> topics;
        for (auto* card : f.window.findChildren<Card*>())
            if (!card->topic().isEmpty()) {
                QVERIFY2(Guide::topics().contains(card->topic()), qPrintable(card->topic()));
                topics.insert(card->topic());
            }
        QVERIFY(topics.size() >= 4);
        auto* card = f.window.findChildren<Card*>().constFirst();
        QTest::mouseClick(card->findChild<QToolButton*>("helpMark"), Qt::LeftButton);
        QVERIFY(f.window.guide() && f.window.guide()->isVisible());
        QCOMPARE(f.window.guide()->topic(), card->topic());
        for (const QString& topic : Guide::topics())
            QVERIFY2(Guide::page(topic).startsWith("# "), qPrintable(topic));
        for (const Method& method : methods())
            QVERIFY(Guide::page("methods").contains(
                QString::fromUtf8(method.name.data(), static_cast<qsizetype>(method.name.size()))));
    }

    void everythingThatTakesFocusHasAName() {
        WindowFixture f;
        QVERIFY(f.settle());
        QStringList nameless;
        for (auto* widget : f.window.findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() ||
                widget->objectName().startsWith("qt_"))
                continue;
            QAccessibleInterface* access = QAccessible::queryAccessibleInterface(widget);
            const QWidget* parent = widget->parentWidget();
            // Parts of a compound widget (editors in spin boxes, corners of tables) are named by the whole.
            if (parent && (parent->inherits("QAbstractSpinBox") || parent->inherits("QAbstractItemView") ||
                           parent->inherits("QComboBox")))
                continue;
            if (!access || access->text(QAccessible::Name).isEmpty())
                nameless << QString("%1 %2 in %3")
                                .arg(
                                    widget->metaObject()->className(), widget->objectName(),
                                    parent ? parent->metaObject()->className() : "");
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join("; ")));
    }

    void tabReachesEveryPane() {
        WindowFixture f;
        QVERIFY(f.settle());
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        QSet<QWidget*> seen;
        for (int i = 0; i < 200; ++i) {
            QTest::keyClick(&f.window, Qt::Key_Tab);
            if (QWidget* now = QApplication::focusWidget())
                seen.insert(now);
        }
        auto* planes = f.window.findChild<QSplitter*>("planes");
        for (int i = 0; i < planes->count(); ++i) {
            const bool reached = std::any_of(seen.begin(), seen.end(), [&](QWidget* w) {
                return w == planes->widget(i) || planes->widget(i)->isAncestorOf(w);
            });
            QVERIFY2(reached, qPrintable(QString("pane %1 of %2").arg(i).arg(planes->count())));
        }
    }

    void theThemeIsSwitchedAndUndone() {
        WindowFixture f;
        f.window.actions()["view.toggle-theme"]->trigger();
        const bool dark = currentTheme().dark;
        f.window.actions()["view.toggle-theme"]->trigger();
        QVERIFY(currentTheme().dark != dark);
        press(f.window, QKeySequence("Ctrl+Z"));
        QCOMPARE(currentTheme().dark, dark);
    }

    void sizesAreRemembered() {
        {
            WindowFixture f;
            f.window.resize(1111, 777);
            ExplorerState dark = f.window.store()->state();
            dark.theme = ThemeChoice::Dark;
            f.window.store()->apply("Dark", dark);
            QVERIFY(f.window.close());
        }
        QCOMPARE(rememberedTheme(), ThemeChoice::Dark);
        FakeAsker::Script script;
        MainWindow again(exampleState(), std::make_unique<FakeAsker>(&script));
        QCOMPARE(again.size(), QSize(1111, 777));
    }

    void illPosedNetworksAreToldApart() {
        Network w = *exampleNetwork();
        w.A = Matrix{{2, 0}, {0, 2}};
        const BadgeText bad = badgeText(NetworkAnalysis(std::make_shared<const Network>(w)));
        QVERIFY(bad.mood == BadgeText::Mood::Bad);
        QVERIFY(bad.text.contains("no condition"));
        w.A = Matrix{{-1, 4}, {-4, -1}};
        const BadgeText only2 = badgeText(NetworkAnalysis(std::make_shared<const Network>(w)));
        QVERIFY(only2.mood == BadgeText::Mood::Warning);
        QVERIFY(only2.text.contains("MON"));
        QVERIFY(badgeText(NetworkAnalysis(exampleNetwork())).mood == BadgeText::Mood::Good);
    }

private:
    QString file(const QString& name) const { return QDir::cleanPath(dir_.filePath(name)); }
    static QByteArray bytesOf(const QString& path) {
        QFile f(path);
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    static void put(const QString& path, const QByteArray& bytes) {
        QFile f(path);
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.write(bytes);
    }
    /// Presses a shortcut as a user would.
    static void press(MainWindow& window, const QKeySequence& key) {
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keySequence(&window, key);
    }
    static void editWeight(MainWindow& window) {
        ExplorerState next = window.store()->state();
        Network w = *next.network;
        w.A(0, 0) = -0.5;
        next.network = std::make_shared<const Network>(std::move(w));
        next.networkEdited = true;
        window.store()->apply("Edit a weight", next);
    }

    QTemporaryDir dir_;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
