// What a training has come to, in words.
#pragma once

#include "jobs/train_runner.h"
#include "models/verdict_text.h"

#include <QString>

namespace kamke::ui {

/// "97.3 %"; as many digits as 10,000 samples are worth.
QString percentText(double share);
/// "about 40 seconds", "about 3 minutes".
QString durationText(double seconds);

struct TrainSentence {
    Verdict verdict;
    QString kind; ///< of VerdictLabel: "", "good", "warning" or "bad"
};
/// What the runner is doing, or what has come out.
TrainSentence trainSentence(const TrainRunner& runner);

} // namespace kamke::ui
