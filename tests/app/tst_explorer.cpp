// The explorer from its command line: figures, pictures, exit statuses. It needs no display.
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <functional>
#include <sys/resource.h>
#include <unistd.h>

namespace {

struct Run {
    int status = -1;
    QByteArray out, err;
};

Run run(const QString& program, const QStringList& arguments, const std::function<void()>& inChild = {}) {
    QProcess process;
    process.setChildProcessModifier(inChild);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(KAMKE_BIN_DIR "/") + program, arguments);
    if (!process.waitForFinished(60000))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

const QString example = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/paper_example.h5");

} // namespace

class TestExplorer : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        if (!QFile::exists(QStringLiteral(KAMKE_BIN_DIR "/kamke")))
            QSKIP("built without the explorer");
    }

    void rendersEveryFormat_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("starts");
        QTest::newRow("pdf") << "fig.pdf" << QByteArray("%PDF");
        QTest::newRow("svg") << "fig.svg" << QByteArray("<?xml");
        QTest::newRow("png") << "fig.png" << QByteArray("\x89PNG");
    }
    void rendersEveryFormat() {
        QFETCH(QString, name);
        QFETCH(QByteArray, starts);
        for (const bool cli : {false, true}) {
            const QString file = dir_.filePath((cli ? "cli-" : "") + name);
            const Run r = cli ? run("kamke-cli", {"render", example, "--out", file})
                              : run("kamke", {"--render", example, "--out", file});
            QVERIFY2(r.status == 0 && r.err.isEmpty(), r.err.constData());
            QFile figure(file);
            QVERIFY(figure.open(QIODevice::ReadOnly));
            QVERIFY(figure.readAll().startsWith(starts));
        }
    }

    void theSizeIsInMillimetres() {
        const QString file = dir_.filePath("size.png");
        const Run r =
            run("kamke", {"--render", example, "--out", file, "--width-mm", "127", "--height-mm", "63.5",
                          "--dpi", "100"});
        QVERIFY2(r.status == 0, r.err.constData());
        QFile figure(file);
        QVERIFY(figure.open(QIODevice::ReadOnly));
        // Width and height stand in bytes 16 to 23 of a PNG file, most significant first.
        const QByteArray head = figure.read(24);
        const auto number = [&](int at) {
            int value = 0;
            for (int i = 0; i < 4; ++i)
                value = value << 8 | static_cast<unsigned char>(head[at + i]);
            return value;
        };
        QCOMPARE(number(16), 500);
        QCOMPARE(number(20), 250);
    }

    void whatIsAtFaultIsSaidInOneLine_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        const QString out = dir_.filePath("none.pdf");
        QTest::newRow("missing file")
            << QStringList{"--render", "missing.h5", "--out", out} << 1 << QByteArray("missing.h5");
        QTest::newRow("missing session")
            << QStringList{"--render", "missing.kamke", "--out", out} << 1 << QByteArray("missing.kamke");
        QTest::newRow("no network") << QStringList{"--render", __FILE__, "--out", out} << 1
                                    << QByteArray("tst_explorer.cpp");
        QTest::newRow("unknown format")
            << QStringList{"--render", example, "--out", dir_.filePath("f.gif")} << 1 << QByteArray("f.gif");
        QTest::newRow("no such folder") << QStringList{"--render", example, "--out", "/no/such/folder/f.pdf"}
                                        << 1 << QByteArray("/no/such/folder");
        QTest::newRow("no output") << QStringList{"--render", example} << 2 << QByteArray("--out");
        QTest::newRow("bad number") << QStringList{"--render", example, "--out", out, "--dpi", "many"} << 2
                                    << QByteArray("many");
        QTest::newRow("handout of another kind")
            << QStringList{"--handout", dir_.filePath("h.doc")} << 1 << QByteArray("h.doc");
        QTest::newRow("handout in no folder")
            << QStringList{"--handout", "/no/such/folder/h.pdf"} << 1 << QByteArray("/no/such/folder");
        QTest::newRow("handout without a name")
            << QStringList{"--handout", ""} << 2 << QByteArray("--handout");
        QTest::newRow("unknown option")
            << QStringList{"--render", example, "--out", out, "--colour"} << 2 << QByteArray("colour");
    }
    void whatIsAtFaultIsSaidInOneLine() {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, says);
        const Run r = run("kamke", arguments);
        QCOMPARE(r.status, status);
        QVERIFY2(r.err.contains(says), r.err.constData());
        QCOMPARE(r.err.count('\n'), 1);
        QVERIFY(r.out.isEmpty());
        QVERIFY(!QFile::exists(dir_.filePath("none.pdf")));
    }

    void theCommandLineProgramHandsTheStatusOn() {
        const Run r = run("kamke-cli", {"render", "missing.h5", "--out", dir_.filePath("none.pdf")});
        QCOMPARE(r.status, 1);
        QVERIFY(r.err.contains("missing.h5"));
    }

    void writesTheHandout() {
        const QString html = dir_.filePath("h.html"), pdf = dir_.filePath("h.pdf");
        for (const QString& path : {html, pdf}) {
            const Run r = run("kamke", {"--handout", path});
            QVERIFY2(r.status == 0 && r.err.isEmpty(), r.err.constData());
        }
        QFile page(html), paper(pdf);
        QVERIFY(page.open(QIODevice::ReadOnly) && paper.open(QIODevice::ReadOnly));
        const QByteArray text = page.readAll();
        // Every link of the page leads to one of its anchors, and formulas say themselves in words.
        const QByteArrayList parts = text.split('"');
        for (qsizetype k = 1; k < parts.size(); ++k)
            if (parts[k - 1].endsWith("href="))
                QVERIFY2(text.contains("id=\"" + parts[k].mid(1) + "\""), parts[k].constData());
        QVERIFY(text.count("<svg") > 200);
        QCOMPARE(text.count("<svg"), text.count("aria-label="));
        QVERIFY(paper.read(4) == "%PDF");
        QVERIFY(paper.size() > 100000);
    }

    /// Nothing of the page is lost between the pages of the paper.
    void theHandoutOnPaperSaysAllThatThePageSays() {
        const QString program = QStandardPaths::findExecutable("pdftotext");
        if (program.isEmpty())
            QSKIP("pdftotext is not here");
        const QString html = dir_.filePath("all.html"), pdf = dir_.filePath("all.pdf");
        for (const QString& path : {html, pdf}) {
            const Run r = run("kamke", {"--handout", path});
            QVERIFY2(r.status == 0, r.err.constData());
        }
        QProcess reader;
        reader.start(program, {"-raw", "-enc", "UTF-8", pdf, "-"});
        QVERIFY(reader.waitForFinished(60000));
        // Lines and hyphens break elsewhere there.
        const auto squeezed = [](const QString& text) {
            static const QRegularExpression other(
                "[^\\p{L}\\p{N}]", QRegularExpression::UseUnicodePropertiesOption);
            return text.normalized(QString::NormalizationForm_KC).remove(other); // ligatures, too
        };
        static const QRegularExpression pageNumber("\\n\\d+\\n?\\f");
        const QString paper =
            squeezed(QString::fromUtf8(reader.readAllStandardOutput()).replace(pageNumber, "\n"));
        QFile file(html);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QString page = QString::fromUtf8(file.readAll());
        page.remove(0, page.indexOf("<body>"));
        // Qt repeats, out of sight, a line of a paragraph that goes on over the page.
        QVERIFY(paper.count("Seealso") >= page.count("See also"));
        // The words between the formulas of each paragraph.
        static const QRegularExpression formula(
            "<svg.*?</svg>", QRegularExpression::DotMatchesEverythingOption);
        static const QRegularExpression block("</?(p|h[1-6]|li|td|th|pre|ul|ol|table|tr)\\b[^>]*>");
        static const QRegularExpression tag("<[^>]*>");
        page.replace(formula, "\n").replace(block, "\n").remove(tag);
        page.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        int checked = 0;
        QStringList lost;
        for (const QString& line : page.split('\n'))
            if (const QString words = squeezed(line).left(40); words.size() >= 12) {
                ++checked;
                if (!paper.contains(words))
                    lost << line.left(80);
            }
        QVERIFY(checked > 600);
        QVERIFY2(lost.isEmpty(), qPrintable(lost.join('\n')));
    }

    void grabsItsWindow() {
        for (const char* theme : {"light", "dark"}) {
            const QString file = dir_.filePath(QString("window-%1.png").arg(theme));
            const Run r = run("kamke", {"--screenshot", file, "--size", "900x600", "--theme", theme});
            QVERIFY2(r.status == 0, r.err.constData());
            QVERIFY(QFileInfo(file).size() > 5000);
        }
    }

    /// A wrong file does not keep the window from opening: the picture shows the example and the sentence.
    void opensInSpiteOfAWrongFile() {
        const QString file = dir_.filePath("wrong.png");
        const Run r = run("kamke", {"missing.h5", "--screenshot", file});
        QCOMPARE(r.status, 1);
        QVERIFY2(r.err.contains("missing.h5") && r.err.count('\n') == 1, r.err.constData());
        QVERIFY(QFileInfo(file).size() > 5000);
    }

    /// Whatever is written: all of it or nothing, and one sentence.
    void fullDisks_data() {
        QTest::addColumn<QStringList>("arguments");
        for (const char* name : {"full.pdf", "full.svg", "full.png"})
            QTest::newRow(name) << QStringList{"--render", example, "--out", full(name)};
        for (const char* name : {"handout.pdf", "handout.html"})
            QTest::newRow(name) << QStringList{"--handout", full(name)};
        QTest::newRow("picture") << QStringList{"--size", "900x600", "--screenshot", full("window.png")};
    }
    void fullDisks() {
        QFETCH(QStringList, arguments);
        const QString file = arguments.last();
        QVERIFY(QDir(dir_.path()).mkpath("full"));
        const Run whole = run("kamke", arguments);
        QVERIFY2(whole.status == 0 && whole.err.isEmpty(), whole.err.constData());
        const auto size = static_cast<rlim_t>(QFileInfo(file).size());
        // A picture of the window shows how long the computation took, so that it is not of the same size
        // again.
        const rlim_t nearly = arguments.contains("--screenshot") ? size - size / 10 : size - 1;
        for (const rlim_t bytes : {rlim_t{0}, size / 2, nearly}) {
            QFile old(file);
            QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
            old.close();
            const Run r = run("kamke", arguments, [bytes] {
                const rlimit limit{bytes, bytes};
                setrlimit(RLIMIT_FSIZE, &limit);
            });
            QCOMPARE(r.status, 1);
            QVERIFY2(r.err.contains("File too large") && r.err.count('\n') == 1, r.err.constData());
            QCOMPARE(QDir(full("")).entryList(QDir::Files | QDir::Hidden), {QFileInfo(file).fileName()});
            QCOMPARE(QFileInfo(file).size(), 3);
        }
        QFile::remove(file);
    }

    void nothingIsWrittenOverWhatIsRead() {
        const QString copy = dir_.filePath("copy.h5");
        QVERIFY(QFile::copy(example, copy));
        for (const char* link : {"link.pdf", "link.png"})
            QVERIFY(QFile::link(copy, dir_.filePath(link)));
        const qint64 size = QFileInfo(copy).size();
        for (const QStringList& arguments :
             {QStringList{"--render", copy, "--out", dir_.filePath("link.pdf")},
              QStringList{copy, "--screenshot", dir_.filePath("link.png")}}) {
            const Run r = run("kamke", arguments);
            QVERIFY2(r.status == 1 && r.err.contains("nothing was written"), r.err.constData());
            QCOMPARE(QFileInfo(copy).size(), size);
        }
    }

    void fullStandardOutput() {
        for (const char* option : {"--version", "--help"}) {
            const Run r = run("kamke", {option}, [] { dup2(::open("/dev/full", O_WRONLY), STDOUT_FILENO); });
            QVERIFY2(r.status == 1 && r.err.contains("No space left on device"), r.err.constData());
        }
    }

    void strangeArgumentsAreHarmless() {
        for (const QStringList& arguments :
             {QStringList{"--handout", "h.pdf", "--size", "\033[31m\n"},
              QStringList{"--handout", "h.pdf", "--\033[31m"},
              QStringList{"--render", "no\033[31m\nfile", "--out", "x.pdf"},
              QStringList{"--handout", "\033[31m\n"}}) {
            const Run r = run("kamke", arguments);
            QVERIFY2(r.status > 0 && !r.err.contains('\033'), r.err.toPercentEncoding());
            QCOMPARE(r.err.count('\n'), 1);
        }
    }

    void saysWhatItIs() {
        QVERIFY(run("kamke", {"--version"}).out.startsWith("kamke "));
        QVERIFY(run("kamke", {"--help"}).out.contains("--render"));
    }

    /// Both programs name the kernel that they multiply with, and keep the one that the user asks for.
    void saysItsKernel() {
        for (const char* program : {"kamke", "kamke-cli"}) {
            const QByteArray own = run(program, {"--version"}).out;
            QVERIFY2(own.startsWith(QByteArray(program) + ' ') && own.contains("BLAS"), own.constData());
            if (!own.contains("OpenBLAS kernel "))
                QSKIP("another library than OpenBLAS");
            qputenv("OPENBLAS_CORETYPE", "Prescott");
            const QByteArray asked = run(program, {"--version"}).out;
            qunsetenv("OPENBLAS_CORETYPE");
            QVERIFY2(asked.endsWith("OpenBLAS kernel Prescott\n"), asked.constData());
        }
    }

private:
    QString full(const char* name) const { return dir_.filePath(QStringLiteral("full/")) + name; }
    QTemporaryDir dir_;
};

QTEST_GUILESS_MAIN(TestExplorer)
#include "tst_explorer.moc"
