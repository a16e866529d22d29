// Data sets in HDF5 and IDX files: what is read, and what each refusal says.
#include "core/io/files/byte_coder.h"
#include "core/io/files/dataset_file.h"
#include "file_mutations.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <sstream>

using namespace kamke;
namespace fs = std::filesystem;

namespace {

fs::path fixture(const std::string& name) {
    return fs::path(KAMKE_SOURCE_DIR) / "tests/data/datasets" / name;
}

const std::vector<int> fixtureLabels{3, 0, 2, 2, 1};

/// Pixel k of sample i in every fixture is 8(6i + k), a byte or that over 256.
Matrix fixturePixels(double scale) {
    return Matrix::NullaryExpr(
        6, 5, [=](Index k, Index i) { return 8.0 * static_cast<double>(6 * i + k) / scale; });
}

std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return (std::ostringstream() << file.rdbuf()).str();
}

} // namespace

class TestDatasetFile : public QObject {
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void takesALabelsFileByHand();
    void keepsNamesOfFileAndClasses();
    void givesRawInputs();
    void refuses_data();
    void refuses();
    void refusesWhatIsNoFile();
    void refusesALabelsFileBesideHdf5();
    void refusesAGzipFileWithoutItsEnd();
    void survivesDamage();
    void bytesOfABrokenChildAreRefused();
    void saysWhatANetworkCannotClassify();
    void readsRealData_data();
    void readsRealData();
};

void TestDatasetFile::reads_data() {
    QTest::addColumn<double>("scale");
    QTest::addColumn<bool>("images");
    QTest::newRow("good_images.h5") << 255.0 << true;
    QTest::newRow("good_compressed.h5") << 255.0 << true;
    QTest::newRow("good_floats.h5") << 256.0 << false;
    QTest::newRow("good_float16.h5") << 256.0 << true;
    QTest::newRow("plain-images-idx3-ubyte") << 255.0 << true;
    QTest::newRow("packed-images-idx3-ubyte.gz") << 255.0 << true;
    QTest::newRow("flat-images-idx3-ubyte") << 255.0 << false;
}

void TestDatasetFile::reads() {
    QFETCH(double, scale);
    QFETCH(bool, images);
    const auto data = readDataset(fixture(QTest::currentDataTag()));
    QVERIFY2(data, data ? "" : data.error().message.c_str());
    QCOMPARE(data->size(), 5);
    QCOMPARE(data->r(), 6);
    QCOMPARE(data->shape, images ? (std::vector<int>{2, 3}) : std::vector<int>{});
    QCOMPARE(data->labels, fixtureLabels);
    QCOMPARE(data->classes(), 4);
    QVERIFY(same(data->inputs(0, 5), fixturePixels(scale)));
    QCOMPARE(std::holds_alternative<Dataset::Bytes>(data->values), scale == 255);
}

void TestDatasetFile::takesALabelsFileByHand() {
    const auto data = readDataset(fixture("lonely-images-idx3-ubyte"), fixture("plain-labels-idx1-ubyte"));
    QVERIFY(data);
    QCOMPARE(data->labels, fixtureLabels);
}

void TestDatasetFile::keepsNamesOfFileAndClasses() {
    const auto named = readDataset(fixture("good_floats.h5"));
    QCOMPARE(named->name, std::string("Fünf"));
    QCOMPARE(named->labelNames, (std::vector<std::string>{"null", "eins", "zwei", "drei"}));
    QCOMPARE(readDataset(fixture("good_images.h5"))->name, std::string("good_images"));
    QCOMPARE(readDataset(fixture("plain-images-idx3-ubyte"))->name, std::string("datasets plain"));
}

void TestDatasetFile::givesRawInputs() {
    const auto data = readDataset(fixture("good_images.h5"));
    const Matrix all = fixturePixels(255);
    QVERIFY(same(data->input(3), all.col(3)));
    QVERIFY(same(data->inputs(1, 3), all.middleCols(1, 3)));
    const std::vector<Index> chosen{4, 0, 4};
    const Matrix some = data->inputs(chosen);
    for (std::size_t k = 0; k < chosen.size(); ++k)
        QVERIFY(same(some.col(static_cast<Index>(k)), all.col(chosen[k])));
}

void TestDatasetFile::refuses_data() {
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* file, const char* object, const char* found, const char* expected) {
        QTest::newRow(file) << object << found << expected;
    };
    row("bad_no_format.h5", "attribute format", "is missing", "\"kamke-dataset\"");
    row("bad_format.h5", "attribute format", "\"kamke-network\"", "\"kamke-dataset\"");
    row("bad_version.h5", "attribute version", "is 2", "expected 1: the file was written for a newer");
    row("bad_no_inputs.h5", "dataset inputs", "is missing", "N×r or N×h×w");
    row("bad_no_labels.h5", "dataset labels", "is missing", "N = 5 integers");
    row("bad_vector.h5", "dataset inputs", "is a vector of 5", "N×r or N×h×w");
    row("bad_rank.h5", "dataset inputs", "is 1×5×2×3", "N×r or N×h×w");
    row("bad_no_samples.h5", "dataset inputs", "is 0×2×3", "N ≥ 1");
    row("bad_no_pixels.h5", "dataset inputs", "is 5×0×3", "N×r or N×h×w");
    row("bad_integers.h5", "dataset inputs", "integers that are not bytes", "bytes (uint8) or floats");
    row("bad_text.h5", "dataset inputs", "holds text", "bytes (uint8) or floats");
    row("bad_nan.h5", "dataset inputs", "has NaN at sample 2, value 3", "finite numbers");
    row("bad_infinite.h5", "dataset inputs", "has -infinity at sample 0, value 1", "finite numbers");
    row("bad_label_count.h5", "dataset labels", "is a vector of 4", "N = 5 integers");
    row("bad_label_table.h5", "dataset labels", "is 5×1", "N = 5 integers");
    row("bad_label_negative.h5", "dataset labels", "has -1 at sample 3", "integers from 0 to 65535");
    row("bad_label_large.h5", "dataset labels", "at sample 4", "integers from 0 to 65535");
    row("bad_label_floats.h5", "dataset labels", "holds floats", "N = 5 integers");
    row("bad_label_names_few.h5", "dataset label_names", "has 2 entries", "at least 4");
    row("bad_label_names_numbers.h5", "dataset label_names", "holds integers", "a text per class");
    row("bad_too_large.h5", "dataset inputs", "is 134217728×6", "at most 67108864 entries");
    row("bad_overflow.h5", "dataset inputs", "is 1099511627776×8192×8192", "at most 1073741824 entries");
    row("bad_truncated.h5", "", "is truncated: it has", "as its HDF5 superblock says");

    row("float-images-idx3-ubyte", "", "holds floats (IDX type 0d)", "unsigned bytes (08)");
    row("rank-images-idx3-ubyte", "", "has 4 dimensions", "N×h×w");
    row("cut-images-idx3-ubyte", "", "is truncated", "of the 30 bytes that its header announces (5×2×3)");
    row("header-images-idx3-ubyte", "", "is truncated within its header", "N×h×w");
    row("long-images-idx3-ubyte", "", "has more bytes than its header announces (5×2×3)", "N×h×w");
    row("huge-images-idx3-ubyte", "", "claims 2147483648×28×28", "at most 1073741824");
    row("overflow-images-idx3-ubyte", "", "claims 4294967295×4294967295×4294967295", "at most");
    row("claims-images-idx3-ubyte", "", "is truncated: it holds at most 46", "51380224 bytes");
    row("empty-images-idx3-ubyte", "", "is empty (0×2×3)", "N×h×w");
    row("few-labels-idx1-ubyte", "images", "has one dimension, like a file of labels", "images");
    row("few-images-idx3-ubyte", "few-labels-idx1-ubyte", "has 4 labels", "expected 5");
    row("swapped-images-idx3-ubyte", "swapped-labels-idx1-ubyte", "is 5×2×3", "labels");
    row("text-images-idx3-ubyte", "", "neither HDF5, IDX nor gzip (it starts with 66 69 76 65)", "images");
    row("lonely-images-idx3-ubyte", "there is no labels file", "lonely-labels-idx1-ubyte",
        "lonely-labels-idx1-ubyte.gz");
    row("nameless.idx", "its labels file", "cannot be found by name", "images-idx3");
    row("gzcut-images-idx3-ubyte", "", "is truncated: it holds", "of the 30 bytes");
    row("gzdamaged-images-idx3-ubyte", "", "is damaged (gzip: invalid block type)", "images");
    row("gzother-images-idx3-ubyte", "", "a gzip file of something else (it starts with 89 48 44 46",
        "images");
    row("gzsum-images-idx3-ubyte", "", "is damaged (gzip: incorrect data check)", "images");
}

void TestDatasetFile::refuses() {
    const QString file = QTest::currentDataTag();
    QFETCH(QString, object);
    QFETCH(QString, found);
    QFETCH(QString, expected);
    const auto data = readDataset(fixture(file.toStdString()));
    QVERIFY(!data);
    const QString message = QString::fromStdString(data.error().message);
    const bool aboutLabels = object.contains(QLatin1String("-labels-")); // then that file is at fault
    QVERIFY2(message.startsWith(aboutLabels ? object : file), qPrintable(message));
    for (const QString& part : {object, found, expected, QStringLiteral("expected ")})
        QVERIFY2(message.contains(part), qPrintable(message));
    QVERIFY2(!message.contains('\n') && message.size() < 300, qPrintable(message));
}

void TestDatasetFile::refusesWhatIsNoFile() {
    for (const auto& [path, found] :
         {std::pair{fixture("none.h5"), "none.h5: no such file"},
          {fixture(""), "is a folder"},
          {fs::path("/dev/zero"), "zero: is not a regular file"}}) {
        const auto data = readDataset(path);
        QVERIFY(!data);
        const std::string& message = data.error().message;
        QVERIFY2(message.find(found) != std::string::npos, message.c_str());
        QVERIFY2(message.ends_with("expected a data set (HDF5 or IDX)"), message.c_str());
    }
    const auto data = readDataset(fixture("plain-images-idx3-ubyte"), fixture("none"));
    QVERIFY(!data && data.error().message.starts_with("none: no such file"));
}

void TestDatasetFile::refusesALabelsFileBesideHdf5() {
    const auto data = readDataset(fixture("good_images.h5"), fixture("plain-labels-idx1-ubyte"));
    QVERIFY(!data);
    QVERIFY2(
        data.error().message.find("expected no labels file") != std::string::npos,
        data.error().message.c_str());
}

void TestDatasetFile::refusesAGzipFileWithoutItsEnd() {
    const QTemporaryDir folder;
    const std::string whole = contentOf(fixture("packed-images-idx3-ubyte.gz"));
    const fs::path path = fs::path(folder.path().toStdString()) / "cut-images-idx3-ubyte.gz";
    const auto readFirst = [&](std::size_t size) {
        std::ofstream(path, std::ios::binary) << whole.substr(0, size);
        return readDataset(path, fixture("plain-labels-idx1-ubyte"));
    };
    QVERIFY(readFirst(whole.size()));
    for (std::size_t lost = 1; lost < whole.size(); ++lost) { // the last eight bytes are checksum and length
        const auto data = readFirst(whole.size() - lost);
        QVERIFY2(!data, std::to_string(lost).c_str());
        const std::string& message = data.error().message;
        QVERIFY2(message.starts_with("cut-images-idx3-ubyte.gz: "), message.c_str());
        QVERIFY2(lost > 8 || message.find("not the whole checksum") != std::string::npos, message.c_str());
    }
}

void TestDatasetFile::survivesDamage() {
    const QTemporaryDir folder;
    std::mt19937_64 random(7);
    int refused = 0, taken = 0;
    for (const char* name : {"good_compressed.h5", "packed-images-idx3-ubyte.gz"}) {
        const std::string whole = contentOf(fixture(name));
        const fs::path path = fs::path(folder.path().toStdString()) / name;
        for (int k = 0; k < 150; ++k) {
            std::ofstream(path, std::ios::binary) << mutated(whole, random);
            const auto data = readDataset(
                path, path.extension() == ".gz" ? fixture("plain-labels-idx1-ubyte") : fs::path());
            if (!data) {
                ++refused;
                QVERIFY2(
                    data.error().message.starts_with(name) ||
                        data.error().message.starts_with("plain-labels"),
                    data.error().message.c_str());
                continue;
            }
            ++taken;
            QCOMPARE(static_cast<Index>(data->labels.size()), data->size());
            QVERIFY(data->inputs(0, data->size()).allFinite());
        }
    }
    QVERIFY(refused > 100);
    QVERIFY(taken > 0); // damage in unused space, or of a pixel
}

void TestDatasetFile::bytesOfABrokenChildAreRefused() {
    const auto data = readDataset(fixture("good_floats.h5"));
    const std::string bytes = toBytes(*data);
    const auto back = fromBytes<Dataset>(bytes);
    QVERIFY(back && back->labels == data->labels && back->labelNames == data->labelNames);
    QVERIFY(same(back->inputs(0, 5), data->inputs(0, 5)));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        QVERIFY2(!fromBytes<Dataset>(bytes.substr(0, size)), std::to_string(size).c_str());
    QVERIFY(!fromBytes<Dataset>(bytes + '\0'));
}

void TestDatasetFile::saysWhatANetworkCannotClassify() {
    const auto data = readDataset(fixture("good_images.h5"));
    Network network;
    network.A = Matrix::Zero(2, 2);
    network.B = Matrix::Zero(2, 6);
    network.C = Matrix::Zero(4, 2);
    QVERIFY(!whyUnfit(network, *data));
    network.C = Matrix::Zero(3, 2);
    QCOMPARE(
        whyUnfit(network, *data).value_or(""),
        std::string("has label 3, expected labels below q = 3, one per output of the network"));
    network.B = Matrix::Zero(2, 5);
    QCOMPARE(
        whyUnfit(network, *data).value_or(""),
        std::string("has inputs of 6 values, expected r = 5 as the network takes"));
}

void TestDatasetFile::readsRealData_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("where");
    const QString fashion = QStringLiteral("/usr/share/datasets/fashion-mnist/");
    const QString mnist = QStringLiteral(KAMKE_SOURCE_DIR "/../shared/data/mnist/");
    const QString package = QStringLiteral("Debian's package dataset-fashion-mnist is not installed");
    const QString absent = QStringLiteral("MNIST is not at hand");
    QTest::newRow("fashion-mnist test") << fashion + "t10k-images-idx3-ubyte.gz" << 10000 << package;
    QTest::newRow("fashion-mnist training") << fashion + "train-images-idx3-ubyte.gz" << 60000 << package;
    QTest::newRow("mnist test") << mnist + "t10k-images-idx3-ubyte.gz" << 10000 << absent;
    QTest::newRow("mnist training") << mnist + "train-images-idx3-ubyte.gz" << 60000 << absent;
}

void TestDatasetFile::readsRealData() {
    QFETCH(QString, file);
    QFETCH(int, count);
    QFETCH(QString, where);
    if (!QFile::exists(file))
        QSKIP(qPrintable(where));
    const auto data = readDataset(file.toStdString());
    QVERIFY2(data, data ? "" : data.error().message.c_str());
    QCOMPARE(data->name, std::string(QTest::currentDataTag()));
    QCOMPARE(data->size(), count);
    QCOMPARE(data->shape, (std::vector<int>{28, 28}));
    QCOMPARE(data->classes(), 10);
    // The mean brightness that is published for both: 0.2860 (Fashion-MNIST), 0.1307 (MNIST).
    const double mean = data->inputs(0, count).mean();
    const double published = file.contains(QLatin1String("fashion")) ? 0.286 : 0.1307;
    QVERIFY2(std::abs(mean - published) < 2e-3, qPrintable(QString::number(mean)));
}

QTEST_GUILESS_MAIN(TestDatasetFile)
#include "tst_dataset_file.moc"
