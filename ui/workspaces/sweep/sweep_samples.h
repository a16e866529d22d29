// From a count of a sweep to the samples that it counts, shown in the Digits workspace.
#pragma once

#include "core/sweep/sample_sets.h"
#include "ui/jobs/sweep_results.h"

#include <QString>
#include <vector>

class QMenu;
class QWidget;

namespace kamke::ui {

class SweepLink;

/// "certified by MM-C, not by MM, at ε = 0.01": what the samples have in common.
QString questionWords(const SweepPlan& plan, const SampleQuestion& question);

/// What can be asked about a certificate or an attack (ids) at one ε; nothing for ids that the plan does not
/// have.
std::vector<SampleQuestion> questionsAbout(const SweepPlan& plan, const QString& method, Index eps);

/// Why the samples of a network (its number in the results) cannot be shown, in one sentence; empty: they
/// can. Which sample got which verdict is there once the network is done or the sweep is stopped.
QString whyNoSamples(const SweepResults* results, int network);

/// Opens the Digits workspace with that network, data set, ε and certificate, its gallery narrowed to exactly
/// these samples: one undo step. Says in the status line when it cannot.
void showSamples(SweepLink* link, int network, const SampleQuestion& question);

/// One entry for each question about this point, with its count; a click shows the samples.
QMenu* makeSampleMenu(SweepLink* link, const QString& method, Index eps, int network, QWidget* parent);

} // namespace kamke::ui
