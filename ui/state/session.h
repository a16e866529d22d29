// Session files (`*.kamke`, JSON) and the state as one line of text.
#pragma once

#include "ui/state/explorer_state.h"

namespace kamke::ui {

/// Writes all of the state; the file is replaced only when everything has been written. Paths are relative to
/// the file. An edited network, and a small one whose file may be missing one day, is carried inside.
Result<void> writeSession(const ExplorerState& state, const QString& path);
/// The error is one sentence that names the file, what was found and what was expected.
Result<ExplorerState> readSession(const QString& path);

/// The state as one line, to paste into a mail or back into the window.
QString stateToLine(const ExplorerState& state);
Result<ExplorerState> stateFromLine(const QString& line);

} // namespace kamke::ui
