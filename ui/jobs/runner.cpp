#include "ui/jobs/runner.h"

#include <utility>

namespace kamke::ui {

Runner::Runner(QObject* parent)
    : QObject(parent) {
    constexpr int momentMs = 150;
    moment_.setSingleShot(true);
    moment_.setInterval(momentMs);
    connect(&moment_, &QTimer::timeout, this, [this] {
        stale_ = hasResult() && !isCurrent();
        if (stale_)
            emit staleChanged();
    });
}

void Runner::watchAge() {
    if (hasResult() && !isCurrent()) {
        if (!stale_ && !moment_.isActive())
            moment_.start();
        return;
    }
    moment_.stop();
    if (std::exchange(stale_, false))
        emit staleChanged();
}

void Runner::tellResult() {
    // What is new is drawn once: resultChanged() tells of its age, too.
    if (!hasResult() || isCurrent()) {
        moment_.stop();
        stale_ = false;
    }
    emit resultChanged();
    watchAge();
}

void Runner::tellBusy(bool busy) {
    watchAge();
    emit busyChanged(busy);
}

} // namespace kamke::ui
