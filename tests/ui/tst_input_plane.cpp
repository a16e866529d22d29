#include "paper_example.h"
#include "ui/style/theme.h"
#include "ui/workspaces/reach/box_editor.h"
#include "ui/workspaces/reach/input_plane.h"
#include "ui/workspaces/reach/input_plot.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>
#include <QWheelEvent>

using namespace kamke;
using namespace kamke::ui;
using namespace kamke::ui::testing;

/// One plane in a window, with a fixed view so that pixels and coordinates are known.
struct Stage {
    explicit Stage(ExplorerState state = paperState())
        : store(fixedView(std::move(state)))
        , runner(&store)
        , plane(&store, &runner) {
        plane.resize(460, 700);
        plane.show();
        if (!QTest::qWaitForWindowExposed(&plane)) {
            qFatal("the window was not exposed");
        }
        plot = plane.plot();
        plot->setFocus();
        plot->replot();
    }
    static ExplorerState fixedView(ExplorerState state) {
        state.inputView = QRectF(-1, -1, 3, 4);
        return state;
    }
    QPoint pixel(double x, double y) const { return plot->toPixel({x, y}).toPoint(); }
    const Box& box(int k = 0) const { return store.state().boxes.at(static_cast<std::size_t>(k)).box; }
    int count() const { return static_cast<int>(store.state().boxes.size()); }
    /// In steps, as a hand does.
    void drag(QPoint from, QPoint to, bool release = true) {
        QTest::mousePress(plot, Qt::LeftButton, {}, from);
        for (int k = 1; k <= 5; ++k) {
            moveTo(from + (to - from) * k / 5);
        }
        if (release) {
            QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
        }
    }
    void moveTo(QPoint to) {
        QMouseEvent event(
            QEvent::MouseMove, QPointF(to), plot->mapToGlobal(QPointF(to)), Qt::NoButton, Qt::LeftButton,
            Qt::NoModifier);
        QApplication::sendEvent(plot, &event);
    }
    double tolerance() const {
        return 1.5 * std::max(3.0 / plot->axisRect()->width(), 4.0 / plot->axisRect()->height());
    }
    bool near(double a, double b) const {
        const bool close = std::abs(a - b) < tolerance();
        if (!close) {
            qWarning() << a << "is not" << b;
        }
        return close;
    }

    ExplorerStore store;
    ReachRunner runner;
    InputPlane plane;
    InputPlot* plot = nullptr;
};

class TestInputPlane : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(ThemeChoice::Light); }

    void dragInEmptySpaceDraws();
    void clickInEmptySpaceDrawsNothing();
    void dragInsideMoves();
    void handlesResize_data();
    void handlesResize();
    void sideDraggedOverTheOtherTakesItsPlace();
    void escapeRestores();
    void dragIsOneUndoStep();
    void arrowsNudge();
    void modifiersNudgeFurtherAndResize();
    void deleteRemovesAndUndoBringsBack();
    void tabGoesThroughBoxesAndOut();
    void doubleClickTypesNumbers();
    void wrongNumbersAreRefused();
    void cursorsSayWhatADragDoes();
    void smallBoxCanStillBeMoved();
    void wheelZoomsAtThePointer();
    void rightDragPansAndOneUndoTakesItBack();
    void doubleClickOnEmptyResets();
    void oneInputIsALine();
    void threeInputsHoldTheThird();
    void axesCanBeChosen();
    void classifierHasRegions();
    void wordsForScreenReaders();
};

void TestInputPlane::dragInEmptySpaceDraws() {
    Stage s;
    s.drag(s.pixel(0.8, -0.5), s.pixel(1.5, 0.3));
    QCOMPARE(s.count(), 2);
    QCOMPARE(s.store.state().selectedBox, 1);
    QCOMPARE(s.store.state().boxes[1].letter, QStringLiteral("B"));
    QVERIFY(s.near(s.box(1).lower[0], 0.8) && s.near(s.box(1).lower[1], -0.5));
    QVERIFY(s.near(s.box(1).upper[0], 1.5) && s.near(s.box(1).upper[1], 0.3));
    QCOMPARE(s.store.undoStack()->count(), 1);
}

void TestInputPlane::clickInEmptySpaceDrawsNothing() {
    Stage s;
    QTest::mouseClick(s.plot, Qt::LeftButton, {}, s.pixel(1.2, 0));
    QCOMPARE(s.count(), 1);
    QCOMPARE(s.store.undoStack()->count(), 0);
}

void TestInputPlane::dragInsideMoves() {
    Stage s;
    const Vector width = s.box().width();
    s.drag(s.pixel(0.16, 1.5), s.pixel(0.96, 0.7));
    QCOMPARE(s.count(), 1);
    QVERIFY(s.near(s.box().lower[0], 0.8) && s.near(s.box().lower[1], 0.2));
    QVERIFY((s.box().width() - width).norm() < 1e-12);
}

void TestInputPlane::handlesResize_data() {
    QTest::addColumn<QPointF>("handle");
    QTest::addColumn<QRectF>(
        "expected"); // lower x, lower y, upper x, upper y after a drag by (−0.4, −0.3) or (0.4, 0.3)
    QTest::addColumn<QPointF>("by");
    const double t = 1.0 / 3;
    const auto row = [](const char* name, QPointF handle, QPointF by, double x0, double y0, double x1,
                        double y1) {
        QTest::newRow(name) << handle << QRectF(QPointF(x0, y0), QPointF(x1, y1)) << by;
    };
    row("lower left", {0, 1}, {-0.4, -0.3}, -0.4, 0.7, t, 2);
    row("lower", {t / 2, 1}, {-0.4, -0.3}, 0, 0.7, t, 2);
    row("lower right", {t, 1}, {0.4, -0.3}, 0, 0.7, t + 0.4, 2);
    row("right", {t, 1.5}, {0.4, 0.3}, 0, 1, t + 0.4, 2);
    row("upper right", {t, 2}, {0.4, 0.3}, 0, 1, t + 0.4, 2.3);
    row("upper", {t / 2, 2}, {0.4, 0.3}, 0, 1, t, 2.3);
    row("upper left", {0, 2}, {-0.4, 0.3}, -0.4, 1, t, 2.3);
    row("left", {0, 1.5}, {-0.4, 0.3}, -0.4, 1, t, 2);
}

void TestInputPlane::handlesResize() {
    QFETCH(QPointF, handle);
    QFETCH(QRectF, expected);
    QFETCH(QPointF, by);
    Stage s;
    s.drag(s.pixel(handle.x(), handle.y()), s.pixel(handle.x() + by.x(), handle.y() + by.y()));
    QCOMPARE(s.count(), 1);
    QVERIFY(s.near(s.box().lower[0], expected.left()) && s.near(s.box().lower[1], expected.top()));
    QVERIFY(s.near(s.box().upper[0], expected.right()) && s.near(s.box().upper[1], expected.bottom()));
    // Sides that were not grabbed keep their exact value.
    const Box before = paperState().boxes[0].box;
    for (int k = 0; k < 2; ++k) {
        const double lower = k == 0 ? expected.left() : expected.top();
        if (lower == before.lower[k]) {
            QCOMPARE(s.box().lower[k], before.lower[k]);
        }
        const double upper = k == 0 ? expected.right() : expected.bottom();
        if (upper == before.upper[k]) {
            QCOMPARE(s.box().upper[k], before.upper[k]);
        }
    }
}

void TestInputPlane::sideDraggedOverTheOtherTakesItsPlace() {
    Stage s;
    s.drag(s.pixel(0, 1.5), s.pixel(1.0, 1.5));
    QVERIFY(s.box().isValid());
    QCOMPARE(s.box().lower[0], 1.0 / 3);
    QVERIFY(s.near(s.box().upper[0], 1.0));
}

void TestInputPlane::escapeRestores() {
    Stage s;
    const ExplorerState before = s.store.state();
    s.drag(s.pixel(0.16, 1.5), s.pixel(0.9, 0.7), false);
    QVERIFY(!(s.store.state() == before));
    QTest::keyClick(s.plot, Qt::Key_Escape);
    QVERIFY(s.store.state() == before);
    QCOMPARE(s.store.undoStack()->count(), 0);
    // The rest of the movement does nothing.
    s.moveTo(s.pixel(1.2, 0.1));
    QTest::mouseRelease(s.plot, Qt::LeftButton, {}, s.pixel(1.2, 0.1));
    QVERIFY(s.store.state() == before);
    // A drawn box goes away again.
    s.drag(s.pixel(0.8, -0.5), s.pixel(1.5, 0.3), false);
    QCOMPARE(s.count(), 2);
    QTest::keyClick(s.plot, Qt::Key_Escape);
    QCOMPARE(s.count(), 1);
}

void TestInputPlane::dragIsOneUndoStep() {
    Stage s;
    const ExplorerState before = s.store.state();
    s.drag(s.pixel(0.16, 1.5), s.pixel(0.9, 0.7));
    s.drag(s.pixel(0.9, 0.7), s.pixel(0.3, 0.2));
    QCOMPARE(s.store.undoStack()->count(), 2);
    QVERIFY(s.store.undoStack()->undoText().contains(QLatin1Char('A')));
    s.store.undoStack()->undo();
    s.store.undoStack()->undo();
    QVERIFY(s.store.state() == before);
}

void TestInputPlane::arrowsNudge() {
    Stage s;
    const Box before = s.box();
    QTest::keyClick(s.plot, Qt::Key_Right);
    QVERIFY(std::abs(s.box().lower[0] - before.lower[0] - 0.03) < 1e-12); // a hundredth of the view
    QVERIFY(std::abs(s.box().upper[0] - before.upper[0] - 0.03) < 1e-12);
    QTest::keyClick(s.plot, Qt::Key_Up);
    QVERIFY(std::abs(s.box().lower[1] - before.lower[1] - 0.04) < 1e-12);
    QTest::keyClick(s.plot, Qt::Key_Left);
    QTest::keyClick(s.plot, Qt::Key_Down);
    QVERIFY((s.box().lower - before.lower).norm() < 1e-12);
    QVERIFY(s.store.undoStack()->count() <= 1); // one burst
}

void TestInputPlane::modifiersNudgeFurtherAndResize() {
    Stage s;
    const Box before = s.box();
    QTest::keyClick(s.plot, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(std::abs(s.box().lower[0] - before.lower[0] - 0.3) < 1e-12);
    QTest::keyClick(s.plot, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(s.box().lower[1], before.lower[1]);
    QVERIFY(std::abs(s.box().upper[1] - before.upper[1] - 0.04) < 1e-12);
    for (int k = 0; k < 5; ++k) {
        QTest::keyClick(s.plot, Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
    }
    QVERIFY(s.box().isValid());
    QCOMPARE(s.box().upper[0], s.box().lower[0]);
}

void TestInputPlane::deleteRemovesAndUndoBringsBack() {
    Stage s;
    QTest::keyClick(s.plot, Qt::Key_Delete);
    QCOMPARE(s.count(), 0);
    QCOMPARE(s.store.state().selectedBox, -1);
    s.store.undoStack()->undo();
    QCOMPARE(s.count(), 1);
    QCOMPARE(s.store.state().selectedBox, 0);
}

void TestInputPlane::tabGoesThroughBoxesAndOut() {
    Stage s;
    s.drag(s.pixel(0.8, -0.5), s.pixel(1.5, 0.3));
    QCOMPARE(s.store.state().selectedBox, 1);
    QTest::keyClick(s.plot, Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(s.store.state().selectedBox, 0);
    QTest::keyClick(s.plot, Qt::Key_Tab);
    QCOMPARE(s.store.state().selectedBox, 1);
    QTest::keyClick(s.plot, Qt::Key_Tab); // no trap: the selection stays, the focus moves on
    QCOMPARE(s.store.state().selectedBox, 1);
}

void TestInputPlane::doubleClickTypesNumbers() {
    Stage s;
    QTest::mouseDClick(s.plot, Qt::LeftButton, {}, s.pixel(0.16, 1.5));
    BoxEditor* editor = s.plot->editor();
    QVERIFY(editor);
    QVERIFY(s.plot->rect().contains(editor->geometry()));
    const auto fields = editor->findChildren<QLineEdit*>();
    QCOMPARE(fields.size(), 4);
    fields[1]->setText(QStringLiteral("3/4"));
    QTest::keyClick(fields[1], Qt::Key_Return);
    QCOMPARE(s.box().upper[0], 0.75);
    QCOMPARE(s.box().lower[0], 0.0);
    QCOMPARE(s.box().upper[1], 2.0);
    QCOMPARE(s.store.undoStack()->count(), 1);
    QTRY_VERIFY(!s.plot->editor());
}

void TestInputPlane::wrongNumbersAreRefused() {
    Stage s;
    const ExplorerState before = s.store.state();
    QTest::keyClick(s.plot, Qt::Key_Return);
    BoxEditor* editor = s.plot->editor();
    QVERIFY(editor);
    const auto fields = editor->findChildren<QLineEdit*>();
    fields[0]->setText(QStringLiteral("5"));
    QTest::keyClick(fields[0], Qt::Key_Return);
    QVERIFY(s.store.state() == before);
    QVERIFY(editor->isVisible());
    fields[0]->setText(QStringLiteral("x"));
    QTest::keyClick(fields[0], Qt::Key_Return);
    QVERIFY(s.store.state() == before);
    QTest::keyClick(fields[0], Qt::Key_Escape);
    QTRY_VERIFY(!s.plot->editor());
    QVERIFY(s.store.state() == before);
}

void TestInputPlane::cursorsSayWhatADragDoes() {
    Stage s;
    const auto shapeAt = [&](double x, double y) {
        QTest::mouseMove(s.plot, s.pixel(x, y));
        QMouseEvent event(
            QEvent::MouseMove, QPointF(s.pixel(x, y)), s.plot->mapToGlobal(QPointF(s.pixel(x, y))),
            Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(s.plot, &event);
        return s.plot->cursor().shape();
    };
    QCOMPARE(shapeAt(1.2, 0), Qt::CrossCursor);
    QCOMPARE(shapeAt(1.0 / 6, 1.6), Qt::SizeAllCursor);
    QCOMPARE(shapeAt(0, 1.5), Qt::SizeHorCursor);
    QCOMPARE(shapeAt(1.0 / 6, 2), Qt::SizeVerCursor);
    QCOMPARE(shapeAt(0, 2), Qt::SizeFDiagCursor);
    QCOMPARE(shapeAt(0, 1), Qt::SizeBDiagCursor);
}

void TestInputPlane::smallBoxCanStillBeMoved() {
    ExplorerState state = paperState();
    state.boxes[0].box = {(Vector(2) << 0.5, 0.5).finished(), (Vector(2) << 0.56, 0.56).finished()};
    Stage s(state);
    s.drag(s.pixel(0.53, 0.53), s.pixel(1.03, 1.03));
    QVERIFY(std::abs(s.box().width()[0] - 0.06) < 1e-9);
    QVERIFY(s.near(s.box().lower[0], 1.0));
}

void TestInputPlane::wheelZoomsAtThePointer() {
    Stage s;
    const QPoint at = s.pixel(1, 2);
    const QPointF before = s.plot->toPlot(at);
    const double width = s.plot->view().width();
    QWheelEvent wheel(
        QPointF(at), s.plot->mapToGlobal(QPointF(at)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
    QApplication::sendEvent(s.plot, &wheel);
    QVERIFY(s.plot->view().width() < width);
    const QPointF after = s.plot->toPlot(at);
    QVERIFY((after - before).manhattanLength() < 1e-9);
    QVERIFY(s.store.state().inputView);
    QCOMPARE(*s.store.state().inputView, s.plot->view());
}

void TestInputPlane::rightDragPansAndOneUndoTakesItBack() {
    Stage s;
    const QRectF before = s.plot->view();
    const QPoint from = s.pixel(1, 0);
    QTest::mousePress(s.plot, Qt::RightButton, {}, from);
    for (int k = 1; k <= 4; ++k) {
        const QPointF to(from + QPoint(10 * k, 5 * k));
        QMouseEvent event(
            QEvent::MouseMove, to, s.plot->mapToGlobal(to), Qt::NoButton, Qt::RightButton, Qt::NoModifier);
        QApplication::sendEvent(s.plot, &event);
    }
    QTest::mouseRelease(s.plot, Qt::RightButton, {}, from + QPoint(40, 20));
    QVERIFY(!QApplication::activePopupWidget());
    QCOMPARE(s.plot->view().size(), before.size());
    QVERIFY(s.plot->view().left() < before.left());
    QVERIFY(s.plot->view().top() > before.top());
    QCOMPARE(s.store.undoStack()->count(), 1);
    s.store.undoStack()->undo();
    QCOMPARE(s.plot->view(), before);
}

void TestInputPlane::doubleClickOnEmptyResets() {
    Stage s;
    QTest::mouseDClick(s.plot, Qt::LeftButton, {}, s.pixel(1.5, -0.5));
    QVERIFY(!s.store.state().inputView);
    QVERIFY(s.plot->view().contains(QRectF(0, 1, 1.0 / 3, 1)));
    QVERIFY(s.plot->view() != QRectF(-1, -1, 3, 4));
}

void TestInputPlane::oneInputIsALine() {
    auto network = paperNetwork();
    network->B = (Matrix(2, 1) << 0.5, 1).finished();
    network->D = Matrix::Zero(2, 1);
    ExplorerState state = stateForNetwork(network, QString());
    state.boxes = {{QStringLiteral("A"), {Vector::Constant(1, 0), Vector::Constant(1, 1)}}};
    state.selectedBox = 0;
    Stage s(state);
    QVERIFY(s.plot->isNumberLine());
    s.drag(s.pixel(1, 0.5), s.pixel(1.5, 0.5));
    QCOMPARE(s.box().lower[0], 0.0);
    QVERIFY(s.near(s.box().upper[0], 1.5));
    QTest::keyClick(s.plot, Qt::Key_Up); // no such direction
    QVERIFY(s.near(s.box().upper[0], 1.5));
}

void TestInputPlane::threeInputsHoldTheThird() {
    auto network = paperNetwork();
    network->B = (Matrix(2, 3) << 0.5, 1, 0.2, 1, 0.5, -0.3).finished();
    network->D = Matrix::Zero(2, 3);
    ExplorerState state = stateForNetwork(network, QString());
    state.held = (Vector(3) << 0, 0, 0.25).finished();
    state.boxes.clear();
    state.selectedBox = -1;
    Stage s(state);
    s.drag(s.pixel(0.5, 0.5), s.pixel(1, 1));
    QCOMPARE(s.count(), 1);
    QCOMPARE(s.box().lower[2], 0.25);
    QCOMPARE(s.box().upper[2], 0.25);
    const auto fields = s.plane.findChildren<QLineEdit*>();
    QCOMPARE(fields.size(), 1);
    fields[0]->setFocus();
    fields[0]->selectAll();
    QTest::keyClicks(fields[0], QStringLiteral("1/2"));
    QTest::keyClick(fields[0], Qt::Key_Return);
    QCOMPARE(s.store.state().held[2], 0.5);
    QCOMPARE(s.box().lower[2], 0.5);
    QCOMPARE(s.box().upper[2], 0.5);
    QCOMPARE(s.store.undoStack()->count(), 2);
}

void TestInputPlane::axesCanBeChosen() {
    auto network = paperNetwork();
    network->B = (Matrix(2, 3) << 0.5, 1, 0.2, 1, 0.5, -0.3).finished();
    network->D = Matrix::Zero(2, 3);
    ExplorerState state = stateForNetwork(network, QString());
    state.held = Vector::Zero(3);
    state.boxes = {
        {QStringLiteral("A"), {(Vector(3) << 0, 1, 0).finished(), (Vector(3) << 1, 2, 0).finished()}}};
    state.selectedBox = 0;
    Stage s(state);
    const auto choosers = s.plane.findChildren<QComboBox*>();
    QCOMPARE(choosers.size(), 2);
    choosers[1]->setCurrentIndex(2);
    emit choosers[1]->activated(2);
    QCOMPARE(s.store.state().inputX, 0);
    QCOMPARE(s.store.state().inputY, 2);
    QCOMPARE(s.box().lower[1], 1.5); // held at its middle
    QCOMPARE(s.box().upper[1], 1.5);
    QVERIFY(s.box().upper[2] > s.box().lower[2]);
    // The other axis's own: they change places.
    choosers[0]->setCurrentIndex(2);
    emit choosers[0]->activated(2);
    QCOMPARE(s.store.state().inputX, 2);
    QCOMPARE(s.store.state().inputY, 0);
}

void TestInputPlane::classifierHasRegions() {
    auto network = paperNetwork();
    network->labels = {"left", "right"};
    ExplorerState state = stateForNetwork(network, QString());
    Stage s(state);
    QTRY_VERIFY_WITH_TIMEOUT(!s.plot->scene().ground.empty(), 20000);
    const Mark& regions = s.plot->scene().ground.front();
    QCOMPARE(regions.kind, Mark::Kind::Image);
    QCOMPARE(regions.rectangle(), QRectF(-1, -1, 3, 4));
    // Both classes occur: y₁ > y₂ and the other way round.
    QSet<QRgb> colours;
    for (int y = 0; y < regions.image.height(); ++y) {
        for (int x = 0; x < regions.image.width(); ++x) {
            colours.insert(regions.image.pixel(x, y));
        }
    }
    QVERIFY(colours.size() >= 2);
}

void TestInputPlane::wordsForScreenReaders() {
    Stage s;
    QVERIFY(!s.plot->accessibleName().isEmpty());
    QVERIFY(s.plot->accessibleDescription().contains(QStringLiteral("0.333333")));
    QCOMPARE(s.plot->focusPolicy(), Qt::StrongFocus);
}

QTEST_MAIN(TestInputPlane)
#include "tst_input_plane.moc"
