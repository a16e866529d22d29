// The Digits workspace in its window: data sets, what does not fit, sessions, closing.
#include "core/io/files/network_file.h"
#include "ui/shell/banner.h"
#include "ui/shell/workspaces.h"
#include "ui/state/session.h"
#include "ui/widgets/empty_state.h"
#include "ui/workspaces/digits/dataset_chooser.h"
#include "ui/workspaces/digits/digit_gallery.h"
#include "ui/workspaces/digits/digit_list_model.h"
#include "ui/workspaces/digits/digits_workspace.h"
#include "window_fixture.h"

#include <QApplication>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <random>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// Reads 28×28 pictures as ten classes, whatever they are.
Network digitNetwork() {
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    const auto fill = [&](Index rows, Index columns) {
        return Matrix(Matrix::NullaryExpr(rows, columns, [&](Index, Index) { return normal(random); }));
    };
    Network w;
    w.A = 0.02 * fill(20, 20);
    w.B = 0.05 * fill(20, 784);
    w.C = fill(10, 20);
    w.D = Matrix::Zero(10, 784);
    w.b = Vector::Zero(20);
    w.c = Vector::Zero(10);
    w.name = "Reader";
    w.input = InputSpec{
        Vector::Zero(784), Vector::Ones(784), Vector(Vector::Zero(784)), Vector(Vector::Ones(784)), {28, 28}};
    return w;
}

QByteArray bigEndian(std::initializer_list<int> numbers) {
    QByteArray bytes;
    for (const int n : numbers)
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(n >> shift & 0xff);
    return bytes;
}

} // namespace

class TestDigitsWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        prepareTests();
        QVERIFY(writeNetwork(digitNetwork(), file("reader.h5").toStdString()));
        // Three pictures as MNIST is distributed.
        put("t3-images-idx3-ubyte", bigEndian({0x803, 3, 28, 28}) + QByteArray(3 * 784, '\x40'));
        put("t3-labels-idx1-ubyte", bigEndian({0x801, 3}) + QByteArray("\1\2\3", 3));
    }
    void init() { prepareTest(); }

    void anUnfitNetworkIsToldSoAndHelped() {
        WindowFixture f;
        f.window.actions()["workspace.digits"]->trigger();
        auto* empty = f.window.findChild<EmptyState*>();
        QTRY_VERIFY(empty->isVisible());
        QVERIFY2(
            empty->accessibleName().contains("784") && empty->accessibleName().contains("r = 2"),
            qPrintable(empty->accessibleName()));
        QVERIFY(!digits(f)->gallery());
        QVERIFY(!empty->findChildren<QPushButton*>().isEmpty());
        QVERIFY(f.window.banner()->isHidden());
        // Opening one that fits is all it takes, and going back is told so again.
        QVERIFY(f.window.documents()->open(file("reader.h5")));
        QTRY_VERIFY(digits(f)->gallery() && digits(f)->gallery()->isVisible());
        QCOMPARE(f.window.store()->state().workspace, "digits");
        f.window.store()->undoStack()->undo();
        QTRY_VERIFY(empty->isVisible());
    }

    void theBundledDigitsAreThere() {
        WindowFixture f(readerState());
        QTRY_VERIFY_WITH_TIMEOUT(digits(f)->gallery() != nullptr, 20000);
        QCOMPARE(digits(f)->gallery()->model()->rowCount(), 10000);
        auto* chooser = f.window.findChild<DatasetChooser*>();
        QVERIFY2(chooser->text().contains(QLocale().toString(10000)), qPrintable(chooser->text()));
        // The first predictions come long before the scan is through.
        QVERIFY(QTest::qWaitFor(
            [&] {
                const VerdictStore& known = digits(f)->keeper()->verdicts();
                return known.size() > 0 && known.sample(0).isRead();
            },
            20000));
        QVERIFY(f.window.actions()["run.cancel"]->isEnabled());
        QTest::keyClick(&f.window, Qt::Key_Escape);
        QVERIFY(!digits(f)->scan()->isBusy());
    }

    void aDatasetThatASessionMissesIsLocated() {
        ExplorerState state = readerState();
        state.digits.dataset = file("gone/t3-images-idx3-ubyte");
        state.sweep.dataset = state.digits.dataset;
        state.digits.sample = 2;
        WindowFixture f(state);
        auto* locate = f.window.findChild<QPushButton*>("digits.locate");
        QVERIFY(locate);
        QTRY_VERIFY(locate->isVisible());
        QTest::mouseClick(locate, Qt::LeftButton); // and no file is chosen
        QVERIFY(locate->isVisible());
        f.script.file = file("t3-images-idx3-ubyte");
        QTest::mouseClick(locate, Qt::LeftButton);
        QTRY_VERIFY(digits(f)->gallery() && digits(f)->gallery()->isVisible());
        const ExplorerState& now = f.window.store()->state();
        QCOMPARE(now.digits.dataset, file("t3-images-idx3-ubyte"));
        QCOMPARE(now.sweep.dataset, now.digits.dataset);
        QCOMPARE(now.digits.sample, 2);
        QVERIFY(f.window.banner()->isHidden());
    }

    void datasetsAreToldByTheirContents() {
        WindowFixture f;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file("t3-images-idx3-ubyte"))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.window, &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.window, &drop);
        QTRY_COMPARE(f.window.store()->state().digits.dataset, file("t3-images-idx3-ubyte"));
        QCOMPARE(f.window.store()->state().workspace, "digits");
        QCOMPARE(Documents::recentDatasets(), QStringList{file("t3-images-idx3-ubyte")});
        QCOMPARE(f.window.store()->undoStack()->count(), 1);
        // An HDF5 file may be a network or a data set; its name does not say which.
        QVERIFY(QFile::copy(Datasets::bundledFile(), file("looks_like_a_network.h5")));
        QVERIFY(f.window.documents()->open(file("looks_like_a_network.h5")));
        QTRY_COMPARE(f.window.store()->state().digits.dataset, file("looks_like_a_network.h5"));
        QVERIFY(f.window.banner()->isHidden());
        f.script.file = file("t3-images-idx3-ubyte");
        f.window.actions()["file.open-dataset"]->trigger();
        QTRY_COMPARE(f.window.store()->state().digits.dataset, file("t3-images-idx3-ubyte"));
    }

    void aSmallerDatasetPicksWhatItHas() {
        ExplorerState state = readerState();
        state.digits.sample = 500;
        WindowFixture f(state);
        QTRY_VERIFY_WITH_TIMEOUT(digits(f)->gallery() != nullptr, 20000);
        f.window.documents()->openDataset(file("t3-images-idx3-ubyte"));
        QTRY_COMPARE(digits(f)->gallery()->model()->rowCount(), 3);
        QVERIFY(f.window.store()->state().digits.sample < 3);
        f.window.store()->undoStack()->undo();
        QTRY_COMPARE(digits(f)->gallery()->model()->rowCount(), 10000);
        QCOMPARE(f.window.store()->state().digits.sample, 500);
    }

    void aBadDatasetKeepsTheOldOne_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("missing") << QByteArray();
        QTest::newRow("cut") << bigEndian({0x803, 3, 28, 28}) + QByteArray(100, '\1');
        QTest::newRow("no gzip") << QByteArray("\x1f\x8b nonsense", 11);
        QTest::newRow("text") << QByteArray("hello\n");
    }
    void aBadDatasetKeepsTheOldOne() {
        QFETCH(QByteArray, bytes);
        const QString name = "bad-images-idx3-ubyte";
        QFile::remove(file(name));
        put("bad-labels-idx1-ubyte", bigEndian({0x801, 3}) + QByteArray("\1\2\3", 3));
        if (!bytes.isEmpty())
            put(name, bytes);
        WindowFixture f(readerState());
        QTRY_VERIFY_WITH_TIMEOUT(digits(f)->gallery() != nullptr, 20000);
        const ExplorerState before = f.window.store()->state();
        f.window.documents()->openDataset(file(name));
        QTRY_VERIFY(f.window.banner()->isVisible());
        const QString sentence = f.window.banner()->sentence();
        QVERIFY2(sentence.contains(name) && !sentence.contains('\n'), qPrintable(sentence));
        QVERIFY(f.window.store()->state() == before);
        QVERIFY(digits(f)->gallery()->isVisible());
        QCOMPARE(digits(f)->gallery()->model()->rowCount(), 10000);
        QVERIFY(Documents::recentDatasets().isEmpty());
    }

    void aSessionBringsTheDigitsBack() {
        ExplorerState state = readerState();
        state.digits.dataset = file("t3-images-idx3-ubyte");
        state.digits.sample = 2;
        state.digits.eps = 0.03;
        QVERIFY(writeSession(state, file("digits.kamke")));
        WindowFixture f;
        QVERIFY(f.window.documents()->open(file("digits.kamke")));
        QTRY_VERIFY_WITH_TIMEOUT(digits(f) && digits(f)->gallery(), 20000);
        QTRY_COMPARE(digits(f)->gallery()->model()->rowCount(), 3);
        QVERIFY(f.window.store()->state() == state);

        // A session whose data set has gone says so in its place.
        QFile::remove(file("gone-images-idx3-ubyte"));
        state.digits.dataset = file("gone-images-idx3-ubyte");
        QVERIFY(writeSession(state, file("gone.kamke")));
        WindowFixture other;
        QVERIFY(other.window.documents()->open(file("gone.kamke")));
        QTRY_VERIFY(other.window.findChild<EmptyState*>());
        auto* empty = other.window.findChild<EmptyState*>();
        QTRY_VERIFY(empty->isVisible());
        QVERIFY2(
            empty->accessibleName().contains("gone-images-idx3-ubyte"), qPrintable(empty->accessibleName()));
    }

    void fashionMnistOpens() {
        const QStringList installed = Datasets::installedFiles();
        if (installed.isEmpty())
            QSKIP("the package dataset-fashion-mnist is not installed");
        WindowFixture f(readerState());
        f.window.documents()->openDataset(installed.front());
        QTRY_VERIFY_WITH_TIMEOUT(
            digits(f) && digits(f)->gallery() &&
                f.window.store()->state().digits.dataset == installed.front(),
            20000);
        QCOMPARE(digits(f)->gallery()->model()->rowCount(), 10000);
    }

    void closesMidScan() {
        QElapsedTimer timer;
        {
            WindowFixture f(readerState());
            QTRY_VERIFY_WITH_TIMEOUT(digits(f)->gallery() != nullptr, 20000);
            QTRY_VERIFY_WITH_TIMEOUT(digits(f)->scan()->isBusy(), 20000);
            timer.start();
            QVERIFY(f.window.close());
        }
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }

private:
    QString file(const QString& name) const { return dir_.filePath(name); }
    void put(const QString& name, const QByteArray& bytes) const {
        QFile f(file(name));
        QVERIFY(f.open(QIODevice::WriteOnly) && f.write(bytes) == bytes.size());
    }
    ExplorerState readerState() const {
        ExplorerState state =
            stateForNetwork(std::make_shared<const Network>(digitNetwork()), file("reader.h5"));
        state.workspace = "digits";
        return state;
    }
    static DigitsWorkspace* digits(WindowFixture& f) { return f.window.findChild<DigitsWorkspace*>(); }

    QTemporaryDir dir_;
};

QTEST_MAIN(TestDigitsWindow)
#include "tst_digits_window.moc"
