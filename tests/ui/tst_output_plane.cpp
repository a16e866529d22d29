#include "paper_example.h"
#include "ui/plot/export.h"
#include "ui/style/theme.h"
#include "ui/workspaces/reach/input_plot.h"
#include "ui/workspaces/reach/output_plane.h"
#include "ui/workspaces/reach/output_plot.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;
using namespace kamke::ui::testing;

namespace {

Box box2(double x0, double y0, double x1, double y1) {
    return {Vector{{x0, y0}}, Vector{{x1, y1}}};
}

Enclosure enclosure(const Box& output) {
    Enclosure e;
    e.status = Status::Ok;
    e.output = output;
    return e;
}

/// A result made by hand, so that what is drawn can be compared with it: box A with all methods, IBP without
/// a box.
std::shared_ptr<ReachResult> handMade(int samples = 100) {
    auto result = std::make_shared<ReachResult>();
    result->analysis = std::make_shared<const NetworkAnalysis>(paperNetwork());
    result->letters = QStringList{QStringLiteral("A")};
    result->methods = paperState().methods;
    BoxResult box;
    box.box = paperState().boxes[0].box;
    Enclosure exact = enclosure(box2(0.6, 0.8, 1.4, 1.9));
    ExactPiece piece;
    piece.inputs = (Matrix(2, 4) << 0, 1.0 / 3, 1.0 / 3, 0, 1, 1, 2, 2).finished();
    piece.outputs = (Matrix(2, 4) << 0.6, 0.7, 1.4, 1.3, 0.8, 1.1, 1.9, 1.6).finished();
    piece.states = piece.outputs;
    exact.pieces.push_back(piece);
    box.enclosures = {
        exact, enclosure(box2(0.4, 0.6, 1.6, 2.0)), enclosure(box2(0.35, 0.5, 1.7, 2.1)),
        Enclosure::notOk(Status::Diverged, "its iteration diverges"), enclosure(box2(-0.5, -0.2, 2.5, 2.8))};
    box.samples.status = Status::Ok;
    box.samples.inputs = Matrix::Constant(2, samples, 0.1);
    box.samples.outputs = Matrix(2, samples);
    for (int k = 0; k < samples; ++k) {
        box.samples.outputs.col(k) << 0.7 + 0.6 * k / samples, 1.0 + 0.7 * k / samples;
    }
    result->frame.boxes.push_back(box);
    result->frame.complete = true;
    return result;
}

/// The same with an ellipsoid: half widths 3 and 1 around (1, 1), and the box that it leaves.
std::shared_ptr<ReachResult> withEllipsoid() {
    auto result = handMade();
    result->methods << QStringLiteral("ellipsoid");
    Enclosure e = enclosure(box2(-1, 0.1, 3, 1.9));
    e.ellipsoid = Ellipsoid{Matrix{{1, 0}, {0, 3}}, Vector{{1, 1}}, 3};
    result->frame.boxes[0].enclosures.push_back(std::move(e));
    return result;
}

OutputLook lookAt(const QString& letter) {
    OutputLook look;
    look.selected = letter;
    return look;
}

std::vector<Mark> marksOf(const OutputScene& scene, const QString& id) {
    std::vector<Mark> result;
    for (const Mark& mark : scene.marks) {
        if (mark.id == id) {
            result.push_back(mark);
        }
    }
    return result;
}

} // namespace

class TestOutputPlane : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(ThemeChoice::Light); }

    void drawsTheResult();
    void methodsWithoutBoxBecomeNotes();
    void samplesCanBeHidden();
    void hoverEmphasises();
    void otherBoxesAreFaint();
    void staleIsFainter();
    void oneOutputHasLanes();
    void otherNetworkDrawsNothing();
    void viewFitsEverything();
    void labelsDoNotCollide();
    void pointerFindsMethods();
    void planeFollowsStoreAndRunner();
    void hoverLinksBothWays();
    void keysPanAndZoom();
    void followsTheTheme();
    void drawsInkWhereTheBoxIs();
    void drawsTheEllipse();
    void ellipseNeedsTwoOutputs();
    void ellipseOfThePaperExample();
    void redraw();
};

void TestOutputPlane::drawsTheResult() {
    const auto result = handMade();
    const OutputScene scene = outputScene(*result, {0, 1}, lookAt(QStringLiteral("A")), Theme::light());
    const auto& enclosures = result->frame.boxes[0].enclosures;
    for (const int m : {1, 2, 4}) {
        const auto marks = marksOf(scene, result->methods[m]);
        QCOMPARE(marks.size(), std::size_t(1));
        const Box& output = *enclosures[static_cast<std::size_t>(m)].output;
        QCOMPARE(marks[0].points.front(), QPointF(output.lower[0], output.lower[1]));
        QCOMPARE(marks[0].points.back(), QPointF(output.upper[0], output.upper[1]));
        const Method* method = findMethod(result->methods[m].toStdString());
        QCOMPARE(marks[0].pen.color().rgb(), Theme::light().method(*method).rgb());
        QCOMPARE(marks[0].pen.dashPattern(), Theme::light().methodPen(*method).dashPattern());
    }
    const auto exact = marksOf(scene, QStringLiteral("exact"));
    QCOMPARE(exact.size(), std::size_t(1));
    QCOMPARE(exact[0].kind, Mark::Kind::Polygon);
    QCOMPARE(exact[0].points.size(), 4);
    QCOMPARE(exact[0].points[2], QPointF(1.4, 1.9));
    const auto samples = marksOf(scene, QStringLiteral("samples"));
    QCOMPARE(samples.size(), std::size_t(1));
    QCOMPARE(samples[0].points.size(), 100);
    QCOMPARE(samples[0].points[0], QPointF(0.7, 1.0));
}

void TestOutputPlane::methodsWithoutBoxBecomeNotes() {
    const auto result = handMade();
    const OutputScene scene = outputScene(*result, {0, 1}, lookAt(QStringLiteral("A")), Theme::light());
    QVERIFY(marksOf(scene, QStringLiteral("ibp")).empty());
    for (const Label& label : scene.labels) {
        QVERIFY(label.id != QStringLiteral("ibp"));
    }
    QCOMPARE(scene.notes.size(), 1);
    QVERIFY(scene.notes[0].contains(QStringLiteral("no box here: its iteration diverges.")));
}

void TestOutputPlane::samplesCanBeHidden() {
    const auto result = handMade();
    OutputLook look = lookAt(QStringLiteral("A"));
    look.showSamples = false;
    QVERIFY(marksOf(outputScene(*result, {0, 1}, look, Theme::light()), QStringLiteral("samples")).empty());
}

void TestOutputPlane::hoverEmphasises() {
    const auto result = handMade();
    OutputLook look = lookAt(QStringLiteral("A"));
    const Mark before =
        marksOf(outputScene(*result, {0, 1}, look, Theme::light()), QStringLiteral("lipschitz"))[0];
    look.hovered = QStringLiteral("lipschitz");
    const OutputScene scene = outputScene(*result, {0, 1}, look, Theme::light());
    const Mark after = marksOf(scene, QStringLiteral("lipschitz"))[0];
    QVERIFY(after.pen.widthF() > before.pen.widthF());
    QCOMPARE(after.pen.color().alpha(), 255);
    QVERIFY(marksOf(scene, QStringLiteral("mm"))[0].pen.color().alpha() < 128);
}

void TestOutputPlane::otherBoxesAreFaint() {
    auto result = handMade();
    result->letters << QStringLiteral("B");
    result->frame.boxes.push_back(result->frame.boxes[0]);
    const OutputScene scene = outputScene(*result, {0, 1}, lookAt(QStringLiteral("B")), Theme::light());
    for (const Mark& mark : marksOf(scene, QStringLiteral("mm"))) {
        QVERIFY(mark.box == 1 ? mark.pen.color().alpha() == 255 : mark.pen.color().alpha() < 128);
    }
    QCOMPARE(marksOf(scene, QStringLiteral("mm")).back().box, 1); // on top
}

void TestOutputPlane::staleIsFainter() {
    const auto result = handMade();
    OutputLook look = lookAt(QStringLiteral("A"));
    look.stale = true;
    const OutputScene scene = outputScene(*result, {0, 1}, look, Theme::light());
    QVERIFY(marksOf(scene, QStringLiteral("mm"))[0].pen.color().alpha() < 128);
}

void TestOutputPlane::oneOutputHasLanes() {
    const auto result = handMade();
    const OutputScene scene = outputScene(*result, {1, -1}, lookAt(QStringLiteral("A")), Theme::light());
    QCOMPARE(scene.height, 6.0);
    const QRectF mm = marksOf(scene, QStringLiteral("mm"))[0].rectangle();
    const QRectF lipschitz = marksOf(scene, QStringLiteral("lipschitz"))[0].rectangle();
    QCOMPARE(mm.left(), 0.6);
    QCOMPARE(mm.right(), 2.0);
    QVERIFY(mm.top() > lipschitz.bottom()); // tighter methods lie higher
    const Mark samples = marksOf(scene, QStringLiteral("samples"))[0];
    for (const QPointF& p : samples.points) {
        QVERIFY(p.y() > 0 && p.y() < 1);
    }
}

void TestOutputPlane::otherNetworkDrawsNothing() {
    const OutputScene scene = outputScene(*handMade(), {0, 5}, lookAt(QStringLiteral("A")), Theme::light());
    QVERIFY(scene.marks.empty());
    QVERIFY(scene.labels.empty());
}

void TestOutputPlane::viewFitsEverything() {
    OutputPlot plot;
    plot.resize(420, 600);
    plot.setContent(paperState(), handMade(), lookAt(QStringLiteral("A")));
    QVERIFY(plot.view().contains(QRectF(-0.5, -0.2, 3, 3)));
    QVERIFY(plot.view().width() < 3 * 1.2);
    // A smaller result: the view waits until things have settled.
    auto smaller = handMade();
    smaller->frame.boxes[0].enclosures[4] = Enclosure::notOk(Status::NotApplicable, "none");
    const QRectF before = plot.view();
    plot.setContent(paperState(), smaller, lookAt(QStringLiteral("A")));
    QCOMPARE(plot.view(), before);
    plot.settle();
    QVERIFY(plot.view().width() < 2);
    // The user's own view counts more.
    ExplorerState state = paperState();
    state.outputView = QRectF(0, 0, 7, 8);
    plot.setContent(state, smaller, lookAt(QStringLiteral("A")));
    QCOMPARE(plot.view(), QRectF(0, 0, 7, 8));
}

void TestOutputPlane::labelsDoNotCollide() {
    OutputPlot plot;
    plot.resize(420, 600);
    plot.setContent(paperState(), handMade(), lookAt(QStringLiteral("A")));
    plot.toPixmap(420, 600);
    const auto& places = plot.labels().places();
    QCOMPARE(places.size(), std::size_t(4)); // ibp has none
    for (std::size_t i = 0; i < places.size(); ++i) {
        QVERIFY(places[i]);
        for (std::size_t j = 0; j < i; ++j) {
            QVERIFY(!places[i]->intersects(*places[j]));
        }
    }
}

void TestOutputPlane::pointerFindsMethods() {
    OutputPlot plot;
    plot.resize(420, 600);
    plot.setContent(paperState(), handMade(), lookAt(QStringLiteral("A")));
    plot.replot();
    QCOMPARE(plot.methodAt(plot.toPixel({-0.5, 1})), QStringLiteral("lipschitz"));
    QCOMPARE(plot.methodAt(plot.toPixel({1.0, 0.6})), QStringLiteral("mm"));
    QCOMPARE(plot.methodAt(plot.toPixel({1.0, 1.35})), QStringLiteral("exact"));
    QCOMPARE(plot.methodAt(plot.toPixel({0, 0.2})), QString());
}

void TestOutputPlane::planeFollowsStoreAndRunner() {
    ExplorerStore store(paperState());
    ReachRunner runner(&store);
    OutputPlane plane(&store, &runner);
    plane.resize(420, 700);
    plane.show();
    QTRY_VERIFY_WITH_TIMEOUT(!plane.plot()->scene().marks.empty(), 20000);
    const auto mm = marksOf(plane.plot()->scene(), QStringLiteral("mm"));
    QCOMPARE(mm.size(), std::size_t(1));
    QVERIFY(std::abs(mm[0].rectangle().left() - 13.0 / 33) < 1e-9);
    QVERIFY(std::abs(mm[0].rectangle().bottom() - 67.0 / 33) < 1e-9);
    QVERIFY(plane.plot()->accessibleDescription().contains(QStringLiteral("2.03031")));
    // The box moves: the plane follows.
    ExplorerState next = store.state();
    next.boxes[0].box.upper[0] = 1;
    store.apply(QStringLiteral("wider"), next);
    QTRY_VERIFY_WITH_TIMEOUT(runner.isCurrent(), 20000);
    QVERIFY(marksOf(plane.plot()->scene(), QStringLiteral("mm"))[0].rectangle().width() > 1.3);
}

void TestOutputPlane::hoverLinksBothWays() {
    ExplorerStore store(paperState());
    ReachRunner runner(&store);
    OutputPlane plane(&store, &runner);
    plane.resize(420, 700);
    plane.show();
    QTRY_VERIFY_WITH_TIMEOUT(runner.isCurrent() && !plane.plot()->scene().marks.empty(), 20000);
    plane.plot()->replot();
    const QSignalSpy spy(&store, &ExplorerStore::hoveredMethodChanged);
    const QRectF ibp = marksOf(plane.plot()->scene(), QStringLiteral("ibp"))[0].rectangle();
    const QPointF at = plane.plot()->toPixel({ibp.left(), ibp.center().y()});
    QMouseEvent move(
        QEvent::MouseMove, at, plane.plot()->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(plane.plot(), &move);
    QCOMPARE(store.hoveredMethod(), QStringLiteral("ibp"));
    QCOMPARE(spy.count(), 1);
    QVERIFY(marksOf(plane.plot()->scene(), QStringLiteral("ibp"))[0].pen.widthF() > 3);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(plane.plot(), &leave);
    QCOMPARE(store.hoveredMethod(), QString());
    // From elsewhere.
    store.setHoveredMethod(QStringLiteral("mm"));
    QVERIFY(marksOf(plane.plot()->scene(), QStringLiteral("mm"))[0].pen.widthF() > 3);
}

void TestOutputPlane::keysPanAndZoom() {
    ExplorerState state = paperState();
    state.outputView = QRectF(0, 0, 2, 4);
    ExplorerStore store(state);
    ReachRunner runner(&store);
    OutputPlane plane(&store, &runner);
    plane.resize(420, 700);
    plane.show();
    plane.plot()->setFocus();
    QTest::keyClick(plane.plot(), Qt::Key_Right);
    QVERIFY(std::abs(store.state().outputView->left() - 0.2) < 1e-12);
    QTest::keyClick(plane.plot(), Qt::Key_Up);
    QVERIFY(std::abs(store.state().outputView->top() - 0.4) < 1e-12);
    const double width = store.state().outputView->width();
    QTest::keyClick(plane.plot(), Qt::Key_Plus);
    QVERIFY(store.state().outputView->width() < width);
    QCOMPARE(store.undoStack()->count(), 1); // one burst
    QTest::keyClick(plane.plot(), Qt::Key_0);
    QVERIFY(!store.state().outputView);
}

void TestOutputPlane::followsTheTheme() {
    OutputPlot plot;
    plot.resize(300, 300);
    plot.setContent(paperState(), handMade(), lookAt(QStringLiteral("A")));
    applyTheme(ThemeChoice::Dark);
    QTRY_VERIFY(plot.theme().dark);
    const QImage dark = plot.toPixmap(300, 300).toImage();
    QCOMPARE(dark.pixelColor(2, 297).rgb(), Theme::darkTheme().card.rgb());
    applyTheme(ThemeChoice::Light);
    QTRY_VERIFY(!plot.theme().dark);
    QCOMPARE(plot.toPixmap(300, 300).toImage().pixelColor(2, 297).rgb(), Theme::light().card.rgb());
}

void TestOutputPlane::drawsInkWhereTheBoxIs() {
    OutputPlot plot;
    plot.resize(420, 420);
    plot.setContent(paperState(), handMade(), lookAt(QStringLiteral("A")));
    const QImage image = plot.grab().toImage();
    // Along the left side of the mm box there is blue.
    const QPointF at = plot.toPixel({0.4, 1.3});
    bool found = false;
    for (int dx = -3; dx <= 3; ++dx) {
        const QColor c = image.pixelColor(static_cast<int>(at.x()) + dx, static_cast<int>(at.y()));
        found = found || (c.blue() > 130 && c.red() < 100);
    }
    QVERIFY(found);
}

void TestOutputPlane::drawsTheEllipse() {
    const auto result = withEllipsoid();
    const OutputScene scene = outputScene(*result, {0, 1}, lookAt(QStringLiteral("A")), Theme::light());
    const auto marks = marksOf(scene, QStringLiteral("ellipsoid"));
    QCOMPARE(marks.size(), std::size_t(2));
    QCOMPARE(marks[0].kind, Mark::Kind::Rectangle);
    const Mark& ellipse = marks[1];
    QCOMPARE(ellipse.kind, Mark::Kind::Polygon);
    for (const QPointF& p : ellipse.points) {
        QVERIFY(std::abs(std::pow((p.x() - 1) / 3, 2) + std::pow(p.y() - 1, 2) - 1) < 1e-12);
    }
    const Method& method = *findMethod("ellipsoid");
    QCOMPARE(ellipse.pen.color().rgb(), Theme::light().method(method).rgb());
    QCOMPARE(ellipse.pen.dashPattern(), Theme::light().methodPen(method).dashPattern());
    QCOMPARE(ellipse.brush.style(), Qt::NoBrush);
    QVERIFY(
        describeOutputs(*result, QStringLiteral("A")).contains(QStringLiteral("together in an ellipsoid")));
    // The view shows all of it, and the pointer finds its border but not its inside.
    OutputPlot plot;
    plot.resize(600, 600);
    plot.setContent(paperState(), result, lookAt(QStringLiteral("A")));
    plot.replot();
    QVERIFY(plot.view().left() < -2 && plot.view().right() > 4);
    QCOMPARE(plot.methodAt(plot.toPixel({-2, 1})), QStringLiteral("ellipsoid"));
    QCOMPARE(plot.methodAt(plot.toPixel({-1.6, 1})), QString());
    QCOMPARE(plot.methodAt(plot.toPixel({1.0, 1.35})), QStringLiteral("exact"));
    // A method that is not asked for is not drawn, and one without a box leaves no ellipse.
    result->frame.boxes[0].enclosures.back() = Enclosure::notOk(Status::NotConverged, "none was found");
    const OutputScene without = outputScene(*result, {0, 1}, lookAt(QStringLiteral("A")), Theme::light());
    QVERIFY(marksOf(without, QStringLiteral("ellipsoid")).empty());
    QVERIFY(without.notes.join(u' ').contains(QStringLiteral("none was found")));
    QVERIFY(marksOf(
                outputScene(*handMade(), {0, 1}, lookAt(QStringLiteral("A")), Theme::light()),
                QStringLiteral("ellipsoid"))
                .empty());
}

void TestOutputPlane::ellipseNeedsTwoOutputs() {
    const OutputScene scene =
        outputScene(*withEllipsoid(), {1, -1}, lookAt(QStringLiteral("A")), Theme::light());
    const auto marks = marksOf(scene, QStringLiteral("ellipsoid"));
    QCOMPARE(marks.size(), std::size_t(1)); // the interval
    QCOMPARE(marks[0].kind, Mark::Kind::Rectangle);
    QCOMPARE(marks[0].rectangle().left(), 0.1);
}

void TestOutputPlane::ellipseOfThePaperExample() {
    ExplorerState state = paperState();
    state.methods << QStringLiteral("ellipsoid");
    ExplorerStore store(state);
    ReachRunner runner(&store);
    OutputPlane plane(&store, &runner);
    plane.resize(420, 700);
    plane.show();
    const auto ellipses = [&] {
        auto marks = marksOf(plane.plot()->scene(), QStringLiteral("ellipsoid"));
        std::erase_if(marks, [](const Mark& mark) { return mark.kind != Mark::Kind::Polygon; });
        return marks;
    };
    QTRY_VERIFY_WITH_TIMEOUT(ellipses().size() == 1, 20000);
    const QPolygonF ellipse = ellipses()[0].points;
    const auto samples = marksOf(plane.plot()->scene(), QStringLiteral("samples"));
    QCOMPARE(samples.size(), std::size_t(1));
    QVERIFY(samples[0].points.size() > 100);
    for (const QPointF& p : samples[0].points) {
        QVERIFY(ellipse.containsPoint(p, Qt::OddEvenFill));
    }
    QVERIFY(plane.plot()->view().contains(ellipse.boundingRect()));
    // Its colour is in the file: in one path that is no box.
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("plane.svg"));
    const auto paths = [&] {
        const auto done = exportPlot(*plane.plot(), file, {100, 100}, 300);
        QFile svg(file);
        if (!done || !svg.open(QIODevice::ReadOnly)) {
            return qsizetype(-1);
        }
        const QString colour = Theme::light().method(*findMethod("ellipsoid")).name();
        const QString text = QString::fromUtf8(svg.readAll());
        qsizetype count = 0;
        for (const QString& group : text.split(QStringLiteral("<g "))) {
            count += group.contains(QStringLiteral("stroke=\"") + colour) &&
                     group.count(QLatin1Char('L')) + group.count(QLatin1Char(',')) > 100;
        }
        return count;
    };
    QCOMPARE(paths(), qsizetype(1));
    // Hidden with its method.
    ExplorerState next = store.state();
    next.methods.removeAll(QStringLiteral("ellipsoid"));
    store.apply(QStringLiteral("hide"), next);
    QTRY_VERIFY_WITH_TIMEOUT(runner.isCurrent(), 20000);
    QVERIFY(marksOf(plane.plot()->scene(), QStringLiteral("ellipsoid")).empty());
    QCOMPARE(paths(), qsizetype(0));
}

void TestOutputPlane::redraw() {
    InputPlot inputs(nullptr);
    OutputPlot outputs;
    inputs.resize(420, 700);
    outputs.resize(420, 700);
    const auto result = handMade(1000);
    const ExplorerState state = paperState();
    const OutputLook look = lookAt(QStringLiteral("A"));
    QBENCHMARK {
        inputs.setContent(state, result, nullptr);
        outputs.setContent(state, result, look);
        inputs.replot(QCustomPlot::rpQueuedRefresh);
        outputs.replot(QCustomPlot::rpQueuedRefresh);
    }
    QCOMPARE(marksOf(outputs.scene(), QStringLiteral("samples"))[0].points.size(), 1000);
}

QTEST_MAIN(TestOutputPlane)
#include "tst_output_plane.moc"
