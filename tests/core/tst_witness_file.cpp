// Files of witnesses, read as the data sets that they are.
#include "core/io/files/dataset_file.h"
#include "core/io/files/witness_file.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace kamke;
namespace fs = std::filesystem;

class TestWitnessFile : public QObject {
    Q_OBJECT

private slots:
    void witnessesAreADataSet();
    void witnessesOfNoImagesHaveNoShape();
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

void TestWitnessFile::witnessesAreADataSet() {
    const WitnessFile written = witnesses({2, 3});
    QVERIFY(writeWitnesses(file("images.h5"), written));
    const auto data = readDataset(file("images.h5"));
    QVERIFY2(data, data ? "" : data.error().message.c_str());
    QCOMPARE(data->shape, written.shape);
    QCOMPARE(data->labels, written.labels);
    QVERIFY(same(data->inputs(0, 2), written.inputs)); // to the last bit, or it may be no witness
}

void TestWitnessFile::witnessesOfNoImagesHaveNoShape() {
    QVERIFY(writeWitnesses(file("vectors.h5"), witnesses({})));
    const auto data = readDataset(file("vectors.h5"));
    QVERIFY(data && data->shape.empty() && data->r() == 6);
}

void TestWitnessFile::refusesAFolderThatIsNotThere() {
    const auto result = writeWitnesses(file("none/witnesses.h5"), witnesses({2, 3}));
    QVERIFY(!result);
    QVERIFY2(
        result.error().message.starts_with("witnesses.h5: cannot be written in folder"),
        result.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestWitnessFile)
#include "tst_witness_file.moc"
