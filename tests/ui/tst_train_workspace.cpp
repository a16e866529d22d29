// Training as its user meets it: start, watch, cancel, open, save, close.
#include "core/io/files/network_file.h"
#include "train_fixture.h"
#include "ui/plot/curve_plot.h"
#include "ui/plot/end_labels.h"
#include "ui/shell/workspaces.h"
#include "ui/widgets/verdict_label.h"
#include "ui/workspaces/train/train_workspace.h"
#include "window_fixture.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>

using namespace kamke;
using namespace kamke::ui;

class TestTrainWorkspace : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        prepareTests();
        train_ = writeIdx(dir_.path(), "train", patterns(600));
        QVERIFY(!train_.isEmpty());
    }
    void init() { prepareTest(); }

    void trainsAndOpensTheResult() {
        Fixture f(quick());
        QVERIFY(f.ready());
        QVERIFY(!f.button("trainOpen")->isVisible() && !f.button("trainSave")->isVisible());
        f.button("trainStart")->click();
        QVERIFY(f.button("trainCancel")->isVisible());
        QVERIFY(f.done());
        QVERIFY2(f.sentence().startsWith("Trained."), qPrintable(f.sentence()));
        auto* model = f.page->findChild<QTableView*>("epochTable")->model();
        const QAbstractItemModelTester tester(model);
        QCOMPARE(model->rowCount(), 4);
        auto* accuracy = f.page->findChild<CurvePlot*>("accuracyCurves");
        QCOMPARE(accuracy->curves().size(), 2u);
        QVERIFY(accuracy->curves()[1].end.startsWith("validation"));
        QVERIFY(accuracy->csv().contains("\"validation\",4,"));
        QCOMPARE(f.page->findChild<CurvePlot*>("lossCurves")->curves().size(), 1u);

        f.button("trainOpen")->click();
        const ExplorerState& state = f.window.store()->state();
        QCOMPARE(state.network->n(), Index{6});
        QVERIFY(QString::fromStdString(state.network->name).startsWith("NEMON, n = 6"));
        QCOMPARE(state.workspace, "digits");
        QCOMPARE(state.digits.dataset, train_);
        QCOMPARE(state.digits.sample, 500);
        QVERIFY(state.networkEdited);
        // One step of undo, after which the result is still there.
        f.window.store()->undoStack()->undo();
        QCOMPARE(f.window.store()->state().network->n(), Index{2});
        QVERIFY(f.button("trainOpen")->isEnabled());
    }

    void savesTheResult() {
        Fixture f(quick());
        QVERIFY(f.ready());
        f.button("trainStart")->click();
        QVERIFY(f.done());
        f.script.file = dir_.filePath("trained.h5");
        f.button("trainSave")->click();
        const auto network = readNetwork(f.script.file.toStdString());
        QVERIFY(network);
        QVERIFY(network->training.contains("kind"));
        QVERIFY(f.window.close());
        QCOMPARE(f.script.timesAskedToSave, 0);
    }

    void closingAsksForAnUnsavedResult() {
        Fixture f(quick());
        QVERIFY(f.ready());
        f.button("trainStart")->click();
        QVERIFY(f.done());
        f.script.answer = Asker::Answer::Cancel;
        QVERIFY(!f.window.close());
        QVERIFY2(f.script.lastQuestion.contains("NEMON, n = 6"), qPrintable(f.script.lastQuestion));
        f.script.answer = Asker::Answer::Discard;
        QVERIFY(f.window.close());
        QCOMPARE(f.script.timesAskedToSave, 2);
    }

    void cancelIsFeltAtOnce() {
        Fixture f(endless());
        QVERIFY(f.ready());
        f.button("trainStart")->click();
        QVERIFY(f.underWay());
        QVERIFY(f.page->findChild<QProgressBar*>("trainProgress")->isVisible());
        QTRY_VERIFY(f.page->findChild<QLabel*>("trainLeft")->text().endsWith("left"));
        QVERIFY2(f.sentence().startsWith("Epoch "), qPrintable(f.sentence()));
        QElapsedTimer clock;
        clock.start();
        f.button("trainCancel")->click();
        QVERIFY2(f.sentence().startsWith("Stopping"), qPrintable(f.sentence()));
        QVERIFY(clock.elapsed() < 100);
        QVERIFY(f.done());
        QVERIFY2(f.sentence().startsWith("Stopped in epoch "), qPrintable(f.sentence()));
        QCOMPARE(f.sentence().count("topped"), 1);
        // What has been learnt is not lost.
        QVERIFY(f.button("trainOpen")->isVisible() && f.button("trainSave")->isVisible());
        f.button("trainOpen")->click();
        QCOMPARE(f.window.store()->state().network->n(), Index{40});
    }

    void otherWorkspacesGoOn() {
        Fixture f(endless());
        QVERIFY(f.ready());
        f.button("trainStart")->click();
        QVERIFY(f.underWay());
        f.window.store()->setWorkspace("reach");
        QVERIFY(f.settle());
        QVERIFY(f.train()->runner()->isBusy());
        QElapsedTimer clock;
        clock.start();
        ExplorerState next = f.window.store()->state();
        next.boxes[0].box.upper(0) += 0.1;
        f.window.store()->apply("Move", next);
        QVERIFY(f.settle());
        QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(f.train()->runner()->isBusy());
    }

    void closingInTheMiddleIsClean() {
        QElapsedTimer clock;
        {
            Fixture f(endless());
            QVERIFY(f.ready());
            f.button("trainStart")->click();
            QVERIFY(f.underWay());
            clock.start();
            f.script.answer = Asker::Answer::Discard;
            QVERIFY(f.window.close());
            QCOMPARE(f.script.timesAskedToStop, 1);
            QCOMPARE(f.script.timesAskedToSave, 0);
        }
        QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
    }

    void aLossWithoutBoundIsSaid() {
        TrainSettings settings = quick();
        settings.rate = 1e30;
        Fixture f(settings);
        QVERIFY(f.ready());
        f.button("trainStart")->click();
        QVERIFY(f.done());
        QVERIFY2(f.sentence().startsWith("Broken off."), qPrintable(f.sentence()));
        QVERIFY(f.sentence().contains("smaller rate"));
        QVERIFY(f.button("trainSave")->isVisible());
    }

    void wrongSettingsCannotBeStarted() {
        TrainSettings settings = quick();
        settings.epochs = 0;
        Fixture f(settings);
        QTRY_VERIFY(f.page->findChild<QLabel*>("trainNote")->text().contains("put right"));
        QVERIFY(!f.button("trainStart")->isEnabled());
        ExplorerState next = f.window.store()->state();
        next.train.epochs = 4;
        f.window.store()->apply("Mend", next);
        QVERIFY(f.button("trainStart")->isEnabled());
    }

    void namesStandApart() {
        CurvePlot plot;
        plot.resize(400, 300);
        std::vector<PlotCurve> curves;
        for (const char* name : {"training", "validation", "certified"}) {
            PlotCurve curve{name, QString(name) + " 97.0 %", {{0, 50}, {10, 97}}};
            curve.look = [](const Theme& theme) { return CurveLook{QPen(theme.accent), theme.text}; };
            curves.push_back(curve);
        }
        plot.setCurves(curves, {0, 50, 10, 51});
        // Three names of the same height: ink in three rows to the right of the last point.
        QImage image(400, 300, QImage::Format_RGB32);
        image.fill(Qt::white);
        QCPPainter painter(&image);
        plot.toPainter(&painter, 400, 300);
        painter.end();
        const int from = plot.axisRect()->right() + 8;
        QVERIFY(from < 390);
        int rows = 0;
        bool inked = false;
        for (int y = 0; y < 300; ++y) {
            bool ink = false;
            for (int x = from; x < 400; ++x)
                ink = ink || qGray(image.pixel(x, y)) < 190;
            rows += ink && !inked;
            inked = ink;
        }
        QVERIFY2(rows >= 3, qPrintable(QString::number(rows)));
    }

private:
    TrainSettings quick() const {
        TrainSettings t;
        t.dataset = train_;
        t.last = 499;
        t.hidden = 6;
        t.epochs = 4;
        t.batch = 20;
        t.rate = 0.02;
        t.threads = 1;
        return t;
    }
    TrainSettings endless() const {
        TrainSettings t = quick();
        t.hidden = 40;
        t.epochs = 1000000;
        return t;
    }
    static ExplorerState stateWith(const TrainSettings& settings) {
        ExplorerState state = exampleState();
        state.train = settings;
        state.workspace = "train";
        return state;
    }

    struct Fixture : WindowFixture {
        explicit Fixture(const TrainSettings& settings)
            : WindowFixture(stateWith(settings))
            , page(window.workspaces()->page("train")) {}
        TrainWorkspace* train() { return qobject_cast<TrainWorkspace*>(page); }
        QPushButton* button(const QString& name) { return page->findChild<QPushButton*>(name); }
        QString sentence() { return page->findChild<VerdictLabel*>("trainSentence")->verdict().plain(); }
        bool ready() {
            return QTest::qWaitFor([this] { return button("trainStart")->isEnabled(); }, 20000);
        }
        bool underWay() {
            return QTest::qWaitFor([this] { return train()->runner()->latest() != nullptr; }, 20000);
        }
        bool done() {
            return QTest::qWaitFor([this] { return train()->runner()->outcome() != nullptr; }, 20000);
        }
        QWidget* page;
    };

    QTemporaryDir dir_;
    QString train_;
};

QTEST_MAIN(TestTrainWorkspace)
#include "tst_train_workspace.moc"
