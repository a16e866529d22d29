// The sufficient conditions for well-posedness, as a table.
#pragma once

#include "core/model/matrix_measure.h"
#include "core/model/types.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace kamke {

/// One row: a condition of the papers, its value for this A, and what follows when it holds.
struct Condition {
    std::string id;       ///< in `kamke-cli info`: nemon, nemon-eta-1, implicit-deep-learning, …
    std::string name;     ///< as the papers call it
    std::string quantity; ///< what is compared, e.g. "least μ_η(A) over η"
    double value;         ///< of this network
    double threshold;     ///< the condition is value < threshold
    /// Shown in floating point with bounds of all rounding errors. A row may have a value just below its
    /// threshold and not hold: its numbers say yes, and no proof was found.
    bool holds;
    bool proved;             ///< as `holds`: every row is proved where it holds
    std::string source;      ///< paper and equation
    std::string consequence; ///< what follows from it, one sentence
    bool own = false;        ///< the one that the network's kind promises (see core/model/own_condition.h)

    /// The numbers say that it holds, but no proof was found.
    bool onlyNumerical() const { return !holds && value < threshold; }
};

struct ConditionTable {
    std::vector<Condition> rows;
    /// A positive diagonal Λ with Λ − ΛA ≻ 0 (n entries), proved, if one was found: the witness of the lben
    /// row.
    std::optional<Vector> lbenLambda;
    /// m > 0 with I − (A + Aᵀ)/2 ⪰ mI, proved; NaN where mon is not.
    double monotonicity = std::numeric_limits<double>::quiet_NaN();

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
