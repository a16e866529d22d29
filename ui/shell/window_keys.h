// Which keys belong to the window while a text field has the focus.
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace kamke::ui {

class ActionRegistry;

/// A text field takes many keys for itself: Ctrl+Z, Ctrl+Y, Ctrl+E and others. Here they keep what they mean
/// in the window, but for undo and redo while the field is being typed in: from the first character to Enter.
class WindowKeys : public QObject {
    Q_OBJECT
public:
    WindowKeys(QWidget* window, const ActionRegistry& actions);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void noteTyping();
    /// The text of this widget can be taken back, or brought again, a step.
    bool typingHas(QWidget* editor, bool undo) const;

    QWidget* window_;
    const ActionRegistry& actions_;
    QPointer<QWidget> typing_; ///< the line edit that is being typed in
};

} // namespace kamke::ui
