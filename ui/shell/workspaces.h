// The pages of the window, one per workspace.
#pragma once

#include "ui/workspaces/workspace.h"

#include <QStackedWidget>

namespace kamke::ui {

/// Makes a page when it is first shown, so that the window opens as fast as its first page.
class Workspaces : public QStackedWidget {
    Q_OBJECT
public:
    explicit Workspaces(const WindowParts& window, QWidget* parent = nullptr);

    /// Shows the page of this id and gives it the focus.
    void showPage(const QString& id);
    /// The page, once it has been shown; null before.
    WorkspacePage* page(const QString& id) const;
    /// The one that is shown; null before any.
    WorkspacePage* shown() const;
    /// Remembers how wide the user has made the columns of every page.
    void saveSizes() const;

signals:
    void helpRequested(const QString& topic);
    /// The page that is shown, or another one now, is busy or idle.
    void busyChanged();
    /// It has something else to say.
    void statusChanged();

private:
    WorkspacePage* make(const Workspace& workspace);

    WindowParts window_;
};

} // namespace kamke::ui
