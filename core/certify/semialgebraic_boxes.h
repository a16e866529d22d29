// State boxes and differences of logits from the relational bounds and the semidefinite models.
#pragma once

#include "core/certify/state_boxes.h"

namespace kamke {

/// relu of the relational bounds of the pre-activations (see relationalPreActivations), and the logits and
/// their differences bounded as functionals of their own (relationalBound).
StateBoxes relationalBoxes(const Certifier&, const ColumnInput&, const CertifyOptions&);
/// The same with the differences that stay open bounded by the Robustness Model (semialgebraic-mondeq
/// (CertMON-i)), each checked by one Cholesky factorisation (see checkedBound and runCascade).
StateBoxes semidefiniteBoxes(const Certifier&, const ColumnInput&, const CertifyOptions&);

/// x*(centre), y(centre) and the differences of logits there, each ± a constant of
/// Certifier::lipschitzTable() times the radius of the inputs.
StateBoxes lipschitzTableBoxes(const Certifier&, const ColumnInput&, const CertifyOptions&);

/// The relational state box with the ellipsoid of the outputs (semialgebraic-mondeq (EllipMON-SOS-d)): logits
/// and their differences are read from it. Needs D = 0 (not-applicable otherwise).
StateBoxes ellipsoidBoxes(const Certifier&, const ColumnInput&, const CertifyOptions&);

} // namespace kamke
