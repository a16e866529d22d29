// Margins of one box of states at a time, while an iteration is still running.
#pragma once

#include "core/certify/certificates.h"
#include "core/certify/embedded_columns.h"

#include <vector>

namespace kamke {

/// δ_j = p_j·centre − s_j·radius + constant_j for the competitors j of one class, by one certificate: with
/// p = TC and s = |TC| (mixed-monotone-contractive (7)-(9)), or with s = |C_label| + |C_j| for the difference
/// of two bounds.
class MarginRows {
public:
    MarginRows(const Certifier& certifier, const Certificate& certificate, int label);

    struct Margin {
        double least;     ///< over j ≠ label, rounded down: a margin of every state in the box
        double widenedBy; ///< how much widening the box by provedEta takes from it at most
    };
    /// Of the state box centre ± radius. Needs a network without D.
    Margin operator()(const EmbeddedIterate& iterate) const;

private:
    const Certifier& certifier_;
    Matrix points_, spreads_;    ///< (q−1)×n
    Vector constants_, outputs_; ///< q−1: c_label − c_j, and what bounds their rounding besides the states
    int label_;
    std::vector<Index> classes_; ///< q−1: j
    double perWidening_;         ///< largest entry of spreads·provedEta
};

} // namespace kamke
