#include "ui/documents/documents.h"

#include "core/io/files/file_format.h"
#include "core/io/files/network_file.h"
#include "core/io/import/import_formats.h"
#include "ui/documents/lesson_file.h"
#include "ui/documents/window_text.h"
#include "ui/files/write_file.h"
#include "ui/state/session.h"
#include "ui/state/state_files.h"
#include "ui/text/utf8.h"

#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QSettings>
#include <QWidget>

namespace kamke::ui {

namespace {

const QString recentKey = QStringLiteral("recentFiles");
const QString recentDatasetsKey = QStringLiteral("recentDatasets");
constexpr int maxRecent = 10;

QString sentence(const Error& error) {
    return QString::fromStdString(error.message);
}

bool isSession(const QString& path) {
    if (path.endsWith(QLatin1String(".kamke"), Qt::CaseInsensitive))
        return true;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.peek(1) == "{";
}

} // namespace

Result<ExplorerState> readStateOrNetwork(const QString& path, const ExplorerState& before) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (isSession(absolute))
        return readSession(absolute);
    return readNetwork(absolute.toStdString()).map([&](Network&& network) {
        return stateForNetwork(std::make_shared<const Network>(std::move(network)), absolute, before);
    });
}

Documents::Documents(ExplorerStore* store, std::unique_ptr<Asker> asker, QWidget* window)
    : QObject(window)
    , store_(store)
    , openFiles_([this] {
        QList<OpenFile> files = filesOf(store_->state());
        if (!sessionPath_.isEmpty())
            files.push_back({sessionPath_, FileKind::Session});
        return files;
    })
    , asker_(std::move(asker))
    , window_(window)
    , datasets_(new Datasets(this)) {
    connect(datasets_, &Datasets::loaded, this, &Documents::showDataset);
    connect(datasets_, &Datasets::failed, this, [this](const QString& path, const QString& sentence) {
        if (openingAny_ && path == openingDataset_)
            openingAny_ = false;
        emit failed(sentence);
    });
}

bool Documents::open(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (importFormatOf(absolute.toStdString())) {
        emit importRequested(absolute);
        return true;
    }
    if (isIdx(absolute)) {
        openDataset(absolute);
        return true;
    }
    if (isLessonFile(absolute)) {
        emit lessonOpened(absolute);
        return true;
    }
    return isSession(absolute) ? openSession(absolute) : openNetwork(absolute);
}

bool Documents::openSession(const QString& path) {
    auto state = readSession(path);
    if (!state) {
        emit failed(sentence(state.error()));
        return false;
    }
    // A session replaces the history, so nothing could bring back what is not saved.
    if (!mayClose())
        return false;
    aside_.clear();
    store_->reset(*state);
    setSessionPath(path);
    addRecent(path);
    emit opened();
    emit done(tr("Opened %1").arg(QFileInfo(path).fileName()));
    return true;
}

bool Documents::openNetwork(const QString& path) {
    const auto state = readStateOrNetwork(path, store_->state());
    if (!state) {
        const auto format = fileFormatOf(path.toStdString());
        if (format == FileFormat::Dataset) {
            openDataset(path);
            return true;
        }
        if (format == FileFormat::Sweep) {
            emit sweepOpened(path);
            return true;
        }
        emit failed(sentence(state.error()));
        return false;
    }
    store_->apply(tr("Open %1").arg(networkTitle(*state)), *state);
    addRecent(path);
    emit opened();
    emit done(tr("Opened %1").arg(QFileInfo(path).fileName()));
    return true;
}

void Documents::askAndOpen() {
    const QString path = asker_->fileToOpen(
        window_, tr("Open"),
        tr("Networks, sessions, data sets, results and lessons (*.h5 *.hdf5 *.kamke *ubyte *ubyte.gz "
           "*.json *.mat *.npz *.onnx);;All "
           "files (*)"));
    if (!path.isEmpty())
        open(path);
}

void Documents::askAndImport() {
    QString suffixes;
    for (const ImportFormat* format : importFormats())
        suffixes += QStringLiteral(" *") + toQString(format->suffix);
    const QString path = asker_->fileToOpen(
        window_, tr("Import a network"),
        tr("Networks of other programs (%1);;All files (*)").arg(suffixes.trimmed()));
    if (!path.isEmpty())
        emit importRequested(QFileInfo(path).absoluteFilePath());
}

void Documents::openDataset(const QString& path) {
    openingDataset_ = path.isEmpty() ? QString() : QFileInfo(path).absoluteFilePath();
    openingAny_ = true;
    emit store_->message(
        tr("Reading %1 …").arg(path.isEmpty() ? tr("the bundled digits") : QFileInfo(path).fileName()));
    datasets_->load(openingDataset_);
}

void Documents::askAndOpenDataset() {
    const QString path = asker_->fileToOpen(
        window_, tr("Open data set"), tr("Data sets (*.h5 *.hdf5 *ubyte *ubyte.gz);;All files (*)"));
    if (!path.isEmpty())
        openDataset(path);
}

void Documents::locateDataset() {
    const QString missing = store_->state().digits.dataset;
    const QString found = askForDataset();
    if (found.isEmpty())
        return;
    ExplorerState next = store_->state();
    // The other workspaces may name the same file.
    for (QString* path :
         {&next.digits.dataset, &next.sweep.dataset, &next.train.dataset, &next.train.validation})
        if (*path == missing)
            *path = QFileInfo(found).absoluteFilePath();
    store_->apply(tr("Locate %1").arg(QFileInfo(missing).fileName()), next);
}

void Documents::askAndOpenLesson() {
    const QString path =
        asker_->fileToOpen(window_, tr("Open lesson"), tr("Lessons (*.json);;All files (*)"));
    if (!path.isEmpty())
        emit lessonOpened(QFileInfo(path).absoluteFilePath());
}

void Documents::showDataset(const QString& path) {
    if (!openingAny_ || path != openingDataset_)
        return;
    openingAny_ = false;
    ExplorerState next = store_->state();
    if (next.digits.dataset != path)
        next.digits.sample = 0;
    next.digits.dataset = path;
    next.digits.own.reset();
    next.digits.predictionFilter = -1;
    next.workspace = QStringLiteral("digits");
    store_->apply(tr("Open data set"), next);
    emit opened();
    emit done(tr("Opened %1").arg(path.isEmpty() ? tr("the bundled digits") : QFileInfo(path).fileName()));
    if (!path.isEmpty()) {
        QStringList files = recentDatasets();
        files.removeAll(path);
        files.prepend(path);
        QSettings().setValue(recentDatasetsKey, files.mid(0, maxRecent));
    }
}

bool Documents::saveSession() {
    return sessionPath_.isEmpty() ? saveSessionAs() : writeSessionTo(sessionPath_);
}

bool Documents::saveSessionAs() {
    const QString path = asker_->fileToSave(
        window_, tr("Save session"),
        networkTitle(store_->state()).replace(u'/', u'-') + QStringLiteral(".kamke"),
        tr("Sessions (*.kamke)"));
    return !path.isEmpty() && writeSessionTo(path);
}

bool Documents::writeSessionTo(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (const auto written = writeSession(store_->state(), absolute); !written) {
        emit failed(sentence(written.error()));
        return false;
    }
    store_->undoStack()->setClean();
    // What was set aside is older than this file now, so it is no longer the session of that file.
    for (Aside& each : aside_)
        if (each.session == absolute) {
            each.session.clear();
            each.unsaved = each.state.networkEdited;
        }
    setSessionPath(absolute);
    addRecent(absolute);
    emit done(tr("Saved %1").arg(QFileInfo(absolute).fileName()));
    return true;
}

void Documents::saveNetworkAs() {
    const QString file = saveNetwork(*store_->state().network, networkTitle(store_->state()));
    if (file.isEmpty())
        return;
    ExplorerState next = store_->state();
    next.networkPath = file;
    next.networkEdited = false;
    store_->apply(tr("Save network"), next);
}

QString Documents::askWhereToSave(const QString& title, const QString& name, const QString& filter) {
    return asker_->fileToSave(window_, title, QString(name).replace(u'/', u'-'), filter);
}

void Documents::exportHandout(const std::function<tl::expected<void, QString>(const QString& path)>& write) {
    const QString path = asker_->fileToSave(
        window_, tr("Export handout"), QStringLiteral("kamke.pdf"), tr("PDF (*.pdf);;HTML (*.html)"));
    if (path.isEmpty())
        return;
    if (const auto written = write(path); !written)
        emit failed(written.error());
    else
        emit done(tr("Guide and glossary written to %1.").arg(path));
}

QString Documents::saveNetwork(const Network& network, const QString& title) {
    const QString path = asker_->fileToSave(
        window_, tr("Save network"), QString(title).replace(u'/', u'-') + QStringLiteral(".h5"),
        tr("Networks (*.h5)"));
    if (path.isEmpty())
        return {};
    QString absolute = QFileInfo(path).absoluteFilePath();
    const auto written = OpenFiles::mayWrite(absolute, FileKind::Network).and_then([&] {
        return writeNetwork(network, nativePath(absolute));
    });
    if (!written) {
        emit failed(sentence(written.error()));
        return {};
    }
    for (Aside& each : aside_)
        if (each.session.isEmpty() && each.state.network.get() == &network)
            each.unsaved = false;
    addRecent(absolute);
    emit done(tr("Saved %1").arg(QFileInfo(absolute).fileName()));
    return absolute;
}

void Documents::openNew(
    const std::shared_ptr<const Network>& network, const std::function<void(ExplorerState&)>& adapt) {
    ExplorerState next = stateForNetwork(network, {}, store_->state());
    next.networkEdited = true;
    adapt(next);
    store_->apply(tr("Open %1").arg(networkTitle(next)), next);
    emit opened();
    emit done(tr("Opened %1").arg(networkTitle(next)));
}

QString Documents::askForDataset() {
    return asker_->fileToOpen(
        window_, tr("Open a data set"),
        tr("Data sets (*.h5 *.hdf5 *images*idx3-ubyte *images*idx3-ubyte.gz);;All files (*)"));
}

QString Documents::askForNetwork() {
    return asker_->fileToOpen(window_, tr("Choose a network"), tr("Networks (*.h5 *.hdf5);;All files (*)"));
}

void Documents::copyState() {
    QGuiApplication::clipboard()->setText(stateToLine(store_->state()));
    emit done(tr("The state is on the clipboard as one line; Edit > Paste state brings it back"));
}

void Documents::pasteState() {
    const auto state = stateFromLine(QGuiApplication::clipboard()->text());
    if (!state) {
        emit failed(sentence(state.error()));
        return;
    }
    store_->apply(tr("Paste state"), *state);
    emit opened();
    emit done(tr("Pasted the state of “%1”").arg(networkTitle(*state)));
}

bool Documents::hasUnsavedWork() const {
    return !store_->undoStack()->isClean() && (!sessionPath_.isEmpty() || store_->state().networkEdited);
}

bool Documents::maySave(const QString& what, const std::function<bool()>& save) {
    switch (asker_->askToSave(window_, what)) {
    case Asker::Answer::Save:
        return save();
    case Asker::Answer::Discard:
        return true;
    case Asker::Answer::Cancel:
        break;
    }
    return false;
}

bool Documents::mayClose() {
    const ExplorerState& state = store_->state();
    if (hasUnsavedWork()) {
        const QString what = !sessionPath_.isEmpty()
                                 ? tr("The session %1 has changed.").arg(QFileInfo(sessionPath_).fileName())
                             : state.networkPath.isEmpty()
                                 ? tr("The network “%1” is in no file yet.").arg(networkTitle(state))
                                 : tr("The weights of “%1” have been edited.").arg(networkTitle(state));
        if (!maySave(what, [this] { return saveSession(); }))
            return false;
    }
    for (Aside& each : aside_) {
        // Undo may have led back to it.
        if (!each.unsaved || (each.session.isEmpty() && each.state.network == state.network))
            continue;
        const QString what =
            each.session.isEmpty()
                ? tr("The network “%1” from before the lesson is in no file yet.")
                      .arg(networkTitle(each.state))
                : tr("The session %1 had changed before the lesson.").arg(QFileInfo(each.session).fileName());
        const bool may = maySave(what, [&] {
            if (each.session.isEmpty())
                return !saveNetwork(*each.state.network, networkTitle(each.state)).isEmpty();
            const auto written = writeSession(each.state, each.session);
            if (!written)
                emit failed(sentence(written.error()));
            return written.has_value();
        });
        if (!may)
            return false;
    }
    return true;
}

void Documents::setAside() {
    aside_.push_back({store_->state(), sessionPath_, hasUnsavedWork()});
    setSessionPath({});
}

void Documents::takeBack() {
    if (aside_.empty())
        return;
    const Aside back = std::move(aside_.back());
    aside_.pop_back();
    setSessionPath(back.session);
    if (!back.unsaved)
        store_->undoStack()->setClean();
}

void Documents::leaveAside() {
    std::erase_if(aside_, [](const Aside& each) { return !each.unsaved; });
}

void Documents::setUnsavedResult(std::shared_ptr<const Network> network) {
    unsavedResult_ = std::move(network);
}

Asker::Answer Documents::askToStop(const QString& what, const QString& keep) {
    return asker_->askToStop(window_, what, keep);
}

bool Documents::mayDropResult() {
    if (!unsavedResult_)
        return true;
    const QString title = QString::fromStdString(unsavedResult_->name);
    return maySave(tr("The trained network “%1” has not been saved.").arg(title), [&] {
        return !saveNetwork(*unsavedResult_, title).isEmpty();
    });
}

QStringList Documents::recentFiles() {
    return QSettings().value(recentKey).toStringList();
}

QStringList Documents::recentDatasets() {
    return QSettings().value(recentDatasetsKey).toStringList();
}

void Documents::setSessionPath(const QString& path) {
    if (sessionPath_ == path)
        return;
    sessionPath_ = path;
    emit sessionPathChanged();
}

void Documents::addRecent(const QString& path) {
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(recentKey, files.mid(0, maxRecent));
    emit recentFilesChanged();
}

} // namespace kamke::ui
