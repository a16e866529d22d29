// kamke-cli train as other programs see it.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

class TrainCommand : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void trains();
    void everyKind_data();
    void everyKind();
    void resumes();
    void stopsAtTheTimeLimit();
    void diverges();
    void errors_data();
    void errors();

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
    Run train(const QStringList& more) const {
        QStringList arguments{"train", data_, "--hidden", "6", "--batch", "10"};
        if (!more.contains("--epochs"))
            arguments << "--epochs"
                      << "3";
        return run(arguments + more);
    }
    QString path(const char* name) const { return folder_.filePath(name); }

    QTemporaryDir folder_;
    QString data_;
};

void TrainCommand::initTestCase() {
    // 60 images of 2×3 pixels: the upper or the lower row is bright.
    QByteArray images, labels;
    const auto number = [](QByteArray& to, quint32 value) {
        const quint32 big = qToBigEndian(value);
        to.append(reinterpret_cast<const char*>(&big), 4);
    };
    for (const quint32 value : {0x803u, 60u, 2u, 3u})
        number(images, value);
    for (const quint32 value : {0x801u, 60u})
        number(labels, value);
    for (int k = 0; k < 60; ++k) {
        const int label = k % 2;
        labels.append(static_cast<char>(label));
        for (int pixel = 0; pixel < 6; ++pixel)
            images.append(static_cast<char>((pixel / 3 == label ? 180 : 20) + (k * 7 + pixel * 13) % 60));
    }
    data_ = path("tiny-images-idx3-ubyte");
    for (const auto& [name, bytes] : {std::pair{data_, images}, {path("tiny-labels-idx1-ubyte"), labels}}) {
        QFile file(name);
        QVERIFY(file.open(QFile::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
}

void TrainCommand::trains() {
    const QStringList options{"--first", "10",   "--seed",       "3",   "--gamma",   "0.5",
                              "--rate",  "0.02", "--validation", data_, "--threads", "1"};
    const Run answer = train(options + QStringList{"--out", path("a.h5"), "--json"});
    QVERIFY2(answer.status == 0, answer.error.constData());
    const QJsonObject json = answer.json();
    QCOMPARE(json[u"complete"].toBool(), true);
    QCOMPARE(json[u"epochs"].toArray().size(), 3);
    QVERIFY(json[u"epochs"][2][u"loss"].toDouble() < json[u"epochs"][0][u"loss"].toDouble());
    QVERIFY(json[u"epochs"][0][u"certified"].isNull());
    QCOMPARE(json[u"training"][u"count"].toInt(), 50);
    QCOMPARE(json[u"training"][u"kind"].toString(), QString("nemon"));
    QVERIFY(json[u"training"][u"validation_accuracy"].toDouble() > 0.9);
    QCOMPARE(answer.error.count("\n"), 3); // a line an epoch
    QVERIFY(answer.error.startsWith("epoch 1/3: loss "));

    const QJsonObject info = run({"info", path("a.h5"), "--json"}).json();
    QCOMPARE(info[u"n"].toInt(), 6);
    QVERIFY(info[u"measure"][u"mu_inf"].toDouble() <= 0.5);
    QVERIFY(info[u"measure"][u"mu_inf"].toDouble() > 0.499);

    // The command that the network carries makes it again, byte for byte.
    QString command = json[u"training"][u"command"].toString();
    QVERIFY2(command.startsWith("kamke-cli train tiny-images-idx3-ubyte "), qPrintable(command));
    QStringList again = command.split(' ').mid(1);
    again[1] = data_;
    again[again.indexOf("--validation") + 1] = data_;
    again.last() = path("b.h5");
    QCOMPARE(run(again).status, 0);
    QFile a(path("a.h5")), b(path("b.h5"));
    QVERIFY(a.open(QFile::ReadOnly) && b.open(QFile::ReadOnly));
    QCOMPARE(a.readAll(), b.readAll());
}

void TrainCommand::everyKind_data() {
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("condition");
    QTest::addColumn<int>("n");
    QTest::newRow("nemon") << QStringList{"--learn-weights", "--runs", "2"} << "nemon" << 6;
    QTest::newRow("mon") << QStringList{"--gamma", "-19", "--mean", "0.1307", "--std", "0.3081"} << "mon"
                         << 6;
    QTest::newRow("implicit-deep-learning") << QStringList{} << "implicit-deep-learning-convex" << 6;
    QTest::newRow("ibp-mondeq") << QStringList{"--learn-weights", "--certified-eps", "0.01"}
                                << "ibp-mondeq-lben" << 6;
    QTest::newRow("feed-forward") << QStringList{"--layers", "3"} << "nemon" << 18;
}

void TrainCommand::everyKind() {
    QFETCH(QStringList, options);
    QFETCH(QString, condition);
    QFETCH(int, n);
    const QString kind = QTest::currentDataTag(), file = path(QTest::currentDataTag()) + ".h5";
    options << "--kind" << kind << "--epochs"
            << "4"
            << "--rate"
            << "0.02";
    const Run answer = train(options + QStringList{"--out", file, "--json"});
    QVERIFY2(answer.status == 0, answer.error.constData());
    const QJsonObject training = answer.json()[u"training"].toObject();
    QCOMPARE(training[u"kind"].toString(), kind);
    QCOMPARE(training[u"condition"].toString(), condition);
    QCOMPARE(training[u"history_accuracy"].toArray().size(), 4);
    QVERIFY2(
        training[u"accuracy"].toDouble() > 0.9,
        qPrintable(QString::number(training[u"accuracy"].toDouble())));
    // Another command reads it, finds its condition and the same accuracy.
    const QJsonObject info = run({"info", file, "--json"}).json();
    QCOMPARE(info[u"n"].toInt(), n);
    bool holds = false;
    for (const QJsonValue& row : info[u"conditions"].toArray())
        holds |= row[u"id"].toString() == condition && row[u"holds"].toBool();
    QVERIFY(holds);
    const QJsonObject certify = run({"certify", file, data_, "--eps", "0", "--json"}).json();
    QCOMPARE(certify[u"clean_accuracy"].toDouble(), training[u"accuracy"].toDouble());
    // The command that it carries makes it again.
    QStringList again = training[u"command"].toString().split(' ').mid(1);
    again[1] = data_;
    again.last() = path("again.h5");
    QCOMPARE(run(again).status, 0);
    QFile a(file), b(path("again.h5"));
    QVERIFY(a.open(QFile::ReadOnly) && b.open(QFile::ReadOnly));
    QCOMPARE(a.readAll(), b.readAll());
}

void TrainCommand::resumes() {
    const QStringList options{"--checkpoint", path("state.h5"), "--json"};
    const Run whole = train({"--out", path("whole.h5"), "--json"});
    QCOMPARE(train(options + QStringList{"--out", path("c.h5")}).status, 0);
    const Run again = train(options + QStringList{"--out", path("d.h5")});
    QCOMPARE(again.status, 0);
    QVERIFY(again.error.isEmpty()); // nothing was left to do
    QCOMPARE(again.json()[u"epochs"][2][u"loss"].toDouble(), whole.json()[u"epochs"][2][u"loss"].toDouble());
    const Run other = train(options + QStringList{"--out", path("e.h5"), "--seed", "7"});
    QCOMPARE(other.status, 1);
    QCOMPARE(other.error.count('\n'), 1);
    QVERIFY2(other.error.contains("seed 0, expected seed 7"), other.error.constData());
}

void TrainCommand::stopsAtTheTimeLimit() {
    const Run answer =
        train({"--out", path("f.h5"), "--epochs", "10000000", "--time-limit", "0.3", "--json"});
    QCOMPARE(answer.status, 3);
    QCOMPARE(answer.json()[u"complete"].toBool(true), false);
    QCOMPARE(answer.json()[u"network"].toString(), path("f.h5"));
    QCOMPARE(run({"info", path("f.h5")}).status, 0);
}

void TrainCommand::diverges() {
    const Run answer = train({"--out", path("g.h5"), "--rate", "1e30"});
    QCOMPARE(answer.status, 1);
    QCOMPARE(answer.error.count('\n'), 1);
    QVERIFY2(answer.error.contains("a smaller rate may help"), answer.error.constData());
    QVERIFY(!QFile::exists(path("g.h5")));
}

void TrainCommand::errors_data() {
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says");
    const QString out = path("never.h5");
    QTest::newRow("kind") << QStringList{"--out", out, "--kind", "nimon"} << 2 << "unknown kind";
    QTest::newRow("epochs") << QStringList{"--out", out, "--epochs", "-1"} << 2 << "epochs";
    QTest::newRow("no out") << QStringList{} << 2 << "--out";
    QTest::newRow("gamma") << QStringList{"--out", out, "--gamma", "1"} << 1 << "expected a number below 1";
    QTest::newRow("first") << QStringList{"--out", out, "--first", "60"} << 1 << "expected 0 to 59";
    QTest::newRow("folder") << QStringList{"--out", path("none/a.h5")} << 1 << "cannot be written in folder";
    QTest::newRow("validation") << QStringList{"--out", out, "--validation", path("none.h5")} << 1
                                << "none.h5";
}

void TrainCommand::errors() {
    QFETCH(QStringList, options);
    QFETCH(int, status);
    QFETCH(QString, says);
    const Run answer = train(options);
    QCOMPARE(answer.status, status);
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(answer.error.count('\n'), 1);
    QVERIFY2(QString::fromUtf8(answer.error).contains(says), answer.error.constData());
    QVERIFY(!QFile::exists(path("never.h5")));
}

QTEST_GUILESS_MAIN(TrainCommand)
#include "tst_train_command.moc"
