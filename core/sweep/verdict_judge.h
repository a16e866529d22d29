// Ends the columns of an embedded iteration as soon as the verdicts that are asked for are known.
#pragma once

#include "core/certify/margin_rows.h"

#include <span>
#include <vector>

namespace kamke {

/// What a judge knows about one certificate and column.
enum class Ruling : std::int8_t { Open, Refused, Numerical, Proved };

/// Judges the certificates of one state box.
class VerdictJudge : public EmbeddedJudge {
public:
    using Asked = Eigen::Matrix<bool, Eigen::Dynamic, Eigen::Dynamic>;

    /// `rows`: per certificate and label. `asked`: certificates×columns, the verdicts that are wanted.
    VerdictJudge(
        Embedding embedding, const ColumnInput& input, std::span<const std::vector<MarginRows>> rows,
        Asked asked);

    bool shouldStop(const EmbeddedIterate& iterate) override;
    /// The boxes that the iteration ended with decide what is still open.
    void finish(const EmbeddedColumns& columns);
    Ruling ruling(Index certificate, Index column) const { return rulings_(certificate, column); }

private:
    Embedding embedding_;
    const ColumnInput& input_;
    std::span<const std::vector<MarginRows>> rows_;
    Eigen::Matrix<Ruling, Eigen::Dynamic, Eigen::Dynamic> rulings_;
    Asked asked_;
    Vector looked_; ///< widening at which each column was looked at last
};

} // namespace kamke
