// What the window asks of each of its pages.
#pragma once

#include <QWidget>

namespace kamke::ui {

/// What was computed for longer, in seconds, is not dropped unasked.
inline constexpr double worthAsking = 60;

/// What closing the window would end.
struct RunningWork {
    QString what; ///< in a sentence; empty: nothing would be lost
    QString keep; ///< what can be kept of it, as a button says it; empty: nothing
};

/// A page of the window. The status line says what it says, and Run > Cancel stops what it computes, exactly
/// while it is shown.
class WorkspacePage : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// One sentence about what the page shows, true at this moment.
    virtual QString status() const = 0;
    virtual bool isBusy() const { return false; }
    /// Stops what is being computed; what is there stays.
    virtual void cancel() {}
    virtual RunningWork runningWork() const { return {}; }
    /// Stops, and keeps what RunningWork::keep says. False: the user gave up.
    virtual bool stopAndKeep() { return true; }

signals:
    void busyChanged();
    void statusChanged();
};

} // namespace kamke::ui
