// Setting ε on a logarithmic axis with the mouse and the keyboard.
#pragma once

#include "ui/workspaces/digits/digit_link.h"

#include <QKeyEvent>

namespace kamke::ui {

/// One drag, and one burst of keys, is one step of undo.
class EpsDrag {
public:
    explicit EpsDrag(DigitLink* link)
        : link_(link) {}

    bool isActive() const { return active_; }
    /// `logEps`: decimal logarithm of ε.
    void begin(double logEps);
    void move(double logEps);
    void end() { active_ = false; }
    /// Left and Right change ε by 2 %, with Shift by 20 %. False for other keys.
    bool key(const QKeyEvent& event);

    /// ε that can be set here, raw units.
    static constexpr double least = 1e-5;
    double most() const { return largestEps(link_->digits().norm); }

private:
    void set(double logEps);

    DigitLink* link_;
    bool active_ = false;
    int merge_ = -1, keyMerge_ = -1;
    double lastKeyEps_ = 0;
};

} // namespace kamke::ui
