#include "core/reach/mixed_monotone.h"

#include "core/reach/method_rows.h"
#include "core/solve/scale.h"
#include "core/solve/solvers.h"

namespace kamke {

IterationResult mixedMonotoneFixedBox(
    const NetworkAnalysis& analysis, const EmbeddingInput& input, const Vector& start,
    const ReachOptions& options) {
    const Network& net = analysis.network();
    const Index n = net.n();
    const Vector diagonal = net.A.diagonal();
    IterationOptions iteration;
    iteration.keepTrace = options.keepTrace;
    iteration.maxIterations = options.maxIterations;
    iteration.limits = options.limits;
    iteration.perUnit = analysis.perUnit.replicate(2, 1);
    if (analysis.contracting())
        iteration.divergedAbove = noBound;
    Vector centre(n), radius(n), sCentre(n), sRadius(n);
    return iterate(
        stack(Box::point(start)),
        [&](const Vector& x, Vector& next) {
            centre = (x.head(n) + x.tail(n)) / 2;
            radius = (x.tail(n) - x.head(n)) / 2;
            // Centre/radius form: two products instead of four. Each unit's own term is solved, not iterated.
            sCentre = input.wCentre - diagonal.cwiseProduct(centre);
            sCentre.noalias() += net.A * centre;
            sRadius = input.wRadius - diagonal.cwiseProduct(radius);
            sRadius.noalias() += analysis.majorant * radius;
            for (Index i = 0; i < n; ++i) {
                next(i) = net.activation.solveSelfLoop(diagonal(i), sCentre(i) - sRadius(i));
                next(n + i) = net.activation.solveSelfLoop(diagonal(i), sCentre(i) + sRadius(i));
            }
        },
        iteration);
}

namespace {

Vector
nominalState(const NetworkAnalysis& analysis, const EmbeddingInput& input, const ReachOptions& options) {
    IterationOptions iteration;
    iteration.limits = options.limits;
    return solveDiagonalImplicit(analysis, input.wCentre, Vector::Zero(analysis.network().n()), iteration).x;
}

std::optional<std::string> whyNot(const NetworkAnalysis& analysis, const Box&) {
    if (analysis.contracting())
        return std::nullopt;
    return "the mixed-monotone box needs weights with μ_η(A) < 1, and " + analysis.whyNotContracting();
}

Enclosure run(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    const EmbeddingInput input = embeddingInput(analysis, box);
    const Vector start = nominalState(analysis, input, options);
    if (!start.allFinite())
        return Enclosure::notOk(Status::Diverged, "the numbers overflow at the centre of the input box");
    return encloseFixedBox(analysis, input, mixedMonotoneFixedBox(analysis, input, start, options));
}

} // namespace

Enclosure provedPoint(const NetworkAnalysis& analysis, const Vector& rawInput, const ReachOptions& options) {
    return run(analysis, Box::point(rawInput), options);
}

constinit const Method mixedMonotone{
    .id = "mm",
    .name = "mixed monotone",
    .label = "MM",
    .formula = "x̲ = Φ(⌈A⌉x̲ + ⌊A⌋x̄ + [B]⁺u̲ + [B]⁻ū + b), x̄ likewise",
    .citation = "mixed-monotone-contractive (4)-(5), Thm 1",
    .explanation = "The box of the embedded network that treats each unit's own feedback exactly (Metzler "
                   "part); it exists "
                   "whenever some weights give μ_η(A) < 1.",
    .colour = 0x0072B2,
    .darkColour = 0x56A8E0,
    .line = LineStyle::Solid,
    .key = 2,
    .whyNot = whyNot,
    .run = run,
};

} // namespace kamke
