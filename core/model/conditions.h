// The sufficient conditions for well-posedness, as a table.
#pragma once

#include "model/matrix_measure.h"
#include "model/types.h"

#include <optional>
#include <string>
#include <vector>

namespace kamke {

/// One row: a condition of the papers, its value for this A, and what follows when it holds.
struct Condition {
    std::string id;          ///< in `kamke-cli info`: nemon, nemon-eta-1, implicit-deep-learning, …
    std::string name;        ///< as the papers call it
    std::string quantity;    ///< what is compared, e.g. "least μ_η(A) over η"
    double value;            ///< of this network
    double threshold;        ///< the condition is value < threshold
    bool holds;              ///< value < threshold; for nemon and nemon-eta-1 proved in floating point
    bool proved;             ///< `holds` was shown with rounding bounds (else it is numerical)
    std::string source;      ///< paper and equation
    std::string consequence; ///< what follows from it, one sentence
};

struct ConditionTable {
    std::vector<Condition> rows;
    /// A positive diagonal Λ with Λ − ΛA ≻ 0 (n entries), if one was found: the witness of the lben row.
    std::optional<Vector> lbenLambda;

    const Condition* find(std::string_view id) const;
    bool holds(std::string_view id) const;
    /// Any row holds: x is a unique function of u.
    bool wellPosed() const;
};

/// All rows of maths.md ("Well-posedness conditions") for x = Φ(Ax + …). A is n×n and finite.
ConditionTable wellPosednessConditions(const Matrix& A);
/// The same where bestEta(A) is known already.
ConditionTable wellPosednessConditions(const Matrix& A, const BestEta& best);

} // namespace kamke
