#include "core/model/lipschitz_constant.h"

#include "core/model/decompositions.h"
#include "core/model/matrix_measure.h"
#include "core/model/rounding.h"

#include <cmath>
#include <limits>

namespace kamke {

double lipschitzConstant(const GainMatrices& g, const Vector& eta) {
    const double mu = matrixMeasureInf(g.A, eta);
    if (!(mu < 1))
        return nan;
    const double normB = g.B.cwiseAbs().rowwise().sum().cwiseQuotient(eta).maxCoeff();
    const Vector rowsC = g.C.cwiseAbs() * eta;
    const double normC = rowsC.maxCoeff();
    return normB * normC / (1 - std::max(mu, 0.0)) + normInf(g.D);
}

double stateLipschitzConstantAbove(const Matrix& A, const Matrix& B, const Vector& eta) {
    const Index n = A.rows();
    const Vector rows = BoundedSum{metzlerMajorant(A) * eta, A.cwiseAbs() * eta, n + 1}.above();
    const Vector sums = rowSumsAbove(B.cwiseAbs());
    double mu = 0, normB = 0;
    for (Index i = 0; i < n; ++i) {
        mu = std::max(mu, up(rows(i) / eta(i)));
        normB = std::max(normB, up(sums(i) / eta(i)));
    }
    const double gap = down(1 - mu);
    return gap > 0 ? up(normB / gap) : std::numeric_limits<double>::infinity();
}

double lipschitzConstantAbove(const GainMatrices& g, const Vector& eta) {
    const double normC = productAbove(g.C.cwiseAbs(), eta).maxCoeff();
    const double normD = productAbove(g.D.cwiseAbs(), Vector::Ones(g.D.cols())).maxCoeff();
    const double toState = stateLipschitzConstantAbove(g.A, g.B, eta);
    // Without this, C = 0 would turn an infinite constant into NaN.
    if (!std::isfinite(toState))
        return toState;
    return up(up(toState * normC) + normD);
}

namespace {

// The least η ≥ β with |A|ᴹη ≤ μη, i.e. η_i ≥ Σ_{j≠i} |a_ij| η_j / (μ − a_ii): a monotone system, solved by
// policy iteration (each row either sits at β or at its sum; rows only ever change from the former to the
// latter).
Vector leastWeights(const Matrix& majorant, const Vector& beta, double mu) {
    const Index n = majorant.rows();
    std::vector<bool> atSum(n, false);
    Vector eta = beta;
    for (Index round = 0; round <= n; ++round) {
        bool changed = false;
        for (Index i = 0; i < n; ++i) {
            if (atSum[i])
                continue;
            const double need = (majorant.row(i).dot(eta) - majorant(i, i) * eta(i)) / (mu - majorant(i, i));
            if (need > beta(i) * (1 + 1e-14))
                atSum[i] = changed = true;
        }
        if (!changed)
            break;
        Matrix system = Matrix::Identity(n, n);
        Vector right = beta;
        for (Index i = 0; i < n; ++i)
            if (atSum[i]) {
                system.row(i) = -majorant.row(i) / (mu - majorant(i, i));
                system(i, i) = 1;
                right(i) = 0;
            }
        eta = LuFactors(system).solve(right);
    }
    return eta;
}

} // namespace

Vector leastLipschitzWeights(const GainMatrices& g) {
    const Matrix M = metzlerMajorant(g.A);
    const double least = std::max(0.0, spectralAbscissa(M));
    if (!(least < 1))
        return {};
    Vector beta = g.B.cwiseAbs().rowwise().sum();
    // A unit that no input reaches directly needs some weight all the same.
    const double largest = beta.maxCoeff();
    if (!(largest > 0))
        return Vector::Ones(g.A.rows());
    beta = beta.cwiseMax(1e-9 * largest);

    Vector bestEta;
    double bestL = std::numeric_limits<double>::infinity();
    const auto evaluate = [&](double mu) {
        const Vector eta = leastWeights(M, beta, mu);
        if (!eta.allFinite() || !(eta.minCoeff() > 0))
            return std::numeric_limits<double>::infinity();
        const double L = lipschitzConstant(g, eta);
        if (L < bestL) {
            bestL = L;
            bestEta = eta / eta.maxCoeff();
        }
        return std::isfinite(L) ? L : std::numeric_limits<double>::infinity();
    };
    // Golden section; the lower end may be infeasible (infinite), which sends the search to the right.
    constexpr double golden = 0.6180339887498949;
    double low = least, high = 1;
    double left = high - golden * (high - low), right = low + golden * (high - low);
    double atLeft = evaluate(left), atRight = evaluate(right);
    for (int k = 0; k < 60 && high - low > 1e-12; ++k) {
        if (atLeft <= atRight) {
            high = right;
            right = left;
            atRight = atLeft;
            atLeft = evaluate(left = high - golden * (high - low));
        } else {
            low = left;
            left = right;
            atLeft = atRight;
            atRight = evaluate(right = low + golden * (high - low));
        }
    }
    return bestEta;
}

} // namespace kamke
