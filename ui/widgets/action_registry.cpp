#include "ui/widgets/action_registry.h"

#include "ui/style/icons.h"

#include <algorithm>

namespace kamke::ui {

QAction* ActionRegistry::add(
    const QString& id, const QString& text, const QList<QKeySequence>& shortcuts, std::function<void()> slot,
    const QString& icon) {
    auto* action = new QAction(text, this);
    connect(action, &QAction::triggered, this, [slot = std::move(slot)] { slot(); });
    return adopt(id, action, shortcuts, icon);
}

QAction* ActionRegistry::adopt(
    const QString& id, QAction* action, const QList<QKeySequence>& shortcuts, const QString& icon) {
    Q_ASSERT(std::none_of(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.id == id; }));
    action->setObjectName(id);
    action->setShortcuts(shortcuts);
    if (!icon.isEmpty()) {
        action->setIcon(themedIcon(icon));
        action->setIconVisibleInMenu(false);
    }
    entries_.append({id, action});
    return action;
}

QAction* ActionRegistry::operator[](const QString& id) const {
    const auto at =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.id == id; });
    Q_ASSERT(at != entries_.end());
    return at->action;
}

QString ActionRegistry::shortcutSheet() const {
    QString html = QStringLiteral("<table cellpadding='3'>");
    QString group;
    for (const Entry& entry : entries_) {
        if (entry.action->shortcuts().isEmpty())
            continue;
        if (const QString now = entry.id.section(u'.', 0, 0); now != group) {
            group = now;
            html += QStringLiteral("<tr><td colspan='2'><h4>%1</h4></td></tr>")
                        .arg(now.at(0).toUpper() + now.mid(1));
        }
        QStringList keys;
        for (const QKeySequence& key : entry.action->shortcuts())
            keys << key.toString(QKeySequence::NativeText).toHtmlEscaped();
        // Undo and redo carry the name of the step in their text; the sheet names the command alone.
        QString text = entry.action->property("sheetText").toString();
        if (text.isEmpty())
            text = entry.action->text().remove(u'&').remove(QStringLiteral("…"));
        html += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(keys.join(QStringLiteral(", ")), text.toHtmlEscaped());
    }
    return html + QStringLiteral("</table>");
}

} // namespace kamke::ui
