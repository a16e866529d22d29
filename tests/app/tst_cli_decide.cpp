// kamke-cli decide with a file: stopped, killed, resumed, cut into shards and merged, the answers are the
// same.
#include "cli_run.h"
#include "core/io/files/sweep_file.h"
#include "core/sweep/decision_table.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <csignal>

using namespace kamke;
using namespace kamke::test;

namespace {

const QString network = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/mon_m20.h5");
const QString digits = QStringLiteral(KAMKE_SOURCE_DIR "/resources/data/digits.h5");

/// Decisions that take a few seconds.
QStringList sweep(const QStringList& rest) {
    return QStringList{"decide", network, digits, "--first", "60", "--eps", "0.05,0.02", "--clip", "--json"} +
           rest;
}

/// Blocks that the file has by now; −1 before there is a file.
Index doneBlocks(const QString& path) {
    if (!QFile::exists(path))
        return -1;
    const auto reader = SweepReader::open(path.toStdString());
    const auto marks = reader ? reader->done() : tl::unexpected(reader.error());
    return marks ? std::count(marks->begin(), marks->end(), char{1}) : -1;
}

DecisionTable tableIn(const QString& path) {
    const SweepReader reader = SweepReader::open(path.toStdString()).value();
    DecisionTable table(reader.plan(), reader.samples());
    static_cast<void>(reader.replay(table));
    return table;
}

/// Whether two answers say the same but for the seconds.
bool sameAnswers(const Run& one, const Run& other) {
    for (int e = 0; e < 2; ++e)
        for (const char16_t* key :
             {u"eps", u"robust", u"broken", u"misread", u"unknown", u"nodes", u"decided_by", u"decided",
              u"bound", u"stage"})
            if (one.json()[u"results"][e][QStringView(key)] != other.json()[u"results"][e][QStringView(key)])
                return false;
    return one.json()[u"done"] == other.json()[u"done"];
}

} // namespace

class CliDecide : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void theFileIsTheAnswer();
    void asH5pySeesIt();
    void goesOnAfterAKill();
    void goesOnAfterTheTimeLimit();
    void aFinishedFileIsJustReported();
    void shardsMerge();
    void refusesAnotherProblem();
    void usageErrors();

private:
    QTemporaryDir folder_;
    Run whole_{}; ///< that nobody disturbed
    QString path(const QString& name) const { return folder_.filePath(name); }
};

void CliDecide::initTestCase() {
    whole_ = runCli(sweep({"--results", path("whole.h5"), "--threads", "1"}));
    QVERIFY2(whole_.status == 0, whole_.error);
    QVERIFY(whole_.error.isEmpty());
    QVERIFY(whole_.json()[u"complete"].toBool());
    QCOMPARE(whole_.json()[u"done"].toInt(), 60);
    // Without a file, and with any number of threads, it says the same.
    QVERIFY(sameAnswers(runCli(sweep({"--threads", "3"})), whole_));
}

void CliDecide::theFileIsTheAnswer() {
    const DecisionTable table = tableIn(path("whole.h5"));
    for (int e = 0; e < 2; ++e) {
        const QJsonObject one = whole_.json()[u"results"][e].toObject();
        for (int k = 0; k < 60; ++k) {
            QCOMPARE(one[u"decided"][k].toInt(-9), static_cast<int>(table.decisions.decided(e, k)));
            const double bound = table.decisions.bound(e, k);
            QVERIFY(std::isnan(bound) ? one[u"bound"][k].isNull() : one[u"bound"][k].toDouble() == bound);
        }
        QCOMPARE(one[u"nodes"].toInt(), static_cast<int>(table.counts(e).nodes));
    }
}

void CliDecide::asH5pySeesIt() {
    QProcess python;
    const QString script = QStringLiteral(
        "import h5py, numpy as np\n"
        "f = h5py.File('%1')\n"
        "assert f.attrs['format'] == 'kamke-sweep' and f.attrs['version'] == 1\n"
        "d = f['verdict/decided'][...]\n"
        "assert d.dtype == 'i1' and d.shape == (2, 60) and set(np.unique(d)) <= {0, 1, 2}\n"
        "assert f['bound'].dtype == '<f8' and f['nodes'].dtype == '<i8' and f['seconds'].dtype == '<f8'\n"
        "assert f['stage'].dtype == 'i1' and f['stage'].attrs['names'].split(',')[4] == 'search'\n"
        "for name in ['bound', 'nodes', 'seconds', 'stage', 'limit']:\n"
        "    assert f[name].shape == (2, 60) and f['verdict'][name] == f[name]\n"
        "assert (f['bound'][...][d == 2] > 0).all() and f['eps'][...].tolist() == [0.02, 0.05]\n"
        "assert f['label'].shape == f['prediction'].shape == f['index'].shape == (60,)\n"
        "wrong = f['label'][...] != f['prediction'][...]\n"
        "assert (d[:, wrong] == 1).all() and len(f.attrs['network']) == len(f.attrs['data']) == 32\n");
    python.start(QStringLiteral("/usr/bin/python3"), {QStringLiteral("-c"), script.arg(path("whole.h5"))});
    QVERIFY(python.waitForFinished(60000));
    const QByteArray said = python.readAllStandardError();
    if (said.contains("No module named"))
        QSKIP("python3-h5py is not installed");
    QVERIFY2(python.exitCode() == 0, said);
}

void CliDecide::goesOnAfterAKill() {
    const QString file = path("killed.h5");
    QProcess process;
    process.start(commandLine, sweep({"--results", file, "--threads", "2"}));
    QVERIFY(process.waitForStarted());
    while (doneBlocks(file) < 2 && !process.waitForFinished(5)) {
    }
    kill(static_cast<pid_t>(process.processId()), SIGKILL);
    process.waitForFinished(20000);
    const DecisionTable left = tableIn(file);
    QVERIFY(left.done() >= 16 && left.done() < 60);
    const Run again = runCli(sweep({"--results", file, "--threads", "2"}));
    QVERIFY2(again.status == 0 && again.error.isEmpty(), again.error);
    QVERIFY(sameAnswers(again, whole_));
    // What was there was not computed anew: it would have taken other seconds.
    const DecisionTable now = tableIn(file);
    for (Index k = 0; k < 60; ++k)
        for (Index e = 0; e < 2; ++e)
            QVERIFY(
                left.decisions.decided(e, k) == Decision::NotYet ||
                left.decisions.seconds(e, k) == now.decisions.seconds(e, k));
}

void CliDecide::goesOnAfterTheTimeLimit() {
    const QString file = path("stopped.h5");
    const Run stopped = runCli(sweep({"--results", file, "--time-limit", "0.05"}));
    QCOMPARE(stopped.status, 3);
    QCOMPARE(stopped.json()[u"complete"].toBool(true), false);
    QCOMPARE(stopped.json()[u"done"].toInt(), static_cast<int>(tableIn(file).done()));
    const Run again = runCli(sweep({"--results", file}));
    QCOMPARE(again.status, 0);
    QVERIFY(sameAnswers(again, whole_));
}

void CliDecide::aFinishedFileIsJustReported() {
    const QByteArray before = contentOf(path("whole.h5"));
    const Run run = runCli(sweep({"--results", path("whole.h5"), "--time-limit", "0.000001"}));
    QCOMPARE(run.status, 0); // there was nothing left to decide
    QVERIFY(sameAnswers(run, whole_));
    QVERIFY(contentOf(path("whole.h5")) == before);
}

void CliDecide::shardsMerge() {
    QStringList parts;
    int done = 0;
    for (const char* shard : {"1/2", "2/2"}) {
        parts << path(QStringLiteral("part%1.h5").arg(parts.size()));
        const Run run = runCli(sweep({"--results", parts.back(), "--shard", shard}));
        QVERIFY2(run.status == 0, run.error);
        QCOMPARE(run.json()[u"shard"].toString(), QString(shard));
        done += run.json()[u"done"].toInt();
    }
    QCOMPARE(done, 60);
    const Run half = runCli({"merge", path("merged.h5"), parts[0], "--json"});
    QCOMPARE(half.status, 3);
    QVERIFY2(half.error.contains("samples are in none of the parts"), half.error);
    const Run all = runCli(QStringList{"merge", path("merged.h5")} + parts + QStringList{"--json"});
    QVERIFY2(all.status == 0 && all.error.isEmpty(), all.error);
    QVERIFY(sameAnswers(all, whole_));
}

void CliDecide::refusesAnotherProblem() {
    const QByteArray before = contentOf(path("whole.h5"));
    QStringList line = sweep({"--results", path("whole.h5")});
    line[6] = "0.05,0.03";
    const Run run = runCli(line);
    QCOMPARE(run.status, 1);
    QVERIFY2(run.error.startsWith("whole.h5: holds a sweep at ε = 0.02,0.05"), run.error);
    QCOMPARE(run.error.trimmed().count('\n'), 0);
    QVERIFY(contentOf(path("whole.h5")) == before);
    QFile::copy(network, path("foreign.h5"));
    const Run foreign = runCli(sweep({"--results", path("foreign.h5")}));
    QCOMPARE(foreign.status, 1);
    QCOMPARE(foreign.error.trimmed().count('\n'), 0);
    QVERIFY(contentOf(path("foreign.h5")) == contentOf(network));
}

void CliDecide::usageErrors() {
    for (const auto& [rest, said] :
         {std::pair(QStringList{"--shard", "1/2"}, "--shard needs --results"),
          {QStringList{"--results", "x.h5", "--shard", "3/2"}, "expected I/K"},
          {QStringList{"--results", ""}, "--results"}}) {
        const Run run = runCli(sweep(rest));
        QCOMPARE(run.status, 2);
        QVERIFY2(run.error.contains(said), run.error);
    }
}

QTEST_GUILESS_MAIN(CliDecide)
#include "tst_cli_decide.moc"
