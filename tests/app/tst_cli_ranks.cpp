// kamke-cli certify and decide in several processes: the same file as from one, and a clean end when one of
// them fails.
#include "cli_run.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace kamke::test;

namespace {

const QString network = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/nemon_mnist.h5");
const QString monotone = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/mon_m20.h5");
const QString moons = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/two_moons.h5");
const QString digits = QStringLiteral(KAMKE_SOURCE_DIR "/resources/data/digits.h5");

QStringList sweep(const QStringList& rest, const char* steps = "3") {
    return QStringList{"certify",   network,          digits,    "--eps",   "0.005,0.01",
                       "--methods", "mmc,lipschitz",  "--first", "1000",    "--attacks",
                       "pgd",       "--attack-first", "300",     "--steps", steps} +
           rest;
}

QStringList onRanks(int count, const QStringList& line) {
    return QStringList{"-n", QString::number(count), commandLine} + line;
}

} // namespace

class CliRanks : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void sameFileAsAlone();
    void decidesTheSame();
    void goesOnAfterALostRank();
    void saysWhatIsWrongOnce_data();
    void saysWhatIsWrongOnce();

private:
    QTemporaryDir folder_;
    QByteArray alone_;
    QString path(const QString& name) const { return folder_.filePath(name); }
};

void CliRanks::initTestCase() {
    // Test machines may have one processor and run everything as root, both of which mpirun asks about.
    for (const char* name :
         {"OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "OMPI_MCA_rmaps_base_oversubscribe"})
        qputenv(name, "1");
    qputenv("OMPI_COMM_WORLD_SIZE", "2"); // as mpirun sets it
    const Run inVain = runCli(sweep({}).mid(0, 1));
    qunsetenv("OMPI_COMM_WORLD_SIZE");
    if (inVain.error.contains("built without MPI")) {
        QCOMPARE(inVain.status, 2);
        QSKIP("kamke-cli is built without MPI (KAMKE_MPI)");
    }
    if (QStandardPaths::findExecutable("mpirun").isEmpty())
        QSKIP("mpirun is not installed");
    const Run run = runCli(sweep({"--results", path("alone.h5")}));
    QVERIFY2(run.status == 0, run.error);
    alone_ = contentOf(path("alone.h5"));
    QVERIFY(!alone_.isEmpty());
}

void CliRanks::sameFileAsAlone() {
    for (const int ranks : {2, 3}) {
        const QString file = path(QStringLiteral("ranks%1.h5").arg(ranks));
        const Run run = runProgram("mpirun", onRanks(ranks, sweep({"--results", file, "--json"})));
        QVERIFY2(run.status == 0, run.error);
        QVERIFY(run.json()[u"complete"].toBool()); // one process speaks for all
        QCOMPARE(run.json()[u"done"].toInt(), 1000);
        QVERIFY(contentOf(file) == alone_);
    }
}

void CliRanks::decidesTheSame() {
    const QString file = path("decided.h5"), part = path("begun.h5");
    const QStringList line{"decide",  monotone, digits,   "--eps", "0.02,0.05",
                           "--first", "30",     "--clip", "--json"};
    const Run one = runCli(line);
    QVERIFY2(one.status == 0, one.error);
    // Some of it alone, and the rest by two processes, which are told what is known.
    const Run alone = runCli(line + QStringList{"--results", file, "--shard", "1/2"});
    QVERIFY2(alone.status == 0, alone.error);
    const Run stopped =
        runProgram("mpirun", onRanks(2, line + QStringList{"--results", part, "--time-limit", "0.000001"}));
    QCOMPARE(stopped.status, 3);
    for (const QString& name : {file, part}) {
        const Run run = runProgram("mpirun", onRanks(2, line + QStringList{"--results", name}));
        QVERIFY2(run.status == 0, run.error);
        QVERIFY(run.json()[u"complete"].toBool());
        for (int e = 0; e < 2; ++e)
            for (const char16_t* key : {u"decided", u"bound", u"nodes", u"stage"})
                QCOMPARE(
                    run.json()[u"results"][e][QStringView(key)], one.json()[u"results"][e][QStringView(key)]);
    }
}

void CliRanks::goesOnAfterALostRank() {
    const QString file = path("lost.h5");
    QProcess process;
    // The second process is told apart by its environment; the shell makes way for it, so that its number is
    // known.
    const QString script =
        QStringLiteral("[ $OMPI_COMM_WORLD_RANK = 1 ] && echo $$ > '%1'; exec \"$@\"").arg(path("number"));
    process.start(
        "mpirun",
        QStringList{"-n", "2", "sh", "-c", script, "sh", commandLine} + sweep({"--results", file}, "4000"));
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file) && !contentOf(path("number")).isEmpty(), 20000);
    kill(contentOf(path("number")).trimmed().toInt(), SIGKILL);
    QVERIFY(process.waitForFinished(20000)); // mpirun ends the others
    QVERIFY(process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0);
    // Begun with other steps, so it is another sweep; and its file is whole.
    const Run other = runCli(sweep({"--results", file}));
    QCOMPARE(other.status, 1);
    QVERIFY2(other.error.contains("and is not finished"), other.error);
    const Run again =
        runProgram("mpirun", onRanks(2, sweep({"--results", file, "--time-limit", "1"}, "4000")));
    QCOMPARE(again.status, 3);
}

void CliRanks::saysWhatIsWrongOnce_data() {
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("input") << QStringList{"certify", moons, digits, "--eps", "0.1"} << 1
                           << QByteArray("digits.h5: has inputs of 784 values");
    QTest::newRow("usage") << QStringList{"certify", network, digits, "--eps", "x"} << 2
                           << QByteArray("--eps is \"x\"");
    QTest::newRow("command") << QStringList{"radius", network, digits} << 2
                             << QByteArray("only certify and decide run in several processes");
}

void CliRanks::saysWhatIsWrongOnce() {
    QFETCH(QStringList, line);
    QFETCH(int, status);
    QFETCH(QByteArray, said);
    const Run run = runProgram("mpirun", onRanks(2, line));
    QCOMPARE(run.status, status);
    QVERIFY(run.out.isEmpty());
    QCOMPARE(run.error.count(said), 1);
}

QTEST_GUILESS_MAIN(CliRanks)
#include "tst_cli_ranks.moc"
