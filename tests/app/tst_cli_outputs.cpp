// Nothing of the user's is lost: outputs that are inputs, outputs that cannot be written, disks that are
// full.
#include "cli_run.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <sys/resource.h>
#include <unistd.h>

using namespace kamke::test;

class CliOutputs : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void outputIsInput_data();
    void outputIsInput();
    void refusedBeforeTheWork_data();
    void refusedBeforeTheWork();
    void anEmptyNameIsNone();
    void aForeignFileStays();
    void fullDisk_data();
    void fullDisk();
    void realFullDisk();
    void fullStandardOutput_data();
    void fullStandardOutput();
    void closedStandardOutput();
    void checkpointOnFullDisk();

private:
    static Run runWith(const QStringList& arguments, const std::function<void()>& inChild) {
        QProcess process;
        process.setChildProcessModifier(inChild);
        process.start(commandLine, arguments);
        process.waitForFinished(120000);
        return {
            process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
    }
    QString at(const QString& name) const { return dir_.filePath(name); }
    /// One sentence; the epochs of a training before it are its progress.
    static bool oneSentence(const QByteArray& error) {
        QList<QByteArray> lines = error.trimmed().split('\n');
        lines.removeIf([](const QByteArray& line) { return line.startsWith("epoch "); });
        return lines.size() == 1 && !lines.front().isEmpty();
    }
    static void mustRefuse(const Run& answer, int status = 1) {
        QCOMPARE(answer.status, status);
        QVERIFY2(oneSentence(answer.error), answer.error);
    }
    QTemporaryDir dir_;
    QString network_, data_;
};

void CliOutputs::initTestCase() {
    const QString source = QStringLiteral(KAMKE_SOURCE_DIR);
    QVERIFY(QFile::copy(source + "/resources/networks/two_moons.h5", at("n.h5")));
    QVERIFY(QFile::copy(source + "/tests/data/datasets/two_moons.h5", at("d.h5")));
    const Run python = runProgram(
        "/usr/bin/python3", {"-c",
                             "import numpy as n, sys; r = n.random.default_rng(0).random; "
                             "n.savez(sys.argv[1], A=-n.eye(30), B=r((30, 40)), C=r((2, 30)))",
                             at("x.npz")});
    if (python.status != 0)
        QSKIP("python3-numpy is not installed");
    QVERIFY(QFile::link(at("x.npz"), at("link.npz")));
    QVERIFY(QFile::link(at("d.h5"), at("link.h5")));
    QVERIFY(QFile::link(at("n.h5"), at("net-link.h5")));
    for (const char* name : {"n.h5", "d.h5", "x.npz"}) // copies of read-only files
        QFile::setPermissions(at(name), QFile::ReadOwner | QFile::WriteOwner);
    network_ = at("n.h5");
    data_ = at("d.h5");
}

void CliOutputs::outputIsInput_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString n = at("n.h5"), d = at("d.h5"), x = at("x.npz");
    const QStringList certify{"certify", n, d, "--eps", "0.1", "--first", "5"},
        attack{"attack", n, d, "--eps", "0.3", "--kind", "fgsm"},
        train{"train", d, "--kind", "nemon", "--hidden", "3", "--epochs", "1"};
    QTest::newRow("convert") << QStringList{"convert", x, x};
    QTest::newRow("convert, link") << QStringList{"convert", x, at("link.npz")};
    QTest::newRow("convert from a link") << QStringList{"convert", at("link.npz"), x};
    QTest::newRow("convert, dot") << QStringList{"convert", x, dir_.path() + "/./x.npz"};
    QTest::newRow("convert --data") << QStringList{"convert", x, d, "--data", d};
    QTest::newRow("train --out") << train + QStringList{"--out", d};
    QTest::newRow("train --out, link") << train + QStringList{"--out", at("link.h5")};
    QTest::newRow("train --out is validation")
        << train + QStringList{"--validation", at("link.h5"), "--out", d};
    QTest::newRow("train --checkpoint") << train + QStringList{"--out", at("o.h5"), "--checkpoint", d};
    QTest::newRow("train --checkpoint is --out")
        << train + QStringList{
                       "--out", at("o.h5"), "--checkpoint",
                       dir_.path() + "/../" + QFileInfo(dir_.path()).fileName() + "/o.h5"};
    QTest::newRow("attack data") << attack + QStringList{"--witness", d};
    QTest::newRow("attack network") << attack + QStringList{"--witness", at("net-link.h5")};
    QTest::newRow("certify data") << certify + QStringList{"--results", at("link.h5")};
    QTest::newRow("certify network") << certify + QStringList{"--margins", n};
    QTest::newRow("certify beside") << certify + QStringList{"--margins", at("n.lipschitz-linf.h5")};
    QTest::newRow("lipschitz") << QStringList{"lipschitz", n, "--out", at("net-link.h5")};
    QTest::newRow("merge") << QStringList{"merge", d, at("link.h5")};
    QTest::newRow("render") << QStringList{"render", n, "--out", at("net-link.h5")};
}

void CliOutputs::outputIsInput() {
    QFETCH(QStringList, arguments);
    const QByteArray n = contentOf(at("n.h5")), d = contentOf(at("d.h5")), x = contentOf(at("x.npz"));
    const QStringList before = QDir(dir_.path()).entryList(QDir::Files | QDir::Hidden);
    const Run answer = runCli(arguments);
    QVERIFY(contentOf(at("n.h5")) == n && contentOf(at("d.h5")) == d && contentOf(at("x.npz")) == x);
    mustRefuse(answer);
    QVERIFY2(answer.error.contains("same file"), answer.error);
    QCOMPARE(QDir(dir_.path()).entryList(QDir::Files | QDir::Hidden), before);
}

void CliOutputs::refusedBeforeTheWork_data() {
    QTest::addColumn<QString>("output");
    QTest::newRow("no such folder") << at("none/o.h5");
    QTest::newRow("a folder") << dir_.path();
    QTest::newRow("a device") << QStringLiteral("/dev/null");
    QTest::newRow("below a file") << at("d.h5/o.h5");
    if (QFileInfo("/proc/self").exists())
        QTest::newRow("a folder that takes no files") << QStringLiteral("/proc/self/o.h5");
}

void CliOutputs::refusedBeforeTheWork() {
    QFETCH(QString, output);
    // None of these would end within the time that the test waits.
    const QStringList endless{"--epochs", "1000000", "--hidden", "300"};
    for (const QStringList& arguments :
         {QStringList{"train", data_, "--out", output} + endless,
          QStringList{"train", data_, "--out", at("o.h5"), "--checkpoint", output} + endless,
          QStringList{
              "attack", network_, data_, "--eps", "0.1", "--kind", "pgd", "--steps", "1000000", "--witness",
              output},
          QStringList{"certify", network_, data_, "--eps", "0.1", "--methods", "sdp", "--results", output},
          QStringList{"certify", network_, data_, "--eps", "0.1", "--methods", "sdp", "--margins", output},
          QStringList{"convert", at("x.npz"), output}, QStringList{"merge", output, data_},
          QStringList{"lipschitz", network_, "--gap", "1e-9", "--out", output},
          QStringList{"render", network_, "--out", output}}) {
        const Run answer = runCli(arguments);
        mustRefuse(answer);
        QVERIFY2(answer.error.contains("cannot be written"), answer.error);
        QVERIFY(answer.out.isEmpty());
    }
}

void CliOutputs::anEmptyNameIsNone() {
    const QStringList endless{"--epochs", "1000000", "--hidden", "300"};
    for (const QStringList& arguments :
         {QStringList{"train", data_, "--out", ""} + endless,
          QStringList{"train", data_, "--out", at("o.h5"), "--checkpoint", ""} + endless,
          QStringList{"attack", network_, data_, "--eps", "0.1", "--kind", "fgsm", "--witness", ""},
          QStringList{"certify", network_, data_, "--eps", "0.1", "--methods", "mmc", "--results", ""},
          QStringList{"certify", network_, data_, "--eps", "0.1", "--methods", "mmc", "--margins", ""},
          QStringList{"convert", at("x.npz"), ""}, QStringList{"merge", "", data_},
          QStringList{"lipschitz", network_, "--out", ""}, QStringList{"render", network_, "--out", ""}}) {
        const Run answer = runCli(arguments);
        QVERIFY2(answer.status == 2, answer.error);
        QVERIFY2(answer.error.contains("is empty"), answer.error);
        QVERIFY(answer.out.isEmpty());
    }
}

// The file that lipschitz writes without being told its name may be something else's.
void CliOutputs::aForeignFileStays() {
    const QString name = at("n.lipschitz-l2.h5");
    for (const QString& foreign : {at("d.h5"), at("n.h5"), at("x.npz")}) {
        QVERIFY(QFile::copy(foreign, name));
        const Run answer = runCli({"lipschitz", network_, "--norm", "l2"});
        mustRefuse(answer);
        QVERIFY2(
            answer.error.contains("n.lipschitz-l2.h5: ") && answer.error.contains("--out"), answer.error);
        QCOMPARE(contentOf(name), contentOf(foreign));
        QVERIFY(QFile::remove(name));
    }
    for (int k = 0; k < 2; ++k) // its own is replaced
        QCOMPARE(runCli({"lipschitz", network_, "--norm", "l2"}).status, 0);
    QVERIFY(QFile::remove(name));
}

void CliOutputs::fullDisk_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("exists");
    const QString o = at("full/o.h5");
    const QStringList certify{"certify", at("n.h5"), at("d.h5"), "--eps", "0.1,0.2", "--methods", "mmc"};
    for (const bool exists : {false, true}) {
        const auto row = [&](const char* name, const QStringList& arguments) {
            QTest::newRow(exists ? qPrintable(QString(name) + " over a file") : name) << arguments << exists;
        };
        row("convert", {"convert", at("x.npz"), o});
        row("train", {"train", at("d.h5"), "--kind", "nemon", "--hidden", "9", "--epochs", "1", "--out", o});
        row("attack", {"attack", at("n.h5"), at("d.h5"), "--eps", "0.3", "--kind", "fgsm", "--witness", o});
        row("lipschitz", {"lipschitz", at("n.h5"), "--out", o});
    }
    QTest::newRow("certify --results") << certify + QStringList{"--results", o} << false;
    QTest::newRow("certify --margins") << certify + QStringList{"--margins", o} << false;
}

void CliOutputs::fullDisk() {
    QFETCH(QStringList, arguments);
    QFETCH(bool, exists);
    QVERIFY(QDir(dir_.path()).mkpath("full"));
    const QString out = at("full/o.h5");
    const Run whole = runCli(arguments);
    QVERIFY2(whole.status == 0, whole.error);
    const qint64 size = QFileInfo(out).size();
    QVERIFY(QFile::remove(out));
    for (const double part : {0.0, 0.03, 0.1, 0.3, 0.6, 0.9, 0.999}) {
        if (exists) {
            QFile file(out);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
        }
        const auto bytes = static_cast<rlim_t>(part * static_cast<double>(size));
        const Run answer = runWith(arguments, [bytes] {
            const rlimit limit{bytes, bytes};
            setrlimit(RLIMIT_FSIZE, &limit);
        });
        mustRefuse(answer);
        QVERIFY2(answer.error.contains("File too large"), answer.error);
        QVERIFY(answer.out.isEmpty());
        QCOMPARE(
            QDir(at("full")).entryList(QDir::Files | QDir::Hidden),
            exists ? QStringList{"o.h5"} : QStringList());
        if (exists)
            QCOMPARE(contentOf(out), QByteArray("old"));
    }
    QFile::remove(out);
}

void CliOutputs::realFullDisk() {
    if (geteuid() != 0)
        QSKIP("a small disk needs root");
    const QString disk = at("disk");
    QVERIFY(QDir(dir_.path()).mkpath("disk"));
    const QString o = disk + "/o.h5";
    const QStringList certify{"certify", network_, data_, "--eps", "0.1,0.2,0.3", "--methods", "mmc,mm,ibp"};
    int refused = 0, written = 0;
    for (const char* size : {"4k", "8k", "16k", "32k", "64k"}) {
        if (runProgram("mount", {"-t", "tmpfs", "-o", QStringLiteral("size=%1").arg(size), "tmpfs", disk})
                .status != 0)
            QSKIP("no small disk can be made here");
        for (const QStringList& arguments :
             {QStringList{"convert", at("x.npz"), o},
              QStringList{"train", data_, "--kind", "nemon", "--hidden", "40", "--epochs", "1", "--out", o},
              QStringList{"attack", network_, data_, "--eps", "0.3", "--kind", "fgsm", "--witness", o},
              certify + QStringList{"--results", o}, certify + QStringList{"--margins", o}}) {
            const Run answer = runCli(arguments);
            const QStringList left = QDir(disk).entryList(QDir::Files | QDir::Hidden);
            QFile::remove(o);
            if (answer.status == 0) {
                ++written;
                continue;
            }
            ++refused;
            const bool good = answer.status == 1 && oneSentence(answer.error) &&
                              answer.error.contains("No space left on device") && left.isEmpty();
            if (!good)
                runProgram("umount", {disk});
            QVERIFY2(good, qPrintable(arguments.join(' ') + ": " + answer.error + left.join(' ')));
        }
        QCOMPARE(runProgram("umount", {disk}).status, 0);
    }
    QVERIFY(refused > 5 && written > 5);
}

void CliOutputs::checkpointOnFullDisk() {
    QVERIFY(QDir(dir_.path()).mkpath("full"));
    const QString out = at("full/o.h5"), checkpoint = at("full/c.h5");
    const QStringList train{"train",    data_, "--kind", "nemon", "--hidden",     "9",
                            "--epochs", "2",   "--out",  out,     "--checkpoint", checkpoint};
    const Run answer = runWith(train, [] {
        const rlimit limit{1000, 1000};
        setrlimit(RLIMIT_FSIZE, &limit);
    });
    QCOMPARE(answer.status, 1);
    QVERIFY2(answer.error.contains("File too large"), answer.error);
    QVERIFY(QDir(at("full")).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void CliOutputs::fullStandardOutput_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString n = at("n.h5"), d = at("d.h5");
    QTest::newRow("info") << QStringList{"info", n};
    QTest::newRow("info --json") << QStringList{"info", n, "--json"};
    QTest::newRow("forward") << QStringList{"forward", n, "--input", "0,0"};
    QTest::newRow("reach") << QStringList{"reach", n, "--lower=0,0", "--upper=0.1,0.1"};
    QTest::newRow("converge") << QStringList{"converge", n, "--input", "0,0"};
    QTest::newRow("certify") << QStringList{"certify", n, d, "--eps", "0.1", "--first", "5", "--json"};
    QTest::newRow("radius") << QStringList{"radius", n, d, "--first", "2", "--methods", "mmc"};
    QTest::newRow("attack") << QStringList{"attack", n, d, "--eps", "0.1", "--kind", "fgsm"};
    QTest::newRow("explain") << QStringList{"explain", n, d, "--index", "0", "--eps", "0.1"};
    QTest::newRow("lipschitz") << QStringList{"lipschitz", n, "--no-file"};
    QTest::newRow("convert") << QStringList{"convert", at("x.npz"), at("o.h5")};
    QTest::newRow("help") << QStringList{"--help"};
    QTest::newRow("version") << QStringList{"--version"};
}

void CliOutputs::fullStandardOutput() {
    QFETCH(QStringList, arguments);
    const Run answer = runWith(arguments, [] { dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO); });
    mustRefuse(answer);
    QVERIFY2(answer.error.contains("standard output (No space left on device)"), answer.error);
}

void CliOutputs::closedStandardOutput() {
    const Run answer = runWith({"convert", at("x.npz"), at("closed.h5")}, [] { close(STDOUT_FILENO); });
    mustRefuse(answer);
    QVERIFY2(answer.error.contains("standard output"), answer.error);
    // No text went into the file.
    QCOMPARE(runCli({"info", at("closed.h5")}).status, 0);
}

QTEST_GUILESS_MAIN(CliOutputs)
#include "tst_cli_outputs.moc"
