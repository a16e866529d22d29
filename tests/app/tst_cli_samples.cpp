// The subcommands of kamke-cli that read a data set, as other programs see them.
#include "core/certify/certificates.h"
#include "core/certify/margins.h"
#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/solve/solvers.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>

namespace {

struct Run {
    int status;
    QByteArray out, error;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

Run run(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(KAMKE_BIN_DIR "/kamke-cli"), arguments);
    process.waitForFinished(120000);
    return {
        process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        process.readAllStandardOutput(), process.readAllStandardError()};
}

const QString network = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/two_moons.h5");
const QString samples = QStringLiteral(KAMKE_SOURCE_DIR "/tests/data/datasets/two_moons.h5");
const QString monotone = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/mon_m20.h5");
const QString digits = QStringLiteral(KAMKE_SOURCE_DIR "/resources/data/digits.h5");
constexpr int count = 300;    // more than a block, so that there is work for several threads
constexpr int wrongLabel = 7; // the sample whose label make_dataset_fixtures.py turned round

/// A command line with both files behind the subcommand.
QStringList on(const QString& subcommand, const QStringList& options) {
    return QStringList{subcommand, network, samples} + options;
}

/// The results of `certify` as method → certified counts, one per ε.
QMap<QString, QList<int>> counts(const QJsonObject& answer) {
    QMap<QString, QList<int>> found;
    for (const QJsonValue& one : answer[u"results"].toArray())
        found[one[u"method"].toString()] << one[u"certified"].toInt();
    return found;
}

} // namespace

class CliSamples : public QObject {
    Q_OBJECT
private slots:
    void forwardOfASample();
    void certifyCounts();
    void certifyDoesNotDependOnThreads();
    void certifyChoosesSamples();
    void certifyWritesMargins();
    void radiusAgreesWithCertify();
    void radiusInTheEuclideanNorm();
    void everySampleIsDecided();
    void radiusOfTheSearchIsTheLargest();
    void justOutsideOfTheRadiusLiesAWitness();
    void attackAgreesWithRadius();
    void witnessesAreReadWrongly();
    void explainSplitsTheLoss();
    void explainOfAConstantHasNoUnits();
    void explainSaysWhatAnAttackFound();
    void textSaysTheSame();
    void stopsAtTheTimeLimit();
    void stopsAtASignal();
    void usageErrors_data();
    void usageErrors();
    void inputErrors_data();
    void inputErrors();
};

void CliSamples::forwardOfASample() {
    const Run answer = run({"forward", network, "--data", samples, "--index", "3", "--json"});
    QCOMPARE(answer.status, 0);
    QCOMPARE(answer.json()[u"label"].toInt(), 1);
    QCOMPARE(answer.json()[u"prediction"].toInt(), 1);
    const QJsonArray y = answer.json()[u"y"].toArray();
    QVERIFY(y[1].toDouble() > y[0].toDouble());
    const Run wrong =
        run({"forward", network, "--data", samples, "--index", QString::number(wrongLabel), "--json"});
    QVERIFY(wrong.json()[u"label"] != wrong.json()[u"prediction"]);
}

void CliSamples::certifyCounts() {
    const Run answer = run(on("certify", {"--eps", "0,0.01,0.1,0.3", "--json"}));
    QVERIFY2(answer.status == 0, answer.error);
    // One line: somebody may have meant a number with a comma.
    QVERIFY2(answer.error.count('\n') == 1 && answer.error.contains("ε = 0"), answer.error);
    const QJsonObject json = answer.json();
    QCOMPARE(json[u"samples"].toInt(), count);
    QCOMPARE(json[u"clean_accuracy"].toDouble(), (count - 1.0) / count);
    QVERIFY(json[u"complete"].toBool());
    const auto certified = counts(json);
    qsizetype quick = 0; // all that certify many samples at once
    for (const kamke::Certificate& one : kamke::certificates())
        quick += one.cost == kamke::Cost::Columns;
    QCOMPARE(certified.size(), quick);
    QCOMPARE(certified["mmc"][0], count - 1); // without noise every sample that is read rightly is certified
    int compared = 0;
    for (const QString& method : certified.keys()) {
        const QList<int>& list = certified[method];
        for (int e = 1; e < list.size(); ++e)
            QVERIFY2(list[e] <= list[e - 1], qPrintable(method));
        if (!kamke::findCertificate("mmc")->isTighterThan(*kamke::findCertificate(method.toStdString())))
            continue;
        ++compared;
        for (int e = 0; e < list.size(); ++e)
            QVERIFY2(list[e] <= certified["mmc"][e], qPrintable(method));
    }
    // All that read a state box of weighted norms, but mmc itself.
    QVERIFY(compared >= 5);
    QVERIFY(certified["mmc"][1] > certified["mmc"][3]);
    for (const QJsonValue& one : json[u"results"].toArray())
        QCOMPARE(one[u"fraction"].toDouble(), one[u"certified"].toInt() / double(count));
}

void CliSamples::certifyDoesNotDependOnThreads() {
    // The seconds differ, the margins must not.
    const QTemporaryDir folder;
    QByteArray first;
    for (const char* threads : {"1", "2", "5"}) {
        const QString path = folder.filePath(threads);
        const Run answer = run(on("certify", {"--eps", "0.003", "--threads", threads, "--margins", path}));
        QVERIFY2(answer.status == 0, answer.error);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(first.isEmpty() || first == bytes);
        first = bytes;
    }
}

void CliSamples::certifyChoosesSamples() {
    QCOMPARE(run(on("certify", {"--eps", "0.01", "--first", "10", "--json"})).json()[u"samples"].toInt(), 10);
    const QJsonObject one =
        run(on("certify", {"--eps", "0.01", "--indices", "7,8", "--methods", "mmc,mmc", "--json"})).json();
    QCOMPARE(one[u"samples"].toInt(), 2);
    QCOMPARE(one[u"clean_accuracy"].toDouble(), 0.5);
    QCOMPARE(one[u"results"].toArray().size(), 1); // the same method twice is once
}

void CliSamples::certifyWritesMargins() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("margins.h5");
    const QJsonObject answer =
        run(on("certify", {"--eps", "0.01,0.1", "--methods", "mmc,ibp", "--margins", path, "--json"})).json();
    const QString script = QStringLiteral("import h5py, json\n"
                                          "f = h5py.File('%1')\n"
                                          "right = f['label'][...] == f['prediction'][...]\n"
                                          "print(json.dumps({m: [int(((v > 0) & right).sum()) for v in "
                                          "f['margins'][m][...]] for m in f['margins']}))");
    QProcess python;
    python.start("/usr/bin/python3", {"-c", script.arg(path)});
    QVERIFY(python.waitForFinished(60000));
    if (python.readAllStandardError().contains("No module named"))
        QSKIP("python3-h5py is not installed");
    const QJsonObject read = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
    const auto certified = counts(answer);
    QCOMPARE(read.size(), 2);
    for (const QString& method : {QStringLiteral("mmc"), QStringLiteral("ibp")})
        for (int e = 0; e < 2; ++e)
            QCOMPARE(read[method][e].toInt(-1), certified[method][e]);
}

void CliSamples::radiusAgreesWithCertify() {
    const QJsonObject answer =
        run(on("radius", {"--methods", "mmc,lipschitz", "--tolerance", "1e-3", "--json"})).json();
    QVERIFY(answer[u"complete"].toBool());
    const QJsonArray radii = answer[u"radius"][u"mmc"].toArray();
    QCOMPARE(radii.size(), count);
    QVERIFY(radii[wrongLabel].isNull()); // misread
    for (const double eps : {0.05, 0.1}) {
        const QJsonObject certified =
            run(on("certify", {"--eps", QString::number(eps), "--methods", "mmc", "--json"})).json();
        const int atEps = certified[u"results"][0][u"certified"].toInt();
        int surely = 0, perhaps = 0;
        for (const QJsonValue& radius : radii) {
            surely += radius.toDouble(-1) >= eps;
            perhaps += radius.toDouble(-1) >= eps - 1e-3;
        }
        QVERIFY2(surely <= atEps && atEps <= perhaps, qPrintable(QString::number(atEps)));
    }
    for (int k = 0; k < count; ++k)
        QVERIFY(answer[u"radius"][u"lipschitz"][k].toDouble() <= radii[k].toDouble() + 1e-3);
}

void CliSamples::radiusInTheEuclideanNorm() {
    const QJsonObject l2 = run(on("radius", {"--norm", "l2", "--methods", "lipschitz-l2", "--json"})).json();
    QCOMPARE(l2[u"norm"].toString(), QString("l2"));
    QVERIFY(l2[u"complete"].toBool());
    QCOMPARE(l2[u"radius"].toObject().keys(), QStringList({"lipschitz-l2"}));
    const QJsonObject box = run(on("radius", {"--methods", "lipschitz-l2", "--json"})).json();
    QCOMPARE(box[u"norm"].toString(), QString("linf"));
    const QJsonArray round = l2[u"radius"][u"lipschitz-l2"].toArray(),
                     square = box[u"radius"][u"lipschitz-l2"].toArray();
    QCOMPARE(round.size(), count);
    QVERIFY(round[wrongLabel].isNull());
    // The ball of the same radius lies in the box, and every bound of it is no larger.
    int larger = 0;
    for (int k = 0; k < count; ++k) {
        QVERIFY(round[k].isNull() == square[k].isNull());
        QVERIFY(round[k].toDouble() >= square[k].toDouble() - 1.1e-4);
        larger += round[k].toDouble() > square[k].toDouble() * 1.001;
    }
    QVERIFY(larger > count / 2);
}

void CliSamples::everySampleIsDecided() {
    const QStringList command{"decide", monotone,    digits,   "--first", "30",
                              "--eps",  "0.02,0.05", "--clip", "--json"};
    const Run answer = run(command);
    QVERIFY2(answer.status == 0, answer.error.constData());
    const QJsonArray results = answer.json()[u"results"].toArray();
    QCOMPARE(results.size(), 2);
    const Run certified = run(
        {"certify", monotone, digits, "--first", "30", "--eps", "0.02,0.05", "--clip", "--methods",
         "complete,relational", "--json"});
    const auto byCertify = counts(certified.json());
    for (int e = 0; e < 2; ++e) {
        const QJsonObject one = results[e].toObject();
        QCOMPARE(
            one[u"robust"].toInt() + one[u"broken"].toInt() + one[u"misread"].toInt() +
                one[u"unknown"].toInt(),
            30);
        QCOMPARE(one[u"unknown"].toInt(), 0);
        // `certify` counts the same samples.
        QCOMPARE(one[u"robust"].toInt(), byCertify["complete"][e]);
        QVERIFY(byCertify["relational"][e] <= byCertify["complete"][e]);
        int decided = 0;
        for (const QJsonValue& stage : one[u"decided_by"].toObject())
            decided += stage.toInt();
        QCOMPARE(decided, 30);
        for (int k = 0; k < 30; ++k) {
            const bool robust = one[u"decided"][k].toInt() == 2;
            QVERIFY(!robust || one[u"bound"][k].toDouble() > 0);
        }
    }
    QVERIFY(results[1].toObject()[u"broken"].toInt() > 0 && results[1].toObject()[u"robust"].toInt() > 0);
    // Any number of threads, and the words for people, say the same.
    const Run threads = run(command + QStringList{"--threads", "3"});
    for (int e = 0; e < 2; ++e)
        for (const char16_t* key : {u"decided", u"bound", u"nodes", u"stage"})
            QCOMPARE(
                threads.json()[u"results"][e][QStringView(key)], results[e].toObject()[QStringView(key)]);
    QStringList text = command;
    text.removeLast();
    const QByteArray words = run(text).out;
    QVERIFY2(words.contains("robust") && words.contains("30 samples"), words.constData());
    // A node is not enough for the hard ones, which are then unknown, and never called robust.
    const QJsonObject few = run(command + QStringList{"--nodes", "1"}).json()[u"results"][1].toObject();
    QVERIFY(few[u"robust"].toInt() <= results[1].toObject()[u"robust"].toInt());
    QVERIFY(few[u"unknown"].toInt() > 0);
}

void CliSamples::radiusOfTheSearchIsTheLargest() {
    const Run answer = run(
        {"radius", monotone, digits, "--first", "3", "--methods", "relational,complete", "--largest", "0.2",
         "--tolerance", "0.01", "--norm", "l2", "--json"});
    QVERIFY2(answer.status == 0, answer.error.constData());
    const QJsonObject radius = answer.json()[u"radius"].toObject();
    for (int k = 0; k < 3; ++k)
        QVERIFY(radius[u"complete"][k].toDouble() >= radius[u"relational"][k].toDouble());
}

void CliSamples::justOutsideOfTheRadiusLiesAWitness() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("w.h5");
    const QStringList line{"radius", monotone,      digits, "--first", "4",         "--methods", "complete",
                           "--clip", "--tolerance", "0.01", "--json",  "--witness", file};
    const Run answer = run(line);
    QVERIFY2(answer.status == 0, answer.error.constData());
    const QJsonObject json = answer.json();
    const auto data = kamke::readDataset(file.toStdString());
    QVERIFY(data);
    const auto network = kamke::readNetwork(monotone.toStdString());
    const auto source = kamke::readDataset(digits.toStdString());
    const kamke::NetworkAnalysis analysis(std::make_shared<const kamke::Network>(*network));
    QCOMPARE(data->size(), kamke::Index{4});
    for (int k = 0; k < 4; ++k) {
        const double radius = json[u"radius"][u"complete"][k].toDouble();
        const double eps = json[u"witness"][u"eps"][k].toDouble();
        QVERIFY(radius > 0 && std::abs(eps - radius - 0.01) < 1e-12);
        const kamke::Vector input = data->inputs(std::vector<kamke::Index>{k}).col(0);
        const kamke::Vector centre = source->inputs(std::vector<kamke::Index>{k}).col(0);
        QVERIFY((input - centre).lpNorm<Eigen::Infinity>() <= eps);
        QVERIFY(input.minCoeff() >= 0 && input.maxCoeff() <= 1);
        const int read = kamke::predictedClass(kamke::forward(analysis, input).y);
        QCOMPARE(read, json[u"witness"][u"prediction"][k].toInt());
        QVERIFY(read != source->labels[static_cast<std::size_t>(k)]);
    }
    QStringList other = line;
    other[6] = "mmc";
    const Run usage = run(other);
    QCOMPARE(usage.status, 2);
    QVERIFY2(usage.error.contains("--witness needs the method complete"), usage.error.constData());
}

void CliSamples::attackAgreesWithRadius() {
    for (const char* kind : {"fgsm", "pgd", "inversion"}) {
        const QJsonObject answer =
            run(on("attack", {"--eps", "0,0.05,0.5", "--kind", kind, "--steps", "10", "--json"})).json();
        QVERIFY(answer[u"complete"].toBool());
        const QJsonArray results = answer[u"results"].toArray();
        QCOMPARE(results.size(), 3);
        QCOMPARE(results[0][u"robust"].toInt(), count - 1);
        QCOMPARE(results[0][u"kind"].toString(), QString(kind));
        const QJsonObject certified =
            run(on("certify", {"--eps", "0,0.05,0.5", "--methods", "mmc", "--json"})).json();
        for (int e = 0; e < 3; ++e) // what is certified, no attack breaks
            QVERIFY(results[e][u"robust"].toInt() >= certified[u"results"][e][u"certified"].toInt());
    }
    const auto robust = [](const QStringList& options) {
        return run(on("attack", QStringList{"--eps", "0.5", "--kind", "pgd", "--json"} + options))
            .json()[u"results"][0][u"robust"]
            .toInt();
    };
    QVERIFY(robust({}) < count - 1);
    QCOMPARE(robust({"--seed", "5", "--threads", "1"}), robust({"--seed", "5", "--threads", "3"}));
    // A ball of two inputs lies in the box, and holds the box of radius ε/√2.
    QVERIFY(robust({"--norm", "l2"}) >= robust({}) && robust({"--norm", "l2"}) < count - 1);
    const QJsonObject ball =
        run(on("certify", {"--eps", "0.5", "--methods", "mmc", "--norm", "l2", "--attacks", "pgd", "--json"}))
            .json();
    const int unbroken = ball[u"attacks"][0][u"unbroken"].toInt(-1);
    QVERIFY(unbroken >= 0 && unbroken >= ball[u"results"][0][u"certified"].toInt());
}

void CliSamples::witnessesAreReadWrongly() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("witness.h5");
    const QJsonObject answer =
        run(on("attack", {"--eps", "0.5", "--kind", "pgd", "--witness", path, "--json"})).json();
    const int broken = count - answer[u"results"][0][u"robust"].toInt();
    QVERIFY(broken > 1);
    // They open as a data set, and none of them is read as its label.
    const QJsonObject again = run({"certify", network, path, "--eps", "0", "--json"}).json();
    QCOMPARE(again[u"samples"].toInt(), broken);
    QCOMPARE(again[u"clean_accuracy"].toDouble(-1), 0.0);
}

void CliSamples::explainSplitsTheLoss() {
    for (const QStringList& more :
         {QStringList{"mmc"}, QStringList{"mm"}, QStringList{"mmc", "--norm", "l2"},
          QStringList{"relational", "--norm", "l2"}, QStringList{"lipschitz", "--clip"}}) {
        const QStringList line =
            on("explain", QStringList{"--index", "2", "--eps", "0.02", "--json", "--method"} + more);
        const Run answer = run(line);
        QVERIFY2(answer.status == 0, answer.error);
        const QJsonObject json = answer.json();
        QCOMPARE(json[u"method"].toString(), more.front());
        QCOMPARE(json[u"norm"].toString(), QString(more.contains("l2") ? "l2" : "linf"));
        QCOMPARE(json[u"competitors"].toArray().size(), 1);
        if (json[u"status"].toString() != "ok") {
            // What does not apply to this network says why, and has nothing to split.
            QVERIFY(more.front() == "relational" && json[u"units"].toArray().isEmpty());
            continue;
        }
        QCOMPARE(json[u"units"].toArray().size(), 20);
        for (const auto* inputs : {u"inputs", u"input_shares"})
            QCOMPARE(json[inputs].toArray().size(), 2);
        QVERIFY(!json[u"note"].toString().isEmpty());
        double sum = json[u"direct_share"].toDouble() + json[u"rest_share"].toDouble(), inputs = 0;
        for (const QJsonValue& share : json[u"input_shares"].toArray())
            inputs += share.toDouble();
        QVERIFY(std::abs(inputs - json[u"direct_share"].toDouble()) <= 1e-12);
        for (const QJsonValue& unit : json[u"units"].toArray()) {
            QVERIFY(unit[u"share"].toDouble() >= -1e-12);
            QVERIFY(unit[u"lower"].toDouble() <= unit[u"upper"].toDouble());
            QVERIFY(QStringList({"inactive", "active", "undecided"}).contains(unit[u"state"].toString()));
            sum += unit[u"share"].toDouble();
        }
        QVERIFY(std::abs(sum - json[u"loss"].toDouble()) <= 1e-9);
        QVERIFY(
            std::abs(json[u"clean"].toDouble() - json[u"bound"].toDouble() - json[u"loss"].toDouble()) <=
            1e-9);
    }
}

void CliSamples::explainOfAConstantHasNoUnits() {
    const QStringList line = on("explain", {"--index", "2", "--eps", "0.02", "--method", "lipschitz"});
    const QJsonObject json = run(line + QStringList{"--json"}).json();
    QCOMPARE(json[u"status"].toString(), QString("ok"));
    for (const QJsonValue& unit : json[u"units"].toArray())
        QCOMPARE(unit[u"share"].toDouble(), 0.0);
    QVERIFY(std::abs(json[u"direct_share"].toDouble() - json[u"loss"].toDouble()) <= 1e-12);
    QVERIFY(json[u"note"].toString().contains("no share by unit"));
    QVERIFY(run(line).out.contains("no share by unit"));
}

void CliSamples::explainSaysWhatAnAttackFound() {
    const auto verdict = [](const QStringList& options) {
        const QJsonObject json = run(on("explain", options + QStringList{"--json"})).json();
        const QString reason = json[u"reason"].toString();
        return reason.isEmpty() ? QString() : json[u"verdict"].toString();
    };
    QCOMPARE(verdict({"--index", "2", "--eps", "0.001"}), QString("certified"));
    QCOMPARE(verdict({"--index", "2", "--eps", "2"}), QString("broken"));
    QCOMPARE(verdict({"--index", "2", "--eps", "2", "--kind", "none"}), QString("undecided"));
    QCOMPARE(verdict({"--index", QString::number(wrongLabel), "--eps", "0.001"}), QString("misread"));
}

void CliSamples::textSaysTheSame() {
    const Run certify = run(on("certify", {"--eps", "0.01"}));
    QVERIFY2(certify.out.contains("300 samples, 99.7 % read correctly"), certify.out);
    QVERIFY2(certify.out.contains("mmc") && certify.out.contains("proved"), certify.out);
    const Run radius = run(on("radius", {"--methods", "mmc", "--first", "3"}));
    QVERIFY2(radius.out.contains("median"), radius.out);
    const Run attack = run(on("attack", {"--eps", "0.1", "--kind", "fgsm"}));
    QVERIFY2(attack.out.contains(" of 300"), attack.out);
    const Run explain = run(on("explain", {"--index", "0", "--eps", "0.01"}));
    QVERIFY2(explain.out.contains("Hidden units:") && explain.out.contains("margin"), explain.out);
    for (const Run& one : {certify, radius, attack, explain})
        QVERIFY2(one.status == 0 && one.error.isEmpty(), one.error);
}

void CliSamples::stopsAtTheTimeLimit() {
    const QTemporaryDir folder;
    for (const QStringList& rest :
         {QStringList{"certify", "--eps", "0.1,0.2", "--margins", folder.filePath("m.h5")},
          QStringList{"radius"},
          QStringList{"attack", "--eps", "0.1", "--kind", "pgd", "--witness", folder.filePath("w.h5")}}) {
        const Run answer =
            run(QStringList{rest.front(), network, samples} + rest.mid(1) +
                QStringList{"--time-limit", "0.000001", "--json"});
        QCOMPARE(answer.status, 3);
        QCOMPARE(answer.json()[u"complete"].toBool(true), false);
    }
    QVERIFY(QFile::exists(folder.filePath("m.h5")));
    QVERIFY(QFile::exists(folder.filePath("w.h5")));
}

void CliSamples::stopsAtASignal() {
    QProcess process;
    process.start(
        QStringLiteral(KAMKE_BIN_DIR "/kamke-cli"),
        on("attack", {"--eps", "0.1", "--kind", "pgd", "--steps", "1000000", "--json"}));
    QVERIFY(process.waitForStarted());
    QTest::qWait(1000); // past the reading of the files
    kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(20000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 3);
    const QJsonObject answer = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QCOMPARE(answer[u"complete"].toBool(true), false);
}

void CliSamples::usageErrors_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    QTest::newRow("no data") << QStringList{"certify", network, "--eps", "0.1"} << "DATA";
    QTest::newRow("no eps") << on("certify", {}) << "--eps";
    QTest::newRow("eps no number") << on("certify", {"--eps", "0.1,x"}) << "0.1,x";
    QTest::newRow("eps negative") << on("attack", {"--eps", "-0.1", "--kind", "pgd"}) << "numbers ≥ 0";
    QTest::newRow("method") << on("radius", {"--methods", "magic"}) << "mmc, mm, ";
    QTest::newRow("kind") << on("attack", {"--eps", "1", "--kind", "cw"}) << "fgsm, pgd, inversion";
    QTest::newRow("first") << on("certify", {"--eps", "1", "--first", "0"}) << "--first";
    QTest::newRow("both choices") << on("radius", {"--first", "2", "--indices", "1"}) << "--indices";
    QTest::newRow("index no number") << on("radius", {"--indices", "1.5"}) << "whole numbers";
    QTest::newRow("threads") << on("radius", {"--threads", "0"}) << "--threads";
    QTest::newRow("tolerance") << on("radius", {"--tolerance", "0"}) << "--tolerance";
    QTest::newRow("no index") << on("explain", {"--eps", "0.1"}) << "--index";
    QTest::newRow("data without index") << QStringList{"forward", network, "--data", samples} << "--index";
    QTest::newRow("data and input") << QStringList{"forward", network, "--data",  samples,
                                                   "--index", "0",     "--input", "1,1"}
                                    << "--input";
    QTest::newRow("neither data nor input") << QStringList{"forward", network} << "--data";
}

void CliSamples::usageErrors() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    const Run answer = run(arguments);
    QCOMPARE(answer.status, 2);
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(answer.error.trimmed().count('\n'), 0);
    QVERIFY2(answer.error.contains(said.toUtf8()), answer.error);
}

void CliSamples::inputErrors_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const QString folder = QStringLiteral(KAMKE_SOURCE_DIR "/tests/data/datasets/");
    QTest::newRow("other r") << QStringList{"certify", network, digits, "--eps", "0.1"}
                             << "digits.h5: has inputs of 784 values, expected r = 2";
    QTest::newRow("no such data") << QStringList{"radius", network, "/nowhere/d.h5"} << "d.h5: no such file";
    QTest::newRow("bad data") << QStringList{"radius", network, folder + "bad_nan.h5"} << "bad_nan.h5: ";
    QTest::newRow("network as data") << QStringList{"radius", network, network} << "\"kamke-dataset\"";
    QTest::newRow("data as network") << QStringList{"radius", samples, samples} << "\"kamke-network\"";
    QTest::newRow("index") << on("explain", {"--index", "300", "--eps", "0.1"}) << "expected 0 to 299";
    QTest::newRow("indices") << on("radius", {"--indices", "0,999"}) << "expected 0 to 299";
    QTest::newRow("first") << on("radius", {"--first", "301"}) << "has 300 samples";
    QTest::newRow("labels of HDF5") << on("radius", {"--labels", "x"}) << "expected no labels file";
    QTest::newRow("margins") << on("certify", {"--eps", "0.1", "--margins", "/nowhere/m.h5"})
                             << "m.h5: cannot be written in folder /nowhere";
}

void CliSamples::inputErrors() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    const Run answer = run(arguments);
    QCOMPARE(answer.status, 1);
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(answer.error.trimmed().count('\n'), 0);
    QVERIFY2(answer.error.contains(said.toUtf8()), answer.error);
}

QTEST_GUILESS_MAIN(CliSamples)
#include "tst_cli_samples.moc"
