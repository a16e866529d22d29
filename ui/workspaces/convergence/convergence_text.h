// What the iterations do, in words.
#pragma once

#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/convergence/convergence_link.h"

namespace kamke::ui {

/// The chosen solver on the network at the centre of the box: whether it converges, how fast theory says and
/// how fast it does. `kind` is that of VerdictLabel.
struct ConvergenceVerdict {
    Statement verdict;
    QString kind;
};
ConvergenceVerdict convergenceVerdict(const ConvergenceResult& result, const QString& solver);

/// What becomes of the order x̲ ≤ x̄ in the chosen solver's embedded runs: one sentence per method; empty
/// without embedded runs.
QString orderSentences(const ConvergenceResult& result, const QString& solver);
/// Why, and why boxes diverge, where they do: longer than there is room for beside the plots.
QString orderReasons(const ConvergenceResult& result, const QString& solver);
/// A run lost the order.
bool losesOrder(const ConvergenceResult& result, const QString& solver);

/// For the status line.
QString convergenceStatus(const ConvergenceResult& result);
/// "27 iterations to 1e-6, at most 31 predicted", as much of it as is known.
QString countText(const ConvergenceLine& line);

} // namespace kamke::ui
