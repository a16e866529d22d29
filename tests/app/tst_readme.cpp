// What README.md says must be so: its tables of methods, certificates, iterations and models, its Python
// snippet and its command lines.
#include "core/certify/certificates.h"
#include "core/certify/methods.h"
#include "core/solve/iterations.h"
#include "core/train/model_kinds.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace {

QString readme() {
    QFile file(QStringLiteral(KAMKE_SOURCE_DIR "/README.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The text between the fence that `opening` matches and the closing fence.
QString codeBlock(const QString& opening) {
    const QRegularExpression fence(
        opening + QStringLiteral("\\n(.*?)\\n```\\n"), QRegularExpression::DotMatchesEverythingOption);
    return fence.match(readme()).captured(1);
}

/// As it stands in a cell of a Markdown table.
QString cell(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()))
        .replace(QLatin1Char('|'), QStringLiteral("\\|"));
}

/// The row of a method or a certificate.
template<class T>
QString row(const T& one) {
    return QStringLiteral("| `%1` | %2 | %3 | %4 |")
        .arg(cell(one.id), cell(one.name), cell(one.formula), cell(one.citation));
}

/// Runs a program and returns its exit status; everything it printed goes to `said`.
int run(const QString& program, const QStringList& arguments, const QString& directory, QString* said) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(directory);
    process.start(program, arguments);
    const bool finished = process.waitForFinished(60000);
    *said = QString::fromUtf8(process.readAll());
    return finished && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

const QString python = QStringLiteral("/usr/bin/python3");
const QString cli = QStringLiteral(KAMKE_BIN_DIR "/kamke-cli");

} // namespace

class TstReadme : public QObject {
    Q_OBJECT

private slots:
    // A row of a list is documented by its row in README.md, which somebody has to write: this is the one
    // test that a new row has to be told to.
    void tablesNameEveryRowOfTheLists() {
        QStringList expected;
        for (const kamke::Method& m : kamke::methods())
            expected << row(m);
        for (const kamke::Certificate& c : kamke::certificates())
            expected << row(c);
        for (const kamke::FixedPointIteration& i : kamke::iterations())
            expected << QStringLiteral("| `%1` | %2 | %3 | %4 | %5 |")
                            .arg(
                                cell(i.id), cell(i.name), cell(i.formula), cell(i.condition),
                                cell(i.citation));
        for (const kamke::ModelKind& k : kamke::modelKinds())
            expected << QStringLiteral("| `%1` | %2 | %3 | %4 | %5 |")
                            .arg(
                                cell(k.id), cell(k.name), cell(k.parametrisation), cell(k.explanation),
                                cell(k.citation));
        const QStringList rows =
            readme().split(QLatin1Char('\n')).filter(QRegularExpression(QStringLiteral("^\\| `")));
        for (const QString& one : expected)
            QVERIFY2(rows.contains(one), qPrintable(QStringLiteral("README.md has no row ") + one));
        QCOMPARE(rows, expected);
    }

    void snippetWritesANetwork() {
        const QString snippet = codeBlock(QStringLiteral("```python"));
        QVERIFY(snippet.contains(QStringLiteral("h5py.File")));
        QString said;
        QTemporaryDir directory;
        if (run(python, {QStringLiteral("-c"), QStringLiteral("import h5py")}, directory.path(), &said) != 0)
            QSKIP("python3-h5py is not installed");
        QVERIFY2(
            run(python, {QStringLiteral("-c"), snippet}, directory.path(), &said) == 0, qPrintable(said));
        QVERIFY2(
            run(cli, {QStringLiteral("info"), QStringLiteral("my-network.h5")}, directory.path(), &said) == 0,
            qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("My network")), qPrintable(said));
    }

    void commandLinesWork_data() {
        QTest::addColumn<QString>("line");
        const QString block = codeBlock(QStringLiteral("## Command line\\n```"));
        for (const QString& line : block.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            QTest::addRow("%s", qPrintable(line)) << line;
    }

    void commandLinesWork() {
        QFETCH(QString, line);
        QStringList words = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        QCOMPARE(words.takeFirst(), QStringLiteral("kamke-cli"));
        if (words.value(0) == QLatin1String("render") &&
            !QFile::exists(QStringLiteral(KAMKE_BIN_DIR "/kamke")))
            QSKIP("built without the explorer, which draws the figure");
        QString said;
        QVERIFY2(run(cli, words, QStringLiteral(KAMKE_SOURCE_DIR), &said) == 0, qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(TstReadme)
#include "tst_readme.moc"
