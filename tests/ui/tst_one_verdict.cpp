// What is known of a sample is the same everywhere in the window, and is found out once.
#include "core/decide/decide.h"
#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/io/files/new_file.h"
#include "gallery_fixture.h"
#include "ui/files/resource_files.h"
#include "ui/jobs/datasets.h"
#include "ui/widgets/verdict_label.h"
#include "ui/workspaces/digits/verdict_panel.h"

#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>

using namespace kamke;
using namespace kamke::ui;

namespace {

constexpr Index samples = 200;

/// What could not be read is said.
template<class Read>
auto orTold(Read read) {
    if (!read)
        std::fprintf(stderr, "%s\n", read.error().message.c_str());
    return read;
}

std::shared_ptr<const Network> bundled(const QString& name) {
    const QString file = resourceFolder(QStringLiteral("networks")) + u'/' + name + QStringLiteral(".h5");
    auto read = orTold(readNetwork(file.toStdString()));
    return read ? std::make_shared<const Network>(std::move(*read)) : nullptr;
}

/// The first of the bundled digits.
std::shared_ptr<const Dataset> firstDigits() {
    auto read = orTold(readDataset(Datasets::bundledFile().toStdString()));
    if (!read)
        return nullptr;
    auto some = std::make_shared<Dataset>(*read);
    some->values = Dataset::Bytes(std::get<Dataset::Bytes>(read->values).leftCols(samples));
    some->labels.resize(samples);
    return some;
}

/// All that looks at verdicts, as the Digits workspace puts it together.
struct Together {
    Together(
        const std::shared_ptr<const Network>& network, const std::shared_ptr<const Dataset>& data, double eps,
        const QString& folder)
        : store(GalleryFixture::startState(network, eps))
        , keeper(&store, folder)
        , scan(&store, &keeper)
        , decider(&store, &keeper, &scan)
        , runner(&store)
        , gallery(&store, &scan, &decider) {
        runner.setKeeper(&keeper);
        link = std::make_unique<DigitLink>(&store, &runner);
        panel = std::make_unique<VerdictPanel>(link.get());
        decider.setSeconds(0.5);
        keeper.setDataset(data);
        gallery.setDataset(data);
        runner.setDataset(data);
        gallery.resize(360, 600);
        gallery.show();
    }
    bool through() {
        return QTest::qWaitFor(
            [this] { return decider.isThrough() && !decider.isBusy() && !scan.isBusy(); }, 240000);
    }
    KnownCounts counts() const { return keeper.verdicts().counts(store.state().digits.eps); }

    ExplorerStore store;
    VerdictKeeper keeper;
    DigitsScan scan;
    DecideRunner decider;
    DigitRunner runner;
    DigitGallery gallery;
    std::unique_ptr<DigitLink> link;
    std::unique_ptr<VerdictPanel> panel;
};

QString wordOf(Known known) {
    switch (known) {
    case Known::Proved:
        return QStringLiteral("Proved:");
    case Known::Broken:
        return QStringLiteral("Broken:");
    case Known::Misread:
        return QStringLiteral("Misread:");
    default:
        return QStringLiteral("Unknown:");
    }
}

} // namespace

class TestOneVerdict : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QCoreApplication::setOrganizationName(QStringLiteral("KamkeTest")); }
    void init() { QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support).*")); }

    void theWindowSaysWhatTheCoreDecides_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("nemon") << QStringLiteral("nemon_mnist");
        QTest::newRow("mon") << QStringLiteral("mon_m20");
    }
    void theWindowSaysWhatTheCoreDecides() {
        QFETCH(QString, name);
        const auto network = bundled(name);
        const auto data = firstDigits();
        QVERIFY(network && data);
        constexpr double eps = 0.02;
        Together all(network, data, eps, {});
        QVERIFY(all.through());
        const KnownCounts counts = all.counts();
        const auto count = [&](Known known) { return counts[static_cast<std::size_t>(known)]; };
        QCOMPARE(count(Known::NotYet), Index(0));

        // The core, with as much time.
        const Certifier certifier(std::make_shared<const NetworkAnalysis>(network));
        DecideOptions options;
        options.clip = true;
        options.secondsPerSample = 0.5;
        options.threads = 2;
        const auto decisions = decide(certifier, data->inputs(allSamples(*data)), data->labels, eps, options);
        for (Index k = 0; k < samples; ++k) {
            const SampleDecision& one = decisions[static_cast<std::size_t>(k)];
            const Known known = all.keeper.at(k, eps).known;
            QCOMPARE(known == Known::Misread, one.misread());
            // What the time ended for one of both may be decided by the other, but never otherwise.
            if (one.decision == Decision::Robust)
                QVERIFY(known == Known::Proved || known == Known::Unknown);
            if (one.decision == Decision::Broken && !one.misread())
                QVERIFY(known == Known::Broken || known == Known::Unknown);
        }

        // Chips and badges.
        const auto chip = [&](int number) {
            return all.gallery.findChild<QPushButton*>(QStringLiteral("chip-%1").arg(number))->text();
        };
        const std::array<Known, 4> order{Known::Proved, Known::Unknown, Known::Broken, Known::Misread};
        std::array<Index, knownCount> badges{};
        QTRY_COMPARE(chip(0), QStringLiteral("all  200"));
        for (std::size_t k = 0; k < order.size(); ++k)
            QTRY_VERIFY2(
                chip(static_cast<int>(k) + 1).endsWith(QStringLiteral("  %1").arg(count(order[k]))),
                qPrintable(chip(static_cast<int>(k) + 1)));
        for (int row = 0; row < all.gallery.model()->rowCount(); ++row)
            ++badges[static_cast<std::size_t>(
                all.gallery.model()->index(row).data(DigitListModel::VerdictRole).toInt())];
        QCOMPARE(badges, counts);

        // The panel, of one sample of each verdict and of some others.
        std::vector<Index> picked{0, 1, 2};
        for (const Known known : order)
            for (Index k = 0; k < samples; ++k)
                if (all.keeper.at(k, eps).known == known) {
                    picked.push_back(k);
                    break;
                }
        for (const Index k : picked) {
            ExplorerState next = all.store.state();
            next.digits.sample = static_cast<int>(k);
            all.store.apply(QStringLiteral("pick"), next);
            QVERIFY(QTest::qWaitFor(
                [&] { return all.runner.isCurrent() && all.runner.result()->attack.has_value(); }, 60000));
            auto* label = all.panel->findChild<VerdictLabel*>();
            QCOMPARE(label->verdict().subject, wordOf(all.keeper.at(k, eps).known));
        }
    }

    /// Ended in the middle and begun again, the search decides what is left, and no sample twice.
    void aRestartDecidesNothingTwice() {
        const auto network = bundled(QStringLiteral("mon_m20"));
        const auto data = firstDigits();
        QVERIFY(network && data);
        QTemporaryDir folder;
        constexpr double eps = 0.02;
        Index open = 0, found = 0;
        VerdictStore before;
        {
            Together all(network, data, eps, folder.path());
            QVERIFY(QTest::qWaitFor([&] { return all.decider.done() > 2; }, 240000));
            open = all.decider.total();
            found = all.decider.done();
            QVERIFY(found < open);
            before = all.keeper.verdicts();
        }
        Together again(network, data, eps, folder.path());
        QSignalSpy scanned(&again.scan, &Runner::busyChanged);
        QVERIFY(
            QTest::qWaitFor([&] { return again.decider.total() > 0 || again.decider.isThrough(); }, 60000));
        // All that was known is there at once, and the scan had nothing to do.
        for (Index k = 0; k < samples; ++k) {
            const Known was = before.at(k, eps).known, is = again.keeper.at(k, eps).known;
            QVERIFY(was == is || was == Known::Unknown);
        }
        QCOMPARE(again.scan.progress().total, Index(0));
        QVERIFY2(
            again.decider.total() <= open - found,
            qPrintable(QStringLiteral("%1 of %2 after %3").arg(again.decider.total()).arg(open).arg(found)));
        QVERIFY(again.through());
        const KnownCounts counts = again.counts();
        // A third time there is nothing left to decide.
        again.keeper.flush();
        Together third(network, data, eps, folder.path());
        QVERIFY(third.through());
        QCOMPARE(third.decider.total(), Index(0));
        QCOMPARE(third.counts(), counts);
    }

    /// A file that is not understood is told of, and stays as it is.
    void aDamagedFileIsToldOfAndKept() {
        const auto network = smallClassifier();
        const auto data = smallDataset(network);
        QTemporaryDir folder;
        {
            Together all(network, data, 0.02, folder.path());
            QVERIFY(all.through());
        }
        const QStringList files = QDir(folder.path()).entryList(QDir::Files);
        QCOMPARE(files.size(), 1);
        const QString path = folder.filePath(files.front());
        const std::string nonsense(2000, 'x');
        QVERIFY(replaceFile(path.toStdString(), nonsense).has_value());
        {
            ExplorerStore store(GalleryFixture::startState(network, 0.02));
            VerdictKeeper keeper(&store, folder.path());
            QSignalSpy told(&keeper, &VerdictKeeper::told);
            keeper.setDataset(data);
            QTRY_VERIFY(keeper.isReady());
            QCOMPARE(told.size(), 1);
            QVERIFY2(
                told.front().front().toString().contains(files.front()),
                qPrintable(told.front().front().toString()));
            SampleKnowledge known;
            known.prediction = data->labels.front();
            keeper.take(0, known);
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().toStdString(), nonsense);
    }

    /// Each network, norm and clipping has verdicts of its own, and they come back.
    void problemsAreKeptApart() {
        const auto network = smallClassifier();
        const auto data = smallDataset(network);
        QTemporaryDir folder;
        Together all(network, data, 0.02, folder.path());
        QVERIFY(all.through());
        const KnownCounts counts = all.counts();
        ExplorerState next = all.store.state();
        next.digits.clip = false;
        all.store.apply(QStringLiteral("clip"), next);
        QCOMPARE(all.counts()[static_cast<std::size_t>(Known::NotYet)], Index(20));
        QVERIFY(all.through());
        next.digits.clip = true;
        all.store.apply(QStringLiteral("clip"), next);
        QTRY_VERIFY(all.keeper.isReady());
        QCOMPARE(all.counts(), counts);
        next.network = smallClassifier(0.5);
        all.store.apply(QStringLiteral("network"), next);
        QTRY_VERIFY(all.keeper.isReady());
        QVERIFY(all.counts() != counts);
    }
};

QTEST_MAIN(TestOneVerdict)
#include "tst_one_verdict.moc"
