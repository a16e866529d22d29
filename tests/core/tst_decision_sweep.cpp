// Sweeps of decisions: however one went, the file has the same answers, and nothing is searched for twice.
#include "core/certify/margins.h"
#include "core/io/files/sweep_merge.h"
#include "core/io/files/sweep_session.h"
#include "core/solve/solvers.h"
#include "core/sweep/decided.h"
#include "core/sweep/decision_table.h"
#include "random_network.h"
#include "sweep_fixture.h"

#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <map>
#include <mutex>
#include <stop_token>

using namespace kamke;
using namespace kamke::test;
namespace fs = std::filesystem;

namespace {

/// Samples in memory.
class Columns : public SampleSource {
public:
    Columns(Matrix raw, std::vector<int> labels)
        : raw_(std::move(raw))
        , labels_(std::move(labels)) {}
    Index size() const override { return raw_.cols(); }
    Index r() const override { return raw_.rows(); }
    Index number(Index k) const override { return 3 * k; }
    int label(Index k) const override { return labels_[static_cast<std::size_t>(k)]; }
    Result<Matrix> inputs(Index first, Index count) const override {
        return Matrix(raw_.middleCols(first, count));
    }

private:
    Matrix raw_;
    std::vector<int> labels_;
};

/// A random network and samples, of which one is misread; the same for a seed.
struct Sweep {
    static constexpr Index samples = 45; // six blocks, the last of them of five samples
    std::shared_ptr<const Certifier> certifier;
    std::shared_ptr<const SampleSource> source;
    SweepPlan plan;
    /// How often each (sample, ε) was searched for.
    std::map<std::pair<Index, Index>, int> searched;
    std::mutex mutex;
    std::stop_source stop;
    int stopAfter = -1; ///< searches

    explicit Sweep(std::uint64_t seed) {
        Generator g(seed);
        Network net = monotoneOperatorNetwork(g, 12, 6);
        while (net.q() < 2 || net.n() < 6)
            net = monotoneOperatorNetwork(g, 12, 6);
        net.activation = Activation();
        const auto analysis = analysed(std::move(net));
        certifier = std::make_shared<const Certifier>(analysis);
        const Matrix raw = gaussian(g, certifier->network().r(), samples);
        std::vector<int> labels;
        for (Index k = 0; k < samples; ++k)
            labels.push_back(std::max(0, predictedClass(forward(*analysis, raw.col(k)).y)));
        labels[7] = labels[7] == 0 ? 1 : 0;
        source = std::make_shared<const Columns>(raw, labels);
        plan.eps = Eigen::Vector4d(0.01, 0.1, 0.4, 1.5);
        plan.decisions.emplace().searched = [this](Index sample, Index step, const SampleDecision&) {
            const std::lock_guard lock(mutex);
            ++searched[{sample, step}];
            if (stopAfter >= 0 && static_cast<int>(searched.size()) >= stopAfter)
                stop.request_stop();
        };
    }
    Result<SweepEnd>
    run(const fs::path& path, SweepSink& sink, int threads = 1,
        const std::function<bool(Index)>& wanted = {}) {
        SweepSession session({certifier, plan}, source);
        if (auto opened = session.open(path, threads); !opened)
            return tl::unexpected(opened.error());
        if (auto known = session.replay(sink); !known)
            return tl::unexpected(known.error());
        SweepRun run;
        run.threads = threads;
        run.wanted = wanted;
        run.limits.stop = stop.get_token();
        return session.run(sink, run);
    }
    DecisionTable table() const { return {plan, samples}; }
};

bool sameNumbers(const Matrix& a, const Matrix& b) {
    return ((a.array() == b.array()) || (a.array().isNaN() && b.array().isNaN())).all();
}

/// Everything but the seconds.
bool sameAnswers(const DecisionTable& a, const DecisionTable& b) {
    return a.labels == b.labels && a.predictions == b.predictions &&
           a.decisions.decided == b.decisions.decided && a.decisions.nodes == b.decisions.nodes &&
           a.decisions.stage == b.decisions.stage && sameNumbers(a.decisions.bound, b.decisions.bound) &&
           sameNumbers(a.decisions.limit, b.decisions.limit);
}

DecisionTable tableIn(const fs::path& path) {
    const SweepReader reader = SweepReader::open(path).value();
    DecisionTable table(reader.plan(), reader.samples());
    if (!reader.replay(table))
        qFatal("%s cannot be replayed", path.c_str());
    return table;
}

} // namespace

class TestDecisionSweep : public QObject {
    Q_OBJECT

private slots:
    void init();
    void readsBackWhatWasDecided();
    void goesOnAfterAStop_data();
    void goesOnAfterAStop();
    void triesUnknownAgainWithMoreSeconds();
    void oneAnswerIsOneForOthers();
    void mergesShards();
    void refusesOtherFiles();
    void refusesAContradiction();
    void refusesAnswersThatAreNone();

private:
    std::unique_ptr<QTemporaryDir> folder_;
    std::uint64_t seed_ = 0;
    fs::path file(const std::string& name) const { return fs::path(folder_->path().toStdString()) / name; }
};

void TestDecisionSweep::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    seed_ = seededGenerator("sweep of decisions")();
}

void TestDecisionSweep::readsBackWhatWasDecided() {
    Sweep sweep(seed_);
    DecisionTable table = sweep.table();
    QCOMPARE(sweep.run(file("a.h5"), table).value(), SweepEnd::Complete);
    QCOMPARE(table.done(), Sweep::samples);
    Index decided = 0;
    for (Index e = 0; e < sweep.plan.eps.size(); ++e) {
        const DecisionCounts counts = table.counts(e);
        QCOMPARE(counts.robust + counts.broken + counts.misread + counts.unknown, Sweep::samples);
        QCOMPARE(counts.misread, Index{1});
        decided += counts.robust + counts.broken;
    }
    QVERIFY(decided > 0);
    const DecisionTable again = tableIn(file("a.h5"));
    QVERIFY(sameAnswers(again, table));
    QVERIFY(again.decisions.seconds == table.decisions.seconds);
    const SweepReader reader = SweepReader::open(file("a.h5")).value();
    QVERIFY(reader.plan().decisions);
    QCOMPARE(reader.plan().decisions->options.maxNodes, sweep.plan.decisions->options.maxNodes);
    QCOMPARE(reader.block(1).value().numbers.front(), 3 * SweepEngine::decidedSamples);
    // What decide() says of each sample at each ε by itself.
    for (Index e = 0; e < sweep.plan.eps.size(); ++e) {
        const auto alone = decide(
            *sweep.certifier, sweep.source->inputs(0, Sweep::samples).value(), table.labels,
            sweep.plan.eps(e));
        for (Index k = 0; k < Sweep::samples; ++k) {
            const SampleDecision& one = alone[static_cast<std::size_t>(k)];
            QCOMPARE(table.decisions.decided(e, k), one.decision);
            QVERIFY(one.decision != Decision::Robust || table.decisions.bound(e, k) > 0);
            QCOMPARE(table.predictions[static_cast<std::size_t>(k)], one.prediction);
        }
    }
}

void TestDecisionSweep::goesOnAfterAStop_data() {
    QTest::addColumn<int>("searches");
    QTest::addColumn<int>("threads");
    QTest::newRow("at once") << 1 << 1;
    QTest::newRow("in a block") << 30 << 1;
    QTest::newRow("in two blocks") << 50 << 2;
}

void TestDecisionSweep::goesOnAfterAStop() {
    QFETCH(int, searches);
    QFETCH(int, threads);
    Sweep whole(seed_), sweep(seed_);
    DecisionTable expected = whole.table(), table = sweep.table();
    QVERIFY(whole.run(file("whole.h5"), expected));
    sweep.stopAfter = searches;
    QCOMPARE(sweep.run(file("part.h5"), table, threads).value(), SweepEnd::Stopped);
    QVERIFY(static_cast<int>(sweep.searched.size()) >= searches);
    const DecisionTable left = tableIn(file("part.h5"));
    QVERIFY(sameAnswers(left, table));
    QVERIFY(left.done() < Sweep::samples);
    for (const auto& [at, times] : sweep.searched) // none is lost
        QVERIFY(left.decisions.decided(at.second, at.first) != Decision::NotYet);
    sweep.stop = {};
    sweep.stopAfter = -1;
    QCOMPARE(sweep.run(file("part.h5"), table, threads).value(), SweepEnd::Complete);
    QVERIFY(sameAnswers(table, expected));
    QVERIFY(sameAnswers(tableIn(file("part.h5")), expected));
    for (const auto& [at, times] : sweep.searched)
        QCOMPARE(times, 1);
    QVERIFY(sweep.searched == whole.searched);
    // There is nothing more to do.
    sweep.searched.clear();
    QCOMPARE(sweep.run(file("part.h5"), table).value(), SweepEnd::Complete);
    QVERIFY(sweep.searched.empty());
}

void TestDecisionSweep::triesUnknownAgainWithMoreSeconds() {
    Sweep whole(seed_), sweep(seed_);
    DecisionTable expected = whole.table(), table = sweep.table();
    QVERIFY(whole.run(file("whole.h5"), expected));
    sweep.plan.secondsPerSample = 1e-9;
    QCOMPARE(sweep.run(file("a.h5"), table).value(), SweepEnd::Complete);
    std::map<std::pair<Index, Index>, int> unknown;
    for (Index k = 0; k < Sweep::samples; ++k)
        for (Index e = 0; e < sweep.plan.eps.size(); ++e)
            if (table.decisions.decided(e, k) == Decision::Unknown) {
                QCOMPARE(table.decisions.limit(e, k), 1e-9);
                unknown[{k, e}] = 1;
            }
    if (unknown.empty())
        QSKIP("this network's samples need no search");
    sweep.searched.clear();
    QCOMPARE(sweep.run(file("a.h5"), table).value(), SweepEnd::Complete); // as many seconds are not more
    QVERIFY(sweep.searched.empty());
    sweep.plan.secondsPerSample = std::numeric_limits<double>::infinity();
    QCOMPARE(sweep.run(file("a.h5"), table).value(), SweepEnd::Complete);
    QVERIFY(!sweep.searched.empty());
    for (const auto& [at, times] : sweep.searched)
        QVERIFY(times == 1 && unknown.contains(at));
    QVERIFY(table.decisions.decided == expected.decisions.decided);
    QVERIFY(tableIn(file("a.h5")).decisions.decided == expected.decisions.decided);
}

void TestDecisionSweep::oneAnswerIsOneForOthers() {
    Sweep sweep(seed_), each(seed_);
    each.plan.decisions->monotone = false;
    DecisionTable few = sweep.table(), all = each.table();
    QVERIFY(sweep.run(file("few.h5"), few));
    QVERIFY(each.run(file("all.h5"), all));
    QVERIFY(few.decisions.decided == all.decisions.decided);
    QCOMPARE(static_cast<Index>(each.searched.size()), Sweep::samples * sweep.plan.eps.size());
    QVERIFY(sweep.searched.size() <= 3 * each.searched.size() / 4); // of four ε, three at the most
    for (Index k = 0; k < Sweep::samples; ++k)
        for (Index e = 0; e < sweep.plan.eps.size(); ++e) {
            const bool own = sweep.searched.contains({k, e});
            QVERIFY(own || (few.decisions.nodes(e, k) == 0 && few.decisions.seconds(e, k) == 0));
            QVERIFY(few.decisions.stage(e, k) != DecisionStage::None);
            if (few.decisions.decided(e, k) == Decision::Robust) {
                QVERIFY(few.decisions.bound(e, k) > 0);
                QVERIFY(e == 0 || few.decisions.decided(e - 1, k) == Decision::Robust);
            }
        }
    QCOMPARE(few.counts(0).misread, Index{1}); // though another ε was looked at first
}

void TestDecisionSweep::mergesShards() {
    Sweep sweep(seed_);
    DecisionTable whole = sweep.table();
    QVERIFY(sweep.run(file("whole.h5"), whole));
    std::vector<fs::path> parts;
    for (Index shard = 0; shard < 3; ++shard) {
        parts.push_back(file("part" + std::to_string(shard) + ".h5"));
        DecisionTable some = sweep.table();
        QVERIFY(sweep.run(parts.back(), some, 1, [&](Index block) { return block % 3 == shard; }));
    }
    QVERIFY(mergeSweepFiles(file("merged.h5"), parts));
    QVERIFY(sameAnswers(tableIn(file("merged.h5")), whole));
    // Parts that overlap, one of which was stopped: the answers of both, though their seconds differ.
    Sweep stopped(seed_);
    stopped.stopAfter = 11;
    DecisionTable begun = stopped.table();
    QCOMPARE(stopped.run(file("begun.h5"), begun).value(), SweepEnd::Stopped);
    QVERIFY(mergeSweepFiles(file("both.h5"), std::array{file("begun.h5"), file("whole.h5")}));
    QVERIFY(sameAnswers(tableIn(file("both.h5")), whole));
    QVERIFY(mergeSweepFiles(file("other.h5"), std::array{file("whole.h5"), file("begun.h5")}));
    QVERIFY(sameAnswers(tableIn(file("other.h5")), whole));
}

void TestDecisionSweep::refusesOtherFiles() {
    Sweep sweep(seed_);
    DecisionTable table = sweep.table();
    QVERIFY(sweep.run(file("a.h5"), table));
    const std::string before = contentOf(file("a.h5"));
    const auto refuses = [&](Sweep& other, const char* words) {
        DecisionTable some = other.table();
        const auto run = other.run(file("a.h5"), some);
        const bool good = !run && run.error().message.find(words) != std::string::npos &&
                          run.error().message.find('\n') == std::string::npos;
        if (!good)
            qWarning("%s", run ? "not refused" : run.error().message.c_str());
        return good && contentOf(file("a.h5")) == before && !fs::exists(file("a.h5~"));
    };
    Sweep network(seed_ + 1), eps(seed_), clip(seed_), nodes(seed_);
    QVERIFY(refuses(network, "a.h5: holds a sweep of another network"));
    eps.plan.eps = Eigen::Vector2d(0.01, 0.1);
    QVERIFY(refuses(eps, "a.h5: holds a sweep at ε = 0.01,0.1,0.4,1.5 (expected 0.01,0.1)"));
    clip.plan.clip = true;
    QVERIFY(refuses(clip, "without clip (expected with)"));
    nodes.plan.decisions->options.maxNodes = 7;
    QVERIFY(refuses(nodes, "nodes (expected 7)"));
    Sweep certificates(seed_);
    certificates.plan.decisions.reset();
    certificates.plan.certificates = {findCertificate("mmc")};
    QVERIFY(refuses(certificates, "a.h5: holds a sweep of decisions (expected one of certificates)"));
    // And the other way round.
    SweepCounts counts(certificates.plan);
    QVERIFY(certificates.run(file("certified.h5"), counts));
    fs::remove(file("a.h5"));
    fs::rename(file("certified.h5"), file("a.h5"));
    const std::string certified = contentOf(file("a.h5"));
    QVERIFY(!sweep.run(file("a.h5"), table));
    QVERIFY(contentOf(file("a.h5")) == certified);
}

void TestDecisionSweep::refusesAContradiction() {
    Sweep sweep(seed_);
    DecisionTable table = sweep.table();
    QVERIFY(sweep.run(file("a.h5"), table));
    fs::copy_file(file("a.h5"), file("b.h5"));
    {
        SweepFile other = SweepFile::open(
                              file("b.h5"), sweep.plan, sweep.source, fingerprint(sweep.certifier->network()),
                              fingerprint(*sweep.source).value())
                              .value();
        SweepBlock block = SweepReader::open(file("a.h5")).value().block(0).value().block;
        Decision& one = block.decisions.decided(0, 0);
        one = one == Decision::Robust ? Decision::Broken : Decision::Robust;
        QVERIFY(other.take(block));
    }
    const auto merged = mergeSweepFiles(file("ab.h5"), std::array{file("a.h5"), file("b.h5")});
    QVERIFY(!merged);
    QVERIFY2(
        merged.error().message.find("b.h5: holds other results for samples 0 to 7") != std::string::npos,
        merged.error().message.c_str());
}

void TestDecisionSweep::refusesAnswersThatAreNone() {
    Sweep sweep(seed_);
    DecisionTable table = sweep.table();
    QVERIFY(sweep.run(file("a.h5"), table));
    {
        SweepFile other = SweepFile::open(
                              file("a.h5"), sweep.plan, sweep.source, fingerprint(sweep.certifier->network()),
                              fingerprint(*sweep.source).value())
                              .value();
        SweepBlock block = SweepReader::open(file("a.h5")).value().block(0).value().block;
        block.decisions.stage(0, 0) = static_cast<DecisionStage>(99);
        QVERIFY(other.take(block));
    }
    const auto block = SweepReader::open(file("a.h5")).value().block(0);
    QVERIFY(!block && block.error().message.find("stand for nothing") != std::string::npos);
    QVERIFY(!sweep.run(file("a.h5"), table));
}

QTEST_GUILESS_MAIN(TestDecisionSweep)
#include "tst_decision_sweep.moc"
