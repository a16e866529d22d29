#include "ui/plot/clip.h"
#include "ui/plot/curve_labels.h"
#include "ui/plot/fitted_view.h"
#include "ui/plot/label_placer.h"

#include <QRandomGenerator>
#include <QTest>
#include <cmath>

using namespace kamke::ui;

namespace {

const QRectF area(0, 0, 400, 300);

bool crosses(const QRectF& label, const QRectF& outline) {
    const std::array<QLineF, 4> sides{
        {{outline.topLeft(), outline.topRight()},
         {outline.bottomLeft(), outline.bottomRight()},
         {outline.topLeft(), outline.bottomLeft()},
         {outline.topRight(), outline.bottomRight()}}};
    return std::any_of(
        sides.begin(), sides.end(), [&](const QLineF& side) { return clipLine(side, label).has_value(); });
}

} // namespace

class TestLabelPlacer : public QObject {
    Q_OBJECT

private slots:
    void nestedBoxesKeepTheirLinesFree();
    void coincidingBoxesGetTwoPlaces();
    void neverOverlapAndStayInside();
    void avoidsData();
    void noRoomNoPlace();
    void boxOutsideHasNoPlace();
    void clipsLinesAndPolygons();
    void fittedViewKeepsStillAndGrows();
    void namesOfCurvesKeepOffDataAndEachOther_data();
    void namesOfCurvesKeepOffDataAndEachOther();
    void aNameWithoutFreeGroundIsStillThere();
    void inkIsWhereItWasDrawn();
};

void TestLabelPlacer::nestedBoxesKeepTheirLinesFree() {
    const std::vector<QRectF> boxes{{150, 120, 90, 110}, {110, 60, 180, 200}, {60, 70, 280, 200}};
    std::vector<LabelRequest> labels;
    for (const QRectF& box : boxes) {
        labels.push_back({box, QSizeF(60, 14)});
    }
    const auto placed = placeLabels(area, labels, boxes, {});
    for (const auto& place : placed) {
        QVERIFY(place);
        for (const QRectF& box : boxes) {
            QVERIFY(!crosses(*place, box));
        }
    }
}

void TestLabelPlacer::coincidingBoxesGetTwoPlaces() {
    const QRectF box(150, 120, 90, 110);
    const auto placed = placeLabels(area, {{box, {60, 14}}, {box, {70, 14}}}, {box, box}, {});
    QVERIFY(placed[0] && placed[1]);
    QVERIFY(!placed[0]->intersects(*placed[1]));
}

void TestLabelPlacer::neverOverlapAndStayInside() {
    QRandomGenerator random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<LabelRequest> labels;
        std::vector<QRectF> boxes;
        for (int k = 0; k < 12; ++k) {
            const QRectF box(
                random.bounded(500) - 50, random.bounded(400) - 50, 1 + random.bounded(200),
                1 + random.bounded(150));
            boxes.push_back(box);
            labels.push_back({box, QSizeF(20 + random.bounded(60), 14)});
        }
        const auto placed = placeLabels(area, labels, boxes, {});
        QCOMPARE(placed.size(), labels.size());
        for (std::size_t i = 0; i < placed.size(); ++i) {
            if (!placed[i]) {
                continue;
            }
            QVERIFY(area.contains(*placed[i]));
            for (std::size_t j = 0; j < i; ++j) {
                QVERIFY(!placed[j] || !placed[i]->intersects(*placed[j]));
            }
        }
    }
}

void TestLabelPlacer::avoidsData() {
    const QRectF box(100, 100, 150, 100);
    const auto free = placeLabels(area, {{box, {60, 14}}}, {box}, {});
    QVERIFY(free[0]);
    const auto placed = placeLabels(area, {{box, {60, 14}}}, {box}, {free[0]->adjusted(-5, -5, 5, 5)});
    QVERIFY(placed[0]);
    QVERIFY(!placed[0]->intersects(*free[0]));
}

void TestLabelPlacer::noRoomNoPlace() {
    const auto placed = placeLabels(QRectF(0, 0, 50, 20), {{QRectF(5, 5, 30, 10), {80, 14}}}, {}, {});
    QVERIFY(!placed[0]);
}

void TestLabelPlacer::boxOutsideHasNoPlace() {
    const auto placed = placeLabels(
        area, {{QRectF(500, 10, 30, 10), {40, 14}}, {QRectF(-100, -100, 900, 900), {40, 14}}}, {}, {});
    QVERIFY(!placed[0]);
    QVERIFY(!placed[1]); // around everything: no side of it is to be seen
}

void TestLabelPlacer::clipsLinesAndPolygons() {
    const auto line = clipLine({-100, 150, 500, 150}, area);
    QVERIFY(line);
    QCOMPARE(*line, QLineF(0, 150, 400, 150));
    QVERIFY(!clipLine({-100, -10, 500, -10}, area));
    QVERIFY(!clipLine({-10, 5, 5, -10}, area));
    const QPolygonF cut = clipPolygon(QPolygonF(QRectF(-50, -50, 100, 100)), area);
    QCOMPARE(cut.boundingRect(), QRectF(0, 0, 50, 50));
    QVERIFY(clipPolygon(QPolygonF(QRectF(-50, -50, 20, 20)), area).isEmpty());
}

void TestLabelPlacer::fittedViewKeepsStillAndGrows() {
    const QRectF content(0, 0, 10, 20);
    const QRectF first = fittedView({}, content, {0.1, 0.1}, 1.2, false);
    QCOMPARE(first, QRectF(-1, -2, 12, 24));
    // Smaller content within a drag: still.
    QCOMPARE(fittedView(first, QRectF(2, 2, 3, 3), {0.1, 0.1}, 1.2, false), first);
    // After the drag: fitted again.
    QVERIFY(fittedView(first, QRectF(2, 2, 3, 3), {0.1, 0.1}, 1.2, true).width() < 4);
    // Larger content: the side that was passed moves at once, the other ones stay.
    const QRectF grown = fittedView(first, QRectF(0, 0, 30, 20), {0.1, 0.1}, 1.2, false);
    QVERIFY(grown.right() > 30);
    QCOMPARE(grown.left(), first.left());
    QCOMPARE(grown.top(), first.top());
    // A point has a view too.
    const QRectF point = fittedView({}, QRectF(3, 3, 0, 0), {0.1, 0.1}, 1.2, false);
    QVERIFY(point.width() > 0 && point.height() > 0 && point.contains(3, 3));
}

void TestLabelPlacer::namesOfCurvesKeepOffDataAndEachOther_data() {
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<int>("count");
    QTest::newRow("window") << QSizeF(800, 420) << 8;
    QTest::newRow("85 mm") << QSizeF(262, 178) << 7;
    QTest::newRow("85 mm, few") << QSizeF(262, 178) << 3;
}

void TestLabelPlacer::namesOfCurvesKeepOffDataAndEachOther() {
    QFETCH(QSizeF, size);
    QFETCH(int, count);
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo() << "seed" << seed;
    QRandomGenerator random(seed);
    const QRectF room(QPointF(40, 20), size);
    for (int round = 0; round < 15; ++round) {
        InkMap ink(room);
        std::vector<CurveLabelRequest> labels;
        for (int k = 0; k < count; ++k) {
            // Falling curves as those of certified accuracy, close to each other.
            const double middle = 0.1 + 0.6 * random.generateDouble(),
                         steep = 6 + 20 * random.generateDouble();
            QPolygonF curve;
            for (int i = 0; i <= 30; ++i)
                curve << QPointF(
                    room.left() + room.width() * i / 30,
                    room.top() + room.height() * (1 - 0.95 / (1 + std::exp(steep * (i / 30.0 - middle)))));
            ink.addCurve(curve, 3);
            labels.push_back({curve, QSizeF(24 + random.bounded(40), 14), curve[random.bounded(31)]});
        }
        const auto placed = placeCurveLabels(labels, ink);
        QCOMPARE(placed.size(), labels.size());
        for (std::size_t i = 0; i < placed.size(); ++i) {
            QVERIFY(placed[i]);
            QVERIFY(room.contains(placed[i]->place));
            QVERIFY(ink.isFree(placed[i]->place));
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!placed[i]->place.intersects(placed[j]->place));
        }
    }
}

void TestLabelPlacer::aNameWithoutFreeGroundIsStillThere() {
    InkMap ink(area);
    ink.addBox(area);
    const std::vector<CurveLabelRequest> labels(
        3, {QPolygonF({QPointF(10, 10), QPointF(390, 290)}), QSizeF(60, 14), QPointF(200, 150)});
    const auto placed = placeCurveLabels(labels, ink);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        QVERIFY(placed[i] && area.contains(placed[i]->place));
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(!placed[i]->place.intersects(placed[j]->place));
    }
    // Where it does not fit at all there is none.
    InkMap tiny(QRectF(0, 0, 30, 10));
    QVERIFY(!placeCurveLabels({labels.front()}, tiny).front());
}

void TestLabelPlacer::inkIsWhereItWasDrawn() {
    InkMap ink(area);
    QVERIFY(ink.isFree(area));
    ink.addLine({100, 50, 300, 50});
    QVERIFY(!ink.isFree({90, 45, 20, 10}));
    QVERIFY(ink.isFree({90, 60, 20, 10}));
    ink.addBox({0, 200, 100, 100});
    QCOMPARE(ink.covered({20, 220, 40, 40}), 1.0);
    QVERIFY(std::abs(ink.covered({80, 220, 40, 40}) - 0.5) < 0.06);
    // Far outside there is nothing, whatever was drawn there.
    ink.addLine({-1e7, -1e7, -1e6, -1e7});
    QVERIFY(ink.isFree({-500, -500, 100, 100}));
}

QTEST_MAIN(TestLabelPlacer)
#include "tst_label_placer.moc"
