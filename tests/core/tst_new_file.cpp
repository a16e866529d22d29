// Files are written whole or not at all, at whatever byte a disk is full, and told apart by what they are.
#include "full_disk.h"
#include "network_fixtures.h"
#include "sweep_fixture.h"

#include "core/io/files/new_file.h"
#include "core/io/files/same_file.h"
#include "core/io/files/witness_file.h"
#include "core/io/text/plain_text.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace kamke;
using test::FullDisk;
namespace fs = std::filesystem;

class NewFiles : public QObject {
    Q_OBJECT
private slots:
    void fullDisks_data();
    void fullDisks();
    void fullDiskOfFinishedSweep();
    void bytes();
    void notOverDevices();
    void notOverProtectedFiles();
    void foldersAreTriedBeforehand();
    void sameFiles();
    void plainText_data();
    void plainText();

private:
    fs::path at(const char* name) const { return fs::path(dir_.path().toStdString()) / name; }
    QStringList all() const { return QDir(dir_.path()).entryList(QDir::Files | QDir::Hidden | QDir::System); }
    QTemporaryDir dir_;
};

using Write = std::function<Result<void>(const fs::path&)>;
Q_DECLARE_METATYPE(Write)

void NewFiles::fullDisks_data() {
    QTest::addColumn<Write>("write");
    QTest::newRow("network") << Write(
        [](const fs::path& path) { return writeNetwork(fixtures::complete(), path); });
    QTest::newRow("packed network") << Write([](const fs::path& path) {
        Network network = fixtures::base();
        network.B = fixtures::grid(4, 3000, 0x1p-12);
        network.D = Matrix::Zero(2, 3000);
        return writeNetwork(network, path);
    });
    QTest::newRow("witnesses") << Write([](const fs::path& path) {
        WitnessFile file;
        file.inputs = fixtures::grid(7, 100, 0x1p-9);
        file.labels = file.predictions = std::vector<int>(100, 1);
        file.samples = std::vector<Index>(100, 2);
        file.eps = Vector::Ones(100);
        return writeWitnesses(path, file);
    });
    QTest::newRow("sweep") << Write([](const fs::path& path) -> Result<void> {
        fs::remove(path); // a sweep goes on with a file that it finds
        static const test::MoonSweep sweep;
        return sweep.open(path).map([](const SweepFile&) {});
    });
    QTest::newRow("bytes") << Write(
        [](const fs::path& path) { return replaceFile(path, std::string(20000, 'x')); });
}

void NewFiles::fullDisks() {
    QFETCH(Write, write);
    const fs::path path = at("some.h5");
    QVERIFY(write(path));
    const std::string whole = test::contentOf(path);
    const auto size = static_cast<rlim_t>(whole.size());
    QVERIFY(size > 1000);
    // At every stage of the library: superblock, headers, raw data, the last flush.
    for (rlim_t bytes = 0; bytes < size; bytes += std::max<rlim_t>(1, size / 97)) {
        { std::ofstream(path) << "what was there"; }
        Result<void> result;
        {
            const FullDisk full(bytes);
            result = write(path);
        }
        QVERIFY2(!result, qPrintable(QStringLiteral("%1 of %2 bytes").arg(bytes).arg(size)));
        QVERIFY2(
            result.error().message == "some.h5: could not be written (File too large); what was there "
                                      "before is unchanged",
            result.error().message.c_str());
        if (fs::exists(path))
            QCOMPARE(test::contentOf(path), std::string("what was there"));
        QVERIFY(all().isEmpty() || all() == QStringList{"some.h5"});
    }
    QVERIFY(write(path));
    QVERIFY(test::contentOf(path) == whole);
    fs::remove(path);
}

void NewFiles::fullDiskOfFinishedSweep() {
    test::MoonSweep sweep;
    sweep.source = test::moonSource(60);
    sweep.write(at("sweep.h5"));
    const std::string before = test::contentOf(at("sweep.h5"));
    sweep.plan.eps = Eigen::Vector2d(0.01, 0.02); // a finished sweep of another plan would be put aside
    {
        const FullDisk full(500);
        QVERIFY(!sweep.open(at("sweep.h5")));
    }
    QCOMPARE(all(), QStringList{"sweep.h5"});
    QVERIFY(test::contentOf(at("sweep.h5")) == before);
    fs::remove(at("sweep.h5"));
}

void NewFiles::bytes() {
    QVERIFY(replaceFile(at("bytes"), "one"));
    fs::permissions(at("bytes"), fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink(at("bytes"), at("link"));
    fs::create_symlink("later", at("dangling"));
    QVERIFY(replaceFile(at("link"), std::string_view("two\0three", 9)));
    QCOMPARE(test::contentOf(at("bytes")), std::string("two\0three", 9));
    QVERIFY(fs::is_symlink(at("link")));
    QCOMPARE(fs::status(at("bytes")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    QVERIFY(replaceFile(at("dangling"), "four"));
    QVERIFY(fs::is_symlink(at("dangling")));
    QCOMPARE(test::contentOf(at("later")), std::string("four"));
    QVERIFY(replaceFile(at(std::string(255, 'n').c_str()), "long name"));
    for (const QString& file : all())
        QVERIFY(QFile::remove(dir_.filePath(file)));
}

void NewFiles::notOverDevices() {
    QCOMPARE(mkfifo(at("pipe").c_str(), 0600), 0);
    for (const fs::path& path : {fs::path("/dev/null"), at("pipe"), at(""), fs::path(), fs::path("/")}) {
        const auto result = replaceFile(path, "x");
        QVERIFY2(!result, path.c_str());
        QVERIFY(whyNotWritable(path));
        QVERIFY2(
            result.error().message.find("expected the name of a file") != std::string::npos,
            result.error().message.c_str());
    }
    QVERIFY(fs::is_character_file("/dev/null"));
    fs::remove(at("pipe"));
}

void NewFiles::notOverProtectedFiles() {
    QVERIFY(replaceFile(at("mine"), "one"));
    fs::permissions(at("mine"), fs::perms::owner_read);
    if (geteuid() == 0)
        QSKIP("root may write to every file");
    QVERIFY(whyNotWritable(at("mine")));
    QVERIFY(!replaceFile(at("mine"), "two"));
    QCOMPARE(test::contentOf(at("mine")), std::string("one"));
}

void NewFiles::foldersAreTriedBeforehand() {
    const auto why = whyNotWritable(at("none/x.h5"));
    QVERIFY(why && why->starts_with("cannot be written in folder "));
    const int files = static_cast<int>(all().size());
    QVERIFY(!whyNotWritable(at("fresh.h5")));
    QVERIFY(!whyNotWritable(at("fresh.h5"), WriteMode::GoOn));
    QCOMPARE(all().size(), files);
}

void NewFiles::sameFiles() {
    fs::create_directories(at("folder"));
    { std::ofstream(at("folder/a")) << "a"; }
    { std::ofstream(at("folder/b")) << "a"; }
    fs::create_symlink(at("folder"), at("other"));
    fs::create_symlink("a", at("folder/link"));
    fs::create_symlink("none", at("folder/to-none"));
    fs::create_symlink("round", at("folder/round"));
    fs::create_hard_link(at("folder/a"), at("folder/hard"));
    QVERIFY(isSameFile(at("folder/a"), at("folder/./a")));
    QVERIFY(isSameFile(at("folder/a"), at("other/../folder/a")));
    QVERIFY(isSameFile(at("folder/a"), at("other/link")));
    QVERIFY(isSameFile(at("folder/a"), at("other/hard")));
    QVERIFY(!isSameFile(at("folder/a"), at("folder/b")));
    // None of these is there yet.
    QVERIFY(isSameFile(at("folder/none"), at("other/none")));
    QVERIFY(isSameFile(at("folder/none"), at("other/to-none")));
    QVERIFY(!isSameFile(at("folder/none"), at("none")));
    QVERIFY(!isSameFile(at("folder/none"), at("folder/a")));
    QVERIFY(isSameFile(at("folder/round"), at("folder/round")));
    // A circle of links is no place for a file, and is not replaced by one.
    for (const WriteMode mode : {WriteMode::Replace, WriteMode::GoOn}) {
        const auto why = whyNotWritable(at("folder/round"), mode);
        QVERIFY(why && why->find("links lead in a circle") != std::string::npos);
    }
    QVERIFY(!replaceFile(at("folder/round"), "x") && fs::is_symlink(at("folder/round")));
    QVERIFY(!isSameFile({}, {}));
    const fs::path before = fs::current_path();
    fs::current_path(at("folder"));
    QVERIFY(isSameFile("a", at("other/a")) && isSameFile("new", at("other/new")));
    fs::current_path(before);
}

void NewFiles::plainText_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("letters") << QByteArray("μ_η ≤ 1 — 東京 😀") << QByteArray("μ_η ≤ 1 — 東京 😀");
    QTest::newRow("colour") << QByteArray("\033[31mred\033[0m") << QByteArray(" [31mred [0m");
    QTest::newRow("title") << QByteArray("\033]0;evil\a") << QByteArray(" ]0;evil ");
    QTest::newRow("lines") << QByteArray("a\r\nb\tc\x7f\b") << QByteArray("a  b c  ");
    QTest::newRow("C1") << QByteArray("a\xC2\x9B"
                                      "31m")
                        << QByteArray("a\uFFFD31m");
    QTest::newRow("C1 of eight bits") << QByteArray("a\x9B"
                                                    "31m")
                                      << QByteArray("a\uFFFD31m");
    QTest::newRow("direction") << QByteArray("a\u202Eb\u2066c\u2028d")
                               << QByteArray("a\uFFFDb\uFFFDc\uFFFDd");
    QTest::newRow("cut") << QByteArray("a\xE2\x80") << QByteArray("a\uFFFD\uFFFD");
}

void NewFiles::plainText() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(plain(text.toStdString())), shown);
    QCOMPARE(
        QByteArray::fromStdString(plainLines(text.toStdString() + "\n")),
        shown.replace("a  b", "a \nb") + "\n");
}

QTEST_GUILESS_MAIN(NewFiles)
#include "tst_new_file.moc"
