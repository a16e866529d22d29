// What is queued is done: layouts, repaints and what is put off to the next round of events.
#pragma once

#include <QCoreApplication>

namespace kamke::ui {

/// Rounds of events until what widgets have told each other has arrived. Takes no time when nothing is
/// queued; what a timer or another thread brings has to be waited for with QTRY_VERIFY.
inline void settleEvents() {
    for (int round = 0; round < 10; ++round) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

} // namespace kamke::ui
