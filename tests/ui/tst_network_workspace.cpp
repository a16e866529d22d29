// The Network workspace as its user meets it: real clicks, the core's numbers.
#include "core/certify/margins.h"
#include "core/solve/iterations.h"
#include "core/sweep/latex_text.h"
#include "settle_events.h"
#include "sweep_fixture.h"
#include "ui/files/resource_files.h"
#include "ui/plot/curve_plot.h"
#include "ui/plot/figure_plot.h"
#include "ui/plot/training_history.h"
#include "ui/shell/workspaces.h"
#include "ui/state/network_entries.h"
#include "ui/state/session.h"
#include "ui/text/number_text.h"
#include "ui/widgets/copyable_table.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/network/compare_link.h"
#include "ui/workspaces/network/compare_list.h"
#include "ui/workspaces/network/compare_model.h"
#include "ui/workspaces/network/compare_presets.h"
#include "ui/workspaces/network/curves_page.h"
#include "ui/workspaces/network/matrices_page.h"
#include "ui/workspaces/network/matrix_plot.h"
#include "ui/workspaces/network/network_workspace.h"
#include "ui/workspaces/network/numbers_page.h"
#include "ui/workspaces/network/spectrum_page.h"
#include "window_fixture.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <QUrl>
#include <cmath>

using namespace kamke;
using namespace kamke::ui;

namespace {

QByteArray fileText(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Fixture : WindowFixture {
    explicit Fixture(
        const std::shared_ptr<const Network>& open, const QString& dataset = {},
        const CompareState& compare = {})
        : WindowFixture([&] {
            ExplorerState state = stateForNetwork(open, {});
            state.workspace = "network";
            state.digits.dataset = dataset;
            state.compare = compare;
            return state;
        }()) {
        page = qobject_cast<NetworkWorkspace*>(window.workspaces()->page("network"));
    }
    const CompareState& state() { return window.store()->state().compare; }
    template<class T>
    T* child(const char* name) {
        T* found = page->findChild<T*>(QLatin1String(name));
        if (!found)
            QTest::qFail(name, __FILE__, __LINE__);
        return found;
    }
    void click(const char* name) { QTest::mouseClick(child<QAbstractButton>(name), Qt::LeftButton); }
    /// The entry of the Add menu.
    void add(const QString& object) {
        auto* menu = child<QMenu>("network.addMenu");
        emit menu->aboutToShow();
        auto* action = menu->findChild<QAction*>(object);
        QVERIFY2(action, qPrintable(object));
        action->trigger();
    }
    bool done() {
        return QTest::qWaitFor([this] { return page->runner()->isCurrent(); }, 120000);
    }
    QModelIndex cell(const QString& row, int column) {
        const CompareModel* model = page->numbers()->model();
        for (int k = 0; k < model->rowCount(); ++k)
            if (model->index(k, 0).data(CompareModel::IdRole).toString() == row)
                return model->index(k, 1 + column);
        return {};
    }
    /// The number in full, as it is copied.
    QString exact(const QString& row, int column) { return cell(row, column).data(ExactTextRole).toString(); }
    QString text(const QString& row, int column) { return cell(row, column).data().toString(); }

    NetworkWorkspace* page = nullptr;
};

/// The pattern network with the history of a training of several runs.
std::shared_ptr<const Network> withHistory(const std::shared_ptr<const Network>& network) {
    Network w = *network;
    w.name = "Remembers";
    w.training["runs"] = std::int64_t{5};
    w.training["history_loss"] = std::vector<double>{1.5, 0.75, 0.5};
    w.training["history_loss_std"] = std::vector<double>{0.25, 0.125, 0.0625};
    w.training["history_accuracy"] = std::vector<double>{0.5, 0.75, 0.875};
    w.training["history_accuracy_std"] = std::vector<double>{0.125, 0.0625, 0.03125};
    w.training["history_validation"] = std::vector<double>{0.25, 0.5, 0.75};
    return std::make_shared<const Network>(std::move(w));
}

} // namespace

class TestNetworkWorkspace : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        prepareTests();
        QVERIFY(files_.isThere());
        other_ = patternNetwork(6);
        otherFile_ = files_.dir.filePath("other.h5");
        QVERIFY(writeNetwork(*other_, otherFile_.toStdString()));
        brokenFile_ = files_.dir.filePath("broken.h5");
        QFile broken(brokenFile_);
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("no network") > 0);
    }
    void init() { prepareTest(); }

    void theNumbersAreThoseOfTheCore() {
        CompareState compare;
        compare.eps = {0.05, 0.1, 0.2};
        compare.samples = 200;
        Fixture f(files_.network, files_.dataFile, compare);
        f.script.file = otherFile_;
        f.add("network.add-file");
        QCOMPARE(f.state().networks, QStringList{otherFile_});
        QVERIFY(f.done());
        const std::shared_ptr<const Network> networks[] = {files_.network, other_};
        for (int k = 0; k < 2; ++k) {
            const NetworkAnalysis a(networks[k]);
            const auto same = [&](const QString& row, double value) {
                QVERIFY2(
                    f.exact(row, k) == (std::isfinite(value) ? exactNumber(value) : QString()),
                    qPrintable(row + u' ' + f.exact(row, k) + u' ' + exactNumber(value)));
            };
            same("mu-inf", a.muInf);
            same("mu-eta", a.best.infimum);
            same("mu-2", a.mu2);
            same("rho-abs", a.rhoAbs);
            same("norm-inf", a.normInf);
            for (const Condition& c : a.conditions.rows) {
                same("condition/" + QString::fromStdString(c.id), c.value);
                QCOMPARE(f.text("condition/" + QString::fromStdString(c.id), k).startsWith(u'✓'), c.holds);
            }
            same("own-condition", a.own.value); // trained as NEMON
            QCOMPARE(f.text("own-condition", k).startsWith(u'✓'), a.own.holds);
            same("lipschitz-ones", a.lipschitz.etaOnes);
            same("lipschitz-best", a.lipschitz.best);
            same("lipschitz-entrywise", a.lipschitz.entrywise);
            same("alpha-star", a.alphaStar);
            same("factor-average", a.contractionFactor);
            same("factor-diagonal", a.diagonalImplicitFactor);
            same("parameters", 6 * 6 + 6 * 16 + 3 * 6 + 6 + 3);
            same("accuracy", 100 * std::get<double>(networks[k]->training.at("accuracy")));

            std::vector<Index> samples(200);
            std::iota(samples.begin(), samples.end(), Index{0});
            const Predictions read = predict(a, *files_.data, samples);
            const auto correct = std::count(read.correct.begin(), read.correct.end(), char{1});
            same("measured", 100 * (static_cast<double>(correct) / 200));
            const Certifier certifier(std::make_shared<const NetworkAnalysis>(networks[k]));
            std::vector<const Certificate*> all;
            for (const Certificate& one : certificates())
                all.push_back(&one);
            for (const double eps : compare.eps) {
                // The best of all certificates, by far more work than the window takes.
                const MarginTable margins = certify(certifier, *files_.data, samples, eps, all);
                Index best = 0;
                for (std::size_t m = 0; m < all.size(); ++m)
                    best = std::max(best, margins.certified(static_cast<Index>(m), read.correct));
                same("certified@" + exactNumber(eps), 100 * static_cast<double>(best) / 200);
            }
            QVERIFY(!f.text("certificate", k).isEmpty());

            double steps = 0;
            for (Index s = 0; s < 8; ++s) {
                const FixedPointProblem problem = problemAt(a, files_.data->input(s));
                const FixedPointIteration* average = findIteration("average");
                steps += run(*average, problem, average->defaultAlpha(problem), Vector::Zero(6)).iterations();
            }
            same("iterations/average", steps / 8);
        }
        // Less is better in this row, and both values are finite.
        const double one = f.exact("mu-2", 0).toDouble(), two = f.exact("mu-2", 1).toDouble();
        QVERIFY(one != two);
        QCOMPARE(f.cell("mu-2", 0).data(CompareModel::BestRole).toBool(), one < two);
        QCOMPARE(f.cell("mu-2", 1).data(CompareModel::BestRole).toBool(), two < one);
        QVERIFY(!f.cell("alpha-star", 0).data(CompareModel::BestRole).toBool());
    }

    void otherEpsCountAgain() {
        CompareState compare;
        compare.samples = 100;
        Fixture f(files_.network, files_.dataFile, compare);
        QVERIFY(f.done());
        auto* field = f.child<NumberField>("network.eps2");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, "0.3");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.state().eps[1], 0.3);
        QVERIFY(f.done());
        QVERIFY(!f.exact("certified@" + exactNumber(0.3), 0).isEmpty());
        QVERIFY(!f.cell("certified@" + exactNumber(0.05), 0).isValid());
        field->selectAll();
        QTest::keyClicks(field, "-1");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(f.state().eps[1], 0.3);
        f.window.store()->undoStack()->undo();
        QCOMPARE(f.state().eps[1], 0.05);
    }

    void networksAreAddedOrderedAndRemoved() {
        Fixture f(exampleNetwork());
        auto* list = f.child<QListWidget>("network.list");
        QCOMPARE(list->count(), 1);
        QVERIFY(f.child<QLabel>("network.hint")->isVisible());
        f.add("network.add.paper_example");
        f.add("network.add.rotation");
        QCOMPARE(f.state().networks, QStringList({"gallery:paper_example.h5", "gallery:rotation.h5"}));
        QCOMPARE(list->count(), 3);
        QVERIFY(!f.child<QLabel>("network.hint")->isVisible());
        list->setCurrentRow(2);
        f.click("network.up");
        QCOMPARE(f.state().networks.first(), "gallery:rotation.h5");
        QCOMPARE(list->currentRow(), 1);
        f.click("network.remove");
        QCOMPARE(f.state().networks, QStringList{"gallery:paper_example.h5"});
        QUndoStack* undo = f.window.store()->undoStack();
        undo->undo();
        undo->undo();
        QCOMPARE(f.state().networks.last(), "gallery:rotation.h5");
        undo->undo();
        undo->undo();
        QVERIFY(f.state().networks.isEmpty());
        undo->redo();
        QCOMPARE(list->count(), 2);
        // The open network stays.
        list->setCurrentRow(0);
        QVERIFY(!f.child<QPushButton>("network.remove")->isEnabled());
        QVERIFY(f.done());
        QCOMPARE(f.exact("mu-inf", 1), exactNumber(0.5));
    }

    void droppedFilesAreAdded() {
        Fixture f(exampleNetwork());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(otherFile_), QUrl::fromLocalFile(files_.networkFile)});
        auto* card = f.child<CompareList>("network.card");
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(card, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(card, &drop);
        QCOMPARE(f.state().networks, QStringList({otherFile_, files_.networkFile}));
    }

    void sixAreTheMost() {
        Fixture f(exampleNetwork());
        f.page->link()->add(
            {"gallery:a.h5", "gallery:b.h5", "gallery:c.h5", "gallery:d.h5", "gallery:e.h5", "gallery:f.h5"});
        QCOMPARE(f.state().networks.size(), 5);
        QVERIFY(!f.child<QPushButton>("network.add")->isEnabled());
    }

    void figuresOfThePapersSetUpTheirNetworks() {
        for (const ComparePreset& preset : comparePresets()) {
            Fixture f(exampleNetwork());
            f.child<QAction>((QByteArray("network.preset.") + preset.id).constData())->trigger();
            QVERIFY(!f.state().networks.isEmpty() && f.state().networks.size() < CompareState::most);
            for (const QString& entry : f.state().networks) {
                QVERIFY(entry.startsWith(galleryPrefix));
                QVERIFY2(
                    QFileInfo::exists(
                        resourceFolder(QStringLiteral("networks")) + u'/' + entry.mid(galleryPrefix.size())),
                    qPrintable(entry));
            }
            f.window.store()->undoStack()->undo();
            QVERIFY(f.state().networks.isEmpty());
        }
    }

    void aBrokenFileSaysSoInItsColumn() {
        CompareState compare;
        compare.networks = {brokenFile_, otherFile_};
        compare.samples = 50;
        Fixture f(files_.network, files_.dataFile, compare);
        QVERIFY(f.done());
        const auto* problems = f.child<QLabel>("network.problems");
        QVERIFY(problems->isVisible());
        QVERIFY2(problems->text().contains("broken.h5"), qPrintable(problems->text()));
        QCOMPARE(f.text("mu-inf", 1), QStringLiteral("–"));
        QVERIFY(f.cell("mu-inf", 1).data(CompareModel::NoteRole).toString().contains("broken.h5"));
        QVERIFY(!f.exact("certified@" + exactNumber(0.01), 2).isEmpty());
        for (const char* tab : {"curves", "matrices", "spectrum"}) {
            f.page->link()->change("Show", [&](CompareState& s) { s.tab = QLatin1String(tab); });
            settleEvents();
        }
    }

    void anIllPosedNetworkSaysWhichGuaranteesFail() {
        CompareState compare;
        compare.networks = {"gallery:ill_posed.h5"};
        Fixture f(exampleNetwork(), {}, compare);
        QVERIFY(f.done());
        QVERIFY(f.text("well-posed", 0).startsWith(u'✓'));
        QVERIFY(f.text("well-posed", 1).startsWith(u'✗'));
        QVERIFY(f.text("condition/nemon", 1).startsWith(u'✗'));
        QCOMPARE(f.text("lipschitz-best", 1), QStringLiteral("–"));
        QVERIFY(f.cell("lipschitz-best", 1).data(CompareModel::NoteRole).toString().contains("η"));
        QVERIFY(f.child<QLabel>("network.problems")->text().contains("No condition holds"));
        // The data do not fit the example, and the cell says so.
        QVERIFY(!f.cell("measured", 0).data(CompareModel::NoteRole).toString().isEmpty());
    }

    void sessionsBringItBack() {
        CompareState compare;
        compare.networks = {otherFile_, "gallery:paper_example.h5"};
        compare.eps = {0.02, 0.03, 0.25};
        compare.samples = 50;
        compare.tab = "matrices";
        compare.part = "majorant";
        compare.bestEta = true;
        const QString session = files_.dir.filePath("compare.kamke");
        {
            Fixture f(files_.network, files_.dataFile, compare);
            QVERIFY(writeSession(f.window.store()->state(), session));
        }
        Fixture f(exampleNetwork());
        QVERIFY(f.window.documents()->open(session));
        QVERIFY(f.state() == compare);
        QCOMPARE(f.child<QListWidget>("network.list")->count(), 3);
        QCOMPARE(f.child<QTabBar>("network.tabs")->currentIndex(), 2);
        QCOMPARE(f.child<QComboBox>("network.part")->currentData().toString(), "majorant");
        QVERIFY(f.done());
        QCOMPARE(f.page->matrices()->plots().size(), 3);
    }

    void theModelIsAGoodModel() {
        CompareModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Fixture f(files_.network, files_.dataFile);
        f.add("network.add.paper_example");
        QVERIFY(f.done());
        QAbstractItemModelTester shown(
            f.page->numbers()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto show = [&](const std::vector<CompareColumn>& columns) {
            QStringList names;
            for (const CompareColumn& column : columns)
                names << column.name;
            model.show(compareRows(columns, f.state(), false), names);
        };
        show({});
        show({f.page->link()->columns()[0]});
        show(f.page->link()->columns());
        show({{"x", "x", nullptr}});
        f.page->link()->change("Undo all", [](CompareState& s) { s = {}; });
        QVERIFY(model.rowCount() > 0);
    }

    void heatMapsMarkTheRowThatSetsTheMeasure() {
        CompareState compare;
        compare.networks = {otherFile_};
        compare.tab = "matrices";
        Fixture f(exampleNetwork(), {}, compare);
        QVERIFY(f.done());
        for (const bool best : {false, true}) {
            auto* weights = f.child<QComboBox>("network.weights");
            weights->setCurrentIndex(best ? 1 : 0);
            emit weights->activated(best ? 1 : 0);
            QCOMPARE(f.state().bestEta, best);
            const std::shared_ptr<const Network> networks[] = {exampleNetwork(), other_};
            for (int k = 0; k < 2; ++k) {
                const Matrix& A = networks[k]->A;
                Index row = -1;
                rowMeasures(A, best ? bestEta(A).eta : Vector(Vector::Ones(A.rows()))).maxCoeff(&row);
                QCOMPARE(f.page->matrices()->plots()[k]->markedRow(), row);
            }
        }
        MatrixPlot* plot = f.page->matrices()->plots()[0];
        // Every entry is a square of whole pixels, and has its colour.
        const QRectF where = plot->picture();
        QCOMPARE(where.width() / 2, std::round(where.width() / 2));
        settleEvents();
        const QImage shot = plot->grab().toImage();
        const Matrix A = exampleNetwork()->A;
        const double most = std::max(A.cwiseAbs().maxCoeff(), other_->A.cwiseAbs().maxCoeff());
        for (int i = 0; i < 2; ++i)
            for (int j = 0; j < 2; ++j) {
                const QPointF at =
                    where.topLeft() + QPointF((j + 0.5) * where.width() / 2, (i + 0.5) * where.height() / 2);
                QCOMPARE(shot.pixelColor(at.toPoint()), Theme::signedColour(A(i, j) / most));
            }
        QTest::mouseMove(plot, QPointF(where.left() + 3, where.bottom() - 3).toPoint());
        QTRY_VERIFY2(plot->reading().contains("row 2, column 1: 0.75"), qPrintable(plot->reading()));
        auto* part = f.child<QComboBox>("network.part");
        part->setCurrentIndex(2);
        emit part->activated(2);
        QVERIFY(plot->csv().startsWith(exactNumber(-0.25) + u',' + exactNumber(0.25) + u'\n'));
    }

    void curvesAreThoseOfTheFile() {
        const QString file = files_.dir.filePath("remembers.h5");
        QVERIFY(writeNetwork(*withHistory(files_.network), file.toStdString()));
        CompareState compare;
        compare.networks = {file};
        compare.tab = "curves";
        Fixture f(exampleNetwork(), {}, compare);
        QVERIFY(f.done());
        const CurvePlot* accuracy = f.page->curves()->accuracy();
        QCOMPARE(accuracy->curves().size(), std::size_t{2});
        QCOMPARE(f.page->curves()->loss()->curves().size(), std::size_t{1});
        QCOMPARE(accuracy->curves()[1].look(currentTheme()).pen.style(), Qt::CustomDashLine);
        // Lower edge, upper edge and mean of the training data.
        const auto value = [&](int graph, int epoch) {
            return accuracy->graph(graph)->data()->at(epoch)->value;
        };
        QCOMPARE(value(0, 0), 37.5);
        QCOMPARE(value(1, 0), 62.5);
        QCOMPARE(value(2, 2), 87.5);
        QCOMPARE(accuracy->graph(2)->data()->at(0)->key, 1.0);
        QCOMPARE(accuracy->graphCount(), 4);
        QVERIFY(accuracy->curves()[1].spread.isEmpty()); // a single validation has no envelope
        const QString sentence = f.child<QLabel>("network.curves-sentence")->text();
        QVERIFY2(sentence.contains("No history in the file of: Example"), qPrintable(sentence));
        QVERIFY(sentence.contains("one standard deviation"));
        QVERIFY(f.page->curves()->loss()->csv().contains("3,0.5,0.0625"));
    }

    void historiesOfOtherLengthsHaveNoDeviation() {
        Network w = *exampleNetwork();
        w.training["history_loss"] = std::vector<double>{1, 2};
        w.training["history_loss_std"] = std::vector<double>{1};
        const TrainingHistory history = trainingHistory(w, {}, 0);
        QVERIFY(history.lossSpread.empty());
        QVERIFY(history.accuracy.empty());
        QCOMPARE(history.runs, 1);
    }

    void noEigenvalueIsRightOfTheMeasures() {
        CompareState compare;
        compare.tab = "spectrum";
        Fixture f(files_.network, {}, compare);
        QVERIFY(f.done());
        const NetworkFigures& figures = *f.page->link()->columns()[0].figures;
        QCOMPARE(figures.eigenvalues.size(), std::size_t{6});
        const QStringList lines = f.page->spectrum()->plot()->csv().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 1 + 6 + 3);
        for (const std::complex<double>& z : figures.eigenvalues) {
            QVERIFY(z.real() <= figures.analysis->mu2 + 1e-9);
            QVERIFY(z.real() <= figures.analysis->best.infimum + 1e-9);
            QVERIFY(std::abs(z) <= figures.analysis->rhoAbs + 1e-9);
        }
        const std::complex<double> z = figures.eigenvalues.front();
        QVERIFY(f.page->spectrum()
                    ->readingAt(f.page->spectrum()->plot()->toPixel({z.real(), z.imag()}))
                    .contains("eigenvalue"));
    }

    void tablesAreExported() {
        CompareState compare;
        compare.networks = {otherFile_};
        compare.samples = 50;
        Fixture f(files_.network, files_.dataFile, compare);
        QVERIFY(f.done());
        f.script.file = files_.dir.filePath("out.csv");
        f.child<QAction>("network.export.csv")->trigger();
        const QByteArray csv = fileText(f.script.file);
        QVERIFY(csv.contains("quantity,Patterns 5,Patterns 6"));
        QVERIFY(csv.contains(exactNumber(NetworkAnalysis(other_).muInf).toUtf8()));
        f.script.file = files_.dir.filePath("out.tex");
        f.child<QAction>("network.export.latex")->trigger();
        const QByteArray tex = fileText(f.script.file);
        QVERIFY(tex.startsWith("\\begin{tabular}{lrr}"));
        QVERIFY(tex.contains("$\\mu_2(A)$ & ") && tex.contains("\\textbf{"));
        QVERIFY2(!tex.contains("μ") && !tex.contains("ε") && !tex.contains("‖"), tex.constData());
        QCOMPARE(
            kamke::latexText("NEMON, γ = 0.95 & Λ^½ ≤ 1"),
            "NEMON, $\\gamma$ = 0.95 \\& $\\Lambda$\\textasciicircum{}$\\frac12$ $\\leq$ 1");
    }

    void cancellingIsFeltAtOnce() {
        CompareState compare;
        compare.networks = {"gallery:nemon_mnist.h5", "gallery:nemon_gamma_095.h5"};
        compare.samples = 0;
        Fixture f(exampleNetwork(), {}, compare);
        QVERIFY(QTest::qWaitFor([&] { return f.page->isBusy(); }, 20000));
        QVERIFY(QTest::qWaitFor([&] { return f.page->link()->columns()[1].figures != nullptr; }, 60000));
        QElapsedTimer clock;
        clock.start();
        f.page->cancel();
        QVERIFY(!f.page->isBusy());
        QVERIFY2(clock.elapsed() < 100, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(f.page->runner()->isUnfinished());
        QVERIFY(f.child<QPushButton>("network.run")->isVisible());
        // What is known stays; the rest says that it is missing.
        QVERIFY(!f.exact("mu-inf", 1).isEmpty());
        f.click("network.run");
        QVERIFY(f.page->isBusy());
    } // and the window closes in the middle of it

private:
    SweepFiles files_;
    std::shared_ptr<const Network> other_;
    QString otherFile_, brokenFile_;
};

QTEST_MAIN(TestNetworkWorkspace)
#include "tst_network_workspace.moc"
