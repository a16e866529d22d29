// What kamke-cli says is harmless to a terminal and says what was meant.
#include "cli_run.h"

#include "core/io/files/network_file.h"
#include "core/model/network.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace kamke;
using namespace kamke::test;

class CliTerminal : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void namesAreHarmless_data();
    void namesAreHarmless();
    void jsonKeepsNames();
    void jsonOfStrangeFileNames();
    void zeroInAList_data();
    void zeroInAList();
    void onlyFiniteNumbers_data();
    void onlyFiniteNumbers();
    void boundsToldApart();
    void oneOutput_data();
    void oneOutput();

private:
    QString at(const QString& name) const { return dir_.filePath(name); }
    /// Nothing but text, in lines.
    static bool harmless(const QByteArray& text) {
        const QString shown = QString::fromUtf8(text);
        return std::none_of(shown.begin(), shown.end(), [](QChar c) {
            const bool direction =
                (c >= QChar(0x2028) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
            return c != u'\n' && (c.category() == QChar::Other_Control || direction);
        });
    }
    static Network network(Index outputs) {
        Network net;
        net.A = Matrix::Constant(1, 1, 0.25);
        net.B = Matrix::Ones(1, 2);
        net.C = Matrix::Ones(outputs, 1);
        net.C(0, 0) = 2;
        net.D = Matrix::Zero(outputs, 2);
        net.b = Vector::Zero(1);
        net.c = Vector::Zero(outputs);
        return net;
    }
    QTemporaryDir dir_;
    QString moons_ = QStringLiteral(KAMKE_SOURCE_DIR "/tests/data/datasets/two_moons.h5");
    const std::string evil_ = "x\033]0;evil\a\033[31m\r\u009B2J\u202Ey\nz";
};

void CliTerminal::initTestCase() {
    Network net = network(2);
    net.name = net.description = net.source = evil_;
    net.labels = {evil_, "b"};
    QVERIFY(writeNetwork(net, at("evil.h5").toStdString()));
    QVERIFY(writeNetwork(network(1), at("one.h5").toStdString()));
    QVERIFY(writeNetwork(net, (at("e\033[31m\n.h5")).toStdString()));
}

void CliTerminal::namesAreHarmless_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString evil = QString::fromStdString(evil_), net = at("evil.h5");
    QTest::newRow("info") << QStringList{"info", net};
    QTest::newRow("info --json") << QStringList{"info", net, "--json"};
    QTest::newRow("info of a file") << QStringList{"info", at("e\033[31m\n.h5")};
    QTest::newRow("no such file") << QStringList{"info", evil};
    QTest::newRow("no such data") << QStringList{"certify", net, evil, "--eps", "1"};
    QTest::newRow("forward") << QStringList{"forward", net, "--data", moons_, "--index", "0"};
    QTest::newRow("explain") << QStringList{"explain", net, moons_, "--index", "0", "--eps", "0.1"};
    QTest::newRow("explain --json") << QStringList{"explain", net,     moons_, "--index",
                                                   "0",       "--eps", "0.1",  "--json"};
    QTest::newRow("eps") << QStringList{"certify", net, moons_, "--eps", evil};
    QTest::newRow("method") << QStringList{"certify", net, moons_, "--eps", "1", "--methods", evil};
    QTest::newRow("parser") << QStringList{"certify", net, moons_, "--eps", "1", "--threads", evil};
    QTest::newRow("option") << QStringList{"certify", net, moons_, "--eps", "1", "--" + evil};
    QTest::newRow("subcommand") << QStringList{evil};
    QTest::newRow("output") << QStringList{"convert", "a.npz", "/nowhere/" + evil};
    QTest::newRow("box") << QStringList{"reach", at("e\033[31m\n.h5"), "--lower=1,1", "--upper=0,0"};
}

void CliTerminal::namesAreHarmless() {
    QFETCH(QStringList, arguments);
    const Run answer = runCli(arguments);
    QVERIFY(answer.status >= 0);
    QVERIFY(!answer.out.isEmpty() || !answer.error.isEmpty());
    QVERIFY2(harmless(answer.out), answer.out.toPercentEncoding(" \n"));
    QVERIFY2(harmless(answer.error), answer.error.toPercentEncoding(" \n"));
    QVERIFY2(answer.error.trimmed().count('\n') == 0, answer.error); // one line, whatever is in a name
    QVERIFY2(!answer.out.contains("\nz"), answer.out);
}

void CliTerminal::jsonKeepsNames() {
    const Run answer = runCli({"info", at("evil.h5"), "--json"});
    QCOMPARE(answer.json()[u"name"].toString().toStdString(), evil_);
}

void CliTerminal::jsonOfStrangeFileNames() {
    // No UTF-8, as names of files may be.
    const std::string name = at("table").toStdString() + "\xFF.h5";
    QProcess process;
    process.start(
        "sh",
        {"-c", QStringLiteral(
                   "%1 lipschitz %2/resources/networks/two_moons.h5 --json --out \"$(printf '%3\\377.h5')\"")
                   .arg(commandLine, QStringLiteral(KAMKE_SOURCE_DIR), at("table"))});
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    const QJsonObject answer = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QVERIFY(answer[u"file"].toString().endsWith(QStringLiteral("table\uFFFD.h5")));
    QVERIFY(std::filesystem::exists(name));
}

void CliTerminal::zeroInAList_data() {
    QTest::addColumn<QString>("eps");
    QTest::addColumn<bool>("noted");
    QTest::newRow("decimal comma") << "0,01" << true;
    QTest::newRow("more of them") << "0,1,0,3" << true;
    QTest::newRow("zero on purpose") << "0,0.1" << true;
    QTest::newRow("zero alone") << "0" << false;
    QTest::newRow("points") << "0.01,0.1" << false;
}

void CliTerminal::zeroInAList() {
    QFETCH(QString, eps);
    QFETCH(bool, noted);
    for (const QStringList& command :
         {QStringList{"certify", "--methods", "mmc"}, QStringList{"attack", "--kind", "fgsm"}}) {
        QStringList arguments = command;
        arguments.insert(1, QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/two_moons.h5"));
        arguments.insert(2, moons_);
        const Run answer = runCli(arguments + QStringList{"--eps", eps, "--first", "3", "--json"});
        QCOMPARE(answer.status, 0);
        QVERIFY(!answer.json().isEmpty());
        QCOMPARE(answer.error.contains("ε = 0"), noted);
        QCOMPARE(answer.error.count('\n'), noted ? 1 : 0);
    }
}

void CliTerminal::onlyFiniteNumbers_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString net = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/two_moons.h5");
    for (const char* value : {"nan", "inf", "-inf", "-NaN", "infinity", "1e999"}) {
        const auto row = [&](const char* option, const QStringList& arguments) {
            QTest::addRow("%s %s", option, value)
                << arguments + QStringList{QStringLiteral("%1=%2").arg(option, value)};
        };
        for (const char* option : {"--lower", "--upper", "--mean", "--std", "--m"})
            row(option, {"convert", net, at("never.h5")});
        row("--rate", {"train", moons_, "--out", at("never.h5")});
        row("--gamma", {"train", moons_, "--out", at("never.h5")});
        row("--time-limit", {"certify", net, moons_, "--eps", "0.1"});
        row("--tolerance", {"radius", net, moons_});
        row("--eps", {"explain", net, moons_, "--index", "0"});
        row("--alpha", {"converge", net, "--input", "0,0"});
        row("--gap", {"lipschitz", net, "--no-file"});
        row("--eps", {"certify", net, moons_});
    }
}

void CliTerminal::onlyFiniteNumbers() {
    QFETCH(QStringList, arguments);
    const Run answer = runCli(arguments);
    QCOMPARE(answer.status, 2);
    QVERIFY2(answer.error.trimmed().count('\n') == 0 && !answer.error.isEmpty(), answer.error);
    QVERIFY(!QFile::exists(at("never.h5")));
}

void CliTerminal::boundsToldApart() {
    const Run answer = runCli({"reach", at("one.h5"), "--lower=0,1.0000000001", "--upper=1,1"});
    QCOMPARE(answer.status, 1);
    QVERIFY2(answer.error.contains("lower 1.0000000001 above upper 1,"), answer.error);
}

void CliTerminal::oneOutput_data() {
    QTest::addColumn<QStringList>("arguments");
    const QString net = at("one.h5");
    QTest::newRow("certify") << QStringList{"certify", net, moons_, "--eps", "0.1"};
    QTest::newRow("certify --methods")
        << QStringList{"certify", net, moons_, "--eps", "0.1", "--methods", "sdp,mm,ibp"};
    QTest::newRow("explain") << QStringList{"explain", net, moons_, "--index", "0", "--eps", "0.1"};
    QTest::newRow("attack") << QStringList{"attack", net, moons_, "--eps", "0.1", "--kind", "pgd"};
    QTest::newRow("radius") << QStringList{"radius", net, moons_};
}

void CliTerminal::oneOutput() {
    QFETCH(QStringList, arguments);
    for (const QStringList& more : {QStringList{}, QStringList{"--json"}}) {
        const Run answer = runCli(arguments + more);
        QCOMPARE(answer.status, 1);
        QVERIFY(answer.out.isEmpty());
        QVERIFY2(answer.error.trimmed().count('\n') == 0, answer.error);
        QVERIFY2(answer.error.contains("a classifier needs two classes"), answer.error);
    }
}

QTEST_GUILESS_MAIN(CliTerminal)
#include "tst_cli_terminal.moc"
