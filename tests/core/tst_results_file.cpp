// Files of margins and witnesses, read by another program and by this one.
#include "io/dataset_file.h"
#include "io/results_file.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <limits>

using namespace kamke;
namespace fs = std::filesystem;

class TestResultsFile : public QObject {
    Q_OBJECT

private slots:
    void witnessesAreADataSet();
    void witnessesOfNoImagesHaveNoShape();
    void marginsAsH5pySeesThem();
    void refusesAFolderThatIsNotThere();

private:
    QTemporaryDir folder_;
    fs::path file(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }
};

namespace {

WitnessFile witnesses(std::vector<int> shape) {
    WitnessFile file;
    file.inputs = Matrix::NullaryExpr(6, 2, [](Index i, Index k) {
        return static_cast<double>(i) + 10 * static_cast<double>(k) + 1.0 / 3;
    });
    file.labels = {4, 0};
    file.predictions = {9, 2};
    file.samples = {17, 3};
    file.eps = Eigen::Vector2d(0.1, 0.2);
    file.shape = std::move(shape);
    return file;
}

} // namespace

void TestResultsFile::witnessesAreADataSet() {
    const WitnessFile written = witnesses({2, 3});
    QVERIFY(writeWitnesses(file("images.h5"), written));
    const auto data = readDataset(file("images.h5"));
    QVERIFY2(data, data ? "" : data.error().message.c_str());
    QCOMPARE(data->shape, written.shape);
    QCOMPARE(data->labels, written.labels);
    QVERIFY(same(data->inputs(0, 2), written.inputs)); // to the last bit, or it may be no witness
}

void TestResultsFile::witnessesOfNoImagesHaveNoShape() {
    QVERIFY(writeWitnesses(file("vectors.h5"), witnesses({})));
    const auto data = readDataset(file("vectors.h5"));
    QVERIFY(data && data->shape.empty() && data->r() == 6);
}

void TestResultsFile::marginsAsH5pySeesThem() {
    MarginsFile margins;
    margins.eps = Eigen::Vector2d(0.01, 0.05);
    margins.labels = {1, 0, 2};
    margins.predictions = {1, 1, -1};
    margins.samples = {5, 6, 9};
    margins.margins["mmc"] = Matrix{{0.5, -0.25, 2}, {0.125, -1, std::numeric_limits<double>::quiet_NaN()}};
    margins.margins["ibp"] = Matrix::Constant(2, 3, std::numeric_limits<double>::infinity());
    QVERIFY(writeMargins(file("margins.h5"), margins));
    QProcess python;
    const QString script =
        QStringLiteral("import h5py, numpy as np\n"
                       "f = h5py.File('%1')\n"
                       "assert sorted(f['margins']) == ['ibp', 'mmc']\n"
                       "m = f['margins/mmc'][...]\n"
                       "assert m.dtype == '<f8' and m.shape == (2, 3) and np.isnan(m[1, 2])\n"
                       "assert m[0].tolist() == [0.5, -0.25, 2] and m[1, :2].tolist() == [0.125, -1]\n"
                       "assert f['eps'][...].tolist() == [0.01, 0.05]\n"
                       "assert f['label'][...].tolist() == [1, 0, 2]\n"
                       "assert f['prediction'][...].tolist() == [1, 1, -1]\n"
                       "assert f['index'][...].tolist() == [5, 6, 9]\n");
    python.start(
        QStringLiteral("/usr/bin/python3"),
        {QStringLiteral("-c"), script.arg(QString::fromStdString(file("margins.h5").string()))});
    QVERIFY(python.waitForFinished(60000));
    const QByteArray said = python.readAllStandardError();
    if (said.contains("No module named"))
        QSKIP("python3-h5py is not installed");
    QVERIFY2(python.exitCode() == 0, said);
}

void TestResultsFile::refusesAFolderThatIsNotThere() {
    const auto result = writeWitnesses(file("none/witnesses.h5"), witnesses({2, 3}));
    QVERIFY(!result);
    QVERIFY2(
        result.error().message.starts_with("witnesses.h5: cannot be written in folder"),
        result.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestResultsFile)
#include "tst_results_file.moc"
