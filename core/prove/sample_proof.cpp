#include "core/prove/sample_proof.h"

#include "core/certify/column_input.h"
#include "core/model/positive_definite.h"
#include "core/prove/few_bits.h"
#include "core/prove/tree_proof.h"
#include "core/solve/piece_solver.h"
#include "core/solve/solvers.h"

#include <cmath>

namespace kamke {

namespace {

// The least of (1 − a_ii) − Σ_{j≠i} |a_ij|η_j/η_i, as computed.
double contractionGap(const Matrix& A, const Vector& eta) {
    const Matrix absolute = A.cwiseAbs();
    const Vector others = absolute * eta - absolute.diagonal().cwiseProduct(eta);
    return (1 - A.diagonal().array() - others.array() / eta.array()).minCoeff();
}

// η or Λ, with as few bits as leave most of what they prove.
void setUnique(SampleProof& proof, const NetworkAnalysis& analysis) {
    const Matrix& A = analysis.network().A;
    if (analysis.contracting()) {
        const double gap = contractionGap(A, analysis.provedEta);
        proof.eta = analysis.provedEta;
        for (const int bits : {6, 9, 12, 24}) {
            const Vector eta = analysis.provedEta.unaryExpr([bits](double v) { return shortened(v, bits); });
            if (contractionGap(A, eta) > 0.5 * gap) {
                proof.eta = eta;
                return;
            }
        }
        return;
    }
    const Vector& lambda = *analysis.conditions.lbenLambda;
    proof.lambda = lambda;
    for (const int bits : {1, 6, 12, 24}) {
        const Vector few = lambda.unaryExpr([bits](double v) { return shortened(v, bits); });
        if (provedMonotone(A, few)) {
            proof.lambda = few;
            return;
        }
    }
}

// a of the state x, as ReluSystem has it: each unit's own feedback is solved.
Vector preActivations(const Network& net, const Vector& x, const Vector& w) {
    const Vector diagonal = net.A.diagonal();
    return (net.A * x + w - diagonal.cwiseProduct(x)).cwiseQuotient(Vector(1 - diagonal.array()));
}

// The state of a raw input, but for rounding.
std::optional<Vector> stateAt(const NetworkAnalysis& analysis, const Vector& raw, const Limits& limits) {
    IterationOptions options;
    options.limits = limits;
    const ForwardResult near = forward(analysis, raw, options);
    if (near.status != Status::Ok)
        return std::nullopt;
    const Network& net = analysis.network();
    const Vector w = net.B * net.normalise(raw) + net.b;
    PieceSolver pieces(analysis);
    const auto solved = pieces.solve(w, pieces.patternOf(net.A * near.x + w));
    // Once more through the equation: inactive units are 0 then, and not a rounding away from it.
    return preActivations(net, solved ? solved->x : near.x, w).cwiseMax(0);
}

Error noProof(const char* why) {
    return {why};
}

// What decide() would have known had it not been decided by an early stage.
std::optional<DecisionEvidence>
relationalEvidence(const Certifier& certifier, const SampleClaim& claim, const Limits& limits) {
    const Matrix raw = claim.centre;
    const BallInputs inputs(certifier, raw, std::span(&claim.label, 1), claim.clip, claim.norm);
    const ColumnInput input = inputs.at(claim.eps);
    CertifyOptions options;
    options.norm = claim.norm;
    options.limits = limits;
    const StateBoxes points = monotonePoints(certifier, input.centres(), options);
    if (!points.ok(0))
        return std::nullopt;
    DecisionEvidence evidence{sampleSystem(certifier, input, points, 0, limits), {}};
    const ReluSystem& system = evidence.system.system;
    if (auto root = RelationalRoot::find(system, system.preActivations(), limits))
        evidence.cascade.root = std::make_shared<const RelationalRoot>(std::move(*root));
    return evidence;
}

// The pre-activations at the centre are in the box beyond doubt, with `state` as it is written.
bool isInside(const Network& net, const SampleProof& proof) {
    const Vector w = net.B * net.normalise(proof.claim.centre) + net.b;
    const Vector a = preActivations(net, proof.state, w);
    const Vector wrong = (proof.state - a.cwiseMax(0)).cwiseAbs();
    const Vector doubt =
        (1e3 * (wrong.maxCoeff() + 1e-15 * (a.cwiseAbs().maxCoeff() + 1))) * Vector::Ones(a.size());
    return ((a - proof.start.lower).array() > doubt.array()).all() &&
           ((proof.start.upper - a).array() > doubt.array()).all();
}

Result<SampleProof> robustProof(
    const Certifier& certifier, SampleProof proof, const DecisionEvidence* evidence, const Limits& limits) {
    std::optional<DecisionEvidence> own;
    if (!evidence) {
        own = relationalEvidence(certifier, proof.claim, limits);
        evidence = own ? &*own : nullptr;
    }
    if (!evidence || !evidence->cascade.root)
        return tl::unexpected(noProof("there are no bounds of its pre-activations to write a proof from"));
    const SampleSystem& sample = evidence->system;
    const RelationalRoot& searched = *evidence->cascade.root;
    const auto root = rootProof(sample.system, searched.preActivations(), limits);
    if (!root)
        return tl::unexpected(noProof("no box was found that its pre-activations cannot leave"));
    proof.start = root->start;
    proof.rounds = root->rounds;
    const auto state = stateAt(certifier.analysis(), proof.claim.centre, limits);
    if (!state)
        return tl::unexpected(noProof("no fixed point was found for the sample itself"));
    proof.state = state->unaryExpr([](double v) { return shortened(v, 24); });
    if (!isInside(certifier.network(), proof))
        proof.state = *state;
    const TreeProof trees(sample, root->box, searched, limits);
    proof.open = trees.open();
    for (int j = 0; j < static_cast<int>(sample.constant.size()); ++j) {
        if (j == sample.label)
            continue;
        const CompetitorCascade* one = evidence->cascade.of(j);
        auto competitor = trees.competitor(j, one ? one->tree.get() : nullptr);
        if (!competitor)
            return tl::unexpected(noProof("its bounds are too close to 0 to be written down"));
        proof.competitors.push_back(std::move(*competitor));
    }
    return proof;
}

Result<SampleProof> brokenProof(
    const NetworkAnalysis& analysis, SampleProof proof, const SampleDecision& decision,
    const Limits& limits) {
    const SampleClaim& claim = proof.claim;
    proof.readAs = decision.readAs;
    double wanted = 0;
    for (const int bits : {53, 10, 16, 24}) {
        const Vector witness =
            bits == 53 ? decision.witness
                       : Vector(decision.witness.binaryExpr(claim.centre, [bits](double v, double c) {
                             return shortenedTowards(v, c, bits);
                         }));
        const AttackOutcome there = solvedOutcome(analysis, witness, claim.label, limits);
        if (there.prediction < 0)
            continue;
        const double ahead = there.logits(proof.readAs) - there.logits(claim.label);
        if (bits == 53) {
            if (!(ahead > there.rounding))
                return tl::unexpected(noProof("the other class wins by no more than rounding"));
            // Half of what it wins by is enough.
            wanted = 0.5 * ahead;
        } else if (!(ahead > wanted))
            continue;
        proof.witness = witness;
        if (bits != 53)
            break;
    }
    if (proof.witness.size() == 0)
        return tl::unexpected(noProof("no fixed point was found for its witness"));
    const auto state = stateAt(analysis, proof.witness, limits);
    if (!state)
        return tl::unexpected(noProof("no fixed point was found for its witness"));
    proof.state = *state;
    return proof;
}

} // namespace

Result<SampleProof> sampleProof(
    const Certifier& certifier, SampleClaim claim, const SampleDecision& decision,
    const DecisionEvidence* evidence, const Limits& limits) {
    if (certifier.network().activation.kind() != Activation::Kind::Relu)
        return tl::unexpected(
            noProof("proof files are of relu networks, and this network's activation is another"));
    SampleProof proof;
    proof.claim = std::move(claim);
    proof.claim.clip = proof.claim.clip && proof.claim.norm == BallNorm::Linf;
    setUnique(proof, certifier.analysis());
    proof.robust = decision.decision == Decision::Robust;
    if (proof.robust)
        return robustProof(certifier, std::move(proof), evidence, limits);
    return brokenProof(certifier.analysis(), std::move(proof), decision, limits);
}

} // namespace kamke
