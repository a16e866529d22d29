#include "shell/workspaces.h"

#include "widgets/card.h"

#include <QSettings>
#include <QSplitter>

namespace kamke::ui {

Workspaces::Workspaces(QList<Entry> entries, QWidget* parent)
    : QStackedWidget(parent)
    , entries_(std::move(entries)) {}

void Workspaces::showPage(const QString& id) {
    QWidget* wanted = page(id);
    for (const Entry& entry : std::as_const(entries_))
        if (!wanted && entry.id == id)
            wanted = make(entry);
    Q_ASSERT(wanted);
    if (wanted == currentWidget() && wanted->hasFocus())
        return;
    setCurrentWidget(wanted);
    wanted->setFocus();
}

QWidget* Workspaces::page(const QString& id) const {
    for (int i = 0; i < count(); ++i)
        if (widget(i)->property("workspace").toString() == id)
            return widget(i);
    return nullptr;
}

QWidget* Workspaces::make(const Entry& entry) {
    QWidget* page = entry.make();
    page->setProperty("workspace", entry.id);
    addWidget(page);
    const QSettings settings;
    for (QSplitter* splitter : page->findChildren<QSplitter*>())
        splitter->restoreState(settings.value(splitter->objectName()).toByteArray());
    for (Card* card : page->findChildren<Card*>())
        connect(card, &Card::helpRequested, this, &Workspaces::helpRequested);
    return page;
}

void Workspaces::saveSizes() const {
    QSettings settings;
    for (const QSplitter* splitter : findChildren<QSplitter*>())
        if (!splitter->objectName().isEmpty())
            settings.setValue(splitter->objectName(), splitter->saveState());
}

} // namespace kamke::ui
