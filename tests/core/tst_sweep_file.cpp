// Sweep files: the same bytes however a sweep went, what is read back, and what is refused.
#include "core/io/files/sweep_merge.h"
#include "sweep_fixture.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <cmath>

using namespace kamke;
using namespace kamke::test;
namespace fs = std::filesystem;

class TestSweepFile : public QObject {
    Q_OBJECT

private slots:
    void init();
    void doesNotDependOnThreads();
    void doesNotDependOnTheOrderOfMethods();
    void goesOnAfterAStop();
    void readsBackWhatWasTaken();
    void asH5pySeesIt();
    void refusesAnotherSweep_data();
    void refusesAnotherSweep();
    void keepsAFinishedSweepOfAnotherPlan();
    void refusesForeignFiles();
    void refusesADamagedStructure();
    void computesDamagedBlocksAgain();
    void hasOneWriter();
    void mergesShards();
    void refusesPartsThatDiffer();

private:
    std::unique_ptr<QTemporaryDir> folder_;
    fs::path file(const std::string& name) const { return fs::path(folder_->path().toStdString()) / name; }
};

namespace {

const auto firstBlock = [](Index block) { return block == 0; };

bool contains(const Error& error, const char* words) {
    const bool good =
        error.message.find(words) != std::string::npos && error.message.find('\n') == std::string::npos;
    if (!good)
        qWarning("%s", error.message.c_str());
    return good;
}

/// Turns a byte of the file round.
void damage(const fs::path& path, std::size_t at) {
    std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(at));
    const char old = static_cast<char>(stream.get());
    stream.seekp(static_cast<std::streamoff>(at));
    stream.put(static_cast<char>(~old));
}

/// Where the file has these doubles.
std::size_t placeOf(const fs::path& path, const std::vector<double>& values) {
    return contentOf(path).find(
        std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)));
}

} // namespace

void TestSweepFile::init() {
    folder_ = std::make_unique<QTemporaryDir>();
}

void TestSweepFile::doesNotDependOnThreads() {
    const MoonSweep sweep;
    sweep.write(file("1.h5"));
    const std::string expected = contentOf(file("1.h5"));
    for (const int threads : {2, 3, 7}) {
        const fs::path path = file(std::to_string(threads) + ".h5");
        SweepFile opened = sweep.open(path).value();
        QCOMPARE(sweep.run(opened, threads), SweepEnd::Complete);
        QVERIFY(contentOf(path) == expected);
    }
}

void TestSweepFile::doesNotDependOnTheOrderOfMethods() {
    const MoonSweep sweep;
    sweep.write(file("a.h5"));
    MoonSweep other;
    std::swap(other.plan.certificates[0], other.plan.certificates[1]);
    sweep.write(file("b.h5"), firstBlock);
    other.write(file("b.h5"));
    QVERIFY(contentOf(file("a.h5")) == contentOf(file("b.h5")));
    SweepCounts counts(sweep.plan), swapped(other.plan);
    QVERIFY(sweep.open(file("b.h5"))->replay(counts));
    QVERIFY(other.open(file("b.h5"))->replay(swapped));
    QVERIFY((counts.certified.row(0).array() == swapped.certified.row(1).array()).all());
    QVERIFY(counts.certified.row(0) != counts.certified.row(1));
}

void TestSweepFile::goesOnAfterAStop() {
    const MoonSweep sweep;
    sweep.write(file("whole.h5"));
    for (Index blocks = 0; blocks <= blocksOf(300); ++blocks) {
        const fs::path path = file("part" + std::to_string(blocks) + ".h5");
        sweep.write(path, [&](Index block) { return block < blocks; });
        const std::string left = contentOf(path);
        QCOMPARE(left == contentOf(file("whole.h5")), blocks == blocksOf(300));
        SweepFile opened = sweep.open(path).value();
        QCOMPARE(opened.doneBlocks(), blocks);
        QVERIFY(contentOf(path) == left); // looking changes nothing
        QCOMPARE(sweep.run(opened, 2), SweepEnd::Complete);
        QVERIFY(contentOf(path) == contentOf(file("whole.h5")));
    }
}

void TestSweepFile::readsBackWhatWasTaken() {
    const MoonSweep sweep;
    SweepTable table(sweep.plan, 300), again(sweep.plan, 300);
    QVERIFY(runSweep(SweepEngine(sweep.certifier, sweep.plan), *sweep.source, table));
    sweep.write(file("a.h5"));
    const SweepReader reader = SweepReader::open(file("a.h5")).value();
    QCOMPARE(reader.samples(), Index{300});
    QCOMPARE(reader.header().network, fingerprint(sweep.certifier->network()));
    QCOMPARE(reader.header().data, fingerprint(*sweep.source).value());
    QCOMPARE(reader.plan().certificates, sweep.plan.certificates);
    QVERIFY(same(reader.plan().eps, sweep.plan.eps));
    QCOMPARE(reader.plan().attacks.front().attack, sweep.plan.attacks.front().attack);
    QCOMPARE(reader.plan().attacks.front().first, Index{100});
    QCOMPARE(reader.plan().attacks.front().options.restarts, 2);
    QVERIFY(reader.replay(again));
    QCOMPARE(again.labels, table.labels);
    QCOMPARE(again.predictions, table.predictions);
    QCOMPARE(again.counts.done, Index{300});
    QVERIFY(again.counts.broken == table.counts.broken);
    for (std::size_t m = 0; m < 2; ++m) {
        QVERIFY(again.certified[m] == table.certified[m]);
        for (Index k = 0; k < table.margins[m].size(); ++k) {
            const double found = again.margins[m](k), expected = table.margins[m](k);
            QVERIFY(found == expected || (std::isnan(found) && std::isnan(expected)));
        }
    }
    QVERIFY(again.attacked[0] == table.attacked[0]);
    const StoredBlock last = reader.block(reader.blocks() - 1).value();
    QCOMPARE(last.numbers.back(), Index{299});
}

void TestSweepFile::asH5pySeesIt() {
    const MoonSweep sweep;
    sweep.write(file("a.h5"), firstBlock);
    QProcess python;
    const QString script = QStringLiteral(
        "import h5py, numpy as np\n"
        "f = h5py.File('%1')\n"
        "assert f.attrs['format'] == 'kamke-sweep' and f.attrs['version'] == 1\n"
        "assert sorted(f['margins']) == sorted(f['certified']) == ['ibp', 'mmc']\n"
        "m, c, n = f['margins/mmc'][...], f['certified/mmc'][...], %2\n"
        "assert m.dtype == '<f8' and m.shape == (3, 300) and np.isnan(m[:, n:]).all()\n"
        "assert c.dtype == 'i1' and c.shape == (3, 300) and (c[:, n:] == -1).all()\n"
        "right = f['label'][:n] == f['prediction'][:n]\n"
        "assert (((m[:, :n] > 0) & right) == (c[:, :n] > 0)).all()\n"
        "assert f['eps'][...].tolist() == [0.02, 0.1, 0.3]\n"
        "assert f['index'][:n].tolist() == list(range(n)) and (f['index'][n:] == -1).all()\n"
        "assert f['done'][...].tolist() == [1] + [0] * (len(f['done']) - 1)\n"
        "assert f['attacked/pgd'].attrs['steps'] == 3 and (f['attacked/pgd'][:, n:] == -1).all()\n");
    python.start(
        QStringLiteral("/usr/bin/python3"),
        {QStringLiteral("-c"),
         script.arg(QString::fromStdString(file("a.h5").string())).arg(SweepEngine::blockSamples)});
    QVERIFY(python.waitForFinished(60000));
    const QByteArray said = python.readAllStandardError();
    if (said.contains("No module named"))
        QSKIP("python3-h5py is not installed");
    QVERIFY2(python.exitCode() == 0, said);
}

void TestSweepFile::refusesAnotherSweep_data() {
    QTest::addColumn<int>("which");
    QTest::addColumn<QByteArray>("said");
    int which = 0;
    for (const char* said :
         {"of another network (fingerprint ", "over 299 samples (expected 300)",
          "over other samples (fingerprint ", "at ε = 0.02,0.1 (expected 0.02,0.1,0.3) and is not finished",
          "with methods mmc (expected ibp,mmc)", "with clip (expected without)",
          "without margins (expected with)", "with float32 (expected without)", "with attacks: none",
          "2 steps, 2 restarts", "with margins to an accuracy of 0 (expected 1e-06)", "seed 7"})
        QTest::newRow(said) << which++ << QByteArray(said);
}

void TestSweepFile::refusesAnotherSweep() {
    QFETCH(int, which);
    QFETCH(QByteArray, said);
    const MoonSweep sweep;
    MoonSweep other;
    switch (which) {
    case 0: {
        Network network = other.certifier->network();
        network.b(0) = std::nextafter(network.b(0), 9);
        other.certifier = std::make_shared<const Certifier>(
            std::make_shared<const NetworkAnalysis>(std::make_shared<const Network>(network)));
        break;
    }
    case 1:
        other.source = moonSource(299);
        break;
    case 2: {
        Dataset data = *moons();
        data.labels[299] = 1 - data.labels[299];
        std::vector<Index> samples(300);
        std::iota(samples.begin(), samples.end(), Index{0});
        other.source = std::make_shared<const DatasetSource>(std::make_shared<const Dataset>(data), samples);
        break;
    }
    case 3:
        other.plan.eps = Eigen::Vector2d(0.02, 0.1);
        break;
    case 4:
        other.plan.certificates.pop_back();
        break;
    case 5:
        other.plan.clip = true;
        break;
    case 6:
        other.plan.margins = false;
        break;
    case 7:
        other.plan.float32 = true;
        break;
    case 8:
        other.plan.attacks.clear();
        break;
    case 9:
        other.plan.attacks[0].options.steps = 2;
        break;
    case 10:
        other.plan.marginAccuracy = 0;
        break;
    default:
        other.plan.attacks[0].options.seed = 7;
    }
    other.write(file("a.h5"), firstBlock);
    const std::string before = contentOf(file("a.h5"));
    const auto refused = sweep.open(file("a.h5"));
    QVERIFY(!refused);
    QVERIFY(contains(refused.error(), said));
    QVERIFY(contains(refused.error(), "a.h5: holds a sweep"));
    QVERIFY(contentOf(file("a.h5")) == before);
}

void TestSweepFile::keepsAFinishedSweepOfAnotherPlan() {
    MoonSweep sweep;
    sweep.write(file("a.h5"));
    const std::string first = contentOf(file("a.h5"));
    sweep.plan.clip = true;
    {
        const SweepFile opened = sweep.open(file("a.h5")).value();
        QVERIFY(contains({opened.note()}, "a.h5: held a finished sweep without clip"));
        QVERIFY(contains({opened.note()}, "kept as a.h5~"));
        QCOMPARE(opened.doneBlocks(), Index{0});
    }
    QVERIFY(contentOf(file("a.h5~")) == first);
}

void TestSweepFile::refusesForeignFiles() {
    const MoonSweep sweep;
    const fs::path network = fs::path(KAMKE_SOURCE_DIR) / "resources/networks/two_moons.h5";
    fs::copy_file(network, file("network.h5"));
    std::ofstream(file("text.h5")) << "my notes";
    std::ofstream(file("empty.h5")).flush();
    for (const auto& [name, said] :
         {std::pair("network.h5", "expected \"kamke-sweep\""),
          {"text.h5", "not an HDF5 file"},
          {"empty.h5", "is empty"}}) {
        const std::string before = contentOf(file(name));
        const auto refused = sweep.open(file(name));
        QVERIFY(!refused && contains(refused.error(), said) && contains(refused.error(), name));
        QVERIFY(contentOf(file(name)) == before);
    }
    const auto nowhere = sweep.open(file("none/a.h5"));
    QVERIFY(!nowhere && contains(nowhere.error(), "a.h5: cannot be written in folder"));
}

void TestSweepFile::refusesADamagedStructure() {
    const MoonSweep sweep;
    sweep.write(file("a.h5"), firstBlock);
    const std::string whole = contentOf(file("a.h5"));
    for (const std::size_t size : {whole.size() - 1, whole.size() / 2, std::size_t{100}}) {
        std::ofstream(file("cut.h5"), std::ios::binary) << whole.substr(0, size);
        const auto refused = sweep.open(file("cut.h5"));
        QVERIFY(!refused && contains(refused.error(), "cut.h5: "));
        QVERIFY(!SweepReader::open(file("cut.h5")));
        QCOMPARE(fs::file_size(file("cut.h5")), size);
    }
}

void TestSweepFile::computesDamagedBlocksAgain() {
    const MoonSweep sweep;
    sweep.write(file("a.h5"));
    const std::string whole = contentOf(file("a.h5"));
    const StoredBlock first = SweepReader::open(file("a.h5")).value().block(0).value();
    const Matrix& margins = first.block.margins[0];
    const std::size_t at = placeOf(file("a.h5"), {margins(0, 0), margins(0, 1), margins(0, 2)});
    QVERIFY(at != std::string::npos);
    damage(file("a.h5"), at + 9);
    const auto unreadable = SweepReader::open(file("a.h5")).value().block(0);
    QVERIFY(!unreadable && contains(unreadable.error(), "a.h5: samples 0 to"));
    SweepFile opened = sweep.open(file("a.h5")).value();
    QVERIFY(contains({opened.note()}, "1 block is not as it was written"));
    QCOMPARE(opened.doneBlocks(), opened.blocks() - 1);
    QCOMPARE(sweep.run(opened), SweepEnd::Complete);
    QVERIFY(contentOf(file("a.h5")) == whole);
}

void TestSweepFile::hasOneWriter() {
    const MoonSweep sweep;
    sweep.write(file("a.h5"), firstBlock);
    {
        const SweepFile writer = sweep.open(file("a.h5")).value();
        const auto refused = sweep.open(file("a.h5"));
        QVERIFY(!refused && contains(refused.error(), "a.h5: another process is writing it"));
        QVERIFY(SweepReader::open(file("a.h5"))); // readers do not mind
    }
    QVERIFY(sweep.open(file("a.h5")));
}

void TestSweepFile::mergesShards() {
    const MoonSweep sweep;
    sweep.write(file("whole.h5"));
    std::vector<fs::path> parts;
    for (Index shard = 0; shard < 3; ++shard) {
        parts.push_back(file("part" + std::to_string(shard) + ".h5"));
        sweep.write(parts.back(), [&](Index block) { return block % 3 == shard; });
    }
    QVERIFY(mergeSweepFiles(file("some.h5"), std::array{parts[2], parts[0]}));
    QVERIFY(contentOf(file("some.h5")) != contentOf(file("whole.h5")));
    QVERIFY(
        mergeSweepFiles(file("some.h5"), std::array{parts[1], parts[2]})); // it goes on; parts may overlap
    QVERIFY(contentOf(file("some.h5")) == contentOf(file("whole.h5")));
    QVERIFY(mergeSweepFiles(file("all.h5"), parts));
    QVERIFY(contentOf(file("all.h5")) == contentOf(file("whole.h5")));
}

void TestSweepFile::refusesPartsThatDiffer() {
    MoonSweep sweep;
    sweep.write(file("a.h5"), firstBlock);
    sweep.plan.clip = true;
    sweep.write(file("b.h5"), firstBlock);
    const auto plans = mergeSweepFiles(file("ab.h5"), std::array{file("a.h5"), file("b.h5")});
    QVERIFY(!plans && contains(plans.error(), "b.h5: holds a sweep with clip (expected without)"));
    QVERIFY(!fs::exists(file("ab.h5")));
    // The same sweep with another result for a sample, sound as a file.
    sweep.plan.clip = false;
    {
        SweepFile other = sweep.open(file("c.h5")).value();
        SweepBlock block = SweepReader::open(file("a.h5")).value().block(0).value().block;
        block.margins[0](0, 0) += 1;
        QVERIFY(other.take(block));
    }
    const auto results = mergeSweepFiles(file("ac.h5"), std::array{file("a.h5"), file("c.h5")});
    QVERIFY(!results && contains(results.error(), "c.h5: holds other results for samples 0 to"));
}

QTEST_GUILESS_MAIN(TestSweepFile)
#include "tst_sweep_file.moc"
