// What the window does with the user's work: cancelling, closing, lessons, the sentence that says what is so.
#include "core/io/files/network_file.h"
#include "train_fixture.h"
#include "ui/jobs/train_runner.h"
#include "ui/lessons/lesson_runner.h"
#include "ui/shell/workspaces.h"
#include "ui/state/session.h"
#include "ui/workspaces/train/train_workspace.h"
#include "ui/workspaces/workspace_page.h"
#include "window_fixture.h"

#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTimer>

using namespace kamke;
using namespace kamke::ui;

class TestWindowWork : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        prepareTests();
        Network other = *exampleNetwork();
        other.name = "Other";
        other.A *= 0.5;
        QVERIFY(writeNetwork(other, file("other.h5").toStdString()));
        put("small.json", R"({"format": "kamke-lesson", "version": 1, "id": "small", "title": "Small",
            "summary": "A small one.", "steps": [
              {"title": "One", "text": "Read.", "workspace": "reach", "network": "paper_example",
               "state": {"methods": ["mm"]}},
              {"title": "Two", "text": "Read on."}]})");
    }
    void init() { prepareTest(); }

    /// Enabled exactly while the shown workspace computes, and stops that one.
    void cancelBelongsToTheShownWorkspace() {
        WindowFixture f;
        QVERIFY(f.settle());
        QAction* cancel = f.window.actions()["run.cancel"];
        QVERIFY(!cancel->isEnabled());
        TrainWorkspace* train = startTraining(f);
        QVERIFY(train);
        QVERIFY(cancel->isEnabled());
        for (const QString& id : workspaceIds()) {
            f.window.store()->setWorkspace(id);
            QVERIFY(QTest::qWaitFor([&] { return !busyElsewhere(f, id); }, 60000));
            QCOMPARE(cancel->isEnabled(), f.window.workspaces()->shown()->isBusy());
            if (id != QStringLiteral("train")) {
                cancel->trigger();
                QVERIFY(train->isBusy());
            }
        }
        f.window.store()->setWorkspace("train");
        QVERIFY(cancel->isEnabled());
        f.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        QTest::keyClick(&f.window, Qt::Key_Escape);
        QTRY_VERIFY(!train->isBusy());
        QVERIFY(!cancel->isEnabled());
        // What it has learnt by then is kept.
        QVERIFY(train->runner()->outcome() && train->runner()->outcome()->network);
    }

    void theStatusLineIsThatOfTheShownWorkspace() {
        WindowFixture f;
        QVERIFY(f.settle());
        const auto* status = f.window.findChild<QLabel*>("statusSentence");
        QSet<QString> seen;
        for (const QString& id : workspaceIds() + workspaceIds()) {
            f.window.store()->setWorkspace(id);
            QVERIFY(QTest::qWaitFor([&] { return !f.window.workspaces()->shown()->isBusy(); }, 60000));
            QTRY_COMPARE(status->text(), f.window.workspaces()->shown()->status());
            QVERIFY2(!status->text().isEmpty(), qPrintable(id));
            seen.insert(status->text());
        }
        QCOMPARE(seen.size(), workspaceIds().size());
        // A passing message goes with the next change.
        f.window.store()->setWorkspace("reach");
        emit f.window.store()->message("ε is wrong.");
        QCOMPARE(status->text(), "ε is wrong.");
        f.window.actions()["edit.new-box"]->trigger();
        QVERIFY(f.settle());
        QTRY_VERIFY2(status->text().startsWith("2 boxes"), qPrintable(status->text()));
        f.window.store()->undoStack()->undo();
        QVERIFY(f.settle());
        QTRY_VERIFY2(!status->text().startsWith("2 boxes"), qPrintable(status->text()));
    }

    void closingAsksAboutATraining() {
        WindowFixture f;
        TrainWorkspace* train = startTraining(f);
        QVERIFY(train);
        f.window.store()->setWorkspace("reach");
        f.script.answer = Asker::Answer::Cancel;
        f.window.actions()["file.quit"]->trigger();
        QVERIFY(f.window.isVisible() && train->isBusy());
        QCOMPARE(f.script.timesAskedToStop, 1);
        QVERIFY2(f.script.lastQuestion.contains("training is running"), qPrintable(f.script.lastQuestion));
        QVERIFY2(f.script.offered.contains("save"), qPrintable(f.script.offered));
        // To keep it, but in no file: the window stays, with the network of the last step.
        f.script.answer = Asker::Answer::Save;
        QVERIFY(!f.window.close());
        QVERIFY(!train->isBusy() && train->runner()->outcome()->network);
        f.script.file = file("kept.h5");
        QVERIFY(f.window.close());
        const auto kept = readNetwork(file("kept.h5").toStdString());
        QVERIFY2(kept, kept ? "" : kept.error().message.c_str());
        QVERIFY(kept->training.contains("kind"));
    }

    void closingStopsATrainingThatNobodyWants() {
        WindowFixture f;
        TrainWorkspace* train = startTraining(f);
        QVERIFY(train);
        f.script.answer = Asker::Answer::Discard;
        QVERIFY(f.window.close());
        QCOMPARE(f.script.timesAskedToStop, 1);
        QCOMPARE(f.script.timesAskedToSave, 0);
    }

    /// The same by a real dialog.
    void theQuestionIsADialogThatCanBeAnswered() {
        MainWindow window(exampleState());
        window.show();
        DialogAsker asker;
        for (const auto& [words, expected] :
             {std::pair("Keep", Asker::Answer::Save),
              {"without", Asker::Answer::Discard},
              {"Go on", Asker::Answer::Cancel}}) {
            bool found = false;
            QTimer::singleShot(50, &window, [&found, text = QString(words)] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                for (QAbstractButton* button : box ? box->buttons() : QList<QAbstractButton*>())
                    if (button->text().contains(text)) {
                        found = true;
                        QTest::mouseClick(button, Qt::LeftButton);
                    }
            });
            QVERIFY(asker.askToStop(&window, "A training is running.", "Keep it…") == expected);
            QVERIFY(found);
        }
    }

    void aNetworkThatWasOpenedMeanwhileStays() {
        for (const bool duringTheLesson : {true, false}) {
            WindowFixture f;
            QVERIFY(f.settle());
            QVERIFY(f.window.documents()->open(file("small.json")));
            QVERIFY(f.window.lessons()->lesson());
            if (!duringTheLesson)
                f.window.lessons()->leave();
            QVERIFY(f.window.documents()->open(file("other.h5")));
            if (duringTheLesson)
                f.window.lessons()->leave();
            const auto* own = f.window.findChild<QPushButton*>("coach.own");
            QVERIFY(!own->isVisible());
            f.window.lessons()->backToOwnWork();
            QCOMPARE(f.window.store()->state().network->name, std::string("Other"));
        }
    }

    void aSavedSessionIsNotOverwrittenByALesson() {
        WindowFixture f;
        QVERIFY(f.settle());
        f.script.file = file("mine.kamke");
        QVERIFY(f.window.documents()->saveSession());
        const ExplorerState mine = f.window.store()->state();
        QVERIFY(f.window.documents()->open(file("small.json")));
        // The lesson's state belongs to no session: Save asks for a file of its own.
        QVERIFY(f.window.documents()->sessionPath().isEmpty());
        QVERIFY(f.window.close());
        QCOMPARE(f.script.timesAskedToSave, 0);
        f.window.show();
        // Back again, with the session that it is from, which has not changed.
        f.window.lessons()->leave();
        f.window.lessons()->backToOwnWork();
        QCOMPARE(f.window.documents()->sessionPath(), file("mine.kamke"));
        QVERIFY(!f.window.isWindowModified());
        QVERIFY(f.window.close());
        QCOMPARE(f.script.timesAskedToSave, 0);
        const auto saved = readSession(file("mine.kamke"));
        QVERIFY(saved && saved->methods == mine.methods);
    }

    void anOlderStateIsNotOfferedForANewerSession() {
        WindowFixture f;
        QVERIFY(f.settle());
        f.script.file = file("newer.kamke");
        QVERIFY(f.window.documents()->saveSession());
        QVERIFY(f.window.documents()->open(file("small.json")));
        QVERIFY(f.window.documents()->saveSession()); // over the first one
        const QStringList methods = f.window.store()->state().methods;
        f.window.lessons()->leave();
        f.window.lessons()->backToOwnWork();
        QVERIFY(f.window.documents()->sessionPath().isEmpty());
        f.script.answer = Asker::Answer::Save;
        QVERIFY(f.window.close());
        const auto saved = readSession(file("newer.kamke"));
        QVERIFY(saved && saved->methods == methods);
    }

    /// Work that was in no file when a lesson began is asked for when the window closes in the lesson.
    void unsavedWorkOutlivesALesson() {
        WindowFixture f;
        QVERIFY(f.settle());
        ExplorerState next = f.window.store()->state();
        Network w = *next.network;
        w.A(0, 0) = -0.5;
        next.network = std::make_shared<const Network>(std::move(w));
        next.networkEdited = true;
        f.window.store()->apply("Edit a weight", next);
        QVERIFY(f.window.documents()->open(file("small.json")));
        f.script.answer = Asker::Answer::Cancel;
        QVERIFY(!f.window.close());
        QVERIFY2(f.script.lastQuestion.contains("Example"), qPrintable(f.script.lastQuestion));
        f.script.answer = Asker::Answer::Save;
        f.script.file = file("rescued.h5");
        QVERIFY(f.window.close());
        const auto rescued = readNetwork(file("rescued.h5").toStdString());
        QVERIFY(rescued && rescued->A(0, 0) == -0.5);
    }

private:
    QString file(const QString& name) const { return QDir::cleanPath(dir_.filePath(name)); }
    void put(const QString& name, const QByteArray& bytes) {
        QFile f(file(name));
        QVERIFY(f.open(QIODevice::WriteOnly) && f.write(bytes) == bytes.size());
    }
    /// Something computes beside the training that goes on.
    static bool busyElsewhere(WindowFixture& f, const QString& id) {
        return id != QStringLiteral("train") && f.window.workspaces()->shown()->isBusy();
    }
    /// An endless training under way in the Train workspace; null when it does not start.
    TrainWorkspace* startTraining(WindowFixture& f) {
        f.window.store()->setWorkspace("train");
        auto* train = f.window.findChild<TrainWorkspace*>();
        const TrainOptions endless = endlessOptions();
        train->runner()->start({shared(patterns(300)), nullptr, endless});
        const bool learns = QTest::qWaitFor(
            [&] { return train->runner()->latest() && train->runner()->latest()->epoch > 1; }, 20000);
        return learns ? train : nullptr;
    }

    QTemporaryDir dir_;
};

QTEST_MAIN(TestWindowWork)
#include "tst_window_work.moc"
