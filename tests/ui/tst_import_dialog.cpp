// File > Import: what was understood is shown before the network is kept.
#include "core/io/files/network_file.h"
#include "ui/documents/import_dialog.h"
#include "ui/documents/sample_strip.h"
#include "ui/files/resource_files.h"
#include "ui/widgets/copyable_table.h"
#include "window_fixture.h"

#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// The dialog that the window shows, once it has read its file; null when there is none.
ImportDialog* dialogOf(WindowFixture& f, bool withSamples = false) {
    auto* dialog = f.window.findChild<ImportDialog*>();
    const bool there = dialog && QTest::qWaitFor(
                                     [&] {
                                         return !dialog->isBusy() && dialog->outcome() &&
                                                (!withSamples || !dialog->outcome()->samplesNote.isEmpty());
                                     },
                                     30000);
    return there ? dialog : nullptr;
}

QString noteOf(const ImportDialog* dialog) {
    return dialog->findChild<QLabel*>("import.note")->text();
}

QPushButton* keepOf(const ImportDialog* dialog) {
    return dialog->findChild<QPushButton*>("import.keep");
}

void type(ImportDialog* dialog, const char* name, const QString& text) {
    auto* edit = dialog->findChild<QLineEdit*>(QLatin1String(name));
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
    emit edit->editingFinished();
}

QStringList rowsOf(const ImportDialog* dialog) {
    QStringList rows;
    const QAbstractItemModel* model = dialog->findChild<CopyableTable*>("import.table")->model();
    for (int i = 0; i < model->rowCount(); ++i)
        rows << model->index(i, 0).data().toString() + QStringLiteral(": ") +
                    model->index(i, 1).data().toString();
    return rows;
}

} // namespace

class TestImportWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { prepareTest(); }
    void showsBeforeItKeeps();
    void asksForWhatIsMissing();
    void errorsAreOneSentence();
    void cancelKeepsNothing();
    void openAndDropLeadThere();
    void samplesAreClassified();

private:
    QString file(const char* name) const { return folder_.filePath(QString::fromLatin1(name)); }

    QTemporaryDir folder_;
};

void TestImportWindow::initTestCase() {
    prepareTests();
    // The digits' own network as another program would save it, turned round by nothing.
    QProcess python;
    python.start(
        "/usr/bin/python3",
        {"-c",
         "import sys, h5py, numpy as np\n"
         "f = h5py.File(sys.argv[1])\n"
         "np.savez(sys.argv[2] + '/digits.npz', **{k: f[k][:] for k in ('A', 'B', 'C', 'b', 'c')})\n"
         "A = np.array([[0.5, 0.1], [0, 0.3]])\n"
         "np.savez(sys.argv[2] + '/monotone.npz', A=A, B=A, U=np.ones((2, 3)), u=np.ones(2), C=np.ones((1, "
         "2)), c=[1.0])\n"
         "np.savez(sys.argv[2] + '/turned.npz', A=A, B=np.ones((3, 2)), b=np.ones(2), C=np.ones((1, 2)), "
         "c=[1.0])\n",
         QString::fromUtf8(KAMKE_SOURCE_DIR "/resources/networks/nemon_mnist.h5"), folder_.path()});
    QVERIFY(python.waitForFinished(60000));
    const QByteArray said = python.readAllStandardError();
    if (said.contains("No module named"))
        QSKIP("python3-numpy or python3-h5py is not installed");
    QVERIFY2(python.exitCode() == 0, said);
}

void TestImportWindow::showsBeforeItKeeps() {
    WindowFixture f;
    const auto before = f.window.store()->state().network;
    f.script.file = file("digits.npz");
    f.window.actions()["file.import"]->trigger();
    ImportDialog* dialog = dialogOf(f);
    QVERIFY(dialog);
    QVERIFY(f.window.store()->state().network == before);
    const QStringList rows = rowsOf(dialog);
    QVERIFY2(rows.contains("format: NumPy"), qPrintable(rows.join('\n')));
    QVERIFY2(!rows.filter("variable B: ").isEmpty(), qPrintable(rows.join('\n')));
    QVERIFY2(!rows.filter("least μ_η(A): ").isEmpty(), qPrintable(rows.join('\n')));
    QVERIFY2(rows.contains("activation: relu"), qPrintable(rows.join('\n')));
    QVERIFY(keepOf(dialog)->isEnabled());
    QVERIFY(!dialog->findChild<QLineEdit*>("import.m")->isVisible()); // nothing asks for it
    QTest::mouseClick(keepOf(dialog), Qt::LeftButton);
    const ExplorerState& state = f.window.store()->state();
    QVERIFY(state.network != before);
    QCOMPARE(state.network->name, std::string("digits"));
    QCOMPARE(state.network->source, std::string("imported from digits.npz (NumPy)"));
    // It is in no file yet, and one step of undo takes it away.
    QVERIFY(state.networkPath.isEmpty() && f.window.documents()->hasUnsavedWork());
    f.window.store()->undoStack()->undo();
    QVERIFY(f.window.store()->state().network == before);
}

void TestImportWindow::asksForWhatIsMissing() {
    WindowFixture f;
    f.window.importNetworkFrom(file("monotone.npz"));
    ImportDialog* dialog = dialogOf(f);
    QVERIFY(dialog);
    QVERIFY2(noteOf(dialog).contains("expected also its m"), qPrintable(noteOf(dialog)));
    QVERIFY2(noteOf(dialog).endsWith("give m"), qPrintable(noteOf(dialog)));
    auto* m = dialog->findChild<QLineEdit*>("import.m");
    QVERIFY(m->isVisible());
    QCOMPARE(dialog->focusWidget(), m);
    QVERIFY(dialog->findChild<QLabel*>("import.hint")->text().contains("does not say its m"));
    QVERIFY(!keepOf(dialog)->isEnabled());
    type(dialog, "import.m", "many");
    QVERIFY(dialogOf(f));
    QVERIFY2(noteOf(dialog).contains("many"), qPrintable(noteOf(dialog)));
    QVERIFY(!keepOf(dialog)->isEnabled());
    type(dialog, "import.m", "1/2");
    QVERIFY(dialogOf(f));
    QVERIFY(keepOf(dialog)->isEnabled());
    QVERIFY(!rowsOf(dialog).filter("m = 0.5").isEmpty());
    type(dialog, "import.mean", "0.5");
    QVERIFY(dialogOf(f));
    type(dialog, "import.std", "2");
    QVERIFY(dialogOf(f));
    QVERIFY2(
        rowsOf(dialog).contains("normalisation: u = (raw − mean)/std, mean 0.5, std 2"),
        qPrintable(rowsOf(dialog).join('\n')));
    // Keep follows what is typed, before Enter and without leaving the field.
    auto* deviation = dialog->findChild<QLineEdit*>("import.std");
    deviation->setFocus();
    deviation->end(false);
    QTest::keyClicks(deviation, "x");
    QVERIFY(!keepOf(dialog)->isEnabled());
    QTest::keyClick(deviation, Qt::Key_Backspace);
    QVERIFY(QTest::qWaitFor([&] { return keepOf(dialog)->isEnabled(); }, 10000));
    QTest::mouseClick(keepOf(dialog), Qt::LeftButton);
    const auto network = f.window.store()->state().network;
    QVERIFY(network->training.at("m") == AttributeValue(0.5));
    QCOMPARE(network->input->std(2), 2.0);
}

void TestImportWindow::errorsAreOneSentence() {
    WindowFixture f;
    f.window.importNetworkFrom(file("turned.npz"));
    ImportDialog* dialog = dialogOf(f);
    QVERIFY(dialog);
    QCOMPARE(
        noteOf(dialog),
        QString("turned.npz: variable B is 3×2, expected a matrix of n×r numbers, here with 2 "
                "rows (is it transposed?)"));
    QVERIFY(!keepOf(dialog)->isEnabled());
    dialog->accept();
    QVERIFY(dialog->isVisible());
}

void TestImportWindow::cancelKeepsNothing() {
    WindowFixture f;
    const auto before = f.window.store()->state().network;
    f.script.file.clear();
    f.window.actions()["file.import"]->trigger();
    QVERIFY(!f.window.findChild<ImportDialog*>());
    f.window.importNetworkFrom(file("digits.npz"));
    ImportDialog* dialog = dialogOf(f);
    QVERIFY(dialog);
    dialog->reject();
    QVERIFY(f.window.store()->state().network == before);
    // Gone while it is reading: nothing calls back.
    f.window.importNetworkFrom(file("digits.npz"));
    delete f.window.findChild<ImportDialog*>();
    QTest::qWait(300);
}

void TestImportWindow::openAndDropLeadThere() {
    WindowFixture f;
    QVERIFY(f.window.documents()->open(file("digits.npz")));
    ImportDialog* dialog = dialogOf(f);
    QVERIFY(dialog);
    delete dialog;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file("digits.npz"))});
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&f.window, &enter);
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&f.window, &drop);
    QVERIFY(dialogOf(f));
}

void TestImportWindow::samplesAreClassified() {
    if (Datasets::bundledFile().isEmpty())
        QSKIP("the bundled digits are not installed");
    WindowFixture f;
    f.window.importNetworkFrom(file("digits.npz"));
    ImportDialog* dialog = dialogOf(f, true);
    QVERIFY(dialog);
    const auto& samples = dialog->outcome()->samples;
    QCOMPARE(samples.size(), std::size_t{5});
    int right = 0;
    for (const ImportedSample& sample : samples)
        right += sample.right;
    QVERIFY(right >= 4); // the network reads 97 of 100 digits rightly
    const QStringList captions = dialog->findChild<SampleStrip*>()->captions();
    QCOMPARE(captions.size(), 5);
    QCOMPARE(captions[0], QString("label %1, read as %2").arg(samples[0].label, samples[0].predicted));
    // A network of other inputs says why there are none.
    delete dialog;
    f.window.importNetworkFrom(file("monotone.npz"));
    dialog = dialogOf(f);
    QVERIFY(dialog);
    type(dialog, "import.m", "1");
    dialog = dialogOf(f, true);
    QVERIFY(dialog);
    QVERIFY2(
        dialog->outcome()->samplesNote.contains("expected r = 3"),
        qPrintable(dialog->outcome()->samplesNote));
}

QTEST_MAIN(TestImportWindow)
#include "tst_import_dialog.moc"
