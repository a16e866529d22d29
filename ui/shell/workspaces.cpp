#include "ui/shell/workspaces.h"

#include "ui/widgets/card.h"
#include "ui/workspaces/workspace_page.h"

#include <QSettings>
#include <QSplitter>

namespace kamke::ui {

Workspaces::Workspaces(const WindowParts& window, QWidget* parent)
    : QStackedWidget(parent)
    , window_(window) {}

void Workspaces::showPage(const QString& id) {
    WorkspacePage* wanted = page(id);
    for (const Workspace& workspace : workspaces())
        if (!wanted && workspace.id == id)
            wanted = make(workspace);
    Q_ASSERT(wanted);
    if (wanted == currentWidget() && wanted->hasFocus())
        return;
    setCurrentWidget(wanted);
    // A page that is not seen takes no room from the one that is, nor from a lesson below it.
    for (int i = 0; i < count(); ++i) {
        const auto room = widget(i) == wanted ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        widget(i)->setSizePolicy(room, room);
    }
    wanted->setFocus();
    emit busyChanged();
    emit statusChanged();
}

WorkspacePage* Workspaces::page(const QString& id) const {
    for (int i = 0; i < count(); ++i)
        if (widget(i)->property("workspace").toString() == id)
            return qobject_cast<WorkspacePage*>(widget(i));
    return nullptr;
}

WorkspacePage* Workspaces::shown() const {
    return qobject_cast<WorkspacePage*>(currentWidget());
}

WorkspacePage* Workspaces::make(const Workspace& workspace) {
    WorkspacePage* page = workspace.open(window_);
    page->setProperty("workspace", workspace.id);
    addWidget(page);
    connect(page, &WorkspacePage::busyChanged, this, [this, page] {
        if (page == currentWidget())
            emit busyChanged();
    });
    connect(page, &WorkspacePage::statusChanged, this, [this, page] {
        if (page == currentWidget())
            emit statusChanged();
    });
    const QSettings settings;
    for (QSplitter* splitter : page->findChildren<QSplitter*>())
        splitter->restoreState(settings.value(splitter->objectName()).toByteArray());
    for (Card* card : page->findChildren<Card*>())
        connect(card, &Card::helpRequested, this, &Workspaces::helpRequested);
    connect(page, &WorkspacePage::helpRequested, this, &Workspaces::helpRequested);
    return page;
}

void Workspaces::saveSizes() const {
    QSettings settings;
    for (const QSplitter* splitter : findChildren<QSplitter*>())
        if (!splitter->objectName().isEmpty())
            settings.setValue(splitter->objectName(), splitter->saveState());
}

} // namespace kamke::ui
