// Every refusal of the network file format is one sentence that names the file, the object, what was found
// and what was expected.
#include "core/io/files/network_file.h"
#include "network_fixtures.h"

#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace kamke;
namespace fs = std::filesystem;

class TestNetworkFileRefusals : public QObject {
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void everyBadFileIsTested();
    void refusesWhatIsNoFile_data();
    void refusesWhatIsNoFile();
    void refusesAFileThatMayNotBeRead();
    void refusesAPipeWithoutWaiting();
    void keepsAnyNameOnOneLine();
    void printsNothing();
};

void TestNetworkFileRefusals::refuses_data() {
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* file, const char* object, const char* found, const char* expected) {
        QTest::newRow(file) << object << found << expected;
    };
    row("missing_A", "dataset A", "is missing", "n×n");
    row("missing_B", "dataset B", "is missing", "n = 4 rows (A is 4×4)");
    row("missing_C", "dataset C", "is missing", "n = 4 columns (A is 4×4)");
    row("missing_format", "attribute format", "is missing", "\"kamke-network\"");
    row("missing_version", "attribute version", "is missing", "the integer 1");
    row("missing_activation", "attribute activation", "is missing",
        "relu, leaky_relu, tanh, sigmoid, softplus, identity, hardtanh");
    row("format_other", "attribute format", "\"kamke-dataset\"", "\"kamke-network\"");
    row("format_number", "attribute format", "holds integers", "\"kamke-network\"");
    row("version_2", "attribute version", "is 2", "expected 1: the file was written for a newer program");
    row("version_0", "attribute version", "is 0", "expected 1");
    row("version_text", "attribute version", "holds text", "the integer 1");
    row("version_two_entries", "attribute version", "has 2 entries", "the integer 1");
    row("activation_unknown", "attribute activation", "\"swish and a second line\"", "one of relu");
    row("activation_number", "attribute activation", "holds integers", "one of relu");
    row("name_number", "attribute name", "holds floats", "a text");
    row("slope_missing", "attribute slope", "is missing", "a number in [0, 1]");
    row("slope_high", "attribute slope", "is 1.5", "a number in [0, 1]");
    row("slope_nan", "attribute slope", "is NaN", "a number in [0, 1]");

    row("A_not_square", "dataset A", "is 4×3", "n×n");
    row("A_vector", "dataset A", "is a vector of 4", "n×n");
    row("A_scalar", "dataset A", "is a scalar", "n×n");
    row("A_three_dimensions", "dataset A", "is 1×4×4", "n×n");
    row("A_empty", "dataset A", "is 0×0", "n ≥ 1");
    row("A_null", "dataset A", "is empty", "n×n");
    row("A_text", "dataset A", "holds text", "n×n numbers");
    row("A_complex", "dataset A", "holds compound values", "n×n numbers");
    row("A_nan", "dataset A", "NaN at (2, 3)", "finite numbers");
    row("A_overflow", "dataset A", "infinite number at (1, 1)", "finite numbers");
    row("A_group", "A is a group", "group", "a dataset of n×n");
    row("A_external_link", "A is a link", "into another file", "in the file itself");
    row("A_soft_to_external_link", "A is a link", "leads nowhere in this file", "a dataset of n×n");
    row("A_dangling_link", "A is a link", "leads nowhere in this file", "a dataset of n×n");
    row("A_external_storage", "dataset A", "keeps its data in another file", "in the file itself");
    row("A_virtual", "dataset A", "keeps its data in another file", "in the file itself");
    row("A_absurdly_large", "dataset A", "is 1000000×1000000", "at most 67108864 entries");
    row("A_size_overflows", "dataset A", "is 4294967296×4294967296", "at most 67108864 entries");
    row("A_unknown_filter", "dataset A", "filter 32999", "gzip");
    row("B_transposed", "dataset B", "is 3×4", "n×r numbers with n = 4 rows (A is 4×4)");
    row("B_no_columns", "dataset B", "is 4×0", "n = 4 rows");
    row("B_infinite", "dataset B", "infinite number at (4, 1)", "finite numbers");
    row("C_transposed", "dataset C", "is 4×2", "q×n numbers with n = 4 columns (A is 4×4)");
    row("C_nan", "dataset C", "NaN at (1, 4)", "finite numbers");
    row("D_transposed", "dataset D", "is 3×2", "2×3");
    row("D_infinite", "dataset D", "infinite number at (2, 3)", "finite numbers");
    row("b_short", "dataset b", "is a vector of 3", "a vector of n = 4 numbers");
    row("b_column", "dataset b", "is 4×1", "a vector of n = 4 numbers");
    row("b_nan", "dataset b", "NaN at (3)", "finite numbers");
    row("c_long", "dataset c", "is a vector of 3", "a vector of q = 2 numbers");
    row("c_nan", "dataset c", "NaN at (2)", "finite numbers");
    row("eta_zero", "dataset eta", "has 0 at (2)", "numbers > 0");
    row("eta_negative", "dataset eta", "has -1e-12 at (4)", "numbers > 0");
    row("eta_nan", "dataset eta", "NaN at (1)", "finite numbers");
    row("eta_short", "dataset eta", "is a vector of 2", "a vector of n = 4 numbers");
    row("labels_few", "dataset labels", "has 1 entries", "q = 2 texts");
    row("labels_numbers", "dataset labels", "holds integers", "q = 2 texts");
    row("labels_table", "dataset labels", "is 1×2", "q = 2 texts");

    row("input_dataset", "input", "is a dataset", "a group");
    row("std_zero", "attribute std of group input", "has 0 at (1)", "numbers > 0");
    row("std_negative", "attribute std of group input", "has -0.5 at (2)", "numbers > 0");
    row("std_two_entries", "attribute std of group input", "has 2 entries", "a number or r = 3 of them");
    row("mean_nan", "attribute mean of group input", "NaN at (2)", "finite numbers");
    row("mean_text", "attribute mean of group input", "holds text", "a number or r = 3 of them");
    row("mean_table", "attribute mean of group input", "is 1×3", "a number or r = 3 of them");
    row("lower_infinite", "attribute lower of group input", "infinite number at (1)", "finite numbers");
    row("lower_above_upper", "attribute lower of group input", "has 2 at (2) and upper has 1",
        "lower ≤ upper");
    row("shape_product", "attribute shape of group input", "is 2×2", "whose product is r = 3");
    row("shape_float", "attribute shape of group input", "holds floats", "whole numbers");
    row("shape_overflow", "attribute shape of group input", "is 4294967296×4294967296×3",
        "whose product is r = 3");
    row("training_dataset", "training", "is a dataset", "a group");

    row("truncated", "truncated", "bytes", "as its HDF5 superblock says");
    row("only_signature", "superblock", "damaged", "a sound HDF5 file");
    row("text_file", "not an HDF5 file", "no HDF5 signature", "a network file");
    row("no_bytes", "is empty", "empty", "a network file");
}

void TestNetworkFileRefusals::refuses() {
    QFETCH(QString, object);
    QFETCH(QString, found);
    QFETCH(QString, expected);
    const QString file = QString("bad_%1.h5").arg(QTest::currentDataTag());
    const auto network = readNetwork(fixtures::folder() / file.toStdString());
    QVERIFY(!network);
    const QString message = QString::fromStdString(network.error().message);
    QVERIFY2(message.startsWith(file + ": "), qPrintable(message));
    const QString said = message.section(", expected ", 0, 0), wanted = message.section(", expected ", 1);
    QVERIFY2(said.contains(object), qPrintable(message));
    QVERIFY2(said.contains(found), qPrintable(message));
    QVERIFY2(QString("expected " + wanted).contains(expected), qPrintable(message));
    QVERIFY2(!message.contains('\n'), qPrintable(message));
}

void TestNetworkFileRefusals::everyBadFileIsTested() {
    QSet<QString> tested;
    QFile source(QStringLiteral(KAMKE_SOURCE_DIR "/tests/core/tst_network_file_refusals.cpp"));
    QVERIFY(source.open(QIODevice::ReadOnly));
    static const QRegularExpression row(R"re(row\("([^"]+)")re");
    for (auto match = row.globalMatch(QString::fromUtf8(source.readAll())); match.hasNext();)
        tested += "bad_" + match.next().captured(1) + ".h5";
    QSet<QString> files;
    for (const auto& entry : fs::directory_iterator(fixtures::folder()))
        if (const QString name = QString::fromStdString(entry.path().filename().string());
            name.startsWith("bad_"))
            files += name;
    QVERIFY(!files.isEmpty());
    QCOMPARE((files - tested).values(), QStringList());
}

void TestNetworkFileRefusals::refusesWhatIsNoFile_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("message");
    QTest::newRow("absent") << "/nowhere/net.h5"
                            << "net.h5: no such file, expected a network file (HDF5)";
    QTest::newRow("folder") << "/usr"
                            << "usr: is a folder, expected a network file (HDF5)";
    QTest::newRow("device") << "/dev/zero"
                            << "zero: is not a regular file, expected a network file (HDF5)";
    QTest::newRow("no name") << ""
                             << "\"\": no such file, expected a network file (HDF5)";
}

void TestNetworkFileRefusals::refusesWhatIsNoFile() {
    QFETCH(QString, path);
    QFETCH(QString, message);
    const auto network = readNetwork(path.toStdString());
    QVERIFY(!network);
    QCOMPARE(QString::fromStdString(network.error().message), message);
}

void TestNetworkFileRefusals::refusesAFileThatMayNotBeRead() {
    if (geteuid() == 0)
        QSKIP("root may read every file");
    QTemporaryDir folder;
    const fs::path path = fs::path(folder.path().toStdString()) / "secret.h5";
    fs::copy_file(fixtures::folder() / "good_base.h5", path);
    fs::permissions(path, fs::perms::none);
    const auto network = readNetwork(path);
    QVERIFY(!network);
    QCOMPARE(
        QString::fromStdString(network.error().message),
        QString("secret.h5: cannot be opened (Permission denied), expected a network file (HDF5)"));
}

void TestNetworkFileRefusals::refusesAPipeWithoutWaiting() {
    QTemporaryDir folder;
    const std::string path = folder.filePath("pipe.h5").toStdString();
    QCOMPARE(mkfifo(path.c_str(), 0600), 0);
    QElapsedTimer clock;
    clock.start();
    const auto network = readNetwork(path);
    QVERIFY(!network);
    QVERIFY(clock.elapsed() < 5000);
    QVERIFY(network.error().message.find("pipe.h5: is not a regular file") == 0);
}

void TestNetworkFileRefusals::keepsAnyNameOnOneLine() {
    const auto network = readNetwork("/nowhere/a\nb\xff.h5");
    QVERIFY(!network);
    QCOMPARE(
        QString::fromStdString(network.error().message),
        QString("a b\uFFFD.h5: no such file, expected a network file (HDF5)"));
}

void TestNetworkFileRefusals::printsNothing() {
    QTemporaryFile output;
    QVERIFY(output.open());
    std::fflush(nullptr);
    const int standard = dup(STDERR_FILENO), out = dup(STDOUT_FILENO);
    dup2(output.handle(), STDERR_FILENO);
    dup2(output.handle(), STDOUT_FILENO);
    int refused = 0;
    for (const auto& entry : fs::directory_iterator(fixtures::folder()))
        refused += !readNetwork(entry.path());
    std::fflush(nullptr);
    dup2(standard, STDERR_FILENO);
    dup2(out, STDOUT_FILENO);
    close(standard);
    close(out);
    QVERIFY(refused > 50);
    QCOMPARE(QFileInfo(output.fileName()).size(), qint64{0});
}

QTEST_GUILESS_MAIN(TestNetworkFileRefusals)
#include "tst_network_file_refusals.moc"
