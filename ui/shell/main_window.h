// The explorer's window.
#pragma once

#include "ui/documents/asker.h"
#include "ui/documents/documents.h"
#include "ui/jobs/analysis_runner.h"
#include "ui/widgets/action_registry.h"
#include "ui/workspaces/workspace.h"

#include <QMainWindow>
#include <QTimer>
#include <QUrl>

class QActionGroup;
class QMenu;
class QToolButton;

namespace kamke::ui {

class Banner;
class Coach;
class GalleryPanel;
class Guide;
class HighlightRing;
class LessonRunner;
struct LessonFacts;
class Rail;
class StatusLine;
class TermTips;
class WorkspacePage;
class Workspaces;

/// The theme that the last window was closed with; the system's before any.
ThemeChoice rememberedTheme();

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// Opens on `initial`, whose network must not be null.
    explicit MainWindow(
        ExplorerState initial, std::unique_ptr<Asker> asker = std::make_unique<DialogAsker>());
    ~MainWindow() override;

    ExplorerStore* store() { return store_; }
    AnalysisRunner* analysis() { return analysis_; }
    Documents* documents() { return documents_; }
    Banner* banner() { return banner_; }
    GalleryPanel* gallery() { return gallery_; }
    Workspaces* workspaces() { return workspaces_; }
    LessonRunner* lessons() { return lessons_; }
    ActionRegistry& actions() { return actions_; }
    /// The guide, once it has been opened.
    Guide* guide() { return guide_; }

    /// Opens the file that the program was started with; what the window opened on before is not a step of
    /// undo.
    void openAtStart(const QString& path);
    /// Says in the banner what went wrong.
    void complain(const QString& sentence);
    /// Shows what is understood of another program's network, and opens it when it is kept.
    void importNetworkFrom(const QString& path);
    void openGuide(const QString& topic);
    /// A link of a lesson: "guide:TOPIC", "term:ID" of the glossary, or a web address.
    void openLink(const QUrl& url);
    /// Opens the glossary at this term; an empty id opens its list.
    void openGlossary(const QString& term);

protected:
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // main_window.cpp
    void layOut();
    void restoreSizes();
    void showTitle();
    void makeStatusBar();
    void showStatus();
    /// Says that a file has been written and offers to open its folder.
    void sayWritten(const QString& file);
    /// Asks about what runs and about what is in no file. False: stay.
    bool mayQuit();
    void openDropped(const QList<QUrl>& urls);
    // window_actions.cpp
    void makeFileActions();
    void makeEditActions();
    void makeViewActions();
    void makeRunAndHelpActions();
    void makeMenus();
    Guide* theGuide();
    void fillRecentMenu();
    void followState(StateParts parts);
    void setTheme(ThemeChoice choice);
    /// Adds the actions of workspaces that the sheet of shortcuts shows in this group.
    void addWorkspaceActions(const QString& group);
    /// Adds what workspaces have in this menu; their submenus come last.
    void addWorkspaceMenus(QMenu* menu, WindowMenu which);
    // window_workspaces.cpp
    void makeWorkspaces();
    void makeLessons();
    void followLesson();
    /// What the tasks of lessons look at.
    LessonFacts lessonFacts() const;
    void followWorkspace();
    /// Run > Cancel is there for what the shown workspace computes.
    void followWork();
    void exportFigure();
    static QString workspaceAction(const QString& id);

    struct OfWorkspace {
        const Workspace* workspace;
        const WorkspaceAction* row;
        QAction* action;
    };

    ExplorerStore* store_;
    AnalysisRunner* analysis_;
    ActionRegistry actions_;
    QList<OfWorkspace> ofWorkspaces_;
    Documents* documents_;
    Banner* banner_ = nullptr;
    GalleryPanel* gallery_ = nullptr;
    Guide* guide_ = nullptr;
    TermTips* termTips_ = nullptr;
    Rail* rail_ = nullptr;
    LessonRunner* lessons_ = nullptr;
    Coach* coach_ = nullptr;
    HighlightRing* ring_ = nullptr;
    Workspaces* workspaces_ = nullptr;
    StatusLine* status_ = nullptr;
    QToolButton* openFolder_ = nullptr;
    QString writtenFile_;
    QString shownDataset_; ///< of the state that the window has followed last
    QTimer patience_;      ///< before the status line says that something is being computed
    QMenu* recent_ = nullptr;
    QActionGroup* themes_ = nullptr;
};

} // namespace kamke::ui
