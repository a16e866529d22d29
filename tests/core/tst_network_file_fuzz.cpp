// Damaged files: whatever the bytes are, reading gives a valid network or one sentence, soon, and nothing
// else happens.
//
// The HDF5 library itself crashes or hangs on a few of a thousand damaged files, which is why readNetwork()
// uses it in a child process. So that a fault of our own code cannot hide there, under AddressSanitizer the
// children's reports go to files, and the first frame of each must be the library's.
#include "core/io/files/byte_coder.h"
#include "core/io/files/network_file.h"
#include "file_mutations.h"
#include "network_fixtures.h"

#include <QtTest>

#include <fstream>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
// Without symbols a report takes milliseconds; the names of the modules are enough. The exit status tells the
// child of this sanitizer from that of UndefinedBehaviorSanitizer, which keeps 1.
extern "C" const char* __asan_default_options() {
    return "symbolize=0:exitcode=99:allocator_may_return_null=1";
}
#endif

using namespace kamke;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t seed = 20240601;
constexpr int files = 600;

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The good fixtures three times, the bad ones once: most damage should meet a file that would otherwise be
/// read to its end.
std::vector<std::string> corpus() {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(fixtures::folder()))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> all;
    for (const fs::path& path : paths) {
        const std::string bytes = content(path);
        const bool good = path.filename().string().rfind("good_", 0) == 0;
        if (bytes.size() >= 512)
            all.insert(all.end(), good ? 12 : 1, bytes);
    }
    return all;
}

} // namespace

class TestNetworkFileFuzz : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void damagedFilesGiveANetworkOrASentence();
    void aFlippedBitGivesNoOtherValues();
    void filesThatCrashTheLibraryGiveASentence_data();
    void filesThatCrashTheLibraryGiveASentence();
    void bytesOfABrokenChildAreRefused();
    void cleanupTestCase();

private:
    void check(const Result<Network>& result, const QString& which);

    QTemporaryDir folder_;
    int networks_ = 0, refused_ = 0, crashed_ = 0, timedOut_ = 0;
};

void TestNetworkFileFuzz::initTestCase() {
    qInfo("seed %llu, %d files", static_cast<unsigned long long>(seed), files);
#if defined(__SANITIZE_ADDRESS__)
    static const std::string reports = folder_.filePath("report").toStdString();
    __sanitizer_set_report_path(reports.c_str());
#endif
}

void TestNetworkFileFuzz::check(const Result<Network>& result, const QString& which) {
    if (result) {
        ++networks_;
        const auto wrong = validationError(*result);
        QVERIFY2(!wrong, qPrintable(which + ": " + QString::fromStdString(wrong.value_or(""))));
        return;
    }
    ++refused_;
    const QString message = QString::fromStdString(result.error().message);
    QVERIFY2(message.contains(".h5: ") && message.contains("expected "), qPrintable(which + ": " + message));
    QVERIFY2(!message.contains('\n') && message.size() < 500, qPrintable(which + ": " + message));
    // An exception in the child would come as a sentence, and undefined behaviour in our code as this exit
    // status.
    QVERIFY2(
        !message.contains("cannot be read (") && !message.contains("(exit status 1)"),
        qPrintable(which + ": " + message));
    crashed_ += message.contains("library crashes on it");
    timedOut_ += message.contains("reading took more than");
}

void TestNetworkFileFuzz::damagedFilesGiveANetworkOrASentence() {
    const std::vector<std::string> originals = corpus();
    QVERIFY(originals.size() > 100);
    const fs::path path = fs::path(folder_.path().toStdString()) / "damaged.h5";
    for (int k = 0; k < files; ++k) {
        std::mt19937_64 random(seed + static_cast<std::uint64_t>(k)); // each file can be made again by itself
        const std::string bytes = mutated(originals[random() % originals.size()], random);
        std::ofstream(path, std::ios::binary) << bytes;
        check(readNetwork(path), QString("file %1").arg(k));
        if (QTest::currentTestFailed())
            return;
    }
    qInfo(
        "%d networks, %d refusals; among these the library crashed %d times and hung %d times", networks_,
        refused_, crashed_, timedOut_);
    QVERIFY(networks_ > files / 20); // both outcomes are really met
    QVERIFY(refused_ > files / 3);
    QVERIFY(
        crashed_ + timedOut_ < files / 20); // a fault of ours in every file would not pass as the library's
}

/// Packed data carry sums, and types and chunks can only be what a writer makes: nothing of a matrix may come
/// out otherwise.
void TestNetworkFileFuzz::aFlippedBitGivesNoOtherValues() {
    const fs::path original = fixtures::folder() / "good_compressed.h5";
    const auto intact = readNetwork(original);
    QVERIFY(intact);
    std::ifstream in(original, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const fs::path path = fs::path(folder_.path().toStdString()) / "flipped.h5";
    std::mt19937_64 random(seed);
    int taken = 0;
    constexpr int flips = 1500;
    for (int k = 0; k < flips; ++k) {
        std::string other = bytes;
        const std::size_t at = random() % other.size();
        const auto bit = static_cast<int>(random() % 8);
        other[at] = static_cast<char>(other[at] ^ (1 << bit));
        std::ofstream(path, std::ios::binary) << other;
        const auto read = readNetwork(path);
        if (!read)
            continue;
        ++taken;
        QVERIFY2(
            read->A == intact->A && read->B == intact->B && read->C == intact->C,
            qPrintable(QString("byte %1, bit %2").arg(at).arg(bit)));
    }
    qInfo("%d of %d flips change nothing of the matrices", taken, flips);
    QVERIFY(taken > 0);
    QVERIFY(taken < flips);
}

void TestNetworkFileFuzz::filesThatCrashTheLibraryGiveASentence_data() {
    QTest::addColumn<QString>("path");
    for (const auto& entry : fs::directory_iterator(fixtures::folder().parent_path() / "damaged"))
        QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
}

void TestNetworkFileFuzz::filesThatCrashTheLibraryGiveASentence() {
    QFETCH(QString, path);
    QElapsedTimer clock;
    clock.start();
    const auto result = readNetwork(path.toStdString());
    QVERIFY(clock.elapsed() < 60'000);
    QVERIFY(!result);
    check(result, path);
    qInfo("%s", result.error().message.c_str());
}

void TestNetworkFileFuzz::bytesOfABrokenChildAreRefused() {
    // What arrives from a child whose memory was overwritten can be anything.
    const std::string bytes = toBytes(fixtures::complete());
    const auto whole = fromBytes<Network>(bytes);
    QVERIFY(whole && *whole == fixtures::complete());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        QVERIFY2(!fromBytes<Network>(bytes.substr(0, size)), std::to_string(size).c_str());
    QVERIFY(!fromBytes<Network>(bytes + '\0'));
    std::mt19937_64 random(seed);
    int taken = 0;
    for (int k = 0; k < 5000; ++k)
        taken += fromBytes<Network>(mutated(bytes, random)).has_value();
    QVERIFY(taken > 0); // damage inside of a number goes unnoticed, and is harmless
}

void TestNetworkFileFuzz::cleanupTestCase() {
    static const QRegularExpression frame("^\\s*#\\d+ .*$", QRegularExpression::MultilineOption);
    const QFileInfoList reports = QDir(folder_.path()).entryInfoList({"report.*"});
#if defined(__SANITIZE_ADDRESS__)
    QVERIFY(crashed_ == 0 || !reports.isEmpty()); // else a fault of ours would not be seen
    qInfo(
        "%d reports of AddressSanitizer, looked at for faults of our own", static_cast<int>(reports.size()));
#endif
    for (const QFileInfo& info : reports) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString report = QString::fromUtf8(file.readAll());
        for (auto frames = frame.globalMatch(report); frames.hasNext();) {
            const QString line = frames.next().captured();
            QVERIFY2(!line.contains("tst_network_file_fuzz"), qPrintable(report));
            if (line.contains("libhdf5"))
                break;
        }
    }
}

QTEST_GUILESS_MAIN(TestNetworkFileFuzz)
#include "tst_network_file_fuzz.moc"
