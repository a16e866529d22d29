#include "core/model/analysis.h"

#include "core/model/decompositions.h"
#include "core/model/lipschitz_constant.h"
#include "core/model/outward.h"
#include "core/model/parallel.h"
#include "core/model/reflected_resolvent.h"
#include "core/model/rounding.h"
#include "core/model/unit_sizes.h"

#include <cassert>
#include <cmath>
#include <iomanip>
#include <limits>
#include <sstream>

namespace kamke {

namespace {

// K̂ ≥ (I − |A|ᴹ)^{-1}|B|: the computed solution, each column raised along the proved η until K̂ ≥ |A|ᴹK̂ + |B|
// holds with rounding bounds. As I − |A|ᴹ is an M-matrix, whose inverse is non-negative, that inequality is
// enough. What is missing is measured in units of the sizes of the units (perUnit), to which η is in
// proportion.
Matrix gainAbove(
    const Matrix& majorant, const Matrix& resolvent, const Matrix& absB, const Vector& eta,
    const Vector& perUnit) {
    const Index n = majorant.rows();
    const Vector measure = perUnit.size() > 0 ? perUnit : Vector::Ones(n);
    Matrix K = (resolvent * absB).cwiseMax(0.0);
    const Matrix absMajorant = majorant.cwiseAbs();
    for (int attempt = 0; attempt < 8; ++attempt) {
        const Matrix needed = BoundedSum{majorant * K + absB, absMajorant * K + absB, n + 2}.above();
        const Matrix missing = needed - K;
        if (!missing.allFinite())
            break;
        if (missing.size() == 0 || missing.maxCoeff() <= 0)
            return K;
        // What is missing must not underflow.
        const Matrix sized = (measure.asDiagonal() * missing).binaryExpr(missing, [](double v, double raw) {
            return raw > 0 ? up(v) : 0.0;
        });
        K += 4 * eta * sized.colwise().maxCoeff();
    }
    return {};
}

// (I − M)^{-1}, solved in units of the sizes of the units, where there are any: else small units lose their
// digits beside large ones. The sizes are powers of two, which round nothing.
Matrix resolventOf(const Matrix& M, const Vector& sizes) {
    const Matrix I = Matrix::Identity(M.rows(), M.rows());
    if (sizes.size() == 0)
        return LuFactors(I - M).inverse();
    const Vector perUnit = sizes.cwiseInverse();
    const Matrix inverse = LuFactors(I - perUnit.asDiagonal() * M * sizes.asDiagonal()).inverse();
    return sizes.asDiagonal() * inverse * perUnit.asDiagonal();
}

// M·diag(scale), in which only zeros become zero: a weight that underflows keeps a magnitude.
Matrix scaledColumns(const Matrix& M, const Vector& scale) {
    return (M * scale.asDiagonal()).binaryExpr(M, [](double scaled, double v) {
        return scaled == 0 && v != 0 ? std::copysign(std::numeric_limits<double>::denorm_min(), v) : scaled;
    });
}

} // namespace

NetworkAnalysis::NetworkAnalysis(std::shared_ptr<const Network> network)
    : network_(std::move(network)) {
    assert(network_ && !whatIsWrongWith(*network_));
    useOneBlasThread();
    const Matrix& A = network_->A;
    muInf = matrixMeasureInf(A);
    mu1 = matrixMeasure1(A);
    mu2 = matrixMeasure2(A);
    normInf = kamke::normInf(A);
    best = bestEta(A);
    blocks = blockStructure(A);
    layers = layerWeights(A, blocks);
    conditions = wellPosednessConditions(A, best);
    own = ownCondition(*network_, conditions);
    for (Condition& row : conditions.rows)
        row.own = row.id == own.id;
    rhoAbs = conditions.find("implicit-deep-learning")->value;
    provedEta = provedContractionWeights(A);
    if (contracting()) {
        // Only where weights in their proportions are proved: what is measured in sizes is widened along η.
        if (const Vector sizes = kamke::unitSizes(*network_); sizes.size() > 0)
            if (Vector fitting = provedContractionWeights(A, sizes); fitting.size() > 0) {
                provedEta = std::move(fitting);
                unitSizes = sizes;
                perUnit = sizes.cwiseInverse();
            }
    }
    majorant = metzlerMajorant(A);

    const double leastDiagonal = std::min(0.0, A.diagonal().minCoeff());
    alphaStar = 1 / (1 - leastDiagonal);
    contractionFactor = contracting() ? 1 - (1 - std::max(best.value, 0.0)) * alphaStar : nan;
    diagonalImplicitFactor = nan;
    if (contracting()) {
        const Vector rows = rowMeasures(A, best.eta);
        diagonalImplicitFactor = ((rows - A.diagonal()).array() / (1 - A.diagonal().array())).maxCoeff();
    }

    const Vector scale = network_->inputScale();
    rawB = scaledColumns(network_->B, scale);
    rawD = scaledColumns(network_->D, scale);
    monotone = monotoneGain(*network_, rawB, rawD, conditions);
    const GainMatrices gains{A, rawB, network_->C, rawD};
    lipschitz = {nan, nan, nan, nan, {}};
    if (!contracting()) {
        if (conditions.lbenLambda)
            splittingAlpha = peacemanRachfordAlpha(A, *conditions.lbenLambda);
        return;
    }
    resolvent = resolventOf(majorant, unitSizes);
    lipschitz.etaOnes = lipschitzConstant(gains, Vector::Ones(A.rows()));
    lipschitz.etaBestMu = lipschitzConstant(gains, best.eta);
    std::vector<Vector> candidates{leastLipschitzWeights(gains), Vector::Ones(A.rows()), best.eta, provedEta};
    if (unitSizes.size() > 0) {
        // The constant is that of the same network in other units, where the weights are easier to find.
        const Matrix evenA = perUnit.asDiagonal() * A * unitSizes.asDiagonal();
        const Matrix evenB = perUnit.asDiagonal() * rawB, evenC = network_->C * unitSizes.asDiagonal();
        candidates.push_back(unitSizes);
        if (const Vector weights = leastLipschitzWeights({evenA, evenB, evenC, rawD}); weights.size() > 0)
            candidates.push_back(unitSizes.cwiseProduct(weights));
    }
    if (network_->eta)
        candidates.push_back(*network_->eta);
    for (const Vector& eta : candidates) {
        if (eta.size() == 0)
            continue;
        const double L = lipschitzConstant(gains, eta);
        if (std::isfinite(L) && !(L >= lipschitz.best)) {
            lipschitz.best = L;
            lipschitz.bestEta = eta;
        }
    }
    const Matrix absB = magnitudeAbove(rawB), absD = magnitudeAbove(rawD), absC = network_->C.cwiseAbs();
    stateGain = gainAbove(majorant, resolvent, absB, provedEta, perUnit);
    if (stateGain.size() == 0)
        return;
    const Matrix sum = absC * stateGain + absD;
    outputGain = BoundedSum{sum, sum, A.rows() + 1}.above();
    lipschitz.entrywise = outputGain.rowwise().sum().maxCoeff();
}

std::string NetworkAnalysis::whyNotContracting() const {
    std::ostringstream text;
    text.precision(6);
    if (best.infimum < 1)
        text << "no weights η were found that prove μ_η(A) < 1, although its least value as computed is "
             << std::setprecision(digitsApart(best.infimum, 1)) << best.infimum;
    else
        text << "no weights η give μ_η(A) < 1 (the least value is " << best.infimum << ")";
    return text.str();
}

std::string NetworkAnalysis::whyNotMonotone() const {
    std::ostringstream text;
    text.precision(6);
    text << "Λ − ΛA ≻ 0 was not shown for any positive diagonal Λ (μ_2(A) is " << mu2 << ", with the best Λ "
         << conditions.find("lben")->value << ")";
    return text.str();
}

} // namespace kamke
