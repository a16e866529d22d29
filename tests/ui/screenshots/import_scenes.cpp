// What the import of another program's file shows.
#include "scenes.h"
#include "ui/documents/import_dialog.h"
#include "ui/files/resource_files.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace kamke;
using namespace kamke::ui;

namespace {

/// The digits' network as NumPy saves it; empty, with a warning, where there is no NumPy.
QString digitsAsNumPyFile(const QTemporaryDir& folder) {
    for (const QString& file : galleryFiles()) {
        if (!file.endsWith(QStringLiteral("/nemon_mnist.h5")))
            continue;
        const QString path = folder.filePath(QStringLiteral("weights.npz"));
        const int status = QProcess::execute(
            QStringLiteral("/usr/bin/python3"),
            {QStringLiteral("-c"),
             QStringLiteral(
                 "import sys, h5py, numpy\n"
                 "f = h5py.File(sys.argv[1])\n"
                 "numpy.savez(sys.argv[2], **{k: f[k][:] for k in ('A', 'B', 'C', 'b', 'eta')})\n"),
             file, path});
        if (status == 0)
            return path;
    }
    qWarning("the file to import could not be made: python3-numpy and python3-h5py are needed");
    return {};
}

} // namespace

std::vector<Scene> importScenes() {
    return {{QStringLiteral("import-summary"), [](MainWindow& w) {
                 const QTemporaryDir folder;
                 w.importNetworkFrom(digitsAsNumPyFile(folder));
                 auto* dialog = w.findChild<ImportDialog*>();
                 const bool there = QTest::qWaitFor(
                     [&] { return !dialog->isBusy() && !dialog->outcome()->samplesNote.isEmpty(); }, 60000);
                 if (!there)
                     qWarning("the file was not read");
                 dialog->move(w.pos() + QPoint((w.width() - dialog->width()) / 2, 60));
             }}};
}
