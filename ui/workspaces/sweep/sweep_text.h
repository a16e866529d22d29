// What a sweep has come to, in words.
#pragma once

#include "ui/jobs/sweep_results.h"
#include "ui/widgets/verdict_text.h"

#include <QString>

namespace kamke::ui {

class SweepLink;

struct SweepSentence {
    Statement verdict;
    QString kind; ///< of VerdictLabel: "", "good", "warning" or "bad"
};
/// What the sweep is doing, what has come out, or why nothing can be swept (`whyNot`; empty: it can).
SweepSentence sweepSentence(const SweepLink& link, const QString& whyNot);

/// "1 280 of 10 000 · PGD 384 of 1 000 · about 3 seconds left", beside the bar of one network.
QString progressText(const SweepResults& results, const SweepNetwork& network, bool running);
/// "3.2 s", "2 min 5 s".
QString spentText(double seconds);

} // namespace kamke::ui
