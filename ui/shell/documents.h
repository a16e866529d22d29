// Opening and saving: networks, sessions, recent files, unsaved work.
#pragma once

#include "jobs/datasets.h"
#include "models/explorer_store.h"
#include "shell/asker.h"

#include <QObject>
#include <QStringList>
#include <functional>
#include <memory>

namespace kamke::ui {

/// Whatever fails leaves the state as it was and is told in one sentence by failed().
class Documents : public QObject {
    Q_OBJECT
public:
    Documents(ExplorerStore* store, std::unique_ptr<Asker> asker, QWidget* window);

    /// Opens a network, a session or a data set, whichever the file is.
    bool open(const QString& path);
    void askAndOpen();
    /// Reads a data set in the background (empty: the bundled digits); the Digits workspace shows it when it
    /// is there.
    void openDataset(const QString& path);
    void askAndOpenDataset();
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
    /// A data set that the user chooses; empty when they gave up.
    QString askForDataset();
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
    /// mayClose(), and the same for an unsaved result.
    bool mayQuit();

    static QStringList recentFiles();
    static QStringList recentDatasets();

signals:
    void failed(const QString& sentence);
    void done(const QString& sentence);
    void recentFilesChanged();
    void sessionPathChanged();

private:
    bool openSession(const QString& path);
    bool openNetwork(const QString& path);
    bool writeSessionTo(const QString& path);
    void setSessionPath(const QString& path);
    void addRecent(const QString& path);
    void showDataset(const QString& path);

    ExplorerStore* store_;
    std::unique_ptr<Asker> asker_;
    QWidget* window_;
    QString sessionPath_;
    std::shared_ptr<const Network> unsavedResult_;
    Datasets* datasets_;
    QString openingDataset_;  ///< what the user asked for last
    bool openingAny_ = false; ///< it is not there yet
};

/// A session by its ending or its first character, else a network.
Result<ExplorerState> readStateOrNetwork(const QString& path, const ExplorerState& before = {});

} // namespace kamke::ui
