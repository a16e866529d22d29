// Sweeps on the command line: stopped, killed, resumed, cut into shards and merged, the file is the same.
#include "cli_run.h"
#include "core/io/files/sweep_file.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace kamke;
using namespace kamke::test;

namespace {

const QString network = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/nemon_mnist.h5");
const QString digits = QStringLiteral(KAMKE_SOURCE_DIR "/resources/data/digits.h5");

/// A sweep that takes half a second or so.
QStringList sweep(const QStringList& rest) {
    return QStringList{
               "certify", network,      digits,      "--eps", "0.005,0.01,0.02", "--methods", "mmc,ibp",
               "--first", "700",        "--attacks", "pgd",   "--attack-first",  "600",       "--steps",
               "20",      "--restarts", "1",         "--json"} +
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

/// Starts the sweep and kills it once its file has `blocks` blocks.
void killAt(const QString& path, Index blocks, const QString& threads) {
    QProcess process;
    process.start(commandLine, sweep({"--results", path, "--threads", threads}));
    QVERIFY(process.waitForStarted());
    while (doneBlocks(path) < blocks && !process.waitForFinished(5)) {
    }
    kill(static_cast<pid_t>(process.processId()), SIGKILL);
    process.waitForFinished(20000);
}

} // namespace

class CliSweep : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void goesOnAfterAKill_data();
    void goesOnAfterAKill();
    void goesOnAfterTheTimeLimit();
    void aFinishedFileIsJustReported();
    void shardsMerge();
    void attacksBoundWhatIsCertified();
    void verdictsAreThoseOfMargins();
    void refusesAnotherNetwork();
    void usageErrors_data();
    void usageErrors();
    void mergeRefusesWhatIsNoSweep();

private:
    QTemporaryDir folder_;
    QByteArray whole_; ///< the file of a sweep that nobody disturbed
    QJsonObject answer_;
    QString path(const QString& name) const { return folder_.filePath(name); }
};

void CliSweep::initTestCase() {
    const Run run = runCli(sweep({"--results", path("whole.h5"), "--threads", "1"}));
    QVERIFY2(run.status == 0, run.error);
    QVERIFY(run.error.isEmpty());
    whole_ = contentOf(path("whole.h5"));
    answer_ = run.json();
    QVERIFY(answer_[u"complete"].toBool());
    QCOMPARE(answer_[u"done"].toInt(), 700);
}

void CliSweep::goesOnAfterAKill_data() {
    QTest::addColumn<int>("blocks");
    QTest::addColumn<QString>("threads");
    QTest::newRow("before the first block") << 0 << "1";
    QTest::newRow("after the first block") << 1 << "1";
    QTest::newRow("half way, three threads") << 4 << "3";
}

void CliSweep::goesOnAfterAKill() {
    QFETCH(int, blocks);
    QFETCH(QString, threads);
    const QString file = path(QStringLiteral("killed%1.h5").arg(blocks));
    killAt(file, blocks, threads);
    const Index left = doneBlocks(file);
    QVERIFY(left >= blocks);
    QVERIFY(contentOf(file) != whole_); // it was killed before its end
    const Run again = runCli(sweep({"--results", file, "--threads", "2"}));
    QVERIFY2(again.status == 0 && again.error.isEmpty(), again.error);
    QVERIFY(contentOf(file) == whole_);
    QCOMPARE(again.json()[u"attacks"].toArray(), answer_[u"attacks"].toArray());
    for (int k = 0; k < answer_[u"results"].toArray().size(); ++k)
        QCOMPARE(again.json()[u"results"][k][u"certified"], answer_[u"results"][k][u"certified"]);
}

void CliSweep::goesOnAfterTheTimeLimit() {
    const QString file = path("stopped.h5");
    const Run stopped = runCli(sweep({"--results", file, "--time-limit", "0.02"}));
    QCOMPARE(stopped.status, 3);
    QCOMPARE(stopped.json()[u"complete"].toBool(true), false);
    const Run again = runCli(sweep({"--results", file}));
    QCOMPARE(again.status, 0);
    QVERIFY(contentOf(file) == whole_);
}

void CliSweep::aFinishedFileIsJustReported() {
    const Run run = runCli(sweep({"--results", path("whole.h5"), "--time-limit", "0.000001"}));
    QCOMPARE(run.status, 0); // there was nothing left to compute
    QCOMPARE(run.json()[u"clean_accuracy"], answer_[u"clean_accuracy"]);
    QCOMPARE(run.json()[u"attacks"].toArray(), answer_[u"attacks"].toArray());
    QVERIFY(contentOf(path("whole.h5")) == whole_);
}

void CliSweep::shardsMerge() {
    QStringList parts;
    int done = 0;
    for (const char* shard : {"1/3", "2/3", "3/3"}) {
        parts << path(QStringLiteral("part%1.h5").arg(parts.size()));
        const Run run = runCli(sweep({"--results", parts.back(), "--shard", shard}));
        QVERIFY2(run.status == 0, run.error);
        QVERIFY(run.json()[u"complete"].toBool());
        QCOMPARE(run.json()[u"shard"].toString(), QString(shard));
        done += run.json()[u"done"].toInt();
    }
    QCOMPARE(done, 700);
    const Run two = runCli(QStringList{"merge", path("merged.h5")} + parts.mid(1) + QStringList{"--json"});
    QCOMPARE(two.status, 3);
    QVERIFY2(two.error.contains("samples are in none of the parts"), two.error);
    const Run all = runCli(QStringList{"merge", path("merged.h5")} + parts + QStringList{"--json"});
    QVERIFY2(all.status == 0 && all.error.isEmpty(), all.error);
    QCOMPARE(all.json()[u"attacks"].toArray(), answer_[u"attacks"].toArray());
    QVERIFY(contentOf(path("merged.h5")) == whole_);
}

void CliSweep::attacksBoundWhatIsCertified() {
    const QJsonArray attacks = answer_[u"attacks"].toArray();
    QCOMPARE(attacks.size(), 3);
    const auto reader = SweepReader::open(path("whole.h5").toStdString());
    QVERIFY(reader);
    for (Index b = 0; b < reader->blocks(); ++b) {
        const SweepBlock block = reader->block(b).value().block;
        for (Index k = 0; k < block.count(); ++k)
            for (Index e = 0; e < 3; ++e)
                QVERIFY(
                    block.certified[0](e, k) != Certified::Proved ||
                    block.attacked[0](e, k) != Attacked::Broken);
    }
    double before = 1;
    for (const QJsonValue& one : attacks) {
        QCOMPARE(one[u"kind"].toString(), QString("pgd"));
        QCOMPARE(one[u"samples"].toInt(), 600);
        QCOMPARE(one[u"fraction"].toDouble(), one[u"unbroken"].toInt() / 600.0);
        QVERIFY(one[u"fraction"].toDouble() <= before);
        before = one[u"fraction"].toDouble();
    }
    QVERIFY(before < attacks[0][u"fraction"].toDouble());
}

void CliSweep::verdictsAreThoseOfMargins() {
    const QStringList plan{"certify",   network, digits,    "--eps", "0.005,0.02",
                           "--methods", "mmc",   "--first", "200",   "--json"};
    const Run verdicts = runCli(plan);
    const Run margins = runCli(plan + QStringList{"--margins", path("margins.h5")});
    QVERIFY2(margins.status == 0, margins.error);
    for (int e = 0; e < 2; ++e) {
        QCOMPARE(margins.json()[u"results"][e][u"certified"], verdicts.json()[u"results"][e][u"certified"]);
        QCOMPARE(margins.json()[u"results"][e][u"without_box"].toInt(-1), 0);
        QVERIFY(!verdicts.json()[u"results"][e].toObject().contains(u"without_box"));
        QVERIFY(verdicts.json()[u"results"][e][u"rigorous"].toBool());
    }
}

void CliSweep::refusesAnotherNetwork() {
    const QString other = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/nemon_gamma_095.h5");
    QStringList line = sweep({"--results", path("whole.h5")});
    line[1] = other;
    const Run run = runCli(line);
    QCOMPARE(run.status, 1);
    QVERIFY2(run.error.startsWith("whole.h5: holds a sweep of another network"), run.error);
    QCOMPARE(run.error.trimmed().count('\n'), 0);
    QVERIFY(contentOf(path("whole.h5")) == whole_);
}

void CliSweep::usageErrors_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    QTest::newRow("shard") << sweep({"--results", "x.h5", "--shard", "4/3"}) << "expected I/K";
    QTest::newRow("shard text") << sweep({"--results", "x.h5", "--shard", "1/3x"}) << "expected I/K";
    QTest::newRow("shard alone") << sweep({"--shard", "1/3"}) << "--results or --margins";
    QTest::newRow("both files") << sweep({"--results", "x.h5", "--margins", "y.h5"}) << "--margins";
    QTest::newRow("attack") << QStringList{"certify", network, digits, "--eps", "0", "--attacks", "cw"}
                            << "fgsm, pgd, inversion";
    QTest::newRow("no parts") << QStringList{"merge", "x.h5"} << "PART";
}

void CliSweep::usageErrors() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    const Run run = runCli(arguments);
    QCOMPARE(run.status, 2);
    QVERIFY(run.out.isEmpty());
    QCOMPARE(run.error.trimmed().count('\n'), 0);
    QVERIFY2(run.error.contains(said.toUtf8()), run.error);
    QVERIFY(!QFile::exists("x.h5"));
}

void CliSweep::mergeRefusesWhatIsNoSweep() {
    const Run run = runCli({"merge", path("none.h5"), network});
    QCOMPARE(run.status, 1);
    QVERIFY2(run.error.contains("nemon_mnist.h5: attribute format is \"kamke-network\""), run.error);
    QVERIFY(!QFile::exists(path("none.h5")));
}

QTEST_GUILESS_MAIN(CliSweep)
#include "tst_cli_sweep.moc"
