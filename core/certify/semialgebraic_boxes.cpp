// The relational bounds and the semidefinite models, sample by sample, and their certificates.
#include "core/certify/cascade.h"
#include "core/certify/certificates.h"
#include "core/certify/input_splitting.h"
#include "core/certify/method_rows.h"
#include "core/certify/semialgebraic_shares.h"
#include "core/model/rounding.h"
#include "core/sdp/semidefinite_model.h"
#include "core/solve/timing.h"

#include <cmath>

namespace kamke {

namespace {

// What a sample is asked.
enum class SampleModel { Relational, Semidefinite, Ellipsoid, Complete };

std::optional<std::string> whyNotRelationalBox(const NetworkAnalysis& analysis, const Box&) {
    return whyNotRelational(analysis);
}

std::optional<std::string> whyNotSemidefiniteBox(const NetworkAnalysis& analysis, const Box&) {
    return whyNotSemialgebraic(analysis);
}

std::optional<std::string> whyNotEllipsoid(const NetworkAnalysis& analysis, const Box&) {
    if (auto reason = whyNotSemialgebraic(analysis))
        return reason;
    if (!analysis.network().D.isZero(0))
        return "the ellipsoid of the outputs needs D = 0, and this network's outputs depend on its inputs "
               "directly";
    return std::nullopt;
}

// The logits of one sample, each bounded from both sides as a functional of its own, q each; NaN where the
// limits came first.
struct LogitRange {
    Vector lower, upper;
};
template<class UpperBound>
LogitRange logitRange(
    const Certifier& certifier, const SampleSystem& sample, const Limits& limits, const UpperBound& upper) {
    const Network& net = certifier.network();
    LogitRange range{Vector::Constant(net.q(), nan), Vector::Constant(net.q(), nan)};
    for (Index i = 0; i < net.q() && !limits.reached(); ++i) {
        Functional f = sample.outputFunctional(i);
        const double error = sample.outputError(i);
        range.upper(i) = up(sample.output(i) + up(upper(f) + error));
        f = {-f.xi, -f.eta};
        range.lower(i) = down(sample.output(i) - up(upper(f) + error));
    }
    return range;
}

LogitRange relationalLogits(
    const Certifier& certifier, const SampleSystem& sample, const RelationalRoot& root,
    const Limits& limits) {
    return logitRange(certifier, sample, limits, [&](const Functional& f) { return root.bound(f, limits); });
}

// By the semidefinite model, where that is tighter.
LogitRange semidefiniteLogits(
    const Certifier& certifier, const SampleSystem& sample, const RelationalRoot& root,
    const Limits& limits) {
    SemidefiniteModel model(
        sample.system, &root.preActivations(), *certifier.analysis().conditions.lbenLambda);
    FunctionalOptions options;
    options.limits = limits;
    options.gap = 1e-4;
    return logitRange(certifier, sample, limits, [&](const Functional& f) {
        return std::min(root.bound(f, limits), model.bound(f, options).bound);
    });
}

// What `explain` asks of a column later on; the members that are needed are shared, not copied.
SharesAt sharesOfCascade(std::shared_ptr<const SampleSystem> sample, const CascadeResult& result) {
    return [sample = std::move(sample),
            result](int competitor, const SamplePoint& at) -> std::optional<BoundShares> {
        const CompetitorCascade* one = result.of(competitor);
        return one ? std::optional(cascadeShares(*sample, *result.root, *one, at)) : std::nullopt;
    };
}

// Reads logits and differences from the ellipsoid of the outputs. The logits of column k are bounded already.
void solveEllipsoid(
    const Certifier& certifier, const std::shared_ptr<const SampleSystem>& system, const Box& preActivations,
    const Limits& limits, Index k, StateBoxes& boxes) {
    const SampleSystem& sample = *system;
    const Network& net = certifier.network();
    EllipsoidOptions options;
    options.limits = limits;
    const EllipsoidBound found = boundOutputs(
        sample.system, preActivations, net.C, net.c, *certifier.analysis().conditions.lbenLambda, options);
    if (!found.ellipsoid)
        return boxes.fail(
            k, Status::NotConverged,
            limits.reached() ? "the time for this sample was over before there was an ellipsoid"
                             : "no ellipsoid was found: the outputs may depend on each other, or not change "
                               "over this box");
    const Ellipsoid& e = *found.ellipsoid;
    boxes.iterations[static_cast<std::size_t>(k)] = found.iterations;
    boxes.ellipsoids[static_cast<std::size_t>(k)] = e;
    const Box logits{boxes.outputLower.col(k), boxes.outputUpper.col(k)}, left = e.within(logits);
    boxes.outputLower.col(k) = left.lower;
    boxes.outputUpper.col(k) = left.upper;
    if (sample.label < 0)
        return;
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
            [system, preActivations, e, multipliers = found.multipliers, C = net.C, c = net.c,
             cascade = std::move(boxes.shares[static_cast<std::size_t>(k)])](
                int competitor, const SamplePoint& at) {
                auto shares = ellipsoidShares(C, c, *system, preActivations, e, multipliers, competitor, at);
                const auto relational = cascade(competitor, at);
                if (shares && relational)
                    shares->preActivations = relational->preActivations;
                return shares;
            };
}

void solveColumn(
    const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options, SampleModel model,
    Index k, StateBoxes& boxes) {
    const auto shared =
        std::make_shared<const SampleSystem>(sampleSystem(certifier, input, boxes, k, options.limits));
    const SampleSystem& sample = *shared;
    const Limits limits =
        model == SampleModel::Relational ? options.limits : within(options.limits, options.secondsPerSample);
    CascadeOptions cascade;
    cascade.semidefinite = model == SampleModel::Semidefinite && sample.label >= 0;
    cascade.search = model == SampleModel::Complete;
    cascade.attack = cascade.semidefinite && !options.everyMargin;
    cascade.everyMargin = options.everyMargin;
    cascade.limits = limits;
    const CascadeResult result = runCascade(certifier, sample, cascade);
    if (options.limits.reached())
        return boxes.fail(k, Status::Cancelled, "stopped before it was finished");
    const Box& a = result.preActivations;
    if (a.lower.size() == 0)
        return boxes.fail(
            k, Status::NotConverged, "the time for this sample was over before its states were bounded");
    boxes.setBox(k, sample.stateBox(a));
    for (const CompetitorCascade& one : result.competitors) {
        boxes.differences(one.competitor, k) = one.bound();
        boxes.iterations[static_cast<std::size_t>(k)] += one.iterations;
    }
    if (sample.label >= 0)
        boxes.differences(sample.label, k) = 0;
    if (boxes.outputLower.size() > 0) {
        // Without a label nobody asks for differences, and the model is asked for the logits themselves.
        const auto range =
            model == SampleModel::Semidefinite && sample.label < 0 ? semidefiniteLogits : relationalLogits;
        const LogitRange logits = range(certifier, sample, *result.root, options.limits);
        boxes.outputLower.col(k) = logits.lower;
        boxes.outputUpper.col(k) = logits.upper;
    }
    if (options.shares)
        boxes.shares[static_cast<std::size_t>(k)] = sharesOfCascade(shared, result);
    if (model == SampleModel::Ellipsoid && !options.limits.reached())
        solveEllipsoid(certifier, shared, a, limits, k, boxes);
    if (options.limits.reached())
        boxes.fail(k, Status::Cancelled, "stopped before it was finished");
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
            boxes.fail(k, Status::Cancelled, "stopped before it was finished");
        if (boxes.ok(k))
            solveColumn(certifier, input, options, model, k, boxes);
    }
    return boxes;
}

// Signs are split where units have them, else the inputs where these are few.
std::optional<std::string> whyNotComplete(const NetworkAnalysis& analysis) {
    const auto why = whyNotRelational(analysis);
    const auto whyNotInputs = why ? whyNotSplit(analysis) : std::nullopt;
    return whyNotInputs ? std::optional(*why + "; " + *whyNotInputs) : std::nullopt;
}

StateBoxes
completeBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    const bool signs = !whyNotRelational(certifier.analysis());
    return (signs ? modelBoxes<SampleModel::Complete> : splitBoxes)(certifier, input, options);
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

/// relu of the relational bounds of the pre-activations (see RelationalRoot), and the logits and their
/// differences bounded as functionals of their own (RelationalRoot::bound).
constexpr StateEnclosure relationalStates{
    .boxes = modelBoxes<SampleModel::Relational>, .shares = &relationalRule};
/// The same with the differences that stay open, or without labels every logit, bounded by the Robustness
/// Model (semialgebraic-mondeq (CertMON-i)) where that is tighter, each checked by one Cholesky factorisation
/// (see checkedBound and runCascade).
constexpr StateEnclosure semidefiniteStates{
    .boxes = modelBoxes<SampleModel::Semidefinite>,
    .inside = {&relationalStates},
    .shares = &semidefiniteRule};
/// The relational state box with the ellipsoid of the outputs of boundOutputs() (semialgebraic-mondeq
/// (EllipMON-SOS-d)): logits, within their relational bounds, and their differences are read from it. Needs
/// D = 0.
constexpr StateEnclosure ellipsoidStates{
    .boxes = modelBoxes<SampleModel::Ellipsoid>, .shares = &ellipsoidRule};
/// The relational state box with the differences that stay open decided by branch and bound (see search()),
/// or for smooth activations by that over the inputs (splitBoxes()).
constexpr StateEnclosure completeStates{
    .boxes = completeBoxes, .inside = {&relationalStates}, .shares = &completeRule};

} // namespace

constinit const Method relational{
    .id = "relational",
    .name = "relational bounds",
    .label = "relational",
    .formula = "a = (I − AS)⁻¹(Bu + b + Ar), x = Sa + r, 0 ≤ r ≤ r̄",
    .citation = "semialgebraic-mondeq section 3, its linear relaxation",
    .explanation =
        "Bounds states and inputs together through the equation that ties them, by lines above and "
        "below every ReLU.",
    .colour = 0x7A5195,
    .darkColour = 0xC3A1E0,
    .line = LineStyle::LongDash,
    .key = 7,
    .cost = Cost::Sample,
    .whyNot = whyNotRelationalBox,
    .states = &relationalStates,
};

constinit const Method semidefinite{
    .id = "sdp",
    .name = "semidefinite relaxation",
    .label = "SDP",
    .formula = "max ξᵀx with x ≥ a, x ≥ 0, x(x − a) = 0 and |d| ≤ 1 as moments of degree 2",
    .citation = "semialgebraic-mondeq (CertMON-i), Robustness Model",
    .explanation =
        "Bounds every output by a semidefinite program over products of states and inputs; its dual "
        "is checked by one Cholesky factorisation.",
    .colour = 0xCC79A7,
    .darkColour = 0xE39BC3,
    .line = LineStyle::SparseDots,
    .key = 8,
    .cost = Cost::Search,
    .whyNot = whyNotSemidefiniteBox,
    .states = &semidefiniteStates,
};

constinit const Method outputEllipsoid{
    .id = "ellipsoid",
    .name = "ellipsoid of the outputs",
    .label = "ellipsoid",
    .formula = "‖Lᵀ(y − centre)‖_2 ≤ ρ, the least volume by moments of degree 2; its widths within the "
               "relational box",
    .citation = "semialgebraic-mondeq (EllipMON-SOS-d), Ellipsoid Model",
    .explanation = "A small ellipsoid that holds all outputs together, from semidefinite programs that one "
                   "Cholesky factorisation checks; its projection is drawn.",
    .colour = 0xA3487F,
    .darkColour = 0xF0B0D5,
    .line = LineStyle::LongDashDot,
    .key = 9,
    .cost = Cost::Search,
    .whyNot = whyNotEllipsoid,
    .states = &ellipsoidStates,
};

Certificate relationalCertificate() {
    return functionalCertificate(
        relational, "δ = min_j min_ν of y_i − y_j − ν(Ax + Bu + b − a), each pre-activation at its worst",
        "Bounds the differences of logits through the equation of the states, by lines above and below every "
        "ReLU.");
}

Certificate semidefiniteCertificate() {
    return functionalCertificate(
        semidefinite,
        "δ = min_j −max (C_j − C_i)x over x ≥ a, x ≥ 0, x(x − a) = 0, |d| ≤ 1 as moments of degree 2",
        "Bounds each difference of logits that cheaper bounds leave open by a semidefinite program, checked "
        "by one Cholesky factorisation.");
}

Certificate completeCertificate() {
    return {
        .id = "complete",
        .name = "complete search",
        .label = "search",
        .formula = "δ = min_j −max_leaf F(ν), the leaves of a tree of signs a_k ≥ 0 or a_k ≤ 0",
        .citation = "branch and bound over semialgebraic-mondeq section 3, its linear relaxation",
        .explanation =
            "Splits the signs of the units whose sign is open (of smooth activations with at most three "
            "inputs, the inputs) until every part is proved, or an input that breaks the sample is found.",
        .colour = 0x222222,
        .darkColour = 0xE6E6E6,
        .line = {.dashes = {14, 2}},
        .method = &relational,
        .states = &completeStates,
        .relative = true,
        .cost = Cost::Search,
        .ownWhyNot = whyNotComplete};
}

Certificate ellipsoidCertificate() {
    return functionalCertificate(
        outputEllipsoid, "δ = min_j (y_i − y_j)(centre) − ρ‖L⁻¹(e_i − e_j)‖_2, ‖Lᵀ(y − centre)‖_2 ≤ ρ",
        "A small ellipsoid that holds the logits of all inputs together, from semidefinite programs; its "
        "projections can be drawn.");
}

} // namespace kamke
