// The state and its history.
#include "example_states.h"
#include "ui/state/explorer_store.h"

#include <QSignalSpy>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;

class TestStore : public QObject {
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(".*")); }

    /// What was computed for it would be computed again.
    void anEqualNetworkIsTheSameOne() {
        ExplorerStore store(exampleState());
        const auto network = store.state().network;
        ExplorerState next = store.state();
        next.network = std::make_shared<const Network>(*network);
        next.showSamples = !next.showSamples;
        store.apply("Samples", next);
        QCOMPARE(store.state().network, network);
        next.network = std::make_shared<const Network>(*network);
        next.showSamples = !next.showSamples;
        store.reset(next);
        QCOMPARE(store.state().network, network);
    }

    void opensThePaperExampleOnThePapersBox() {
        const ExplorerState state = exampleState();
        QCOMPARE(state.boxes.size(), 1u);
        QCOMPARE(state.boxes[0].letter, "A");
        QVERIFY(state.boxes[0].box.lower == (Vector{{0, 1}}));
        QVERIFY(state.boxes[0].box.upper == (Vector{{1.0 / 3, 2}}));
        QCOMPARE(state.selectedBox, 0);
        QVERIFY(state.methods.contains("mm"));
    }

    void opensOtherNetworksInsideTheirDomain() {
        Network w = *exampleNetwork();
        w.A *= 0.5;
        w.input = InputSpec{Vector::Zero(2), Vector::Ones(2), Vector{{2, -5}}, Vector{{4, 5}}, {}};
        const ExplorerState state = stateForNetwork(std::make_shared<const Network>(w), "x.h5");
        const Box& box = state.boxes.at(0).box;
        QVERIFY((Box{Vector{{2, -5}}, Vector{{4, 5}}}.contains(box)));
        QVERIFY((box.width().array() > 0).all());
        QCOMPARE(state.networkPath, "x.h5");
    }

    void holdsTheInputsThatAreNotOnTheAxes() {
        Network w = *exampleNetwork();
        w.B = Matrix::Ones(2, 5);
        w.D = Matrix::Zero(2, 5);
        const ExplorerState state = stateForNetwork(std::make_shared<const Network>(w), {});
        const Vector width = state.boxes.at(0).box.width();
        QVERIFY(width(0) > 0 && width(1) > 0);
        QVERIFY(width.tail(3).isZero(0));
    }

    void hasOneAxisForOneInputAndOneOutput() {
        Network w = *exampleNetwork();
        w.B = Matrix::Ones(2, 1);
        w.C = Matrix::Ones(1, 2);
        w.D = Matrix::Zero(1, 1);
        w.c = Vector::Zero(1);
        const ExplorerState state = stateForNetwork(std::make_shared<const Network>(w), {});
        QCOMPARE(state.inputY, -1);
        QCOMPARE(state.outputY, -1);
        QCOMPARE(state.boxes.at(0).box.dimension(), 1);
    }

    void namesEveryKindOfDifference_data() {
        QTest::addColumn<int>("part");
        QTest::addColumn<int>("which");
        const auto row = [](const char* name, StatePart part, int which) {
            QTest::newRow(name) << static_cast<int>(part) << which;
        };
        row("network", StatePart::Network, 0);
        row("edited", StatePart::Network, 1);
        row("box", StatePart::Boxes, 2);
        row("letter", StatePart::Boxes, 3);
        row("selection", StatePart::Selection, 4);
        row("held", StatePart::Axes, 5);
        row("methods", StatePart::Methods, 6);
        row("samples", StatePart::Samples, 7);
        row("seed", StatePart::Samples, 8);
        row("axes", StatePart::Axes, 9);
        row("view", StatePart::Views, 10);
        row("theme", StatePart::Theme, 11);
        row("workspace", StatePart::Workspace, 12);
        row("training", StatePart::Training, 13);
    }
    void namesEveryKindOfDifference() {
        QFETCH(int, part);
        QFETCH(int, which);
        const ExplorerState before = exampleState();
        ExplorerState after = before;
        switch (which) {
        case 0: {
            Network w = *after.network;
            w.A(0, 0) = -0.5;
            after.network = std::make_shared<const Network>(w);
            break;
        }
        case 1:
            after.networkEdited = true;
            break;
        case 2:
            after.boxes[0].box.upper(0) += 1;
            break;
        case 3:
            after.boxes[0].letter = "Q";
            break;
        case 4:
            after.selectedBox = -1;
            break;
        case 5:
            after.held(1) += 1;
            break;
        case 6:
            after.methods.removeLast();
            break;
        case 7:
            after.showSamples = false;
            break;
        case 8:
            after.seed = 4;
            break;
        case 9:
            std::swap(after.inputX, after.inputY);
            break;
        case 10:
            after.outputView = QRectF(0, 0, 1, 1);
            break;
        case 11:
            after.theme = ThemeChoice::Dark;
            break;
        case 12:
            after.workspace = "other";
            break;
        case 13:
            after.train.gamma = 0.5;
            break;
        }
        QCOMPARE(difference(before, after).toInt(), part);
        QVERIFY(!(before == after));
        QCOMPARE(difference(before, before).toInt(), 0);
    }

    void comparesStatesOfDifferentSizes() {
        Network w = *exampleNetwork();
        w.B = Matrix::Ones(2, 5);
        w.D = Matrix::Zero(2, 5);
        const ExplorerState wide = stateForNetwork(std::make_shared<const Network>(w), {});
        QVERIFY(difference(exampleState(), wide) & StatePart::Network);
    }

    void equalWeightsAreTheSameNetwork() {
        ExplorerState copy = exampleState();
        copy.network = std::make_shared<const Network>(*copy.network);
        QVERIFY(copy == exampleState());
    }

    void everyChangeIsOneStep() {
        ExplorerStore store(exampleState());
        QSignalSpy changed(&store, &ExplorerStore::changed);
        ExplorerState next = store.state();
        next.selectedBox = -1;
        store.apply("Select nothing", next);
        QCOMPARE(store.undoStack()->count(), 1);
        QCOMPARE(store.undoStack()->undoText(), "Select nothing");
        QCOMPARE(changed.size(), 1);
        store.undoStack()->undo();
        QVERIFY(store.state() == exampleState());
        store.undoStack()->redo();
        QCOMPARE(store.state().selectedBox, -1);
        QCOMPARE(changed.size(), 3);
    }

    void applyingWhatIsThereDoesNothing() {
        ExplorerStore store(exampleState());
        QSignalSpy changed(&store, &ExplorerStore::changed);
        store.apply("Nothing", store.state());
        QCOMPARE(store.undoStack()->count(), 0);
        QCOMPARE(changed.size(), 0);
    }

    void aDragIsOneStep() {
        ExplorerStore store(exampleState());
        drag(store, {0.1, 0.2, 0.3});
        QCOMPARE(store.undoStack()->count(), 1);
        drag(store, {0.1});
        QCOMPARE(store.undoStack()->count(), 2);
        store.undoStack()->undo();
        store.undoStack()->undo();
        QVERIFY(store.state() == exampleState());
    }

    void aDragThatComesBackLeavesNoStep() {
        ExplorerStore store(exampleState());
        ExplorerState there = store.state();
        there.boxes[0].box.lower(0) -= 1;
        const int id = store.newMergeId();
        store.apply("Resize box A", there, id);
        store.apply("Resize box A", exampleState(), id);
        QCOMPARE(store.undoStack()->count(), 0);
        QVERIFY(store.undoStack()->isClean());
        QVERIFY(store.state() == exampleState());
    }

    void doesNotMergeIntoWhatHasBeenSaved() {
        ExplorerStore store(exampleState());
        const int id = store.newMergeId();
        drag(store, {0.1}, id);
        store.undoStack()->setClean();
        drag(store, {0.1}, id);
        QVERIFY(!store.undoStack()->isClean());
        store.undoStack()->undo();
        QVERIFY(store.undoStack()->isClean());
    }

    void resetForgetsTheHistory() {
        ExplorerStore store(exampleState());
        drag(store, {1});
        ExplorerState next = exampleState();
        next.seed = 9;
        store.reset(next);
        QVERIFY(store.state() == next);
        QVERIFY(!store.undoStack()->canUndo());
        QVERIFY(store.undoStack()->isClean());
    }

    void lettersAreFreeAndContinueAfterZ() {
        ExplorerState state = exampleState();
        state.boxes.clear();
        for (int i = 0; i < 28; ++i)
            state.boxes.push_back({state.nextLetter(), Box::point(Vector::Zero(2))});
        QCOMPARE(state.boxes[25].letter, "Z");
        QCOMPARE(state.boxes[26].letter, "A2");
        QCOMPARE(state.boxes[27].letter, "B2");
        state.boxes.erase(state.boxes.begin() + 1);
        QCOMPARE(state.nextLetter(), "B");
    }

    void highlightsAreToldOnce() {
        ExplorerStore store(exampleState());
        QSignalSpy method(&store, &ExplorerStore::hoveredMethodChanged),
            unit(&store, &ExplorerStore::hoveredUnitChanged);
        store.setHoveredMethod("mm");
        store.setHoveredMethod("mm");
        store.setHoveredUnit(1);
        store.setHoveredUnit(1);
        QCOMPARE(method.size(), 1);
        QCOMPARE(unit.size(), 1);
        QCOMPARE(store.undoStack()->count(), 0);
    }

private:
    /// Moves box A by these steps under one merge id.
    static void drag(ExplorerStore& store, const std::vector<double>& steps, int id = 0) {
        if (id == 0)
            id = store.newMergeId();
        for (const double step : steps) {
            ExplorerState next = store.state();
            next.boxes[0].box.lower.array() += step;
            next.boxes[0].box.upper.array() += step;
            store.apply("Move box A", next, id);
        }
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
