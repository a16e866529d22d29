// The well-posedness map and the matrix measure: what they read off is what the core computes.
#include "core/model/analysis.h"
#include "figure_fixture.h"
#include "ui/plot/export.h"
#include "ui/workspaces/contraction/level_set.h"
#include "ui/workspaces/contraction/map_figure.h"
#include "ui/workspaces/contraction/measure_figure.h"
#include "ui/workspaces/contraction/unit_ball.h"
#include "ui/workspaces/contraction/well_posed_regions.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QTemporaryDir>

using namespace kamke;
using namespace kamke::ui;

class TestContractionMaps : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { prepareTests(); }
    void init() { prepareTest(); }

    void closedFormsAgreeWithTheCore() {
        std::srand(3);
        for (int k = 0; k < 300; ++k) {
            const Matrix A = 2 * Matrix::Random(2, 2);
            for (const WellPosedRegion& region : wellPosedRegions()) {
                const double planar = region.planar(A(0, 0), A(0, 1), A(1, 0), A(1, 1));
                QVERIFY2(near(planar, region.value(A), 1e-6), region.id);
            }
        }
    }

    void levelLoopsSurroundTheSet() {
        const auto loops =
            levelLoops([](double x, double y) { return std::hypot(x, y); }, 1, QRectF(-2, -2, 4, 4), 100);
        QCOMPARE(loops.size(), 1u);
        double twiceArea = 0;
        for (qsizetype k = 0; k < loops[0].size(); ++k) {
            const QPointF a = loops[0][k], b = loops[0][(k + 1) % loops[0].size()];
            QVERIFY(near(std::hypot(a.x(), a.y()), 1, 2e-3));
            twiceArea += a.x() * b.y() - a.y() * b.x();
        }
        // Counter-clockwise, with the set on the left.
        QVERIFY(near(twiceArea / 2, 3.14159265, 2e-3));
        // A set that goes on beyond the area is closed around it; a ring has a hole.
        QCOMPARE(levelLoops([](double x, double) { return x; }, 0, QRectF(-2, -2, 4, 4), 20).size(), 1u);
        const auto ring = levelLoops(
            [](double x, double y) { return std::abs(std::hypot(x, y) - 1); }, 0.4, QRectF(-2, -2, 4, 4),
            100);
        QCOMPARE(ring.size(), 2u);
        QVERIFY(levelLoops([](double, double) { return 1; }, 0, QRectF(-1, -1, 2, 2), 10).empty());
    }

    void mapReadsOffWhatInfoPrints() {
        FigureFixture<MapFigure> f;
        const NetworkAnalysis analysis(f.store.state().network);
        QCOMPARE(f.number("a₁₂"), -0.25);
        QCOMPARE(f.number("a₂₁"), 0.75);
        QVERIFY(near(f.number("‖A‖_∞"), analysis.normInf));
        QVERIFY(near(f.number("μ_∞(A)"), analysis.muInf));
        QVERIFY(near(f.number("min μ_η(A)"), analysis.best.infimum));
        QVERIFY(near(f.number("μ_2(A)"), analysis.mu2));
        QVERIFY(near(f.number("ρ(|A|)"), analysis.rhoAbs));
        for (const WellPosedRegion& region : wellPosedRegions()) {
            auto* chip = f.figure.findChild<QLabel*>(QStringLiteral("contraction.map.") + region.id);
            QCOMPARE(
                chip->property("kind").toString(),
                region.value(f.store.state().network->A) < 1 ? "good" : "bad");
            QVERIFY2(!chip->text().contains('_'), qPrintable(chip->text()));
        }
    }

    void draggingMovesTheNetworkInOneStep() {
        FigureFixture<MapFigure> f;
        FigurePlot* map = f.plot("contraction.map");
        const int computed = f.figure.computations();
        f.drag(map, 0, {1.5, 0.5});
        const Matrix& A = f.store.state().network->A;
        QVERIFY2(near(A(0, 1), 1.5, 0.01) && near(A(1, 0), 0.5, 0.01), qPrintable(QString::number(A(0, 1))));
        QCOMPARE(A(0, 0), -0.25);
        QVERIFY(f.store.state().networkEdited);
        QCOMPARE(f.store.undoStack()->count(), 1);
        // Boundaries do not depend on the entries that the point moves.
        QCOMPARE(f.figure.computations(), computed);
        QVERIFY(!(f.number("‖A‖_∞") < 1) && f.number("min μ_η(A)") < 1);
        QVERIFY2(f.figure.sentence().startsWith("Well-posed by"), qPrintable(f.figure.sentence()));
        f.store.undoStack()->undo();
        QVERIFY(same(f.store.state().network->A, exampleNetwork()->A));
        QCOMPARE(f.number("a₁₂"), -0.25);
    }

    void arrowsNudgeThePoint() {
        FigureFixture<MapFigure> f;
        FigurePlot* map = f.plot("contraction.map");
        map->setFocus();
        QTest::keyClick(map, Qt::Key_Right);
        QTest::keyClick(map, Qt::Key_Right);
        QTest::keyClick(map, Qt::Key_Up, Qt::ShiftModifier);
        QVERIFY(f.number("a₁₂") > -0.25 && f.number("a₂₁") > 0.85);
        QCOMPARE(f.store.undoStack()->count(), 1);
    }

    void viewsKeepEqualUnitsAndDoNotCreep() {
        FigureFixture<MapFigure> f;
        FigurePlot* map = f.plot("contraction.map");
        const auto unequal = [&] {
            return map->view().width() / map->area().width() - map->view().height() / map->area().height();
        };
        QVERIFY(std::abs(unequal()) < 1e-9);
        const QRectF fitted = map->view();
        QWheelEvent wheel(
            map->area().center(), map->mapToGlobal(map->area().center()), {}, {0, 240}, Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(map, &wheel);
        f.settle();
        const QRectF zoomed = map->view();
        QVERIFY(zoomed.width() < 0.8 * fitted.width());
        for (const QSize& size : {QSize(500, 640), QSize(900, 400), QSize(900, 640)}) {
            f.figure.resize(size);
            f.settle();
            QVERIFY(std::abs(unequal()) < 1e-9);
        }
        QVERIFY(near(map->view().width(), zoomed.width(), 1e-6));
        // Moves of the point leave a chosen view alone; a double click fits again.
        QTest::keyClick(map, Qt::Key_Right);
        f.settle();
        QVERIFY(near(map->view().width(), zoomed.width(), 1e-6));
        QTest::mouseDClick(map, Qt::LeftButton, {}, map->area().bottomLeft().toPoint() + QPoint(20, -20));
        f.settle();
        QVERIFY(near(map->view().width(), fitted.width(), 1e-6));
    }

    void otherEntriesCanBeChosen() {
        FigureFixture<MapFigure> f;
        auto* x = f.figure.findChild<QComboBox*>("contraction.map.horizontal");
        x->setFocus();
        QTest::keyClick(x, Qt::Key_Home);
        QCOMPARE(f.store.state().contraction.sliceX, 0);
        QCOMPARE(f.number("a₁₁"), -0.25);
        // An entry cannot be on both axes: the other one gives way.
        QTest::keyClick(x, Qt::Key_Down);
        QTest::keyClick(x, Qt::Key_Down);
        QCOMPARE(f.store.state().contraction.sliceX, 2);
        QVERIFY(f.store.state().contraction.sliceY != 2);
        QVERIFY(f.figure.plots().front()->csv().startsWith("curve,x,y\n\"A\","));
        QVERIFY(f.figure.plots().front()->csv().contains("\"mu-eta\","));
    }

    void networksOfOtherSizesUseTheFiguresOwn() {
        FigureFixture<MapFigure> f(stateForNetwork(slowNetwork(3), {}));
        f.drag(f.plot("contraction.map"), 0, {1, 1});
        QVERIFY(near(f.store.state().contraction.planar.A(0, 1), 1, 0.01));
        QCOMPARE(f.store.state().network->n(), Index{3});
        QVERIFY(!f.store.state().networkEdited);
    }

    void noConditionIsSaid() {
        FigureFixture<MapFigure> f;
        ExplorerState next = f.store.state();
        setPlanarMatrix(next, Matrix{{2, 3}, {3, 2}});
        f.store.apply("Edit", next);
        QVERIFY2(f.figure.sentence().startsWith("No condition"), qPrintable(f.figure.sentence()));
    }

    void draggingComputesNoRegionAnew() {
        FigureFixture<MapFigure> f;
        constexpr int frames = 20;
        const int merge = f.store.newMergeId(), computed = f.figure.computations();
        for (int k = 0; k < frames; ++k) {
            ExplorerState next = f.store.state();
            setPlanarMatrix(next, Matrix{{-0.25, 0.05 * k}, {0.5, -0.25}});
            f.store.apply("Drag", next, merge);
            f.plot("contraction.map")->replot(QCustomPlot::rpImmediateRefresh);
        }
        QCOMPARE(f.figure.computations(), computed);
    }

    void measureReadsOffWhatInfoPrints_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("weighted");
        QTest::addColumn<QString>("name");
        QTest::newRow("one") << int(Norm::Kind::One) << false << "μ_1(A)";
        QTest::newRow("two") << int(Norm::Kind::Two) << false << "μ_2(A)";
        QTest::newRow("infinity") << int(Norm::Kind::Infinity) << false << "μ_∞(A)";
        QTest::newRow("weighted") << int(Norm::Kind::Infinity) << true << "μ_η(A)";
    }
    void measureReadsOffWhatInfoPrints() {
        QFETCH(int, kind);
        QFETCH(bool, weighted);
        QFETCH(QString, name);
        ExplorerState state = exampleState();
        state.contraction.norm = static_cast<Norm::Kind>(kind);
        state.contraction.weighted = weighted;
        FigureFixture<MeasureFigure> f(state);
        const NetworkAnalysis analysis(state.network);
        const double expected = kind == int(Norm::Kind::One)   ? analysis.mu1
                                : kind == int(Norm::Kind::Two) ? analysis.mu2
                                : weighted                     ? analysis.best.value
                                                               : analysis.muInf;
        QVERIFY2(near(f.number(name), expected), qPrintable(QString::number(f.number(name))));
        // The quotient falls to it: at the end of the animation nothing is left to see.
        const double before = f.number("difference quotient");
        f.store.moveTime(f.figure.lastPosition() * f.figure.timeStep());
        QVERIFY(near(f.number("h"), 0.25e-3));
        QVERIFY(f.number("difference quotient") <= before + 1e-9);
        QVERIFY(near(f.number("difference quotient"), expected, 1e-3));
        if (weighted) // what theory promises of the average iteration at α*
            QVERIFY(near(f.number("least factor ‖(1−α)I + αA‖_η"), analysis.contractionFactor, 1e-6));
    }

    void draggingHIsOneStepAndEndsTheAnimation() {
        FigureFixture<MeasureFigure> f;
        f.store.moveTime(1);
        QVERIFY(near(f.number("h"), 0.025));
        f.settle();
        f.drag(f.plot("contraction.measure.norm"), 0, {0.8, 0});
        QVERIFY2(near(f.store.state().contraction.h, 0.8, 0.01), qPrintable(QString::number(f.number("h"))));
        QCOMPARE(f.store.state().contraction.time, 0.0);
        QCOMPARE(f.store.undoStack()->count(), 1);
        f.drag(f.plot("contraction.measure.quotient"), 0, {-2, 0});
        QVERIFY(near(f.store.state().contraction.h, 0.01, 0.05));
        f.store.undoStack()->undo();
        QVERIFY(near(f.number("h"), 0.8, 0.01));
        QVERIFY(f.figure.plots().front()->csv().startsWith("h,norm of I + hA,quotient,measure"));
        QVERIFY(f.plot("contraction.measure.ball")->csv().contains("\"image\","));
    }

    void imagesStayInTheScaledBall() {
        std::srand(5);
        for (const Norm::Kind kind : {Norm::Kind::One, Norm::Kind::Two, Norm::Kind::Infinity}) {
            const Norm norm{kind, kind == Norm::Kind::Infinity ? Vector{{0.4, 1}} : Vector()};
            const Matrix M = Matrix::Random(2, 2);
            double most = 0;
            for (const QPointF& p : image(M, unitBall(norm)))
                most = std::max(most, norm(Vector{{p.x(), p.y()}}));
            QVERIFY(near(most, norm.ofMatrix(M), 1e-3));
        }
    }

    void everyPlotExports() {
        QTemporaryDir dir;
        FigureFixture<MapFigure> map;
        FigureFixture<MeasureFigure> measure;
        int k = 0;
        for (Plot* plot : map.figure.plots() + measure.figure.plots())
            for (const char* suffix : {"pdf", "svg", "png"}) {
                const QString file = dir.filePath(QStringLiteral("%1.%2").arg(k++).arg(suffix));
                QVERIFY(exportPlot(*plot, file, {90, 80}, 150));
                QVERIFY(QFileInfo(file).size() > 1000);
                QVERIFY(!plot->accessibleDescription().isEmpty() && !plot->objectName().isEmpty());
            }
    }
};

QTEST_MAIN(TestContractionMaps)
#include "tst_contraction_maps.moc"
