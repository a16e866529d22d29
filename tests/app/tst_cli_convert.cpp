// kamke-cli convert: what it prints, what it writes, and what it says of files that cannot be read.
#include "cli_run.h"
#include "core/io/files/network_file.h"
#include "tests/core/import_fixtures.h"

#include <QTest>

#include <cmath>

using namespace kamke;
using namespace kamke::test;

class CliConvert : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void writesWhatWasUnderstood();
    void keepsTheOutputs();
    void predictsSamples();
    void textSaysTheSame();
    void tellsOfRawPixels();
    void refusals_data();
    void refusals();

private:
    QString in(const char* name) const {
        return QString::fromStdString(fixtures_.path(QString::fromLatin1(name)).string());
    }
    QString out(const char* name) const { return folder_.filePath(QString::fromLatin1(name)); }

    ImportFixtures fixtures_;
    QTemporaryDir folder_;
};

void CliConvert::initTestCase() {
    const QString why = fixtures_.make();
    QVERIFY2(!why.startsWith(QLatin1String("FAILED")), qPrintable(why));
    if (!why.isEmpty())
        QSKIP(qPrintable(why));
}

void CliConvert::writesWhatWasUnderstood() {
    const Run answer = runCli(
        {"convert", in("monotone.mat"), out("monotone.h5"), "--m", "0.75", "--mean", "0.25", "--std", "2",
         "--lower", "0", "--upper", "1", "--json"});
    QVERIFY2(answer.status == 0, answer.error);
    const QJsonObject json = answer.json();
    QCOMPARE(json[u"format"].toString(), QStringLiteral("MATLAB 5"));
    QCOMPARE(json[u"n"].toInt(), 4);
    QCOMPARE(json[u"r"].toInt(), 6);
    QCOMPARE(json[u"q"].toInt(), 3);
    QVERIFY(json[u"mu_2"].toDouble() < 0.2500001);
    QVERIFY(json[u"complete"].toBool());
    QStringList read;
    for (const QJsonValue& part : json[u"parts"].toArray())
        read << part[u"what"].toString() + QStringLiteral(": ") + part[u"read_as"].toString();
    QVERIFY2(read.contains("variable U: B, from the input to the state"), qPrintable(read.join("; ")));

    const auto network = readNetwork(out("monotone.h5").toStdString());
    QVERIFY2(network, network ? "" : network.error().message.c_str());
    QCOMPARE(network->name, std::string("monotone"));
    QCOMPARE(network->source, std::string("imported from monotone.mat (MATLAB 5)"));
    QVERIFY(network->training.at("kind") == AttributeValue(std::string("mon")));
    QVERIFY(same(network->input->mean, Vector::Constant(6, 0.25)));
    QVERIFY(same(network->input->std, Vector::Constant(6, 2)));
    QVERIFY(same(*network->input->lower, Vector::Zero(6)) && same(*network->input->upper, Vector::Ones(6)));
}

void CliConvert::keepsTheOutputs() {
    for (const QJsonValue& one : fixtures_.good()) {
        const QString name = one[u"file"].toString();
        QStringList options;
        const QJsonObject given = one[u"options"].toObject();
        for (const QString& key : given.keys())
            options << "--" + key << QString::number(given[key].toDouble(), 'g', 17);
        const QStringList files{"convert", in(qPrintable(name)), out("out.h5")};
        const Run answer = runCli(files + options);
        QVERIFY2(answer.status == 0, answer.error);
        QStringList input;
        for (const QJsonValue& value : one[u"inputs"][2].toArray())
            input << QString::number(value.toDouble(), 'g', 17);
        const Run forward = runCli({"forward", out("out.h5"), "--input=" + input.join(u','), "--json"});
        QVERIFY2(forward.status == 0, forward.error);
        const QJsonArray y = forward.json()[u"y"].toArray(), expected = one[u"outputs"][2].toArray();
        QCOMPARE(y.size(), expected.size());
        for (int k = 0; k < y.size(); ++k)
            QVERIFY2(
                std::abs(y[k].toDouble() - expected[k].toDouble()) <
                    1e-9 * (1 + std::abs(expected[k].toDouble())),
                qPrintable(name));
    }
}

void CliConvert::predictsSamples() {
    // good_images.h5 has five samples of 2×3 pixels with labels below 4, one too many for three outputs.
    const QString data = QStringLiteral(KAMKE_SOURCE_DIR "/tests/data/datasets/good_images.h5");
    const Run unfit = runCli({"convert", in("plain.npz"), out("unfit.h5"), "--data", data});
    QCOMPARE(unfit.status, 1);
    QVERIFY2(unfit.error.contains("expected labels below q = 3"), unfit.error);
    QVERIFY(!QFile::exists(out("unfit.h5")));
    const Run answer = runCli({"convert", in("six_inputs.onnx"), out("fit.h5"), "--data", data, "--json"});
    QVERIFY2(answer.status == 0, answer.error);
    const QJsonArray predictions = answer.json()[u"predictions"].toArray();
    QCOMPARE(predictions.size(), 5);
    QCOMPARE(answer.json()[u"labels"].toArray(), (QJsonArray{3, 0, 2, 2, 1}));
    int right = 0;
    for (int k = 0; k < 5; ++k) {
        const Run forward =
            runCli({"forward", out("fit.h5"), "--data", data, "--index", QString::number(k), "--json"});
        QCOMPARE(predictions[k].toInt(), forward.json()[u"prediction"].toInt());
        right += predictions[k] == answer.json()[u"labels"][k];
    }
    QCOMPARE(answer.json()[u"accuracy"].toDouble(), right / 5.0);
    QVERIFY(right > 0 && right < 5);
}

void CliConvert::textSaysTheSame() {
    const QString data = QStringLiteral(KAMKE_SOURCE_DIR "/tests/data/datasets/good_images.h5");
    const Run answer = runCli({"convert", in("six_inputs.onnx"), out("text.h5"), "--data", data});
    QVERIFY2(answer.status == 0, answer.error);
    for (const char* line :
         {"format: ONNX", "node gemm_y (Gemm): 4×6 → weights from 6 to 4 values", "activation: relu",
          "sample 0: label 3, read as ", "accuracy: ", "of 5 samples"})
        QVERIFY2(answer.out.contains(line), answer.out);
    QVERIFY2(answer.error.isEmpty(), answer.error);
}

void CliConvert::tellsOfRawPixels() {
    const QString data = QStringLiteral(KAMKE_SOURCE_DIR "/tests/data/datasets/good_images.h5");
    const Run answer = runCli(
        {"convert", in("six_inputs.onnx"), out("raw.h5"), "--data", data, "--lower=-2e-3", "--upper=1e-3"});
    QVERIFY2(answer.status == 0, answer.error);
    QVERIFY2(
        answer.error.contains("good_images.h5: 5 of 5 samples are outside of the network's input domain"),
        answer.error);
    QCOMPARE(answer.error.count('\n'), 1);
}

void CliConvert::refusals_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no m") << QStringList{in("monotone.mat"), out("x.h5")} << 1
                          << "monotone.mat: has A, B, U and C of a monotone operator network, expected also "
                             "its m in W = (1 − m)I − AᵀA + "
                             "B − Bᵀ, which the file does not say: give m (--m on the command line)";
    QTest::newRow("unknown format") << QStringList{in("cases.json"), out("x.h5")} << 1
                                    << "expected a name that ends in .mat, .npz or .onnx";
    QTest::newRow("no such folder") << QStringList{in("plain.npz"), out("none/x.h5")} << 1 << "x.h5";
    QTest::newRow("std") << QStringList{in("plain.npz"), out("x.h5"), "--std", "0"} << 1
                         << "expected a number > 0";
    QTest::newRow("bounds crossed") << QStringList{in("plain.npz"), out("x.h5"), "--lower=1", "--upper=0"}
                                    << 1 << "--lower is 1 and upper 0, expected lower ≤ upper";
    QTest::newRow("bound is nan") << QStringList{in("plain.npz"), out("x.h5"), "--lower=nan"} << 2
                                  << "--lower: is \"nan\", expected a finite number";
    QTest::newRow("layer left out") << QStringList{in("bad_gap.npz"), out("x.h5")} << 1
                                    << "bad_gap.npz: variable W4 would be left out: there is no W3";
    QTest::newRow("cut") << QStringList{in("bad_cut.mat"), out("x.h5")} << 1 << "is truncated or damaged";
    QTest::newRow("no output") << QStringList{in("plain.npz")} << 2 << "OUT";
    QTest::newRow("not a number") << QStringList{in("plain.npz"), out("x.h5"), "--m", "one"} << 2 << "--m";
}

void CliConvert::refusals() {
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, sentence);
    const Run answer = runCli(QStringList{"convert"} + arguments);
    QCOMPARE(answer.status, status);
    QVERIFY(answer.out.isEmpty());
    QVERIFY2(answer.error.contains(sentence.toUtf8()), answer.error);
    QCOMPARE(answer.error.count('\n'), 1);
    QVERIFY(!QFile::exists(out("x.h5")));
}

QTEST_GUILESS_MAIN(CliConvert)
#include "tst_cli_convert.moc"
