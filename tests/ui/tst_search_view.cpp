// The search in the tab Cascade: its tree as it grows, the bound that a stop keeps, the witness, and the
// proof that is written and checked.
#include "digit_fixture.h"
#include "settle_events.h"

#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/verdict_label.h"
#include "ui/workspaces/digits/cascade_model.h"
#include "ui/workspaces/digits/cascade_page.h"
#include "ui/workspaces/digits/cascade_plot.h"
#include "ui/workspaces/digits/digit_views.h"
#include "ui/workspaces/digits/image_plot.h"
#include "ui/workspaces/digits/proof_row.h"
#include "ui/workspaces/digits/search_panel.h"
#include "ui/workspaces/digits/search_tree_plot.h"
#include "ui/workspaces/digits/unit_plot.h"

#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <set>

using namespace kamke;
using namespace kamke::ui;

namespace {

QString resource(const QString& name) {
    return QStringLiteral(KAMKE_SOURCE_DIR "/resources/") + name;
}

/// The middle column of the Digits workspace on a bundled monDEQ, on the tab Cascade.
struct SearchViews {
    SearchViews(const std::shared_ptr<const Network>& network, const QString& path, int sample, double eps)
        : store(startState(network, path, sample, eps))
        , runner(&store) {
        static const auto data = std::make_shared<const Dataset>(
            readDataset(resource(QStringLiteral("data/digits.h5")).toStdString()).value());
        runner.setDataset(data);
        auto* row = new QHBoxLayout(&window);
        row->addWidget(new DigitCentre(&store, &runner));
        window.resize(560, 1100);
        window.show();
    }
    static ExplorerState
    startState(const std::shared_ptr<const Network>& network, const QString& path, int sample, double eps) {
        ExplorerState state = stateForNetwork(network, path);
        state.workspace = QStringLiteral("digits");
        state.digits.sample = sample;
        state.digits.eps = eps;
        state.digits.tab = QStringLiteral("cascade");
        return state;
    }
    bool settle() {
        return QTest::qWaitFor([this] { return runner.isCurrent() && !runner.isBusy(); }, 60000);
    }
    template<class Widget>
    Widget* find(const char* name) {
        return window.findChild<Widget*>(QString::fromLatin1(name));
    }
    CascadePage* page() { return window.findChild<CascadePage*>(); }
    SearchTreePlot* tree() { return window.findChild<SearchTreePlot*>(); }
    ProofRow* proofs() { return page()->proofs(); }
    void press(const char* name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    bool solve() {
        press("cascade.solve");
        return QTest::qWaitFor(
            [this] {
                return page()->current() && page()->current()->finished && !page()->runner()->isBusy();
            },
            120000);
    }
    bool write(const QString& file) {
        proofs()->setPlace([file](const QString&) { return file; });
        press("cascade.write");
        return QTest::qWaitFor(
            [this] { return !proofs()->writing()->isBusy() && !proofs()->path().isEmpty(); }, 60000);
    }
    bool check() {
        press("cascade.check");
        return QTest::qWaitFor(
            [this] {
                return !proofs()->checking()->isBusy() &&
                       proofs()->checking()->verdict().kind != ProofVerdict::Kind::None;
            },
            60000);
    }
    void choose(int competitor) {
        ExplorerState next = store.state();
        next.digits.competitor = competitor;
        store.apply(QStringLiteral("choose"), next);
    }

    ExplorerStore store;
    DigitRunner runner;
    QWidget window;
};

/// Classes whose search has split at least once.
std::vector<const SearchRecord*> splitSearches(const CascadeView& view) {
    std::vector<const SearchRecord*> all;
    for (const auto& one : view.searches)
        if (one->tree.size() > 1)
            all.push_back(one.get());
    return all;
}

} // namespace

class TestSearchView : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        path_ = resource(QStringLiteral("networks/mon_m20.h5"));
        network_ = std::make_shared<const Network>(readNetwork(path_.toStdString()).value());
    }
    void init() { applyTheme(ThemeChoice::Light); }

    /// Every node of a search that has room is drawn, top-down and without overlap, and says its unit.
    void aSmallTreeIsDrawnWhole() {
        SearchViews views(network_, path_, 0, 0.05);
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        const auto view = views.page()->current();
        const auto searches = splitSearches(*view);
        QVERIFY(!searches.empty());
        for (const SearchRecord* search : searches) {
            views.choose(search->competitor);
            settleEvents();
            const SearchTreePlot& plot = *views.tree();
            QVERIFY(plot.isVisible());
            QCOMPARE(plot.record()->competitor, search->competitor);
            std::set<Index> drawn;
            Index behind = 0;
            for (const TreeItem& item : plot.items()) {
                drawn.insert(item.place);
                behind += item.below;
                QVERIFY(plot.rect().contains(item.at.toPoint()));
                if (item.parent < 0)
                    continue;
                const TreeItem& above = plot.items()[static_cast<std::size_t>(item.parent)];
                QCOMPARE(search->tree.at(item.place).parent, above.place);
                QVERIFY(item.at.y() >= above.at.y() + 15);
                QCOMPARE(item.at.x() < above.at.x(), search->tree.at(above.place).active == item.place);
                // Unit numbers are those of the network, as people count them.
                const Index unit = search->tree.at(above.place).split;
                QVERIFY(unit >= 0 && unit < network_->n());
                QVERIFY(plot.nodeWords(item).contains(subscripted(QStringLiteral("a"), unit + 1)));
            }
            QCOMPARE(drawn.size(), plot.items().size());
            QCOMPARE(static_cast<Index>(drawn.size()) + behind, search->tree.size());
            QCOMPARE(behind > 0, !plot.hiddenSentence().isEmpty());
            if (search->tree.size() <= 15)
                QCOMPARE(behind, Index(0));
            for (std::size_t a = 0; a < plot.items().size(); ++a)
                for (std::size_t b = a + 1; b < plot.items().size(); ++b) {
                    const QPointF away = plot.items()[a].at - plot.items()[b].at;
                    QVERIFY(std::abs(away.x()) + std::abs(away.y()) >= 5);
                }
            QCOMPARE(plot.csv().count(u'\n'), search->tree.size() + 1);
            // What is proved of the whole is what its search has proved.
            for (const CompetitorCascade& one : view->result.competitors)
                if (one.competitor == search->competitor) {
                    QCOMPARE(one.search, search->now().proved);
                    QCOMPARE(one.nodes, search->now().nodes);
                }
        }
    }

    void whatHasNoRoomIsSaid() {
        // A tree of 2,000 splits, made by hand: a comb with a bush at its end.
        auto record = std::make_shared<SearchRecord>();
        record->competitor = 1;
        record->course.emplace_back();
        SearchTree& tree = record->tree;
        tree.add();
        for (Index place = 0; tree.size() < 4001; ++place) {
            const Index split = place < 5 ? 2 * place : place;
            if (tree.at(split).split >= 0)
                continue;
            const Index active = tree.add(split), inactive = tree.add(split);
            tree.at(split).split = place % 87;
            tree.at(split).active = active;
            tree.at(split).inactive = inactive;
            tree.at(split).state = SearchTree::State::Split;
        }
        record->places = 9000;
        SearchViews views(network_, path_, 0, 0.02);
        QVERIFY(views.settle());
        DigitLink link(&views.store, &views.runner);
        SearchTreePlot plot(&link);
        plot.resize(420, 240);
        plot.setVisible(true); // its own show() takes a record
        plot.show(record, {}, false);
        settleEvents();
        QVERIFY(plot.items().size() > 30 && plot.items().size() < 100);
        QVERIFY2(plot.hiddenSentence().contains(QStringLiteral("behind")), qPrintable(plot.hiddenSentence()));
        QVERIFY2(
            plot.hiddenSentence().contains(QStringLiteral("are kept")), qPrintable(plot.hiddenSentence()));
        // A click looks into a triangle, Backspace out of it.
        const auto triangle = std::find_if(
            plot.items().begin(), plot.items().end(), [](const TreeItem& item) { return item.below > 20; });
        QVERIFY(triangle != plot.items().end());
        const Index place = triangle->place, below = triangle->below;
        QTest::mouseClick(&plot, Qt::LeftButton, {}, triangle->at.toPoint());
        settleEvents();
        QCOMPARE(plot.items().front().place, place);
        Index inside = 0;
        for (const TreeItem& item : plot.items())
            inside += 1 + item.below;
        QCOMPARE(inside, below + 1);
        QTest::keyClick(&plot, Qt::Key_Home);
        settleEvents();
        QCOMPARE(plot.items().front().place, Index(0));
    }

    void aNodeLightsItsUnit() {
        SearchViews views(network_, path_, 0, 0.05);
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        const auto searches = splitSearches(*views.page()->current());
        QVERIFY(!searches.empty());
        views.choose(searches.front()->competitor);
        settleEvents();
        SearchTreePlot& plot = *views.tree();
        const auto& items = plot.items();
        QTest::mouseMove(&plot, items[0].at.toPoint());
        settleEvents();
        const int unit = static_cast<int>(plot.record()->tree.at(0).split);
        QCOMPARE(views.store.hoveredUnit(), unit);
        const auto* reading = views.find<QLabel>("cascade.reading");
        QVERIFY2(
            reading->text().contains(QStringLiteral("Unit %1 is split here").arg(unit + 1)),
            qPrintable(reading->text()));
        // Away from the tree nothing is lit.
        QTest::mouseMove(&plot, QPoint(plot.width() - 2, 2));
        settleEvents();
        QCOMPARE(views.store.hoveredUnit(), -1);
        // The keys walk down, to the side and up.
        plot.setFocus();
        QTest::keyClick(&plot, Qt::Key_Down);
        QCOMPARE(views.store.hoveredUnit(), unit);
        QTest::keyClick(&plot, Qt::Key_Down);
        QVERIFY2(reading->text().contains(QStringLiteral("≥ 0")), qPrintable(reading->text()));
        QTest::keyClick(&plot, Qt::Key_Right);
        QVERIFY2(
            reading->text().contains(subscripted(QStringLiteral("a"), unit + 1) + QStringLiteral(" ≤ 0")),
            qPrintable(reading->text()));
        QTest::keyClick(&plot, Qt::Key_Up);
        QCOMPARE(views.store.hoveredUnit(), unit);
        // And the strip lights the nodes that split its unit: the plot is painted anew with it.
        const QImage before = plot.grab().toImage();
        views.store.setHoveredUnit(-1);
        settleEvents();
        QVERIFY(plot.grab().toImage() != before);
    }

    void theBoundOverTimeIsDrawn() {
        SearchViews views(network_, path_, 0, 0.05);
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        const auto searches = splitSearches(*views.page()->current());
        views.choose(searches.front()->competitor);
        settleEvents();
        const auto* plot = views.window.findChild<CascadePlot*>();
        QVERIFY(plot->isVisible());
        const std::vector<SearchMoment>& course = searches.front()->course;
        QCOMPARE(plot->csv().count(u'\n'), static_cast<qsizetype>(course.size()) + 1);
        for (std::size_t k = 1; k < course.size(); ++k) {
            QVERIFY(course[k].seconds >= course[k - 1].seconds && course[k].nodes >= course[k - 1].nodes);
            QVERIFY(course[k].proved >= course[k - 1].proved && course[k].found <= course[k - 1].found);
        }
        const QString bounds = views.find<QLabel>("cascade.bounds")->text();
        QVERIFY2(
            bounds.contains(QStringLiteral("margin ≥")) && bounds.contains(QStringLiteral("0 open of")),
            qPrintable(bounds));
    }

    void theWitnessIsShown() {
        SearchViews views(network_, path_, brokenSample, brokenEps);
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        const auto view = views.page()->current();
        QVERIFY(view->known.witness);
        const KnownWitness& found = *view->known.witness;
        QVERIFY(found.margin < 0 && found.readAs != view->job.label);
        QVERIFY((*found.input - view->job.raw).lpNorm<Eigen::Infinity>() <= brokenEps);
        QVERIFY2(
            views.find<QLabel>("cascade.decided")->text().contains(QStringLiteral("away")) ||
                !views.find<QLabel>("cascade.decided")->text().contains(QStringLiteral("broken")),
            qPrintable(views.find<QLabel>("cascade.decided")->text()));
        // The picture of the attack that found nothing gives way to it.
        const auto* pictures = views.window.findChild<ImagePlot*>();
        QVERIFY2(
            pictures->accessibleDescription().contains(QStringLiteral("broken")),
            qPrintable(pictures->accessibleDescription()));
        // Another ε: it proves nothing there.
        ExplorerState next = views.store.state();
        next.digits.eps = 0.001;
        views.store.apply(QStringLiteral("ε"), next);
        QVERIFY(views.settle());
        settleEvents();
        QVERIFY(!pictures->accessibleDescription().contains(QStringLiteral("broken")));
    }

    void stopKeepsTheBound() {
        SearchViews views(network_, path_, hardSample, hardEps);
        QVERIFY(views.settle());
        views.press("cascade.solve");
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto view = views.page()->current();
                return view && !view->searches.empty() && view->searches.back()->now().nodes > 20 &&
                       std::isfinite(view->searches.back()->now().proved);
            },
            60000));
        QVERIFY(views.page()->runner()->isBusy());
        views.press("cascade.solve"); // Stop
        QVERIFY(!views.page()->runner()->isBusy());
        const auto view = views.page()->current();
        QVERIFY(view && view->stopped);
        const SearchRecord& last = *view->searches.back();
        bool open = false;
        for (const CompetitorCascade& one : view->result.competitors)
            if (one.competitor == last.competitor) {
                open = !one.decidedBy;
                QCOMPARE(one.search, last.now().proved);
                QVERIFY(one.bound() >= one.search);
                const auto* table = views.find<QTableView>("cascade.table");
                bool shown = false;
                for (int row = 0; row < table->model()->rowCount(); ++row)
                    shown = shown || table->model()->index(row, CascadeModel::Search).data().toString() ==
                                         shortNumber(one.search, Rounded::Down);
                QVERIFY(shown);
            }
        QVERIFY(open && views.tree()->isVisible() && views.tree()->items().size() > 1);
        // Nothing is decided: no proof, and the button says why.
        const auto* write = views.find<QPushButton>("cascade.write");
        QVERIFY(!write->isEnabled());
        QVERIFY2(write->toolTip().contains(QStringLiteral("ecided")), qPrintable(write->toolTip()));
        QVERIFY(!views.find<QPushButton>("cascade.check")->isEnabled());
    }

    void writesAndChecksProofs_data() {
        QTest::addColumn<int>("sample");
        QTest::addColumn<double>("eps");
        QTest::addColumn<bool>("semidefinite");
        QTest::newRow("0") << 0 << 0.05 << false;
        QTest::newRow("1") << 1 << 0.03 << false;
        QTest::newRow("2") << 2 << 0.04 << true; // its classes have no trees
        QTest::newRow("3") << 3 << 0.05 << false;
    }
    void writesAndChecksProofs() {
        QFETCH(int, sample);
        QFETCH(double, eps);
        QFETCH(bool, semidefinite);
        SearchViews views(network_, path_, sample, eps);
        QVERIFY(views.settle());
        QVERIFY(!views.find<QPushButton>("cascade.write")->isEnabled());
        if (semidefinite)
            QTest::mouseClick(views.find<QWidget>("cascade.sdp"), Qt::LeftButton, {}, QPoint(6, 9));
        QVERIFY(views.solve());
        QVERIFY(whyNoProof(views.page()->current().get()).isEmpty());
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("one.kproof.json"));
        QVERIFY(views.write(file));
        QVERIFY(QFile(file).size() > 1000);
        QVERIFY(views.check());
        const ProofVerdict& verdict = views.proofs()->checking()->verdict();
        QVERIFY2(verdict.kind == ProofVerdict::Kind::Holds, qPrintable(verdict.text));
        const auto* label = views.find<VerdictLabel>("cascade.checked");
        QVERIFY(label->isVisible());
        QVERIFY2(
            label->verdict().text.startsWith(QStringLiteral("holds: ")), qPrintable(label->verdict().text));
        // Another ε: neither the verdict nor the file is of it.
        ExplorerState next = views.store.state();
        next.digits.eps = eps / 2;
        views.store.apply(QStringLiteral("ε"), next);
        QVERIFY(views.settle());
        settleEvents();
        QVERIFY(!label->isVisible() && views.proofs()->path().isEmpty());
    }

    void aProofOfAnotherNetworkIsRefused() {
        SearchViews views(network_, path_, 1, 0.03);
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("one.kproof.json"));
        QVERIFY(views.write(file));
        ProofCheck checker;
        const auto check = [&](const QString& network, const QString& proof) {
            checker.start(network, proof);
            return QTest::qWaitFor([&] { return !checker.isBusy(); }, 60000) ? checker.verdict()
                                                                             : ProofVerdict();
        };
        const ProofVerdict other = check(resource(QStringLiteral("networks/nemon_mnist.h5")), file);
        QCOMPARE(other.kind, ProofVerdict::Kind::Refused);
        QVERIFY2(other.text.contains(QStringLiteral("another network")), qPrintable(other.text));
        // A network without a file, a file that is none, a checker that is not there.
        const ProofVerdict unsaved = check({}, file);
        QCOMPARE(unsaved.kind, ProofVerdict::Kind::Silent);
        QVERIFY2(unsaved.text.contains(QStringLiteral("save it first")), qPrintable(unsaved.text));
        const ProofVerdict missing = check(folder.filePath(QStringLiteral("none.h5")), file);
        QCOMPARE(missing.kind, ProofVerdict::Kind::Silent);
        QVERIFY2(missing.text.contains(QStringLiteral("none.h5")), qPrintable(missing.text));
        checker.setProgram({});
        const ProofVerdict nobody = check(path_, file);
        QCOMPARE(nobody.kind, ProofVerdict::Kind::Silent);
        QVERIFY2(nobody.text.contains(QStringLiteral("kamke-check")), qPrintable(nobody.text));
        // Weights that were edited are in no file.
        ExplorerState next = views.store.state();
        next.networkEdited = true;
        views.store.apply(QStringLiteral("edit"), next);
        settleEvents();
        QVERIFY(views.check());
        QCOMPARE(views.proofs()->checking()->verdict().kind, ProofVerdict::Kind::Silent);
    }

    void aProofIsWrittenWholeOrNotAtAll() {
        SearchViews views(network_, path_, 1, 0.03);
        QVERIFY(views.settle());
        QVERIFY(views.solve());
        views.proofs()->write(QStringLiteral("/proc/nowhere/one.kproof.json"));
        QVERIFY(views.proofs()->path().isEmpty());
        QVERIFY(views.find<VerdictLabel>("cascade.checked")->isVisible());
        QVERIFY(!views.find<QPushButton>("cascade.check")->isEnabled());
    }

private:
    static constexpr int brokenSample = 0, hardSample = 3;
    static constexpr double brokenEps = 0.06, hardEps = 0.083;
    QString path_;
    std::shared_ptr<const Network> network_;
};

QTEST_MAIN(TestSearchView)
#include "tst_search_view.moc"
