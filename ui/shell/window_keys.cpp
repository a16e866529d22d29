#include "ui/shell/window_keys.h"

#include "ui/widgets/action_registry.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace kamke::ui {

namespace {

/// The text field that takes the keys of this widget; null: none.
QWidget* textEditor(QObject* object) {
    if (auto* spin = qobject_cast<QAbstractSpinBox*>(object))
        return spin->findChild<QLineEdit*>();
    if (qobject_cast<QLineEdit*>(object) || qobject_cast<QTextEdit*>(object) ||
        qobject_cast<QPlainTextEdit*>(object))
        return static_cast<QWidget*>(object);
    return nullptr;
}

} // namespace

WindowKeys::WindowKeys(QWidget* window, const ActionRegistry& actions)
    : QObject(window)
    , window_(window)
    , actions_(actions) {
    qApp->installEventFilter(this);
}

bool WindowKeys::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    if (type != QEvent::FocusIn && type != QEvent::KeyPress && type != QEvent::ShortcutOverride)
        return false;
    QWidget* editor = textEditor(watched);
    if (!editor || editor->window() != window_)
        return false;
    if (type == QEvent::FocusIn) {
        typing_.clear();
        if (auto* line = qobject_cast<QLineEdit*>(editor))
            connect(line, &QLineEdit::textEdited, this, &WindowKeys::noteTyping, Qt::UniqueConnection);
        return false;
    }
    const auto* press = static_cast<QKeyEvent*>(event);
    if (type == QEvent::KeyPress && (press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter))
        typing_.clear();
    const QKeySequence keys(press->keyCombination());
    for (const ActionRegistry::Entry& entry : actions_.entries()) {
        if (entry.action->shortcutContext() != Qt::WindowShortcut ||
            !entry.action->shortcuts().contains(keys) || !(press->modifiers() & Qt::ControlModifier))
            continue;
        const bool undo = entry.id == QStringLiteral("edit.undo");
        if ((undo || entry.id == QStringLiteral("edit.redo")) && typingHas(editor, undo))
            return false;
        // Where there is nothing to undo the key must not reach for old text either.
        event->setAccepted(type == QEvent::KeyPress);
        return true;
    }
    return false;
}

void WindowKeys::noteTyping() {
    typing_ = qobject_cast<QWidget*>(sender());
}

bool WindowKeys::typingHas(QWidget* editor, bool undo) const {
    if (const auto* line = qobject_cast<QLineEdit*>(editor))
        return editor == typing_ && (undo ? line->isUndoAvailable() : line->isRedoAvailable());
    const QTextDocument* text = nullptr;
    if (const auto* rich = qobject_cast<QTextEdit*>(editor); rich && !rich->isReadOnly())
        text = rich->document();
    else if (const auto* plain = qobject_cast<QPlainTextEdit*>(editor); plain && !plain->isReadOnly())
        text = plain->document();
    return text && (undo ? text->isUndoAvailable() : text->isRedoAvailable());
}

} // namespace kamke::ui
