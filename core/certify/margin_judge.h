// Ends the columns of an embedded iteration as soon as their margins are known to as many digits as are asked
// for.
#pragma once

#include "core/certify/margin_rows.h"

#include <optional>
#include <span>
#include <vector>

namespace kamke {

/// Of certificates of the mixed-monotone box, on a network without D. The proved margin of a box that it ends
/// lies below that of the limit by no more than accuracy·|margin|: with the widening τ of ProofWeights and
/// S = widenedBy, the limit's lies within τS of the iterate's, and the proved one at most τS below it.
class MarginJudge : public EmbeddedJudge {
public:
    MarginJudge(
        const Certifier& certifier, std::span<const int> labels,
        std::span<const Certificate* const> certificates, double accuracy);

    bool shouldStop(const EmbeddedIterate& iterate) override;
    bool keepsBoxes() const override { return true; }

private:
    const MarginRows& rows(std::size_t certificate, int label);

    const Certifier& certifier_;
    std::span<const int> labels_;
    std::vector<const Certificate*> certificates_;
    double accuracy_;
    std::vector<std::optional<MarginRows>> rows_; ///< certificates × labels, made when first needed
    Vector recheckBelow_;                         ///< widening below which a column may be enough
};

} // namespace kamke
