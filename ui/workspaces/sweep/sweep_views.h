// The pages that stand beside the curves of a sweep.
#pragma once

#include "ui/workspaces/sweep/sweep_export_button.h"

namespace kamke::ui {

class SweepLink;
class SweepTabs;

/// Adds the pages "radii", "compare", "error", "training" and "table" and the button "Export…", and lets a
/// point that somebody picks in any view open a menu of the samples behind it. The button tells what came of
/// an export.
SweepExportButton* addSweepViews(SweepTabs* tabs, SweepLink* link, SweepExportButton::Ask ask);

} // namespace kamke::ui
