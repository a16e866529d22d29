// Greys out what is no longer of the present state.
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <utility>

namespace kamke::ui {

/// What is shown is old when it has not been of the present state for a moment: the next result mostly comes
/// sooner, and what flickers is not read.
class AgeWatch {
public:
    /// `isFresh`: it is of the present state, or there is nothing that could be old. `turnedOld` is called
    /// when it is not for a moment.
    AgeWatch(QObject* owner, std::function<bool()> isFresh, std::function<void()> turnedOld)
        : isFresh_(std::move(isFresh)) {
        constexpr int momentMs = 150;
        moment_.setSingleShot(true);
        moment_.setInterval(momentMs);
        QObject::connect(&moment_, &QTimer::timeout, owner, [this, turnedOld = std::move(turnedOld)] {
            old_ = !isFresh_();
            turnedOld();
        });
    }

    /// After the state, the result or the work on it has changed. Whether what was old is so no longer.
    bool look() {
        if (isFresh_()) {
            moment_.stop();
            return std::exchange(old_, false);
        }
        if (!moment_.isActive() && !old_)
            moment_.start();
        return false;
    }
    bool isOld() const { return old_; }

private:
    std::function<bool()> isFresh_;
    QTimer moment_;
    bool old_ = false;
};

} // namespace kamke::ui
