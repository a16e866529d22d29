// What the window asks of each of its pages.
#pragma once

#include "ui/jobs/runner.h"

#include <QList>
#include <QPointer>
#include <QWidget>

namespace kamke::ui {

struct LessonFacts;

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
    /// What is attached is busy.
    virtual bool isBusy() const;
    /// Stops what is attached; what is there stays.
    virtual void cancel();
    virtual RunningWork runningWork() const { return {}; }
    /// Stops, and keeps what RunningWork::keep says. False: the user gave up.
    virtual bool stopAndKeep() { return true; }
    /// Adds the newest results that the tasks of lessons may ask for, those of the present state alone.
    virtual void addFacts(LessonFacts&) const {}
    /// Asks how a figure of the page is to be exported; the one in use is offered first, then the largest.
    /// False: the page shows none.
    virtual bool exportFigure();
    /// Opens a file of the kind that its Workspace opens.
    virtual void openFile(const QString&) {}

protected:
    /// The page is busy while this is, and Cancel stops it.
    void attach(Runner* runner);

signals:
    void busyChanged();
    void statusChanged();
    void helpRequested(const QString& topic);

private:
    QList<QPointer<Runner>> runners_;
};

} // namespace kamke::ui
