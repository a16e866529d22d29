// Certificates of the relational bounds and the semidefinite models, sample by sample.
#include "core/certify/cascade.h"
#include "core/certify/certificates.h"
#include "core/certify/semialgebraic_shares.h"
#include "core/model/rounding.h"
#include "core/reach/method_rows.h"
#include "core/solve/timing.h"

#include <cmath>

namespace kamke {

namespace {

// What a sample is asked.
enum class SampleModel { Relational, Semidefinite, Ellipsoid, Complete };

// The logits of one sample as functionals, q each.
struct LogitRange {
    Vector lower, upper;
};
LogitRange logitRange(
    const Certifier& certifier, const SampleSystem& sample, const RelationalRoot& root,
    const Limits& limits) {
    const Network& net = certifier.network();
    LogitRange range{Vector(net.q()), Vector(net.q())};
    for (Index i = 0; i < net.q(); ++i) {
        Functional f{net.C.row(i).transpose(), Vector::Zero(net.r())};
        if (certifier.hasD)
            f.eta = sample.radii.cwiseProduct(certifier.analysis().rawD.row(i).transpose());
        const double error = sample.outputError(i);
        range.upper(i) = up(sample.output(i) + up(root.bound(f, limits) + error));
        f = {-f.xi, -f.eta};
        range.lower(i) = down(sample.output(i) - up(root.bound(f, limits) + error));
    }
    return range;
}

void fail(StateBoxes& boxes, Index k, Status status, std::string reason) {
    const auto at = static_cast<std::size_t>(k);
    boxes.status[at] = status;
    boxes.reasons[at] = std::move(reason);
    boxes.rigorous[at] = 0;
    if (!boxes.shares.empty())
        boxes.shares[at] = nullptr;
    // No number may outlive its proof.
    for (Matrix* m : {&boxes.differences, &boxes.outputLower, &boxes.outputUpper})
        if (m->size() > 0)
            m->col(k).setConstant(nan);
    boxes.centre.col(k).setConstant(nan);
    boxes.radius.col(k).setConstant(nan);
}

// What `explain` asks of a column later on; the members that are needed are shared, not copied.
SharesAt sharesOfCascade(std::shared_ptr<const SampleSystem> sample, const CascadeResult& result) {
    return [sample = std::move(sample), root = result.root, competitors = result.competitors](
               int competitor, const SamplePoint& at) -> std::optional<BoundShares> {
        for (const CompetitorCascade& one : competitors)
            if (one.competitor == competitor)
                return cascadeShares(*sample, *root, one, at);
        return std::nullopt;
    };
}

// Reads logits and differences from the ellipsoid of the outputs. The logits of column k are bounded already.
void solveEllipsoid(
    const Certifier& certifier, const std::shared_ptr<const SampleSystem>& system, const Limits& limits,
    Index k, StateBoxes& boxes) {
    const SampleSystem& sample = *system;
    const Network& net = certifier.network();
    EllipsoidOptions options;
    options.limits = limits;
    const EllipsoidBound found =
        boundOutputs(sample.system, net.C, net.c, *certifier.analysis().conditions.lbenLambda, options);
    if (!found.ellipsoid)
        return fail(
            boxes, k, Status::NotConverged,
            limits.reached()
                ? "the time for this sample was over before there was an ellipsoid"
                : "no ellipsoid was found: the outputs of this network may depend on each other");
    const Ellipsoid& e = *found.ellipsoid;
    boxes.iterations[static_cast<std::size_t>(k)] = found.iterations;
    boxes.ellipsoids[static_cast<std::size_t>(k)] = e;
    const Box logits{boxes.outputLower.col(k), boxes.outputUpper.col(k)}, left = e.within(logits);
    boxes.outputLower.col(k) = left.lower;
    boxes.outputUpper.col(k) = left.upper;
    const Vector far = (logits.upper - e.centre).cwiseMax(e.centre - logits.lower);
    const Vector label = Vector::Unit(net.q(), sample.label);
    for (Index j = 0; j < net.q(); ++j)
        boxes.differences(j, k) = j == sample.label
                                      ? 0
                                      : down(
                                            down(e.centre(sample.label) - e.centre(j)) -
                                            e.reachAbove(label - Vector::Unit(net.q(), j), far));
    if (!boxes.shares.empty())
        boxes.shares[static_cast<std::size_t>(k)] =
            [system, e, multipliers = found.multipliers, C = net.C, c = net.c,
             cascade = std::move(boxes.shares[static_cast<std::size_t>(k)])](
                int competitor, const SamplePoint& at) {
                auto shares = ellipsoidShares(C, c, *system, e, multipliers, competitor, at);
                const auto relational = cascade(competitor, at);
                if (shares && relational)
                    shares->preActivations = relational->preActivations;
                return shares;
            };
}

void solveColumn(
    const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options, SampleModel model,
    Index k, StateBoxes& boxes) {
    const auto shared = std::make_shared<const SampleSystem>(sampleSystem(certifier, input, boxes, k));
    const SampleSystem& sample = *shared;
    const Limits limits =
        model == SampleModel::Relational ? options.limits : within(options.limits, options.secondsPerSample);
    CascadeOptions cascade;
    cascade.semidefinite = model == SampleModel::Semidefinite;
    cascade.search = model == SampleModel::Complete;
    cascade.attack = cascade.semidefinite && !options.everyMargin;
    cascade.everyMargin = options.everyMargin;
    cascade.limits = limits;
    const CascadeResult result = runCascade(certifier, sample, cascade);
    if (options.limits.reached())
        return fail(boxes, k, Status::Cancelled, "stopped before it was finished");
    const Box& a = result.preActivations;
    if (a.lower.size() == 0)
        return fail(
            boxes, k, Status::NotConverged,
            "the time for this sample was over before its states were bounded");
    const Vector lower = a.lower.cwiseMax(sample.system.states.lower).cwiseMax(0);
    const Vector upper = a.upper.cwiseMin(sample.system.states.upper).cwiseMax(0);
    boxes.centre.col(k) = lower + (upper - lower) / 2;
    boxes.radius.col(k) =
        (upper - boxes.centre.col(k)).cwiseMax(boxes.centre.col(k) - lower).unaryExpr([](double v) {
            return up(std::max(v, 0.0));
        });
    for (const CompetitorCascade& one : result.competitors) {
        boxes.differences(one.competitor, k) = one.bound();
        boxes.iterations[static_cast<std::size_t>(k)] += one.iterations;
    }
    boxes.differences(sample.label, k) = 0;
    if (boxes.outputLower.size() > 0) {
        const LogitRange logits = logitRange(certifier, sample, *result.root, options.limits);
        boxes.outputLower.col(k) = logits.lower;
        boxes.outputUpper.col(k) = logits.upper;
    }
    if (options.shares)
        boxes.shares[static_cast<std::size_t>(k)] = sharesOfCascade(shared, result);
    if (model != SampleModel::Ellipsoid)
        return;
    solveEllipsoid(certifier, shared, limits, k, boxes);
    if (options.limits.reached())
        fail(boxes, k, Status::Cancelled, "stopped before it was finished");
}

template<SampleModel model>
StateBoxes modelBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    const Index q = certifier.network().q(), count = input.count();
    StateBoxes boxes = monotonePoints(certifier, input.centres(), options);
    boxes.differences = Matrix::Constant(q, count, nan);
    if (options.logits || model == SampleModel::Ellipsoid)
        boxes.outputLower = boxes.outputUpper = Matrix::Constant(q, count, nan);
    if (model == SampleModel::Ellipsoid)
        boxes.ellipsoids.resize(static_cast<std::size_t>(count));
    if (options.shares)
        boxes.shares.resize(static_cast<std::size_t>(count));
    for (Index k = 0; k < count; ++k) {
        if (options.limits.reached() && boxes.ok(k))
            fail(boxes, k, Status::Cancelled, "stopped before it was finished");
        if (boxes.ok(k))
            solveColumn(certifier, input, options, model, k, boxes);
    }
    return boxes;
}

// x*(centre), y(centre) and the differences of logits there, each ± a constant of Certifier::lipschitzTable()
// times the radius of the inputs.
StateBoxes
lipschitzTableBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    const ColumnInput centres = input.centres();
    StateBoxes boxes = monotonePoints(certifier, centres, options);
    LipschitzOptions tables;
    tables.threads = options.threads;
    tables.limits = options.limits;
    const auto table = certifier.lipschitzTable(input.isBall() ? BallNorm::L2 : BallNorm::Linf, tables);
    if (!table) {
        for (Index k = 0; k < input.count(); ++k)
            fail(boxes, k, Status::Cancelled, "stopped before it was finished");
        return boxes;
    }
    const Vector& radii = input.isBall() ? input.euclidean : input.radii.largest();
    const OutputBounds at = outputBounds(certifier, centres, boxes);
    const Vector outputs = roundedUp(table->output * radii);
    boxes.outputLower = roundedDown(at.lower.rowwise() - outputs.transpose());
    boxes.outputUpper = roundedUp(at.upper.rowwise() + outputs.transpose());
    boxes.differences = relativeBounds(certifier, centres, boxes);
    for (Index k = 0; k < input.count(); ++k) {
        const Index label = input.labels[static_cast<std::size_t>(k)];
        boxes.differences.col(k) =
            roundedDown(boxes.differences.col(k) - roundedUp(table->pairs.col(label) * radii(k)));
        if (boxes.ok(k))
            boxes.differences(label, k) = 0;
    }
    boxes.radius = roundedUp(boxes.radius.rowwise() + Vector(roundedUp(table->state * radii)).transpose());
    return boxes;
}

constexpr ShareRule relationalRule{
    keptShares,
    "a unit's share is what its lines above and below relu lose at the sample, and an input's what its "
    "range costs, at the multipliers of the bound"};
constexpr ShareRule semidefiniteRule{
    keptShares,
    "a share is what the relaxation of a unit, or the range of an input, costs at the multipliers of the "
    "semidefinite program, or of the lines where these bound as well"};
constexpr ShareRule ellipsoidRule{
    keptShares,
    "a share is what the relaxation of a unit, or the range of an input, costs at the multipliers that "
    "prove the ellipsoid; what its shape adds is no unit's and no input's"};
constexpr ShareRule completeRule{
    keptShares,
    "a unit's share is what its lines above and below relu lose at the sample, and an input's what its "
    "range costs, in the part of the inputs that has the largest bound"};

// relu of the relational bounds of the pre-activations (see RelationalRoot), and the logits and
// their differences bounded as functionals of their own (RelationalRoot::bound).
constexpr StateEnclosure relationalStates{
    .boxes = modelBoxes<SampleModel::Relational>, .shares = &relationalRule};
// The same with the differences that stay open bounded by the Robustness Model (semialgebraic-mondeq
// (CertMON-i)), each checked by one Cholesky factorisation (see checkedBound and runCascade).
constexpr StateEnclosure semidefiniteStates{
    .boxes = modelBoxes<SampleModel::Semidefinite>,
    .inside = {&relationalStates},
    .shares = &semidefiniteRule};
// The relational state box with the ellipsoid of the outputs (semialgebraic-mondeq (EllipMON-SOS-d)): logits
// and their differences are read from it. Needs D = 0 (not-applicable otherwise).
constexpr StateEnclosure ellipsoidStates{
    .boxes = modelBoxes<SampleModel::Ellipsoid>, .shares = &ellipsoidRule};
// The relational state box with the differences that stay open decided by branch and bound (see search()).
constexpr StateEnclosure completeStates{
    .boxes = modelBoxes<SampleModel::Complete>, .inside = {&relationalStates}, .shares = &completeRule};
constexpr StateEnclosure lipschitzTableStates{
    .boxes = lipschitzTableBoxes, .shares = &monotoneLipschitzRule, .readsLipschitzTable = true};

} // namespace

Certificate relationalCertificate() {
    return functionalCertificate(
        relational, "δ = min_j min_ν of y_i − y_j − ν(Ax + Bu + b − a), each pre-activation at its worst",
        "Bounds the differences of logits through the equation of the states, by lines above and below every "
        "ReLU.",
        relationalStates);
}

Certificate semidefiniteCertificate() {
    return functionalCertificate(
        semidefinite,
        "δ = min_j −max (C_j − C_i)x over x ≥ a, x ≥ 0, x(x − a) = 0, |d| ≤ 1 as moments of degree 2",
        "Bounds each difference of logits that cheaper bounds leave open by a semidefinite program, checked "
        "by one Cholesky factorisation.",
        semidefiniteStates);
}

Certificate lipschitzTableCertificate() {
    return {
        .id = "lipschitz-sdp",
        .name = "semidefinite Lipschitz constants",
        .label = "Lipschitz SDP",
        .formula = "δ = min_j (y_i − y_j)(u_c) − L_ij‖Δu‖",
        .citation = "semialgebraic-mondeq (LipMON), Lipschitz Model, pair by pair",
        .explanation =
            "Lipschitz constants of the differences of logits from a semidefinite program over two "
            "inputs: solved once for a network, instant for every sample.",
        .colour = 0x8C6D31,
        .darkColour = 0xD2B26B,
        .line = LineStyle::Dashed,
        .method = &relational,
        .states = &lipschitzTableStates,
        .relative = true,
        .cost = Cost::Search};
}

Certificate completeCertificate() {
    return {
        .id = "complete",
        .name = "complete search",
        .label = "search",
        .formula = "δ = min_j −max_leaf F(ν), the leaves of a tree of signs a_k ≥ 0 or a_k ≤ 0",
        .citation = "branch and bound over semialgebraic-mondeq section 3, its linear relaxation",
        .explanation =
            "Splits the signs of the units whose sign is open until every part is proved, or an input that "
            "breaks the sample is found.",
        .colour = 0x222222,
        .darkColour = 0xE6E6E6,
        .line = {.dashes = {14, 2}},
        .method = &relational,
        .states = &completeStates,
        .relative = true,
        .cost = Cost::Search};
}

Certificate ellipsoidCertificate() {
    return functionalCertificate(
        outputEllipsoid, "δ = min_j (y_i − y_j)(centre) − ρ‖L⁻¹(e_i − e_j)‖_2, ‖Lᵀ(y − centre)‖_2 ≤ ρ",
        "A small ellipsoid that holds the logits of all inputs together, from semidefinite programs; its "
        "projections can be drawn.",
        ellipsoidStates);
}

} // namespace kamke
