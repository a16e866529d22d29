// resources/tools/export_torch.py: its files, read here, give the outputs of the layers that went in.
#include "core/io/files/network_file.h"
#include "core/solve/solvers.h"
#include "random_network.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace kamke;
using namespace kamke::test;

class TestExportTorch : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void standInsKeepTheirOutputs();
    void realModulesKeepTheirOutputs();
    void keepsWhatIsKnown();
    void refuses();

private:
    void compare(bool real, int expectedCount);

    QTemporaryDir folder_;
    QJsonObject made_;
};

void TestExportTorch::initTestCase() {
    QProcess python;
    python.start(
        QStringLiteral("/usr/bin/python3"),
        {QStringLiteral(KAMKE_SOURCE_DIR "/tests/data/make_torch_fixtures.py"), folder_.path()});
    if (!python.waitForStarted() || !python.waitForFinished(120000))
        QSKIP("python3 does not run");
    const QByteArray said = python.readAllStandardError();
    if (said.contains("No module named"))
        QSKIP("python3-numpy or python3-h5py is not installed");
    QVERIFY2(python.exitCode() == 0, said);
    QFile file(folder_.filePath(QStringLiteral("cases.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    made_ = QJsonDocument::fromJson(file.readAll()).object();
}

void TestExportTorch::compare(bool real, int expectedCount) {
    int count = 0;
    for (const QJsonValue& one : made_[u"cases"].toArray()) {
        if (one[u"torch"].toBool() != real)
            continue;
        ++count;
        const QString name = one[u"file"].toString();
        const auto network = readNetwork(folder_.filePath(name).toStdString());
        QVERIFY2(network, network ? "" : network.error().message.c_str());
        const auto analysis = analysed(*network);
        const QJsonArray inputs = one[u"inputs"].toArray(), outputs = one[u"outputs"].toArray();
        for (int k = 0; k < inputs.size(); ++k) {
            Vector raw(6), expected(3);
            for (int i = 0; i < 6; ++i)
                raw(i) = inputs[k].toArray()[i].toDouble();
            for (int i = 0; i < 3; ++i)
                expected(i) = outputs[k].toArray()[i].toDouble();
            const ForwardResult found = forward(*analysis, raw);
            QVERIFY2(found.status == Status::Ok && found.y.size() == 3, qPrintable(name));
            const double error = (found.y - expected).lpNorm<Eigen::Infinity>();
            QVERIFY2(
                error <= 1e-9 * (1 + expected.lpNorm<Eigen::Infinity>()),
                qPrintable(QString("%1, sample %2: off by %3").arg(name).arg(k).arg(error)));
        }
    }
    QCOMPARE(count, expectedCount);
}

void TestExportTorch::standInsKeepTheirOutputs() {
    compare(false, 6);
}

void TestExportTorch::realModulesKeepTheirOutputs() {
    if (!made_[u"torch"].toBool())
        QSKIP("torch is not installed for python3");
    compare(true, 1);
}

void TestExportTorch::keepsWhatIsKnown() {
    const auto network = readNetwork(folder_.filePath("nemon.h5").toStdString());
    QVERIFY(network && network->eta);
    QVERIFY(network->training.at("kind") == AttributeValue(std::string("nemon")));
    // μ_η(A) ≤ m at the weights of the file; with η turned over it would not be.
    QVERIFY(matrixMeasureInf(network->A, *network->eta) <= 0.05 + 1e-12);
    QVERIFY(matrixMeasureInf(network->A, network->eta->cwiseInverse()) > 0.06);
    const auto monotone = readNetwork(folder_.filePath("mon.h5").toStdString());
    QVERIFY(monotone && monotone->training.at("m") == AttributeValue(0.5));
    QVERIFY(matrixMeasure2(monotone->A) <= 0.5 + 1e-12);
    QVERIFY(monotone->input && monotone->input->std(5) == 2 && monotone->input->mean(0) == 0.25);
    QVERIFY(same(*monotone->input->lower, Vector::Constant(6, -1)));
    QVERIFY(same(*monotone->input->upper, Vector::Constant(6, 3)));
    const auto shared = readNetwork(folder_.filePath("shared.h5").toStdString());
    QVERIFY(shared && shared->input && !shared->input->lower && (*shared->input->upper)(0) == 4);
    QVERIFY(same(shared->A, monotone->A));
}

void TestExportTorch::refuses() {
    QCOMPARE(made_[u"refusals"].toArray().size(), 15);
    for (const QJsonValue& one : made_[u"refusals"].toArray())
        QVERIFY2(
            one[u"said"].toString().contains(one[u"words"].toString()), qPrintable(one[u"said"].toString()));
}

QTEST_GUILESS_MAIN(TestExportTorch)
#include "tst_export_torch.moc"
