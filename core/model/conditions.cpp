#include "core/model/conditions.h"

#include "core/model/decompositions.h"
#include "core/model/positive_definite.h"
#include "core/model/rounding.h"
#include "core/model/rows.h"

#include <algorithm>
#include <cmath>

namespace kamke {

const Condition* ConditionTable::find(std::string_view id) const {
    return findRow(std::span<const Condition>(rows), id);
}

bool ConditionTable::holds(std::string_view id) const {
    const Condition* row = find(id);
    return row && row->holds;
}

bool ConditionTable::wellPosed() const {
    return std::any_of(rows.begin(), rows.end(), [](const Condition& c) { return c.holds; });
}

namespace {

struct LbenSearch {
    Vector lambda;
    double value; ///< λ_max of the symmetric part of Λ^{1/2} A Λ^{-1/2}
};

// Descends λ_max(sym(Λ^{1/2}AΛ^{-1/2})) over log Λ. The sublevel sets are convex in Λ (a linear matrix
// inequality), so that a subgradient step that fails to descend only needs to be shorter; what is found is a
// witness, what is not found is no proof.
LbenSearch searchLambda(const Matrix& A, Vector start) {
    const Index n = A.rows();
    Vector w = start.array().log();
    LbenSearch best{start, matrixMeasure2(A, start)};
    double length = 1;
    const int rounds = n <= 60 ? 200 : 40;
    for (int k = 0; k < rounds && length > 1e-6 && best.value >= 1; ++k) {
        const Vector root = (w / 2).array().exp();
        const Matrix S = root.asDiagonal() * A * root.cwiseInverse().asDiagonal();
        const auto eigen = symmetricEigen((S + S.transpose()) / 2);
        if (!eigen)
            break;
        const Vector v = eigen->vectors.col(n - 1);
        // ∂/∂w_k of vᵀSv with s_ij = a_ij e^{(w_i − w_j)/2}
        const Vector gradient = (v.cwiseProduct(S * v) - v.cwiseProduct(S.transpose() * v)) / 2;
        const double norm = gradient.norm();
        if (norm < 1e-14)
            break;
        const Vector trial = w - length / norm * gradient;
        const Vector lambda = (trial.array() - trial.mean()).exp();
        const double value = matrixMeasure2(A, lambda);
        if (value < best.value) {
            best = {lambda, value};
            w = lambda.array().log();
            length *= 1.3;
        } else {
            length /= 2;
        }
    }
    return best;
}

LbenSearch bestLambda(const Matrix& A, bool contracting) {
    const Index n = A.rows();
    LbenSearch best{Vector::Ones(n), matrixMeasure2(A)};
    if (best.value < 1)
        return best;
    if (contracting) {
        // I − |A|ᴹ is an M-matrix: with (I − |A|ᴹ)η = 1 and (I − |A|ᴹ)ᵀν = 1 the diagonal Λ = ν/η makes Λ(I −
        // |A|ᴹ) + (…)ᵀ a symmetric M-matrix with positive row sums in the scaling η, hence positive definite,
        // and Λ − ΛA dominates it.
        const Matrix I = Matrix::Identity(n, n), M = metzlerMajorant(A);
        const Vector eta = LuFactors(I - M).solve(Vector::Ones(n));
        const Vector nu = LuFactors((I - M).transpose()).solve(Vector::Ones(n));
        const Vector lambda = nu.cwiseQuotient(eta);
        if (lambda.allFinite() && lambda.minCoeff() > 0)
            if (const double value = matrixMeasure2(A, lambda); value < best.value)
                best = {lambda, value};
        if (best.value < 1)
            return best;
    }
    const LbenSearch found = searchLambda(A, best.lambda);
    return found.value < best.value ? found : best;
}

} // namespace

ConditionTable wellPosednessConditions(const Matrix& A) {
    return wellPosednessConditions(A, bestEta(A));
}

ConditionTable wellPosednessConditions(const Matrix& A, const BestEta& best) {
    const Index n = A.rows();
    const Matrix absA = A.cwiseAbs();
    const bool proved = provedContractionWeights(A).size() > 0;

    // Row sums with η = 1, bounded from above.
    const BoundedSum rowSums{metzlerMajorant(A) * Vector::Ones(n), absA * Vector::Ones(n), n + 1};
    const double muOne = matrixMeasureInf(A);
    const bool muOneProved = (rowSums.above().array() < 1).all();

    ConditionTable table;
    const auto add = [&](std::string id, std::string name, std::string quantity, double value, bool isProved,
                         std::string source, std::string consequence) {
        table.rows.push_back(
            {std::move(id), std::move(name), std::move(quantity), value, 1.0, isProved, isProved,
             std::move(source), std::move(consequence)});
    };

    const std::string contracts =
        "x is unique; the average and diagonal-implicit iterations contract; the Lipschitz, entrywise "
        "Lipschitz and mixed-monotone boxes exist";
    add("nemon", "NEMON", "least μ_η(A) over η", best.infimum, proved, "nemon Cor. 5", contracts + ".");
    add("nemon-eta-1", "NEMON, η = 1", "μ_∞(A)", muOne, muOneProved, "nemon Thm 2",
        contracts + ", with plain weights.");
    const double rho = spectralRadius(absA);
    // A positive v with |A|v < v shows ρ(|A|) < 1 (Collatz-Wielandt); |A| is its own Metzler majorant.
    const bool rhoProved = provedContractionWeights(absA).size() > 0;
    add("implicit-deep-learning", "implicit deep learning", "ρ(|A|)", rho, rhoProved, "nemon 6.1",
        "x is unique; Picard iteration and interval-bound propagation converge.");
    const BoundedSum absoluteSums{absA * Vector::Ones(n), absA * Vector::Ones(n), n + 1};
    add("implicit-deep-learning-convex", "implicit deep learning, convex", "‖A‖_∞", normInf(A),
        (absoluteSums.above().array() < 1).all(), "nemon 6.1",
        "x is unique; Picard iteration contracts in the l_∞ norm.");
    table.monotonicity = provedMonotonicity(A);
    const bool monotone = table.monotonicity > 0;
    add("mon", "MON", "μ_2(A)", matrixMeasure2(A), monotone, "nemon 6.1, ibp-mondeq Prop. 2.1",
        "x is unique; Peaceman-Rachford and forward-backward iterations converge.");
    const LbenSearch lben = bestLambda(A, proved);
    // Λ = I is a witness where MON is proved.
    const bool lbenProved = monotone || provedMonotone(A, lben.lambda);
    if (lbenProved)
        table.lbenLambda = monotone ? Vector(Vector::Ones(n)) : lben.lambda;
    add("lben", "LBEN", "least μ_2 of Λ^½ A Λ^-½ found over Λ", lben.value, lbenProved, "ibp-mondeq 3.1",
        "x is unique; operator splitting converges in the norm weighted by Λ.");
    add("ibp-mondeq", "IBP-MonDEQ", "λ_max of (|A| + |A|ᵀ)/2", matrixMeasure2(absA),
        provedMonotonicity(absA) > 0, "ibp-mondeq Thm 3.1",
        "x is unique; interval-bound propagation converges.");
    add("ibp-mondeq-lben", "IBP-MonDEQ with Γ", "ρ(|A|)", rho, rhoProved, "ibp-mondeq Thm 3.3",
        "A diagonal Γ exists with Γ − Γ|A| positive definite, and interval-bound propagation converges.");
    return table;
}

} // namespace kamke
