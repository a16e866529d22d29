// Opening and saving: networks, sessions, recent files, unsaved work.
#pragma once

#include "ui/documents/asker.h"
#include "ui/files/open_files.h"
#include "ui/jobs/datasets.h"
#include "ui/state/explorer_store.h"

#include <QObject>
#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

namespace kamke::ui {

/// Whatever fails leaves the state as it was and is told in one sentence by failed().
class Documents : public QObject {
    Q_OBJECT
public:
    Documents(ExplorerStore* store, std::unique_ptr<Asker> asker, QWidget* window);

    /// Opens a network, of another program too, a session, a data set, the results of a sweep or a lesson,
    /// whichever the file is.
    bool open(const QString& path);
    void askAndOpen();
    /// Asks for another program's network and says importRequested().
    void askAndImport();
    /// Reads a data set in the background (empty: the bundled digits); the Digits workspace shows it when it
    /// is there.
    void openDataset(const QString& path);
    void askAndOpenDataset();
    /// Asks where the data set is that a session names and that is not there; what the session shows of it
    /// stays.
    void locateDataset();
    void askAndOpenLesson();
    Datasets* datasets() { return datasets_; }
    /// Saves to the session's file, or asks for one. False when the user gave up or it could not be written.
    bool saveSession();
    bool saveSessionAs();
    void saveNetworkAs();
    /// Makes a network that is in no file the current one, changed by `adapt`: one step of undo.
    void
    openNew(const std::shared_ptr<const Network>& network, const std::function<void(ExplorerState&)>& adapt);
    /// Asks for a file, suggests `title`, and writes `network` to it. The file, or empty when the user gave
    /// up or it could not be written.
    QString saveNetwork(const Network& network, const QString& title);
    /// Asks for a file to write to, and suggests `name`; empty when the user gave up.
    QString askWhereToSave(const QString& title, const QString& name, const QString& filter);
    /// Asks for a file and lets `write` write guide and glossary to it.
    void exportHandout(const std::function<tl::expected<void, QString>(const QString& path)>& write);
    /// A data set that the user chooses; empty when they gave up.
    QString askForDataset();
    /// The same for a network.
    QString askForNetwork();
    void copyState();
    void pasteState();

    /// The session file, empty when there is none yet.
    QString sessionPath() const { return sessionPath_; }
    /// Weights or an open session have changed since they were saved.
    bool hasUnsavedWork() const;
    /// Asks when there is unsaved work. False: stay.
    bool mayClose();
    /// A result that is neither in the state nor in a file yet; null: none. Closing the window asks for it.
    void setUnsavedResult(std::shared_ptr<const Network> network);
    /// Asks about something that runs: see Asker::askToStop.
    Asker::Answer askToStop(const QString& what, const QString& keep);
    /// Asks when there is an unsaved result. False: stay.
    bool mayDropResult();

    /// A lesson takes the place of the present work: remembers it with its session, which the lesson must
    /// not overwrite.
    void setAside();
    /// The work that was set aside last is in the store again: its session is the present one again.
    void takeBack();
    /// It will not come back; closing still asks when it is in no file.
    void leaveAside();

    static QStringList recentFiles();
    static QStringList recentDatasets();

signals:
    void failed(const QString& sentence);
    void done(const QString& sentence);
    void recentFilesChanged();
    void sessionPathChanged();
    /// The user has opened something: it is their work from now on.
    void opened();
    /// A file turned out to be a lesson; who shows lessons reads it.
    void lessonOpened(const QString& path);
    /// A file holds another program's network; who shows what is understood of it reads it.
    void importRequested(const QString& path);
    /// A file turned out to hold the results of a sweep; who shows sweeps reads it.
    void sweepOpened(const QString& path);

private:
    /// Work that a lesson has taken the place of.
    struct Aside {
        ExplorerState state;
        QString session;
        bool unsaved;
    };

    bool maySave(const QString& what, const std::function<bool()>& save);
    bool openSession(const QString& path);
    bool openNetwork(const QString& path);
    bool writeSessionTo(const QString& path);
    void setSessionPath(const QString& path);
    void addRecent(const QString& path);
    void showDataset(const QString& path);

    ExplorerStore* store_;
    OpenFiles openFiles_;
    std::unique_ptr<Asker> asker_;
    QWidget* window_;
    QString sessionPath_;
    std::shared_ptr<const Network> unsavedResult_;
    std::vector<Aside> aside_; ///< the last one can come back
    Datasets* datasets_;
    QString openingDataset_;  ///< what the user asked for last
    bool openingAny_ = false; ///< it is not there yet
};

/// A session by its ending or its first character, else a network.
Result<ExplorerState> readStateOrNetwork(const QString& path, const ExplorerState& before = {});

} // namespace kamke::ui
