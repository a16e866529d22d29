// What a training has come to, in words.
#pragma once

#include "ui/jobs/train_runner.h"
#include "ui/widgets/verdict_text.h"

#include <QString>

namespace kamke::ui {

struct TrainSentence {
    Statement verdict;
    QString kind; ///< of VerdictLabel: "", "good", "warning" or "bad"
};
/// What the runner is doing, or what has come out.
TrainSentence trainSentence(const TrainRunner& runner);

} // namespace kamke::ui
