// What a workspace is to the window: its title, its page, and its actions with their places in the menus.
#pragma once

#include "ui/files/open_files.h"
#include "ui/state/explorer_state.h"

#include <QKeySequence>
#include <QList>
#include <QString>
#include <functional>
#include <optional>

class QWidget;

namespace kamke::ui {

class ActionRegistry;
class AnalysisRunner;
class Documents;
class ExplorerStore;
class LessonRunner;
class WorkspacePage;

/// What a page may use of the window around it. Nothing is null, and all of it outlives the page.
struct WindowParts {
    ExplorerStore* store;
    Documents* documents;
    AnalysisRunner* analysis;
    LessonRunner* lessons;
    const ActionRegistry* actions;
};

/// A command of a workspace. It can be given only while the workspace is shown.
struct WorkspaceAction {
    QString id; ///< "group.name", edit, view, run or the workspace's id; the sheet of shortcuts is grouped so
    QString text; ///< with the letter of the menu marked by "&"
    QKeySequence shortcut = {};
    std::function<void(ExplorerStore&)> run;
    std::function<bool(const ExplorerState&)> isEnabled = {}; ///< while it is shown; empty: always
    std::function<bool(const ExplorerState&)> isChecked = {}; ///< empty: it cannot be checked
    /// The shortcut works only in the widgets that the page gives the action to.
    bool isOfWidgets = false;
};

enum class WindowMenu { Edit, View, Run };

/// Some actions in a menu, in this order.
struct WorkspaceMenu {
    WindowMenu menu;
    QStringList actions;  ///< ids; an empty one is a separator
    QString submenu = {}; ///< its title: one of the actions is the choice; empty: they stand in the menu
};

struct Workspace {
    QString title; ///< with the letter of the menu marked by "&"
    QString icon;  ///< a name of themedIcon
    /// Makes the page; called once, when the workspace is shown first.
    std::function<WorkspacePage*(const WindowParts&)> open;
    QList<WorkspaceAction> actions = {};
    QList<WorkspaceMenu> menus = {};
    /// Makes what the tool line shows beside the workspace; empty: nothing.
    std::function<QWidget*(ExplorerStore*)> makeTool = {};
    /// Files of this kind are opened by WorkspacePage::openFile.
    std::optional<FileKind> opens = {};
    QString id = {}; ///< set by workspaces()
};

// Each is defined in the folder of its workspace.
#define KAMKE_DECLARE(id) Workspace id##Workspace();
KAMKE_WORKSPACES(KAMKE_DECLARE)
#undef KAMKE_DECLARE

/// All of them, in the order of the rail.
const QList<Workspace>& workspaces();

} // namespace kamke::ui
