#include "core/sdp/lipschitz_table.h"

#include "core/model/parallel.h"
#include "core/model/rounding.h"
#include "core/sdp/checked_bound.h"

#include <cmath>
#include <mutex>

namespace kamke {

namespace {

// The constant that a bound of a functional means: of a quadratic form its root.
double constantOf(const Functional& f, double bound, double error) {
    if (!std::isfinite(bound))
        return std::numeric_limits<double>::infinity();
    const double whole = std::max(up(bound + error), 0.0);
    return f.E.size() > 0 ? up(std::sqrt(whole) * (1 + 0x1p-50)) : whole;
}

// What rounding may have taken from a functional whose coefficients are differences of weights.
double coefficientError(const NetworkAnalysis& analysis, const ReluSystem& s, const Functional& f) {
    const Network& net = analysis.network();
    const double states = s.states.upper.dot(net.C.cwiseAbs().colwise().maxCoeff().transpose());
    const double inputs = analysis.rawD.cwiseAbs().colwise().maxCoeff().sum();
    return f.E.size() > 0 ? 0 : up(up(8 * unitRoundoff * states) + up(8 * unitRoundoff * inputs));
}

// ‖D‖_2 from above: what the direct part adds to the constant of all outputs in l_2.
double directNormAbove(const NetworkAnalysis& analysis) {
    const Matrix D = magnitudeAbove(analysis.rawD);
    if (D.isZero(0))
        return 0;
    const double gamma = 1 + gammaBound(D.size() + 4);
    const double frobenius = up(std::sqrt(up(D.squaredNorm() * gamma)) * gamma);
    const double rows = up(D.rowwise().sum().maxCoeff() * gamma),
                 columns = up(D.colwise().sum().maxCoeff() * gamma);
    return std::min(frobenius, up(std::sqrt(up(rows * columns)) * gamma));
}

// What a proof means for functional k of lipschitzFunctionals(). All outputs in l_2 are Cx + Du, and the
// functional is that of Cx.
double constantOf(
    const NetworkAnalysis& analysis, const ReluSystem& s, const std::vector<Functional>& functionals,
    std::size_t k, double bound) {
    const double constant = constantOf(functionals[k], bound, coefficientError(analysis, s, functionals[k]));
    const Index q = analysis.network().q();
    const bool outputs = s.norm == BallNorm::L2 && k == static_cast<std::size_t>(q * (q - 1) / 2);
    return outputs ? up(constant + directNormAbove(analysis)) : constant;
}

LipschitzTable assemble(
    const NetworkAnalysis& analysis, const ReluSystem& s, const std::vector<Functional>& functionals,
    std::vector<LipschitzProof> proofs) {
    const Index q = analysis.network().q();
    LipschitzTable table;
    table.norm = s.norm;
    table.pairs = Matrix::Zero(q, q);
    std::size_t at = 0;
    for (Index i = 0; i < q; ++i)
        for (Index j = i + 1; j < q; ++j)
            table.pairs(i, j) = table.pairs(j, i) = proofs[at++].constant;
    const std::size_t outputs = s.norm == BallNorm::L2 ? 1 : static_cast<std::size_t>(q);
    table.output = table.state = 0;
    for (std::size_t k = at; k < functionals.size(); ++k) {
        double& whole = k < at + outputs ? table.output : table.state;
        whole = std::max(whole, proofs[k].constant);
    }
    table.proofs = std::move(proofs);
    return table;
}

} // namespace

std::vector<Functional> lipschitzFunctionals(const NetworkAnalysis& analysis, BallNorm norm) {
    const Network& net = analysis.network();
    const Index n = net.n(), r = net.r(), q = net.q();
    std::vector<Functional> all;
    for (Index i = 0; i < q; ++i)
        for (Index j = i + 1; j < q; ++j)
            all.push_back(
                {(net.C.row(i) - net.C.row(j)).transpose(),
                 (analysis.rawD.row(i) - analysis.rawD.row(j)).transpose(),
                 {}});
    if (norm == BallNorm::L2) {
        all.push_back({Vector::Zero(n), Vector::Zero(r), net.C});
        all.push_back({Vector::Zero(n), Vector::Zero(r), Matrix::Identity(n, n)});
    } else {
        for (Index i = 0; i < q; ++i)
            all.push_back({net.C.row(i).transpose(), analysis.rawD.row(i).transpose(), {}});
        for (Index i = 0; i < n; ++i)
            all.push_back({Vector::Unit(n, i), Vector::Zero(r), {}});
    }
    return all;
}

std::optional<LipschitzTable>
lipschitzTable(const NetworkAnalysis& analysis, BallNorm norm, const LipschitzOptions& options) {
    const ReluSystem s = incrementalSystem(analysis, norm);
    const std::vector<Functional> functionals = lipschitzFunctionals(analysis, norm);
    const Vector& lambda = *analysis.conditions.lbenLambda;
    const auto total = static_cast<Index>(functionals.size());
    std::vector<LipschitzProof> proofs(functionals.size());
    std::mutex mutex;
    Index done = 0;
    // Each from the profile of the one before it on its thread would be faster, but depend on the threads.
    parallelFor(total, options.threads, [&](Index k) {
        const auto at = static_cast<std::size_t>(k);
        const Functional& f = functionals[at];
        if (options.limits.reached())
            return;
        LipschitzProof& proof = proofs[at];
        if (f.xi.isZero(0) && f.eta.isZero(0) && f.E.size() == 0)
            proof = {0, {Vector::Ones(s.r()), lambda, Vector::Zero(s.n()), Vector::Zero(s.n())}};
        else {
            FunctionalOptions inner;
            inner.gap = options.gap;
            inner.limits = options.limits;
            const FunctionalBound found = boundFunctional(s, f, lambda, {}, inner);
            proof = {constantOf(analysis, s, functionals, at, found.bound), found.multipliers};
        }
        const std::lock_guard lock(mutex);
        ++done;
        if (options.progress)
            options.progress(done, total);
    });
    if (options.limits.reached())
        return std::nullopt;
    return assemble(analysis, s, functionals, std::move(proofs));
}

std::optional<LipschitzTable>
tableFromProofs(const NetworkAnalysis& analysis, BallNorm norm, std::vector<SystemMultipliers> multipliers) {
    const ReluSystem s = incrementalSystem(analysis, norm);
    const std::vector<Functional> functionals = lipschitzFunctionals(analysis, norm);
    if (multipliers.size() != functionals.size())
        return std::nullopt;
    std::vector<LipschitzProof> proofs;
    for (std::size_t k = 0; k < functionals.size(); ++k) {
        SystemMultipliers& m = multipliers[k];
        if (m.lambda.size() != s.r() || m.t.size() != s.n())
            return std::nullopt;
        const double bound = checkedBound(s, functionals[k], m);
        proofs.push_back({constantOf(analysis, s, functionals, k, bound), std::move(m)});
    }
    return assemble(analysis, s, functionals, std::move(proofs));
}

} // namespace kamke
