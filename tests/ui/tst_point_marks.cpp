// Boxes and outputs that are points, and networks that have several outputs: the planes stay readable.
#include "core/io/files/network_file.h"
#include "paper_example.h"
#include "ui/files/resource_files.h"
#include "ui/style/theme.h"
#include "ui/workspaces/reach/box_editor.h"
#include "ui/workspaces/reach/input_plane.h"
#include "ui/workspaces/reach/input_plot.h"
#include "ui/workspaces/reach/output_plane.h"
#include "ui/workspaces/reach/output_plot.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;
using namespace kamke::ui::testing;

namespace {

/// Both planes of a state, computed and drawn.
struct Planes {
    explicit Planes(const ExplorerState& state)
        : store(state)
        , runner(&store)
        , inputs(&store, &runner)
        , outputs(&store, &runner) {
        for (QWidget* plane : {static_cast<QWidget*>(&inputs), static_cast<QWidget*>(&outputs)}) {
            plane->resize(440, 560);
            plane->show();
        }
    }
    bool settle() {
        const bool done = QTest::qWaitFor([&] { return runner.result() && runner.isCurrent(); }, 20000);
        QCoreApplication::processEvents();
        return done;
    }
    /// Pixels of about this colour around a point of a plot.
    static int ink(Plot* plot, const QPointF& at, const QColor& colour, int reach = 8) {
        const QImage image = plot->grab().toImage();
        const QPoint centre = plot->toPixel(at).toPoint();
        int count = 0;
        for (int y = centre.y() - reach; y <= centre.y() + reach; ++y)
            for (int x = centre.x() - reach; x <= centre.x() + reach; ++x) {
                const QColor c = image.pixelColor(x, y);
                count += std::abs(c.red() - colour.red()) + std::abs(c.green() - colour.green()) +
                             std::abs(c.blue() - colour.blue()) <
                         120;
            }
        return count;
    }

    ExplorerStore store;
    ReachRunner runner;
    InputPlane inputs;
    OutputPlane outputs;
};

ExplorerState withBox(ExplorerState state, const Vector& lower, const Vector& upper) {
    state.boxes.resize(1);
    state.boxes[0].box = {lower, upper};
    state.selectedBox = 0;
    return state;
}

ExplorerState stateOf(const char* gallery) {
    const auto network = readNetwork((resourceFolder("networks") + "/" + gallery).toStdString());
    if (!network)
        qFatal("%s", network.error().message.c_str());
    return stateForNetwork(std::make_shared<const Network>(*network), {});
}

} // namespace

class TestPointMarks : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(ThemeChoice::Light); }

    void aPointIsDrawn_data() {
        QTest::addColumn<QStringList>("methods");
        QTest::addColumn<bool>("samples");
        QTest::newRow("exact alone") << QStringList{"exact"} << false;
        QTest::newRow("all methods") << paperState().methods << true;
    }
    /// One input of the paper's example, as in the second step of the first lesson.
    void aPointIsDrawn() {
        QFETCH(QStringList, methods);
        QFETCH(bool, samples);
        ExplorerState state = withBox(paperState(), Vector{{0, 1}}, Vector{{0, 1}});
        state.methods = methods;
        state.showSamples = samples;
        Planes p(state);
        QVERIFY(p.settle());
        QVERIFY(p.inputs.plot()->view().contains(QPointF(0, 1)));
        QVERIFY(p.inputs.plot()->view().width() > 0.1); // not a window as narrow as the point
        QVERIFY(Planes::ink(p.inputs.plot(), {0, 1}, Theme::light().boxSelected) > 20);
        const QPointF y(9.0 / 14, 11.0 / 14);
        QVERIFY(p.outputs.plot()->view().contains(y));
        QVERIFY(p.outputs.plot()->view().width() > 0.05);
        const QColor exact = Theme::light().method(*findMethod("exact"));
        QVERIFY2(Planes::ink(p.outputs.plot(), y, exact) > 20, "the exact set is not seen");
        for (const Label& label : p.outputs.plot()->scene().labels)
            QVERIFY(label.id != QStringLiteral("empty"));
    }

    /// All inputs give y = 0, as in the fourth step of the first lesson.
    void aConstantOutputIsDrawn() {
        ExplorerState state = withBox(paperState(), Vector{{-1, -1}}, Vector{{-0.5, -0.5}});
        state.methods = {"exact"};
        state.showSamples = false;
        Planes p(state);
        QVERIFY(p.settle());
        QVERIFY(p.outputs.plot()->view().contains(QPointF(0, 0)));
        QVERIFY(p.outputs.plot()->view().width() > 0.1);
        QVERIFY(Planes::ink(p.outputs.plot(), {0, 0}, Theme::light().method(*findMethod("exact"))) > 20);
    }

    /// Only one of two outputs is constant: a line.
    void aLineStaysALine() {
        ExplorerState state = withBox(paperState(), Vector{{-1, -0.2}}, Vector{{-1, 0.9}});
        state.methods = {"exact", "mm"};
        state.showSamples = false;
        Planes p(state);
        QVERIFY(p.settle());
        QVERIFY(!p.outputs.plot()->scene().marks.empty());
        const QRectF view = p.outputs.plot()->view();
        QVERIFY(view.width() > 0 && view.height() > 0);
        QVERIFY(Planes::ink(p.inputs.plot(), {-1, 0.9}, Theme::light().boxSelected) > 20);
    }

    void bothSolutionsAreDrawn() {
        ExplorerState state = stateOf("ill_posed.h5");
        state.boxes.resize(1);
        state.boxes[0].box = {Vector{{0.5, 0.5}}, Vector{{1.5, 1.5}}}; // u = (1, 1) at its centre
        state.selectedBox = 0;
        Planes p(state);
        QVERIFY(p.settle());
        const Matrix& found = p.runner.result()->frame.boxes[0].found;
        QCOMPARE(found.cols(), Index(2));
        const double win = 8.0 / 3;
        for (const QPointF y : {QPointF(win, 0), QPointF(0, win)}) {
            double nearest = 1;
            for (Index k = 0; k < 2; ++k)
                nearest = std::min(nearest, std::hypot(found(0, k) - y.x(), found(1, k) - y.y()));
            QVERIFY(nearest < 1e-8);
            QVERIFY(p.outputs.plot()->view().contains(y));
            QVERIFY(Planes::ink(p.outputs.plot(), y, Theme::light().samples) > 30);
        }
        int named = 0;
        for (const Label& label : p.outputs.plot()->scene().labels)
            named += label.id == QStringLiteral("found");
        QCOMPARE(named, 2);
        QVERIFY(p.outputs.plot()->scene().notes.join(' ').contains("at least 2 outputs"));
        QVERIFY(p.outputs.plot()->accessibleDescription().contains("2.66667"));
        // A well-posed network has none of this.
        Planes well(paperState());
        QVERIFY(well.settle());
        QCOMPARE(well.runner.result()->frame.boxes[0].found.cols(), Index(0));
    }

    void everyBoxKeepsItsLineFree() {
        ExplorerState state = paperState();
        state.boxes.push_back({QStringLiteral("B"), {Vector{{0.1, 1.2}}, Vector{{0.14, 1.26}}}});
        state.boxes.push_back({QStringLiteral("C"), {Vector{{0.2, 1.5}}, Vector{{0.23, 1.54}}}});
        Planes p(state);
        QVERIFY(p.settle());
        for (Plot* plot : {static_cast<Plot*>(p.inputs.plot()), static_cast<Plot*>(p.outputs.plot())}) {
            plot->replot();
            const auto* labels = plot->findChild<Labels*>();
            QVERIFY(labels);
            for (std::size_t k = 0; k < labels->list().size(); ++k) {
                if (!labels->places()[k] || labels->list()[k].text.size() != 1)
                    continue; // letters of boxes
                for (const Label& other : labels->list()) {
                    const QRectF box =
                        QRectF(plot->toPixel(other.box.topLeft()), plot->toPixel(other.box.bottomRight()))
                            .normalized();
                    const QRectF letter = labels->places()[k]->adjusted(3, 3, -3, -3);
                    QVERIFY2(
                        !letter.intersects(box) || box.contains(letter),
                        qPrintable(labels->list()[k].text + " is struck through"));
                }
            }
        }
    }

    void thePopoverShowsTheBeginningOfItsNumbers() {
        ExplorerState state = withBox(paperState(), Vector{{0.1 + 0.2, 1}}, Vector{{1.0 / 3, 2}});
        state.inputView = QRectF(-1, -1, 3, 4);
        Planes p(state);
        QVERIFY(p.settle());
        QTest::mouseDClick(
            p.inputs.plot(), Qt::LeftButton, {}, p.inputs.plot()->toPixel({0.316, 1.5}).toPoint());
        auto* editor = p.inputs.plot()->findChild<BoxEditor*>();
        QVERIFY(editor);
        const auto fields = editor->findChildren<QLineEdit*>();
        QCOMPARE(fields.size(), 4);
        QCOMPARE(fields[0]->text(), QStringLiteral("0.3"));
        QCOMPARE(fields[1]->text(), QStringLiteral("0.333333"));
        for (const QLineEdit* field : fields)
            QVERIFY(field->fontMetrics().horizontalAdvance(field->text()) < field->width() - 10);
        // What is not typed over keeps all of its digits.
        fields[2]->selectAll();
        QTest::keyClicks(fields[2], "0.5");
        QTest::keyClick(fields[2], Qt::Key_Return);
        const Box& box = p.store.state().boxes[0].box;
        QCOMPARE(box.lower(0), 0.1 + 0.2);
        QCOMPARE(box.upper(0), 1.0 / 3);
        QCOMPARE(box.lower(1), 0.5);
    }
};

QTEST_MAIN(TestPointMarks)
#include "tst_point_marks.moc"
