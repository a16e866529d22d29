// What stands beside the curves of a sweep: radii, comparison, tables, exports, and the way to the samples.
#include "core/io/files/sweep_file.h"
#include "core/sweep/binomial.h"
#include "digit_fixture.h"
#include "settle_events.h"
#include "ui/jobs/decide_runner.h"
#include "ui/jobs/sweep_plan.h"
#include "ui/plot/export.h"
#include "ui/plot/history_plot.h"
#include "ui/widgets/copyable_table.h"
#include "ui/workspaces/digits/digit_gallery.h"
#include "ui/workspaces/digits/digit_list_model.h"
#include "ui/workspaces/sweep/compare_page.h"
#include "ui/workspaces/sweep/cross_panel.h"
#include "ui/workspaces/sweep/lipschitz_plot.h"
#include "ui/workspaces/sweep/network_plot.h"
#include "ui/workspaces/sweep/radius_page.h"
#include "ui/workspaces/sweep/radius_plot.h"
#include "ui/workspaces/sweep/sweep_choices.h"
#include "ui/workspaces/sweep/sweep_export.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_opener.h"
#include "ui/workspaces/sweep/sweep_samples.h"
#include "ui/workspaces/sweep/sweep_table_model.h"
#include "ui/workspaces/sweep/sweep_tabs.h"
#include "ui/workspaces/sweep/sweep_views.h"
#include "ui/workspaces/sweep/table_page.h"

#include "core/io/files/network_file.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <numeric>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// A finished sweep of the small classifier and of a second one from a file, with all views.
struct SweepFixture {
    SweepFixture()
        : network(smallClassifier())
        , data(smallDataset(network))
        , store(startState(network))
        , link(&store, &runner)
        , tabs(&link)
        , button(addSweepViews(
              &tabs, &link, [this](const QString&, const QString&, const QString&) { return file; })) {
        tabs.resize(1000, 600);
        tabs.show();
    }
    static ExplorerState startState(const std::shared_ptr<const Network>& network) {
        ExplorerState state = stateForNetwork(network, {});
        state.workspace = QStringLiteral("sweep");
        state.sweep.samples = 0;
        state.sweep.eps = QStringLiteral("0.005; 0.01 … 0.06");
        state.sweep.attacks = {{QStringLiteral("pgd"), 10, 1, 0}};
        state.sweep.tab = QStringLiteral("radii");
        return state;
    }
    bool run() { return run(*smallClassifier(0.8, 4)); }
    bool run(const Network& other) {
        const QString second = folder.filePath(QStringLiteral("second.h5"));
        if (!writeNetwork(other, second.toStdString()))
            return false;
        apply([&](SweepState& s) { s.networks = {QString(), second}; });
        const SweepState& settings = store.state().sweep;
        auto plan = sweepPlan(settings);
        if (!plan)
            return false;
        runner.start({settings, std::move(*plan), network, data, 1});
        return QTest::qWaitFor([this] { return !runner.isBusy() && runner.results()->complete(); }, 60000);
    }
    template<class Change>
    void apply(Change change) {
        ExplorerState next = store.state();
        change(next.sweep);
        store.apply(QStringLiteral("change"), next);
    }
    void show(const char* tab) {
        apply([&](SweepState& s) { s.tab = QLatin1String(tab); });
        settleEvents();
    }
    const SweepResults& results() const { return *runner.results(); }
    const SweepCounts& counts(std::size_t k = 0) const { return *results().networks[k].counts; }
    template<class Widget>
    Widget* find(const char* name) const {
        return tabs.findChild<Widget*>(QLatin1String(name));
    }

    QTemporaryDir folder;
    std::shared_ptr<const Network> network;
    std::shared_ptr<const Dataset> data;
    ExplorerStore store;
    SweepRunner runner;
    SweepLink link;
    SweepTabs tabs;
    QString file; ///< that exports are written to
    SweepExportButton* button;
};

std::vector<int> asInts(const std::vector<Index>& samples) {
    return {samples.begin(), samples.end()};
}

} // namespace

class TestSweepCompare : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QCoreApplication::setOrganizationName(QStringLiteral("KamkeTest")); }
    void init() { QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support).*")); }

    void nothingIsShownBeforeASweep() {
        SweepFixture f;
        QVERIFY(!f.button->isVisible());
        QCOMPARE(f.find<CopyableTable>("sweep.table")->model()->rowCount(), 0);
        QVERIFY(f.find<RadiusPlot>("sweep.radii")->histograms().empty());
        QCOMPARE(f.find<RadiusPlot>("sweep.radii")->csv(), QStringLiteral("certificate,eps,samples,norm\n"));
        QVERIFY(f.find<LipschitzPlot>("sweep.lipschitz")->points().empty());
        QVERIFY(f.find<CrossPanel>("sweep.cross")->rows().empty());
        QCOMPARE(shownNetwork(f.link), -1);
        QCOMPARE(shownEps(f.link), -1);
    }

    void theTestErrorStandsAtTheLipschitzConstant() {
        SweepFixture f;
        QVERIFY(f.run());
        f.show("error");
        auto* plot = f.find<LipschitzPlot>("sweep.lipschitzError");
        QVERIFY(plot && plot->isVisible());
        QCOMPARE(plot->points().size(), 2u);
        for (const LipschitzPlot::Point& point : plot->points()) {
            const SweepNetwork& network = f.results().networks[static_cast<std::size_t>(point.network)];
            QCOMPARE(point.lipschitz, network.certifier->lipschitz);
            const ShareInterval wrong =
                exactInterval(network.counts->done - network.counts->correct, network.counts->done);
            QCOMPARE(point.read.lower, wrong.lower);
            QCOMPARE(point.read.upper, wrong.upper);
            // In view, with all of its whisker.
            QVERIFY(plot->yAxis->range().contains(100 * point.read.upper));
            QVERIFY(plot->yAxis->range().contains(100 * point.read.lower));
        }
        QVERIFY(plot->accessibleDescription().contains("misread"));
        QVERIFY(!plot->accessibleDescription().contains("certified"));
    }

    void networksWithoutAnyCertificateAreAttacked() {
        // I − A has the symmetric part I, and the least μ_η(A) is that of |A|ᴹ: 3.
        Network mon = *smallClassifier(0.8, 4);
        mon.A.setZero();
        mon.A(0, 1) = 3;
        mon.A(1, 0) = -3;
        mon.eta.reset();
        mon.name = "Monotone";
        SweepFixture f;
        f.apply([](SweepState& s) { s.certificates.clear(); });
        QVERIFY(f.run(mon));
        const SweepCounts& counts = f.counts(1);
        QVERIFY2(f.results().networks[1].problem.isEmpty(), qPrintable(f.results().networks[1].problem));
        QCOMPARE(counts.done, f.data->size());
        QCOMPARE(counts.attacked[0], counts.done);
        // Some are read correctly, and the strongest attack breaks no fewer than the weakest.
        QVERIFY(counts.correct > 0);
        QVERIFY(counts.broken(0, f.results().plan.eps.size() - 1) >= counts.broken(0, 0));
        f.show("error");
        QCOMPARE(f.find<LipschitzPlot>("sweep.lipschitzError")->unbounded(), QStringList{"Monotone"});
        QVERIFY(f.find<QLabel>("sweep.error.reading")->text().contains("Monotone"));
    }

    void historiesOfTrainingsAreShown() {
        Network trained = *smallClassifier(0.8, 4);
        trained.name = "Trained";
        trained.training["runs"] = std::int64_t{5};
        trained.training["history_loss"] = std::vector<double>{0.5, 0.25};
        trained.training["history_validation"] = std::vector<double>{0.75, 0.875};
        trained.training["history_validation_std"] = std::vector<double>{0.01, 0.02};
        SweepFixture f;
        QVERIFY(f.run(trained));
        f.show("training");
        auto* accuracy = f.find<TrainingHistoryPlot>("history.accuracy");
        QVERIFY(accuracy && accuracy->isVisible());
        QCOMPARE(accuracy->histories().size(), 1u);
        QCOMPARE(accuracy->histories()[0].name, "Trained");
        QCOMPARE(accuracy->histories()[0].series, 1); // its colour in the other views
        QCOMPARE(accuracy->histories()[0].sharesSpread(), (std::vector<double>{0.01, 0.02}));
        QCOMPARE(f.find<TrainingHistoryPlot>("history.loss")->histories()[0].loss.back(), 0.25);
        const QString note = f.find<QLabel>("sweep.training.note")->toolTip();
        QVERIFY2(note.contains("5 runs"), qPrintable(note));
        QVERIFY2(note.contains("No history is kept by " + f.results().networks[0].name), qPrintable(note));
    }

    void theHistogramsAreTheCounts() {
        SweepFixture f;
        QVERIFY(f.run());
        auto* plot = f.find<RadiusPlot>("sweep.radii");
        QTRY_COMPARE(plot->histograms().size(), f.results().plan.certificates.size());
        const Index last = f.results().plan.eps.size() - 1;
        for (std::size_t m = 0; m < plot->histograms().size(); ++m) {
            const RadiusHistogram& h = plot->histograms()[m];
            const auto row = static_cast<Index>(m);
            QCOMPARE(h.largest.back(), f.counts().certified(row, last));
            QCOMPARE(
                std::accumulate(h.largest.begin(), h.largest.end(), Index{0}), f.counts().certified(row, 0));
            QCOMPARE(h.misread, Index{1});
        }
        // The other network.
        f.apply([](SweepState& s) { s.network = 1; });
        QCOMPARE(plot->histograms()[0].largest.back(), f.counts(1).certified(0, last));
    }

    void aStepOpensItsSamples() {
        SweepFixture f;
        QVERIFY(f.run());
        auto* plot = f.find<RadiusPlot>("sweep.radii");
        QTRY_VERIFY(!plot->histograms().empty());
        plot->replot();
        const auto& largest = plot->histograms()[0].largest;
        const auto k = std::find_if(largest.begin(), largest.end(), [](Index n) { return n > 0; });
        QVERIFY(k != largest.end());
        const Index eps = k - largest.begin();
        const QPoint at = plot->step(0, eps).center().toPoint();
        const QString reading = plot->reading(at);
        QVERIFY2(
            reading.startsWith(QStringLiteral("%1 of 20 certified by MM-C").arg(*k)), qPrintable(reading));
        QTest::mouseClick(plot, Qt::LeftButton, {}, at);
        const DigitsState& digits = f.store.state().digits;
        QCOMPARE(f.store.state().workspace, QStringLiteral("digits"));
        QCOMPARE(digits.eps, f.results().plan.eps(eps));
        QCOMPARE(
            digits.set.samples(),
            asInts(samplesThat(
                *f.results().networks[0].table, {SampleQuestion::Kind::LargestCertified, eps, 0})));
        QCOMPARE(static_cast<Index>(digits.set.samples().size()), *k);
    }

    void theTableIsTheCounts() {
        SweepFixture f;
        QVERIFY(f.run());
        f.show("table");
        auto* table = f.find<CopyableTable>("sweep.table");
        const QAbstractItemModel& model = *table->model();
        const SweepPlan& plan = f.results().plan;
        const Index steps = plan.eps.size();
        QCOMPARE(
            model.rowCount(), static_cast<int>(1 + steps * static_cast<Index>(plan.certificates.size() + 1)));
        const auto exact = [&](int row, int column) {
            return model.index(row, column).data(ExactTextRole).toDouble();
        };
        QCOMPARE(exact(0, SweepTableModel::Count), static_cast<double>(f.counts().correct));
        for (Index m = 0; m < f.counts().certified.rows(); ++m)
            for (Index e = 0; e < steps; ++e) {
                const int row = static_cast<int>(1 + m * steps + e);
                const Index count = f.counts().certified(m, e);
                QCOMPARE(exact(row, SweepTableModel::Eps), plan.eps(e));
                QCOMPARE(exact(row, SweepTableModel::Count), static_cast<double>(count));
                QCOMPARE(exact(row, SweepTableModel::Samples), 20.0);
                QCOMPARE(exact(row, SweepTableModel::Lower), exactInterval(count, 20).lower);
                QCOMPARE(exact(row, SweepTableModel::Upper), exactInterval(count, 20).upper);
                const QString proof = model.index(row, SweepTableModel::Proof).data().toString();
                QCOMPARE(proof.contains(QStringLiteral("numerical")), f.counts().numerical(m, e) > 0);
            }
        const int attack = static_cast<int>(1 + steps * f.counts().certified.rows());
        QCOMPARE(
            exact(attack, SweepTableModel::Count),
            static_cast<double>(f.counts().attacked[0] - f.counts().broken(0, 0)));
        table->copyAll(TableFormat::Csv);
        QCOMPARE(
            QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts).size(), 1 + model.rowCount());
        // Sorting by count.
        table->sortByColumn(SweepTableModel::Count, Qt::DescendingOrder);
        for (int row = 1; row < model.rowCount(); ++row)
            QVERIFY(exact(row - 1, SweepTableModel::Count) >= exact(row, SweepTableModel::Count));
        SweepTableModel alone(&f.link);
        const QAbstractItemModelTester tester(&alone, QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void theCrossTableShowsExactlyItsSamples() {
        SweepFixture f;
        QVERIFY(f.run());
        f.show("table");
        // Where the two differ most.
        Index eps = 0;
        const SweepTable& table = *f.results().networks[0].table;
        for (Index e = 0; e < f.results().plan.eps.size(); ++e)
            if (crossTable(table, 0, 4, e).firstOnly > crossTable(table, 0, 4, eps).firstOnly)
                eps = e;
        QVERIFY(crossTable(table, 0, 4, eps).firstOnly > 0);
        f.apply([&](SweepState& s) {
            s.method = QStringLiteral("mmc");
            s.against = QStringLiteral("lipschitz");
            s.compareEps = f.results().plan.eps(eps);
        });
        auto* cross = f.find<CrossPanel>("sweep.cross");
        const auto only = std::find_if(cross->rows().begin(), cross->rows().end(), [](const auto& row) {
            return row.question.kind == SampleQuestion::Kind::CertifiedNotBy;
        });
        QVERIFY(only != cross->rows().end());
        QCOMPARE(only->count, crossTable(table, 0, 4, eps).firstOnly);
        const auto number = only - cross->rows().begin();
        auto* show = cross->findChild<QPushButton*>(QStringLiteral("sweep.cross.show-%1").arg(number));
        QVERIFY(show->isVisible() && show->isEnabled());
        show->click();
        const DigitsState& digits = f.store.state().digits;
        QCOMPARE(f.store.state().workspace, QStringLiteral("digits"));
        QCOMPARE(digits.certificate, QStringLiteral("mmc"));
        QCOMPARE(static_cast<Index>(digits.set.samples().size()), only->count);
        QVERIFY(digits.set.name().startsWith(QStringLiteral("certified by MM-C, not by")));
        // The gallery shows these and no others.
        VerdictKeeper keeper(&f.store, {});
        DigitsScan scan(&f.store, &keeper);
        DecideRunner decider(&f.store, &keeper, &scan);
        DigitGallery gallery(&f.store, &scan, &decider);
        keeper.setDataset(f.data);
        gallery.setDataset(f.data);
        std::vector<int> shown;
        shown.reserve(static_cast<std::size_t>(gallery.model()->rowCount()));
        for (int row = 0; row < gallery.model()->rowCount(); ++row)
            shown.push_back(gallery.model()->index(row).data(DigitListModel::SampleRole).toInt());
        QCOMPARE(shown, digits.set.samples());
        // One of them is picked, in the gallery, too.
        QCOMPARE(digits.sample, shown.front());
        QCOMPARE(gallery.list()->currentIndex().data(DigitListModel::SampleRole).toInt(), digits.sample);
        // One step of undo takes all of it back.
        f.store.undoStack()->undo();
        QVERIFY(!f.store.state().digits.set);
    }

    void samplesOfAnotherNetworkOpenThatNetwork() {
        SweepFixture f;
        QVERIFY(f.run());
        showSamples(&f.link, 1, {SampleQuestion::Kind::Certified, 0, 0});
        QCOMPARE(f.store.state().networkPath, f.results().networks[1].path);
        QVERIFY(*f.store.state().network == *smallClassifier(0.8, 4));
        QVERIFY(!f.store.state().networkEdited);
    }

    void aPickedPointOffersItsSamples() {
        SweepFixture f;
        QVERIFY(f.run());
        f.link.pick(QStringLiteral("mmc"), 1, 0);
        auto* menu = f.find<QMenu>("sweep.samples");
        QVERIFY(menu && menu->isVisible());
        const SweepTable& table = *f.results().networks[0].table;
        const QString certified = questionWords(f.results().plan, {SampleQuestion::Kind::Certified, 1, 0});
        QAction* found = nullptr;
        for (QAction* action : menu->actions())
            if (action->text() == QStringLiteral("%1: %2").arg(certified).arg(table.counts.certified(0, 1)))
                found = action;
        QVERIFY(found);
        found->trigger();
        menu->close();
        QCOMPARE(
            static_cast<Index>(f.store.state().digits.set.samples().size()), table.counts.certified(0, 1));
        // Nothing is known of what there is not.
        QVERIFY(questionsAbout(f.results().plan, QStringLiteral("fgsm"), 0).empty());
    }

    void networksStandAtTheirConstants() {
        SweepFixture f;
        QVERIFY(f.run());
        f.show("compare");
        auto* plot = f.find<LipschitzPlot>("sweep.lipschitz");
        f.apply([&](SweepState& s) {
            s.method = QStringLiteral("mm");
            s.compareEps = 0.0201; // the nearest one is taken
        });
        QCOMPARE(plot->points().size(), std::size_t{2});
        for (const LipschitzPlot::Point& point : plot->points()) {
            const SweepNetwork& network = f.results().networks[static_cast<std::size_t>(point.network)];
            QCOMPARE(point.lipschitz, network.certifier->lipschitz);
            QCOMPARE(point.correct, network.counts->correct);
            QCOMPARE(point.certified, network.counts->certified(1, shownEps(f.link)));
        }
        QCOMPARE(f.results().plan.eps(shownEps(f.link)), 0.02);
        auto* curves = f.find<NetworkPlot>("sweep.networks");
        QCOMPARE(curves->curves().size(), std::size_t{2});
        for (Index e = 0; e < f.results().plan.eps.size(); ++e)
            QCOMPARE(curves->curves()[1].certified[static_cast<std::size_t>(e)], f.counts(1).certified(1, e));
        QCOMPARE(curves->csv().count(u'\n'), 1 + 2 * static_cast<int>(f.results().plan.eps.size()));
        // The pointer reads what is drawn.
        QSignalSpy read(curves, &NetworkPlot::read);
        curves->replot();
        QTest::mouseMove(curves, curves->place(curves->curves()[1], 3).toPoint());
        QTRY_VERIFY(!read.isEmpty());
        QVERIFY(read.last()[0].toString().contains(QStringLiteral("certified by MM at ε = 0.02")));
    }

    void everyFigureCanBeExported() {
        SweepFixture f;
        QVERIFY(f.run());
        for (const auto& [name, page] :
             {std::pair("sweep.radii", "radii"), std::pair("sweep.lipschitz", "compare"),
              std::pair("sweep.networks", "compare")}) {
            f.show(page);
            auto* plot = f.find<Plot>(name);
            QTRY_VERIFY(plot->isVisible());
            QVERIFY(plot->csv().count(u'\n') > 2);
            QVERIFY(!plot->accessibleName().isEmpty() && !plot->accessibleDescription().isEmpty());
            for (const char* suffix : {"pdf", "svg", "png"}) {
                const QString file = f.folder.filePath(
                    QStringLiteral("%1.%2").arg(QLatin1String(name), QLatin1String(suffix)));
                QVERIFY(exportPlot(*plot, file, {85, 60}, 150));
                QVERIFY(QFileInfo(file).size() > 1000);
            }
        }
    }

    void tablesAreWritten() {
        SweepFixture f;
        QVERIFY(f.run());
        QSignalSpy done(f.button, &SweepExportButton::written);
        for (const char* kind : {"csv", "latex"}) {
            f.file = f.folder.filePath(QLatin1String(kind));
            emit f.button->menu()->aboutToShow();
            f.button->menu()
                ->findChild<QAction*>(QStringLiteral("sweep.export.") + QLatin1String(kind))
                ->trigger();
            QFile file(f.file);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            QCOMPARE(text, kind[0] == 'c' ? sweepTableCsv(f.results()) : sweepTableLatex(f.results()));
            QVERIFY(text.contains(f.results().networks[1].name));
        }
        QCOMPARE(done.count(), 2);
        // A file that cannot be written is told.
        QSignalSpy failed(f.button, &SweepExportButton::failed);
        f.file = f.folder.filePath(QStringLiteral("missing/table.csv"));
        f.button->menu()->findChild<QAction*>(QStringLiteral("sweep.export.csv"))->trigger();
        QCOMPARE(failed.count(), 1);
    }

    void resultsAreWrittenWhole() {
        SweepFixture f;
        QVERIFY(f.run());
        f.file = f.folder.filePath(QStringLiteral("results.h5"));
        QSignalSpy done(f.button, &SweepExportButton::written), failed(f.button, &SweepExportButton::failed);
        // Twice: the second replaces the first.
        for (int k = 1; k <= 2; ++k) {
            emit f.button->menu()->aboutToShow();
            f.button->menu()->findChild<QAction*>(QStringLiteral("sweep.export.hdf5"))->trigger();
            QTRY_VERIFY(done.count() == k || !failed.isEmpty());
            QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).toString()));
        }
        auto reader = SweepReader::open(f.file.toStdString());
        QVERIFY2(reader, reader ? "" : reader.error().message.c_str());
        SweepTable read(reader->plan(), reader->samples());
        QVERIFY(reader->replay(read));
        const SweepTable& table = *f.results().networks[0].table;
        QCOMPARE(read.predictions, table.predictions);
        for (std::size_t m = 0; m < table.certified.size(); ++m)
            QVERIFY(read.certified[m] == table.certified[m]);
        QVERIFY(read.attacked[0] == table.attacked[0]);
        QCOMPARE(QDir(f.folder.path()).entryList({QStringLiteral("*.part")}).size(), 0);

        // Opened again, it shows the same without computing anything.
        QSignalSpy opened(&opener_, &SweepOpener::opened);
        opener_.open(f.file, {f.network, QStringLiteral("/nets/small.h5"), {}, {}});
        QTRY_COMPARE(opened.count(), 1);
        SweepRunner other;
        other.show(opened[0][1].value<std::shared_ptr<const SweepResults>>());
        QVERIFY(!other.isBusy() && !other.isUnfinished() && other.results()->complete());
        const SweepNetwork& network = other.results()->networks.at(0);
        QCOMPARE(network.path, QStringLiteral("/nets/small.h5"));
        QCOMPARE(network.name, QStringLiteral("Small classifier"));
        QVERIFY(network.counts->certified == f.counts().certified);
        QVERIFY(network.counts->broken == f.counts().broken);
        SweepLink link(&f.store, &other);
        QVERIFY(!link.isStale());
        // Without its data set the counts are there, but no picture.
        QVERIFY(whyNoSamples(other.results().get(), 0).contains(QStringLiteral("data set")));
        showSamples(&link, 0, {SampleQuestion::Kind::Certified, 0, 0});
        QVERIFY(!f.store.state().digits.set);
    }

    void filesThatHoldNoSweepAreRefused() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("network.h5"));
        QVERIFY(writeNetwork(*smallClassifier(), file.toStdString()));
        QSignalSpy failed(&opener_, &SweepOpener::failed);
        opener_.open(file, {});
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("network.h5")));
    }

private:
    SweepOpener opener_;
};

QTEST_MAIN(TestSweepCompare)
#include "tst_sweep_compare.moc"
