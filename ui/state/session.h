// Session files (`*.kamke`, JSON) and the state as one line of text.
#pragma once

#include "ui/state/explorer_state.h"

#include <QDir>
#include <QJsonValue>
#include <span>

namespace kamke::ui {

/// One property of a session file. Saving, loading and the tests all go through the same list, so that
/// nothing that the state holds can be forgotten in one of them.
struct SessionProperty {
    const char* key;
    /// `base` is the folder that relative paths start from.
    QJsonValue (*write)(const ExplorerState&, const QDir& base);
    /// Sets the property; returns what is wrong ("is 7, expected …"), or nothing. The network comes first, so
    /// the others may look at its sizes.
    std::optional<std::string> (*read)(const QJsonValue&, ExplorerState&, const QDir& base);
};
std::span<const SessionProperty> sessionProperties();

/// Writes all of the state; the file is replaced only when everything has been written. Paths are relative to
/// the file. An edited network, and a small one whose file may be missing one day, is carried inside.
Result<void> writeSession(const ExplorerState& state, const QString& path);
/// The error is one sentence that names the file, what was found and what was expected.
Result<ExplorerState> readSession(const QString& path);

/// The state as one line, to paste into a mail or back into the window.
QString stateToLine(const ExplorerState& state);
Result<ExplorerState> stateFromLine(const QString& line);

} // namespace kamke::ui
