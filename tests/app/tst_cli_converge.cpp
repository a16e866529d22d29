// kamke-cli converge: the numbers that the window's convergence and contraction figures show.
#include "core/solve/iterations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <cmath>

namespace {

struct Run {
    int status;
    QByteArray out, error;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

Run run(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(KAMKE_BIN_DIR "/kamke-cli"), QStringList{"converge"} + arguments);
    process.waitForFinished(120000);
    return {
        process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        process.readAllStandardOutput(), process.readAllStandardError()};
}

QString network(const char* name) {
    return QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/%1.h5").arg(QLatin1String(name));
}

QJsonObject find(const QJsonObject& answer, const QString& id, const QString& embedding = {}) {
    for (const QJsonValue& value : answer[u"runs"].toArray())
        if (value[u"id"].toString() == id && value[u"embedding"].toString() == embedding)
            return value.toObject();
    return {};
}

} // namespace

class CliConverge : public QObject {
    Q_OBJECT
private slots:
    void paperExample();
    void weightsOfOnesGiveThePapersMeasure();
    void embeddings();
    void theOrderIsLostAboveAlphaStar();
    void traces();
    void badInput_data();
    void badInput();
    void textOutput();
};

void CliConverge::paperExample() {
    const Run answer = run({network("paper_example"), "--input", "0,1", "--json"});
    QCOMPARE(answer.status, 0);
    const QJsonObject json = answer.json();
    QCOMPARE(json[u"alpha_star"].toDouble(), 0.8);
    QCOMPARE(json[u"runs"].toArray().size(), static_cast<qsizetype>(kamke::iterations().size()));
    // μ_η = −1/4 + √3/4 at the best weights, and 1 − 0.8(1 − μ_η).
    const double mu = -0.25 + std::sqrt(3.0) / 4;
    QVERIFY(std::abs(json[u"measure"].toDouble() - mu) < 1e-12);
    QVERIFY(std::abs(find(json, "average")[u"factor"].toDouble() - (1 - 0.8 * (1 - mu))) < 1e-12);
    for (const QJsonValue& one : json[u"runs"].toArray()) {
        QCOMPARE(one[u"status"].toString(), QString("ok"));
        QVERIFY(std::abs(one[u"x"][0].toDouble() - 9.0 / 14) < 1e-9);
        QVERIFY(std::abs(one[u"x"][1].toDouble() - 11.0 / 14) < 1e-9);
    }
    QVERIFY(find(json, "anderson")[u"factor"].isNull());
    QVERIFY(find(json, "picard")[u"alpha"].isNull());
}

void CliConverge::weightsOfOnesGiveThePapersMeasure() {
    const QJsonObject json =
        run({network("paper_example"), "--input", "0,1", "--eta", "1,1", "--solvers", "average", "--json"})
            .json();
    QCOMPARE(json[u"measure"].toDouble(), 0.5);
    const QJsonObject average = find(json, "average");
    QVERIFY(std::abs(average[u"factor"].toDouble() - 0.6) < 1e-15); // 1 − 0.8·(1 − 0.5)
    QVERIFY(average[u"measured_factor"].toDouble() <= 0.6);
    QVERIFY(average[u"iterations_to_1e-6"].toInt() <= average[u"predicted_to_1e-6"].toInt());
}

void CliConverge::embeddings() {
    const QJsonObject json =
        run({network("paper_example"), "--lower", "0,1", "--upper", "0.33333333333333331,2", "--json"})
            .json();
    QCOMPARE(json[u"runs"].toArray().size(), 2 * static_cast<qsizetype>(kamke::iterations().size()));
    for (const char* id : {"average", "diagonal-implicit", "peaceman-rachford", "anderson"}) {
        const QJsonObject mm = find(json, id, "mm"), ibp = find(json, id, "ibp");
        QVERIFY2(std::abs(mm[u"state"][u"lower"][0].toDouble() - 13.0 / 33) < 1e-9, id);
        QVERIFY2(std::abs(mm[u"state"][u"upper"][1].toDouble() - 67.0 / 33) < 1e-9, id);
        QVERIFY2(std::abs(ibp[u"state"][u"upper"][0].toDouble() - 13.0 / 6) < 1e-9, id);
    }
    QVERIFY(find(json, "average", "mm")[u"keeps_order"].toBool());
    QVERIFY(!find(json, "anderson", "mm")[u"keeps_order"].toBool());
    const QJsonObject diverging =
        run({network("ibp_diverges"), "--lower", "0,1", "--upper", "0.3,2", "--solvers", "average", "--json"})
            .json();
    QCOMPARE(find(diverging, "average", "mm")[u"status"].toString(), QString("ok"));
    QCOMPARE(find(diverging, "average", "ibp")[u"status"].toString(), QString("diverged"));
    QVERIFY(!find(diverging, "average", "ibp").contains(u"state"));
}

void CliConverge::theOrderIsLostAboveAlphaStar() {
    const QStringList box{
        network("ibp_diverges"), "--lower", "0,1", "--upper", "0.3,2", "--solvers", "average", "--json"};
    const QJsonObject within = find(run(box).json(), "average", "mm");
    QVERIFY(within[u"order_lost_at"].isNull());
    const QJsonObject beyond = find(run(box + QStringList{"--alpha", "1"}).json(), "average", "mm");
    QVERIFY(!beyond[u"keeps_order"].toBool());
    QVERIFY(beyond[u"order_lost_at"].toInt() > 0);
}

void CliConverge::traces() {
    const QJsonObject average = find(
        run({network("paper_example"), "--input", "0,1", "--solvers", "average", "--trace", "--json"}).json(),
        "average");
    const int count = average[u"iterations"].toInt();
    QCOMPARE(average[u"residuals"].toArray().size(), count + 1);
    QCOMPARE(average[u"iterates"].toArray().size(), count + 1);
    const QJsonArray steps = average[u"steps"].toArray();
    QCOMPARE(steps.size(), count);
    for (qsizetype k = 1; k < steps.size(); ++k)
        QVERIFY(steps[k].toDouble() <= average[u"factor"].toDouble() * steps[k - 1].toDouble() + 1e-14);
}

void CliConverge::badInput_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says");
    const QString paper = network("paper_example");
    QTest::newRow("nothing asked") << QStringList{paper} << 2 << "either --input or --lower with --upper";
    QTest::newRow("half a box") << QStringList{paper, "--lower", "0,1"} << 2 << "--upper";
    QTest::newRow("both") << QStringList{paper, "--input", "0,1", "--lower", "0,1", "--upper", "0,1"} << 2
                          << "--input";
    QTest::newRow("size") << QStringList{paper, "--input", "0"} << 1
                          << "--input has 1 numbers, expected r = 2";
    QTest::newRow("order") << QStringList{paper, "--lower", "1,1", "--upper", "0,2"} << 1
                           << "expected lower ≤ upper";
    QTest::newRow("solver") << QStringList{paper, "--input", "0,1", "--solvers", "newton"} << 2
                            << "unknown solver \"newton\", the known ones are picard, average";
    QTest::newRow("no solver") << QStringList{paper, "--input", "0,1", "--solvers", ""} << 2 << "names none";
    QTest::newRow("alpha") << QStringList{paper, "--input", "0,1", "--alpha", "-1"} << 2 << "--alpha";
    QTest::newRow("eta size") << QStringList{paper, "--input", "0,1", "--eta", "1"} << 1
                              << "expected n = 2 numbers > 0";
    QTest::newRow("eta sign") << QStringList{paper, "--input", "0,1", "--eta", "1,0"} << 1
                              << "expected n = 2 numbers > 0";
    QTest::newRow("file") << QStringList{"/no/such.h5", "--input", "0,1"} << 1 << "such.h5: no such file";
}

void CliConverge::badInput() {
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, says);
    const Run answer = run(arguments);
    QCOMPARE(answer.status, status);
    QVERIFY(answer.out.isEmpty());
    QVERIFY2(QString::fromUtf8(answer.error).contains(says), answer.error);
    QCOMPARE(answer.error.count('\n'), 1);
}

void CliConverge::textOutput() {
    const Run answer = run({network("paper_example"), "--input", "0,1"});
    QCOMPARE(answer.status, 0);
    QCOMPARE(answer.out.count('\n'), static_cast<qsizetype>(kamke::iterations().size()));
    QVERIFY2(answer.out.contains("factor 0.34641 (theory 0.34641)"), answer.out);
    QVERIFY(!answer.out.contains("nan"));
}

QTEST_GUILESS_MAIN(CliConverge)
#include "tst_cli_converge.moc"
