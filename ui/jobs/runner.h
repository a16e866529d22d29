// What all background work of the window has in common.
#pragma once

#include <QObject>
#include <QTimer>

namespace kamke::ui {

/// Works on its own threads and keeps its newest result. Signals arrive on the GUI thread, each after
/// isBusy(), isCurrent() and isStale() say what is so now: who listens need not be first. Superseded work is
/// stopped within 100 ms, but for the analysis of a network, which ends first; the destructor stops what runs
/// and waits.
class Runner : public QObject {
    Q_OBJECT
public:
    explicit Runner(QObject* parent = nullptr);

    virtual bool isBusy() const = 0;
    /// The result is of what was asked for last.
    virtual bool isCurrent() const { return !isBusy(); }
    /// There is a result that has not been current for a moment; it is shown greyed. The next one mostly
    /// comes sooner, and what flickers is not read.
    bool isStale() const { return stale_; }
    /// Stops what runs; the last result stays.
    virtual void cancel() = 0;

signals:
    void busyChanged(bool busy);
    /// Another result, more of it, none any more, or another reason for none.
    void resultChanged();
    void staleChanged();

protected:
    /// For those whose results grow stale: after a request, a result or the end of work.
    void watchAge();
    /// Says that the result is another one.
    void tellResult();
    void tellBusy(bool busy);
    virtual bool hasResult() const { return false; }

private:
    QTimer moment_;
    bool stale_ = false;
};

} // namespace kamke::ui
