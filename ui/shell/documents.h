// Opening and saving: networks, sessions, recent files, unsaved work.
#pragma once

#include "models/explorer_store.h"
#include "shell/asker.h"

#include <QObject>
#include <QStringList>
#include <memory>

namespace kamke::ui {

/// Whatever fails leaves the state as it was and is told in one sentence by failed().
class Documents : public QObject {
    Q_OBJECT
public:
    Documents(ExplorerStore* store, std::unique_ptr<Asker> asker, QWidget* window);

    /// Opens a network or a session, whichever the file is.
    bool open(const QString& path);
    void askAndOpen();
    /// Saves to the session's file, or asks for one. False when the user gave up or it could not be written.
    bool saveSession();
    bool saveSessionAs();
    void saveNetworkAs();
    void copyState();
    void pasteState();

    /// The session file, empty when there is none yet.
    QString sessionPath() const { return sessionPath_; }
    /// Weights or an open session have changed since they were saved.
    bool hasUnsavedWork() const;
    /// Asks when there is unsaved work. False: stay.
    bool mayClose();

    static QStringList recentFiles();

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

    ExplorerStore* store_;
    std::unique_ptr<Asker> asker_;
    QWidget* window_;
    QString sessionPath_;
};

/// A session by its ending or its first character, else a network.
Result<ExplorerState> readStateOrNetwork(const QString& path, const ExplorerState& before = {});

} // namespace kamke::ui
