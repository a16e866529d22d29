// The embedding and the box race: their boxes are those of the core, and IBP's divergence is shown.
#include "core/reach/reach.h"
#include "figure_fixture.h"
#include "ui/plot/export.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/contraction/embedding_figure.h"
#include "ui/workspaces/contraction/race_figure.h"
#include "ui/workspaces/contraction/self_loop.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QSlider>
#include <QTemporaryDir>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// x = φ(ax + u), y = x over the box [lower, upper] of u.
ExplorerState scalarState(double a, double lower, double upper) {
    Network net;
    net.A = Matrix::Constant(1, 1, a);
    net.B = net.C = Matrix::Ones(1, 1);
    net.D = Matrix::Zero(1, 1);
    net.b = net.c = Vector::Zero(1);
    net.name = "Scalar";
    ExplorerState state = stateForNetwork(std::make_shared<const Network>(std::move(net)), {});
    state.boxes = {{"A", {Vector::Constant(1, lower), Vector::Constant(1, upper)}}};
    state.selectedBox = 0;
    return state;
}

/// Self-damped strongly enough that IBP, which forgets the damping, diverges.
ExplorerState divergingState() {
    Network net = *exampleNetwork();
    net.A = Matrix{{-2, 1.25}, {1.5, -1.75}};
    net.B = Matrix{{1, 0.5}, {-0.5, 1}};
    net.b = Vector{{0.5, 0.5}};
    return stateForNetwork(std::make_shared<const Network>(std::move(net)), {});
}

Enclosure reachOf(const ExplorerState& state, const char* method) {
    return reach(*findMethod(method), NetworkAnalysis(state.network), state.selected()->box);
}

} // namespace

class TestContractionBoxes : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { prepareTests(); }
    void init() { prepareTest(); }

    void embeddingOfOneUnitSinksToTheBoxOfReach() {
        const ExplorerState state = scalarState(-0.5, 0.5, 1.5);
        FigureFixture<EmbeddingFigure> f(state);
        const Enclosure mm = reachOf(state, "mm"), ibp = reachOf(state, "ibp");
        QVERIFY(near(f.number("x̲*"), mm.state->lower(0)) && near(f.number("x̄*"), mm.state->upper(0)));
        QVERIFY(near(f.number("x̲* of IBP"), ibp.state->lower(0)));
        QVERIFY(near(f.number("x̄* of IBP"), ibp.state->upper(0)));
        QVERIFY(!f.plot("contraction.embedding.second")->isVisible());
        // Time takes A from its start to there.
        QVERIFY(near(f.number("x of A at t"), state.contraction.first.x()));
        f.store.moveTime(f.figure.lastPosition() * f.figure.timeStep());
        QVERIFY(near(f.number("x of A at t"), mm.state->lower(0), 1e-3));
        QVERIFY(near(f.number("x̂ of A at t"), mm.state->upper(0), 1e-3));
        QVERIFY2(f.figure.sentence().startsWith("Every start sinks"), qPrintable(f.figure.sentence()));
    }

    void embeddingOfTwoUnitsIsTwoLinkedPlanes() {
        ExplorerState state = exampleState();
        state.contraction.units = 2;
        FigureFixture<EmbeddingFigure> f(state);
        QVERIFY(f.plot("contraction.embedding.second")->isVisible());
        const Enclosure mm = reachOf(state, "mm");
        for (int unit = 0; unit < 2; ++unit) {
            QVERIFY(near(f.number(subscripted("x̲", unit + 1) + "*"), mm.state->lower(unit)));
            QVERIFY(near(f.number(subscripted("x̄", unit + 1) + "*"), mm.state->upper(unit)));
        }
        // One start in four dimensions: each plane moves its own two.
        f.drag(f.plot("contraction.embedding.second"), 0, {0.5, 3});
        const ContractionState& c = f.store.state().contraction;
        QVERIFY(near(c.first.y(), 0.5, 0.03) && near(c.second.y(), 3, 0.03));
        QCOMPARE(c.first.x(), state.contraction.first.x());
        QCOMPARE(f.store.undoStack()->count(), 1);
        // The mirror image has x and x̂ exchanged.
        const auto& handles = f.plot("contraction.embedding.second")->handles();
        QCOMPARE(handles[1].at, QPointF(handles[0].at.y(), handles[0].at.x()));
        f.store.undoStack()->undo();
        QCOMPARE(f.store.state().contraction.first, state.contraction.first);
    }

    void startsAndWeightsCanBeChanged() {
        ExplorerState state = stateForNetwork(slowNetwork(3), {});
        FigureFixture<EmbeddingFigure> f(state);
        f.drag(f.plot("contraction.embedding"), 1, {0.5, 2});
        QVERIFY(near(f.store.state().contraction.second.x(), 0.5, 0.03));
        auto* a = f.figure.findChild<QLineEdit*>("contraction.embedding.a");
        a->setFocus();
        a->selectAll();
        QTest::keyClicks(a, "-0.8");
        QTest::keyClick(a, Qt::Key_Return);
        QCOMPARE(f.store.state().contraction.scalar.a, -0.8);
        QVERIFY(near(f.number("x̲*"), 0.5 / 1.8) && near(f.number("x̄*"), 1.5 / 1.8));
        // A box that is none is refused in a sentence.
        QString said;
        QObject::connect(&f.store, &ExplorerStore::message, [&](const QString& text) { said = text; });
        auto* lower = f.figure.findChild<QLineEdit*>("contraction.embedding.lower");
        lower->setFocus();
        lower->selectAll();
        QTest::keyClicks(lower, "9");
        QTest::keyClick(lower, Qt::Key_Return);
        QCOMPARE(f.store.state().contraction.scalar.lower, 0.5);
        QVERIFY2(said.contains("above"), qPrintable(said));
        QCOMPARE(lower->text().toDouble(), 0.5);
    }

    void unitsAreChosenByTheBox() {
        FigureFixture<EmbeddingFigure> f;
        auto* units = f.figure.findChild<QComboBox*>("contraction.embedding.units");
        units->setFocus();
        QTest::keyClick(units, Qt::Key_Down);
        QCOMPARE(f.store.state().contraction.units, 2);
        QCOMPARE(f.figure.plots().size(), 2);
        f.store.undoStack()->undo();
        QCOMPARE(f.figure.plots().size(), 1);
    }

    void anEmbeddingWithoutBoxIsSaid() {
        FigureFixture<EmbeddingFigure> f(scalarState(1.5, 0.5, 1));
        QVERIFY(std::isnan(f.number("x̄*")));
        QVERIFY2(f.figure.sentence().contains("no fixed point"), qPrintable(f.figure.sentence()));
    }

    void raceEndsAtTheBoxesOfReach() {
        const ExplorerState state = exampleState();
        FigureFixture<RaceFigure> f(state);
        const Enclosure mm = reachOf(state, "mm"), ibp = reachOf(state, "ibp");
        for (int unit = 0; unit < 2; ++unit) {
            QVERIFY(near(f.number("MM " + subscripted("x̲", unit + 1) + "*"), mm.state->lower(unit)));
            QVERIFY(near(f.number("MM " + subscripted("x̄", unit + 1) + "*"), mm.state->upper(unit)));
            QVERIFY(near(f.number("IBP " + subscripted("x̲", unit + 1) + "*"), ibp.state->lower(unit)));
            QVERIFY(near(f.number("IBP " + subscripted("x̄", unit + 1) + "*"), ibp.state->upper(unit)));
        }
        QCOMPARE(f.number("MM width x₁"), 0.0);
        double before = 0;
        for (int k = 1; k <= f.figure.lastPosition(); ++k) {
            f.store.moveTime(k);
            QCOMPARE(f.number("iteration"), double(k));
            // From the nominal point both boxes only grow.
            QVERIFY(f.number("IBP width x₂") >= before - 1e-12);
            QVERIFY(f.number("MM width x₂") <= f.number("IBP width x₂") + 1e-12);
            before = f.number("IBP width x₂");
        }
        QVERIFY(near(before, ibp.state->width()(1), 1e-2));
    }

    void divergenceOfIbpIsShown() {
        const ExplorerState state = divergingState();
        FigureFixture<RaceFigure> f(state);
        QVERIFY(reachOf(state, "mm").ok());
        QCOMPARE(reachOf(state, "ibp").status, Status::Diverged);
        QVERIFY(std::isnan(f.number("IBP x̄₁*")));
        QVERIFY(near(f.number("MM x̄₁*"), reachOf(state, "mm").state->upper(0)));
        f.store.moveTime(f.figure.lastPosition());
        QVERIFY(f.number("IBP width x₁") > 1e3 * f.number("MM width x₁"));
        QVERIFY2(
            f.figure.sentence().contains("IBP diverges (spectral radius of |A| is"),
            qPrintable(f.figure.sentence()));
        QVERIFY(f.plot("contraction.race.widths")->accessibleDescription().contains("diverges"));
        QVERIFY(f.plot("contraction.race.boxes")->csv().contains(",ibp,"));
    }

    void feedbackIsMovedBySliderAndPoint() {
        FigureFixture<RaceFigure> f;
        auto* slider = f.figure.findChild<QSlider*>("contraction.race.a");
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Home);
        QCOMPARE(f.store.state().contraction.scalar.a, -3.0);
        // MM shrinks where IBP diverges.
        QVERIFY(near(f.number("MM width, slope 1"), 0.25));
        QVERIFY(std::isinf(f.number("IBP width, slope 1")));
        f.settle();
        f.drag(f.plot("contraction.race.feedback"), 0, {-0.5, 0});
        QVERIFY2(
            near(f.store.state().contraction.scalar.a, -0.5, 0.02),
            qPrintable(QString::number(f.store.state().contraction.scalar.a)));
        QCOMPARE(f.store.undoStack()->count(), 2);
        QVERIFY(near(f.number("IBP width, slope 1"), 2, 0.1));
        QVERIFY(f.number("MM width, relu") <= f.number("IBP width, relu"));
    }

    void widthsOfTheUnitAreThoseOfReach() {
        for (const double a : {-0.7, -0.2, 0.4}) {
            const ExplorerState state = scalarState(a, 4, 5); // ReLU stays active
            FigureFixture<RaceFigure> f(state);
            const Enclosure mm = reachOf(state, "mm"), ibp = reachOf(state, "ibp");
            QVERIFY(near(f.number("MM width, relu"), mm.state->width()(0), 1e-6));
            QVERIFY(near(f.number("IBP width, relu"), ibp.state->width()(0), 1e-6));
            QVERIFY(near(SelfLoop::linearWidth(a, Splitting::Metzler), mm.state->width()(0), 1e-6));
            QVERIFY(near(SelfLoop::linearWidth(a, Splitting::Sign), ibp.state->width()(0), 1e-6));
        }
    }

    void everyPlotExports() {
        QTemporaryDir dir;
        FigureFixture<EmbeddingFigure> embedding;
        FigureFixture<RaceFigure> race;
        int k = 0;
        for (Plot* plot : embedding.figure.plots() + race.figure.plots())
            for (const char* suffix : {"pdf", "svg", "png"}) {
                const QString file = dir.filePath(QStringLiteral("%1.%2").arg(k++).arg(suffix));
                QVERIFY(exportPlot(*plot, file, {90, 80}, 150));
                QVERIFY(QFileInfo(file).size() > 1000);
                QVERIFY(!plot->accessibleDescription().isEmpty() && !plot->objectName().isEmpty());
            }
    }
};

QTEST_MAIN(TestContractionBoxes)
#include "tst_contraction_boxes.moc"
