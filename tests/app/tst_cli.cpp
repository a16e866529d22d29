// kamke-cli as other programs see it: JSON, exit statuses, one sentence for every kind of bad input.
#include "core/certify/methods.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class Cli : public QObject {
    Q_OBJECT
private slots:
    void reachPaperExample();
    void infoPaperExample();
    void forward();
    void numbersHaveSeventeenDigits();
    void usageErrors_data();
    void usageErrors();
    void inputErrors_data();
    void inputErrors();
    void everyBadFile();
    void textOutput();
    void timeLimit();

private:
    struct Run {
        int status;
        QByteArray out, error;
        QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    };
    static Run run(const QStringList& arguments) {
        QProcess process;
        process.start(QStringLiteral(KAMKE_BIN_DIR "/kamke-cli"), arguments);
        process.waitForFinished(120000);
        return {
            process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
    }
    static QString network(const char* name) {
        return QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/%1.h5").arg(name);
    }
    static QJsonObject method(const QJsonObject& answer, const QString& id) {
        for (const QJsonValue& value : answer[u"methods"].toArray())
            if (value[u"id"].toString() == id)
                return value.toObject();
        return {};
    }
    static void compare(const QJsonValue& values, const QList<double>& expected) {
        const QJsonArray array = values.toArray();
        QCOMPARE(array.size(), expected.size());
        for (qsizetype k = 0; k < expected.size(); ++k)
            QVERIFY2(
                qAbs(array[k].toDouble() - expected[k]) < 1e-9,
                qPrintable(QString::number(array[k].toDouble(), 'g', 17)));
    }
};

void Cli::reachPaperExample() {
    const Run answer = run(
        {"reach", network("paper_example"), "--lower", "0,1", "--upper", "0.33333333333333331,2", "--methods",
         "all", "--json"});
    QCOMPARE(answer.status, 0);
    QVERIFY(answer.error.isEmpty());
    const QJsonObject json = answer.json();
    QCOMPARE(json[u"methods"].toArray().size(), static_cast<qsizetype>(kamke::methods().size()));
    compare(method(json, "mm")[u"output"][u"lower"], {13.0 / 33, 7.0 / 11});
    compare(method(json, "mm")[u"output"][u"upper"], {53.0 / 33, 67.0 / 33});
    compare(method(json, "ibp")[u"output"][u"lower"], {0, 0});
    compare(method(json, "ibp")[u"output"][u"upper"], {13.0 / 6, 71.0 / 24});
    compare(method(json, "exact")[u"output"][u"lower"], {9.0 / 14, 11.0 / 14});
    QCOMPARE(method(json, "exact")[u"polygons"].toArray().size(), 1);
    QCOMPARE(method(json, "lipschitz")[u"factors"][u"eta_ones"].toDouble(), 3.0);
    for (const char* id : {"mm", "ibp", "lipschitz", "entrywise-lipschitz", "ellipsoid"})
        QVERIFY2(method(json, QLatin1String(id))[u"rigorous"].toBool(), id);
    QVERIFY(!method(json, "exact")[u"rigorous"].toBool());
}

void Cli::infoPaperExample() {
    const QJsonObject json = run({"info", network("paper_example"), "--json"}).json();
    QCOMPARE(json[u"n"].toInt(), 2);
    QCOMPARE(json[u"activation"].toString(), QString("relu"));
    QCOMPARE(json[u"measure"][u"mu_inf"].toDouble(), 0.5);
    QCOMPARE(json[u"alpha_star"].toDouble(), 0.8);
    QCOMPARE(json[u"lipschitz"][u"eta_ones"].toDouble(), 3.0);
    // Where nothing contracts there is no constant: null, not a number.
    const QJsonObject bad = run({"info", network("ill_posed"), "--json"}).json();
    QVERIFY(bad[u"lipschitz"][u"best"].isNull());
    QVERIFY(bad[u"contraction_factor"].isNull());
    // What a network promises by its kind; nothing where its file names none.
    QVERIFY(json[u"own_condition"].isNull());
    const QJsonObject own = run({"info", network("two_moons"), "--json"}).json()[u"own_condition"].toObject();
    QCOMPARE(own[u"id"].toString(), QString("nemon"));
    QVERIFY(own[u"holds"].toBool() && own[u"proved"].toBool());
    QVERIFY(own[u"value"].toDouble() <= own[u"bound"].toDouble() + 1e-6);
    const Run layers = run({"info", network("feed_forward")});
    QVERIFY2(layers.out.contains("feed-forward, "), layers.out);
    QVERIFY2(layers.out.contains("the network's own"), layers.out);
}

void Cli::forward() {
    const Run answer = run({"forward", network("paper_example"), "--input", "0,1", "--json"});
    QCOMPARE(answer.status, 0);
    compare(answer.json()[u"y"], {9.0 / 14, 11.0 / 14});
    QVERIFY(answer.json()[u"residual"].toDouble() < 1e-12);
    // A negative first number is no option.
    QCOMPARE(run({"forward", network("paper_example"), "--input", "-1,1"}).status, 0);
    const Run unsure = run({"forward", network("ill_posed"), "--input", "0,0"});
    QVERIFY(unsure.status == 1 || unsure.error.contains("other fixed points"));
}

void Cli::numbersHaveSeventeenDigits() {
    const Run answer = run(
        {"reach", network("paper_example"), "--lower", "0,1", "--upper", "0.33333333333333331,2", "--methods",
         "exact", "--json"});
    QVERIFY2(
        answer.out.contains("0.7857142857142857") || answer.out.contains("0.78571428571428570"), answer.out);
    QCOMPARE(answer.out.count('\n'), 1);
}

void Cli::usageErrors_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const QString paper = network("paper_example");
    QTest::newRow("no subcommand") << QStringList{} << "subcommand";
    QTest::newRow("unknown subcommand") << QStringList{"nonsense"} << "nonsense";
    QTest::newRow("no network") << QStringList{"info"} << "NETWORK";
    QTest::newRow("no box") << QStringList{"reach", paper} << "--lower";
    QTest::newRow("unknown option") << QStringList{"info", paper, "--bogus"} << "--bogus";
    QTest::newRow("unknown method") << QStringList{"reach",   paper, "--lower",   "0,0",
                                                   "--upper", "1,1", "--methods", "magic"}
                                    << "entrywise-lipschitz";
    QTest::newRow("no number") << QStringList{"reach", paper, "--lower", "0,zero", "--upper", "1,1"}
                               << "0,zero";
    QTest::newRow("not finite") << QStringList{"reach", paper, "--lower", "0,nan", "--upper", "1,1"}
                                << "finite";
    QTest::newRow("negative time") << QStringList{"reach",   paper, "--lower",      "0,0",
                                                  "--upper", "1,1", "--time-limit", "-1"}
                                   << "--time-limit";
    QTest::newRow("comma") << QStringList{"train", "d.h5", "--out", "o.h5", "--rate", "0,01"}
                           << "\"0,01\" is out of range, expected a finite number that is not negative";
    QTest::newRow("zero") << QStringList{"train", "d.h5", "--out", "o.h5", "--rate", "0"}
                          << "expected a finite number above 0";
}

void Cli::usageErrors() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    const Run answer = run(arguments);
    QCOMPARE(answer.status, 2);
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(answer.error.trimmed().count('\n'), 0);
    QVERIFY2(answer.error.size() < 400, answer.error);
    QVERIFY2(answer.error.contains(said.toUtf8()), answer.error);
}

void Cli::inputErrors_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const QString paper = network("paper_example");
    QTest::newRow("too few numbers") << QStringList{"reach", paper, "--lower", "0", "--upper", "1,1"}
                                     << "expected r = 2";
    QTest::newRow("lower above upper")
        << QStringList{"reach", paper, "--lower", "0,3", "--upper", "1,1"} << "lower ≤ upper";
    QTest::newRow("input too long") << QStringList{"forward", paper, "--input", "0,3,4"} << "expected r = 2";
    QTest::newRow("no such file") << QStringList{"info", "/nowhere/net.h5"} << "net.h5";
}

void Cli::inputErrors() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    const Run answer = run(arguments);
    QCOMPARE(answer.status, 1);
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(answer.error.trimmed().count('\n'), 0);
    QVERIFY2(answer.error.size() < 400, answer.error);
    QVERIFY2(answer.error.contains(said.toUtf8()), answer.error);
}

void Cli::everyBadFile() {
    const QDir folder(QStringLiteral(KAMKE_SOURCE_DIR "/tests/data/networks"));
    const QStringList files = folder.entryList({"bad_*.h5"});
    QVERIFY(files.size() >= 15);
    for (const QString& file : files) {
        const Run answer = run({"info", folder.filePath(file), "--json"});
        QVERIFY2(answer.status == 1, qPrintable(file));
        QVERIFY2(answer.out.isEmpty(), qPrintable(file));
        QVERIFY2(
            answer.error.trimmed().count('\n') == 0 && answer.error.contains(file.toUtf8()), answer.error);
    }
}

void Cli::textOutput() {
    const Run answer = run({"reach", network("ibp_diverges"), "--lower", "0,1", "--upper", "0.5,2"});
    QCOMPARE(answer.status, 0);
    QVERIFY2(
        answer.out.contains("mixed monotone") && answer.out.contains("proved in floating point"), answer.out);
    QVERIFY2(answer.out.contains("diverged"), answer.out);
}

void Cli::timeLimit() {
    const Run answer = run(
        {"reach", network("two_moons"), "--lower", "0,0", "--upper", "1,1", "--time-limit", "0.000001",
         "--json"});
    QCOMPARE(answer.status, 3);
    QCOMPARE(answer.json()[u"complete"].toBool(true), false);
}

QTEST_GUILESS_MAIN(Cli)
#include "tst_cli.moc"
