// The files that a state lives on.
#pragma once

#include "ui/files/open_files.h"
#include "ui/state/explorer_state.h"

namespace kamke::ui {

/// Everything that a state was read from and goes on reading.
QList<OpenFile> filesOf(const ExplorerState& state);

} // namespace kamke::ui
