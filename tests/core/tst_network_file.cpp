// Network files: what other programs write is read, value by value; what is written is read back; nothing
// gets lost on failure.
#include "core/io/files/network_file.h"
#include "network_fixtures.h"

#include <QtTest>

#include <cstring>
#include <fstream>
#include <thread>

using namespace kamke;
namespace fs = std::filesystem;

namespace {

QString text(const Result<Network>& result) {
    return result ? QStringLiteral("no error") : QString::fromStdString(result.error().message);
}

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t entriesIn(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

} // namespace

class TestNetworkFile : public QObject {
    Q_OBJECT

private slots:
    void readsFilesOfOtherPrograms_data();
    void readsFilesOfOtherPrograms();
    void readsIntegersAndFixedStrings();
    void roundTripKeepsEverything();
    void roundTripKeepsEveryActivation();
    void roundTripKeepsOddButValidContent();
    void writesRowByRow();
    void writesTheSameBytesAgain();
    void replacesAFileAsAWhole();
    void keepsTheLinkAndThePermissions();
    void writingRefuses_data();
    void writingRefuses();
    void readsFromManyThreads();

private:
    QTemporaryDir folder_;
    fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }
};

void TestNetworkFile::readsFilesOfOtherPrograms_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("complete");
    QTest::newRow("plain") << "good_base.h5" << false;
    QTest::newRow("soft link within the file") << "good_soft_link.h5" << false;
    QTest::newRow("every field") << "good_complete.h5" << true;
    QTest::newRow("float32 and float16") << "good_float32.h5" << true;
    QTest::newRow("chunks, shuffle, gzip, checksum") << "good_compressed.h5" << true;
    QTest::newRow("attributes as arrays of one") << "good_one_entry_attributes.h5" << true;
    QTest::newRow("file format 1.8") << "good_format_1_8.h5" << true;
    QTest::newRow("user block") << "good_user_block.h5" << true;
}

void TestNetworkFile::readsFilesOfOtherPrograms() {
    QFETCH(QString, file);
    QFETCH(bool, complete);
    const auto network = readNetwork(fixtures::folder() / file.toStdString());
    QVERIFY2(network, qPrintable(text(network)));
    const Network expected = complete ? fixtures::complete() : fixtures::base();
    // Member by member, so that a failure says which.
    QCOMPARE(network->A, expected.A);
    QCOMPARE(network->B, expected.B);
    QCOMPARE(network->C, expected.C);
    QCOMPARE(network->D, expected.D);
    QCOMPARE(network->b, expected.b);
    QCOMPARE(network->c, expected.c);
    QVERIFY(network->activation == expected.activation);
    QCOMPARE(network->name, expected.name);
    QCOMPARE(network->description, expected.description);
    QCOMPARE(network->source, expected.source);
    QVERIFY(network->eta == expected.eta);
    QVERIFY(network->input == expected.input);
    QVERIFY(network->labels == expected.labels);
    QVERIFY(network->training == expected.training);
    // A value written out by hand: first row, last column.
    QCOMPARE(network->B(0, 2), 13.0 / 64);
    QCOMPARE(network->B(2, 0), 31.0 / 64);
}

void TestNetworkFile::readsIntegersAndFixedStrings() {
    const auto integers = readNetwork(fixtures::folder() / "good_big_endian.h5");
    QVERIFY2(integers, qPrintable(text(integers)));
    QCOMPARE(integers->A, fixtures::base().A);
    QCOMPARE(integers->B, fixtures::base().B);
    QCOMPARE(integers->C, fixtures::base().C);
    QCOMPARE(integers->b, Vector(Eigen::Vector4d(5, -6, 7, -8)));
    QCOMPARE(integers->c, Vector(Eigen::Vector2d(200, 100)));
    const auto strings = readNetwork(fixtures::folder() / "good_fixed_strings.h5");
    QVERIFY2(strings, qPrintable(text(strings)));
    QVERIFY(strings->activation.kind() == Activation::Kind::Tanh); // padded with spaces in the file
    QCOMPARE(strings->name, std::string("fixed"));
    QCOMPARE(strings->description, std::string());
    QVERIFY((strings->labels == std::vector<std::string>{"no", "yes"}));
}

void TestNetworkFile::roundTripKeepsEverything() {
    const Network network = fixtures::complete();
    const auto written = writeNetwork(network, at("everything.h5"));
    QVERIFY2(written, written ? "" : written.error().message.c_str());
    const auto back = readNetwork(at("everything.h5"));
    QVERIFY2(back, qPrintable(text(back)));
    QVERIFY(*back == network);
}

void TestNetworkFile::roundTripKeepsEveryActivation() {
    for (const auto name : Activation::names()) {
        Network network = fixtures::base();
        network.activation = *Activation::fromName(name, 0.3);
        QVERIFY(writeNetwork(network, at("activation.h5")));
        const auto back = readNetwork(at("activation.h5"));
        QVERIFY2(back, qPrintable(text(back)));
        QVERIFY2(back->activation == network.activation, std::string(name).c_str());
    }
}

void TestNetworkFile::roundTripKeepsOddButValidContent() {
    Network network = fixtures::base();
    const Index r = 20000; // per-input attributes above the 64 KiB that the oldest file format can hold
    network.B = Matrix::NullaryExpr(
        4, r, [](Index i, Index j) { return static_cast<double>(i) - 1e-300 * static_cast<double>(j); });
    network.D = Matrix::Zero(2, r);
    network.input = InputSpec{
        Vector::LinSpaced(r, -1, 1),
        Vector::Ones(r),
        std::nullopt,
        Vector(Vector::LinSpaced(r, 0, 5)),
        {200, 100}};
    network.description = std::string(100'000, 'd');
    network.labels = {"", "two\nlines"};
    network.training = {
        {"empty", std::vector<double>{}},
        {"blank", std::string()},
        {"least", std::numeric_limits<std::int64_t>::min() + 1}};
    const auto written = writeNetwork(network, at("odd.h5"));
    QVERIFY2(written, written ? "" : written.error().message.c_str());
    const auto back = readNetwork(at("odd.h5"));
    QVERIFY2(back, qPrintable(text(back)));
    QVERIFY(*back == network);
}

void TestNetworkFile::writesRowByRow() {
    // Reading back what was written would not notice two transpositions: look for B's rows in the bytes of
    // the file.
    const Network network = fixtures::base();
    QVERIFY(writeNetwork(network, at("rows.h5")));
    const Eigen::Matrix<double, 4, 3, Eigen::RowMajor> rows = network.B;
    std::string bytes(sizeof(double) * 12, '\0');
    std::memcpy(bytes.data(), rows.data(), bytes.size());
    QVERIFY(content(at("rows.h5")).find(bytes) != std::string::npos);
}

void TestNetworkFile::writesTheSameBytesAgain() {
    QVERIFY(writeNetwork(fixtures::complete(), at("first.h5")));
    QTest::qWait(1100); // the next second of the clock
    QVERIFY(writeNetwork(fixtures::complete(), at("second.h5")));
    QVERIFY(content(at("first.h5")) == content(at("second.h5")));
}

void TestNetworkFile::replacesAFileAsAWhole() {
    const fs::path inside = at("replace");
    fs::create_directory(inside);
    std::ofstream(inside / "net.h5") << "something else";
    QVERIFY(writeNetwork(fixtures::base(), inside / "net.h5"));
    QCOMPARE(entriesIn(inside), std::size_t{1}); // no temporary file stays behind
    const std::string before = content(inside / "net.h5");
    Network wrong = fixtures::base();
    wrong.A(0, 0) = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(!writeNetwork(wrong, inside / "net.h5"));
    QCOMPARE(entriesIn(inside), std::size_t{1});
    QVERIFY(content(inside / "net.h5") == before);
}

void TestNetworkFile::keepsTheLinkAndThePermissions() {
    QVERIFY(writeNetwork(fixtures::base(), at("real.h5")));
    fs::permissions(at("real.h5"), fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("real.h5", at("link.h5"));
    QVERIFY(writeNetwork(fixtures::complete(), at("link.h5")));
    QVERIFY(fs::is_symlink(at("link.h5")));
    QVERIFY(fs::status(at("real.h5")).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    const auto back = readNetwork(at("real.h5"));
    QVERIFY2(back, qPrintable(text(back)));
    QVERIFY(*back == fixtures::complete());
}

void TestNetworkFile::writingRefuses_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("what");
    QTest::newRow("no such folder") << "nowhere/net.h5"
                                    << "net.h5"
                                    << "No such file or directory";
    QTest::newRow("a folder of that name") << "."
                                           << "."
                                           << "its name is empty";
    QTest::newRow("zero byte") << "zero.h5"
                               << "zero.h5"
                               << "zero byte";
    QTest::newRow("wrong shape") << "shape.h5"
                                 << "shape.h5"
                                 << "B is 3×3, expected 4×3";
}

void TestNetworkFile::writingRefuses() {
    QFETCH(QString, path);
    QFETCH(QString, name);
    QFETCH(QString, what);
    Network network = fixtures::base();
    if (path == "zero.h5")
        network.labels = {std::string("a\0b", 3), "c"};
    if (path == "shape.h5")
        network.B = Matrix::Zero(3, 3);
    const auto written = writeNetwork(network, at(path.toUtf8().constData()));
    QVERIFY(!written);
    const QString message = QString::fromStdString(written.error().message);
    QVERIFY2(message.contains(name + ": "), qPrintable(message));
    QVERIFY2(message.contains(what), qPrintable(message));
}

void TestNetworkFile::readsFromManyThreads() {
    // Reading forks; a lock of the library or of the allocator that another thread holds then must not stop
    // the child.
    std::atomic<int> right = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int k = 0; k < 10; ++k) {
                    const fs::path own = at(("thread" + std::to_string(t) + ".h5").c_str());
                    const auto network = readNetwork(fixtures::folder() / "good_complete.h5");
                    right += network && *network == fixtures::complete() && writeNetwork(*network, own) &&
                             readNetwork(own) == *network;
                }
            });
    }
    QCOMPARE(right.load(), 40);
}

QTEST_GUILESS_MAIN(TestNetworkFile)
#include "tst_network_file.moc"
