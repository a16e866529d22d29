// All actions of the window by id: menus, tooltips and the sheet of shortcuts are made from this list.
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <functional>

namespace kamke::ui {

class ActionRegistry : public QObject {
    Q_OBJECT
public:
    struct Entry {
        QString id; ///< e.g. "file.open": "group.name"
        QAction* action;
    };

    using QObject::QObject;

    /// Adds an action that runs `slot`. `icon` is a name of themedIcon, may be empty.
    QAction*
    add(const QString& id, const QString& text, const QList<QKeySequence>& shortcuts,
        std::function<void()> slot, const QString& icon = {});
    /// Adds an action that exists already (undo, redo).
    QAction*
    adopt(const QString& id, QAction* action, const QList<QKeySequence>& shortcuts, const QString& icon = {});

    /// The action of this id, which must exist.
    QAction* operator[](const QString& id) const;
    const QList<Entry>& entries() const { return entries_; }
    /// A page of HTML with every shortcut, group by group.
    QString shortcutSheet() const;

private:
    QList<Entry> entries_;
};

} // namespace kamke::ui
