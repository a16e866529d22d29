// Lipschitz tables that are there already: they take minutes, so that nothing here computes one.
#pragma once

#include "core/certify/certificates.h"

#include <QString>

namespace kamke::ui {

/// The certificate reads such a table, and would compute it where none is known.
bool needsLipschitzTable(const Certificate& certificate);

/// The certifier knows the table of `norm`, or there is a file of it beside the network's own.
bool hasLipschitzTable(const Certifier& certifier, const QString& networkPath, BallNorm norm);

/// The same table, read from its file where the certifier does not know it, and kept there; null: there is
/// none, or the file's proofs are not of this network. For a worker thread: every constant is proved again.
std::shared_ptr<const LipschitzTable>
knownLipschitzTable(const Certifier& certifier, const QString& networkPath, BallNorm norm);

} // namespace kamke::ui
