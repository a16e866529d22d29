// What is saved from the window: never over what it reads, and whole or not at all on a full disk.
#include "tests/core/full_disk.h"
#include "window_fixture.h"

#include "core/io/files/network_file.h"
#include "core/io/files/new_file.h"
#include "ui/documents/documents.h"
#include "ui/files/write_file.h"
#include "ui/plot/export.h"
#include "ui/shell/handout.h"
#include "ui/state/session.h"
#include "ui/state/state_files.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace kamke;
using namespace kamke::ui;

class OpenFilesTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        prepareTests();
        QVERIFY(
            QFile::copy(QStringLiteral(KAMKE_SOURCE_DIR "/tests/data/datasets/two_moons.h5"), at("data.h5")));
        QFile::setPermissions(at("data.h5"), QFile::ReadOwner | QFile::WriteOwner);
        QVERIFY(writeNetwork(*exampleNetwork(), at("net.h5").toStdString()));
        QVERIFY(writeSession(exampleState(), at("work.kamke")));
        for (const char* name : {"data.h5", "net.h5", "work.kamke"})
            QVERIFY(QFile::link(at(name), at(QString(name) + ".csv")));
    }
    void init() { prepareTest(); }

    void nothingIsSavedOverWhatIsRead_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<FileKind>("kind");
        QTest::newRow("data set") << "data.h5" << FileKind::DataSet;
        QTest::newRow("link to the data set") << "data.h5.csv" << FileKind::DataSet;
        QTest::newRow("network") << "net.h5" << FileKind::Network;
        QTest::newRow("link to the network") << "net.h5.csv" << FileKind::Network;
        QTest::newRow("session") << "work.kamke" << FileKind::Session;
        QTest::newRow("link to the session") << "work.kamke.csv" << FileKind::Session;
    }
    void nothingIsSavedOverWhatIsRead() {
        QFETCH(QString, file);
        QFETCH(FileKind, kind);
        WindowFixture f;
        open(f);
        QByteArray before = content(at(file));
        QSignalSpy failed(f.window.documents(), &Documents::failed);
        f.script.file = at(file);
        qsizetype refusals = 0;
        const auto mustRefuse = [&](bool refused) {
            refusals += refused;
            QCOMPARE(failed.size(), refusals);
            if (refused)
                QVERIFY(failed.last().first().toString().contains("nothing was written"));
            QVERIFY(!refused || content(at(file)) == before);
        };
        f.window.documents()->exportHandout(writeHandout);
        // Its name does not end in .html or .pdf, which is said first.
        QCOMPARE(failed.size(), 1);
        failed.clear();
        const auto written = exportText(QStringLiteral("a,b\n"), at(file));
        QVERIFY(!written && written.error().message.find("nothing was written") != std::string::npos);
        QVERIFY(content(at(file)) == before);
        f.window.documents()->saveSessionAs();
        mustRefuse(kind != FileKind::Session);
        before = content(at(file));      // its own place is where a session belongs
        if (kind != FileKind::Network) { // its own place is where a network belongs
            f.window.documents()->saveNetworkAs();
            mustRefuse(true);
        }
    }

    void theListFollowsTheWindow() {
        {
            WindowFixture f;
            open(f);
            QVERIFY(!OpenFiles::mayWrite(at("data.h5"), FileKind::Network));
        }
        QVERIFY(OpenFiles::mayWrite(at("data.h5"), FileKind::Network));
    }

    void allThatAStateReads() {
        ExplorerState state = exampleState();
        state.networkPath = "/a/net.h5";
        state.digits.dataset = "/a/d.h5";
        state.sweep.dataset = "/a/s.h5";
        state.sweep.networks = {"", "gallery:rotation.h5", "/a/n.h5"};
        state.sweep.resultsFile = "/a/r.h5";
        state.compare.networks = {"/a/c.h5"};
        state.train.dataset = "/a/t.h5";
        state.train.validation = "/a/v.h5";
        QStringList paths;
        for (const OpenFile& file : filesOf(state))
            paths << file.path;
        paths.sort();
        QCOMPARE(
            paths,
            (QStringList{
                "/a/c.h5", "/a/d.h5", "/a/n.h5", "/a/net.h5", "/a/r.h5", "/a/s.h5", "/a/t.h5", "/a/v.h5"}));
    }

    void aFullDiskIsSaid_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("network") << "out.h5";
        QTest::newRow("session") << "out.kamke";
        QTest::newRow("handout") << "out.html";
        QTest::newRow("handout on paper") << "out.pdf";
    }
    /// The window stays and quits as ever afterwards, which is what the end of this program shows.
    void aFullDiskIsSaid() {
        QFETCH(QString, name);
        WindowFixture f;
        QSignalSpy failed(f.window.documents(), &Documents::failed);
        f.script.file = at("full/" + name);
        QVERIFY(QDir(dir_.path()).mkpath("full"));
        const auto save = [&] {
            if (name.endsWith(".h5"))
                f.window.documents()->saveNetworkAs();
            else if (name.endsWith(".kamke"))
                f.window.documents()->saveSessionAs();
            else
                f.window.documents()->exportHandout(writeHandout);
        };
        for (const bool exists : {false, true})
            for (const rlim_t bytes : {0, 100, 1000}) {
                if (exists)
                    QVERIFY(replaceFile(nativePath(f.script.file), "old"));
                failed.clear();
                {
                    const test::FullDisk full(bytes);
                    save();
                }
                QCOMPARE(failed.size(), 1);
                const QString said = failed.first().first().toString();
                QVERIFY2(said.contains("File too large") && !said.contains('\n'), qPrintable(said));
                QCOMPARE(
                    QDir(at("full")).entryList(QDir::Files | QDir::Hidden),
                    exists ? QStringList{name} : QStringList());
                if (exists)
                    QCOMPARE(content(f.script.file), QByteArray("old"));
            }
        failed.clear();
        save();
        QCOMPARE(failed.size(), 0);
        QVERIFY(content(f.script.file).size() > 1000);
        QFile::remove(f.script.file);
    }

private:
    QString at(const QString& name) const { return dir_.filePath(name); }
    static QByteArray content(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void open(WindowFixture& f) const {
        QVERIFY(f.window.documents()->open(at("work.kamke")));
        ExplorerState state = f.window.store()->state();
        state.networkPath = at("net.h5");
        state.sweep.dataset = at("data.h5");
        f.window.store()->apply(QStringLiteral("open"), state);
    }
    QTemporaryDir dir_;
};

QTEST_MAIN(OpenFilesTest)
#include "tst_open_files.moc"
