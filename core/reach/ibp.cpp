// Interval bound propagation (IBP) at the fixed point.
#include "core/reach/embedding.h"
#include "core/reach/method_rows.h"
#include "core/solve/scale.h"
#include "core/solve/solvers.h"

#include <sstream>

namespace kamke {

namespace {

// One order-preserving step from a valid x* grows the box monotonically to the least fixed box, if there is
// one (Picard; started elsewhere it may oscillate where this converges).
IterationResult iterateBox(
    const NetworkAnalysis& analysis, const EmbeddingInput& input, const Vector& nominal,
    const ReachOptions& options) {
    const Network& net = analysis.network();
    const Index n = net.n();
    IterationOptions iteration;
    iteration.keepTrace = options.keepTrace;
    iteration.maxIterations = options.maxIterations;
    iteration.limits = options.limits;
    iteration.perUnit = analysis.perUnit.replicate(2, 1);
    if (analysis.rhoAbs < 1)
        iteration.divergedAbove = noBound;
    const Matrix absA = net.A.cwiseAbs();
    Vector centre(n), radius(n), pCentre(n), pRadius(n);
    return iterate(
        stack(Box::point(nominal)),
        [&](const Vector& x, Vector& next) {
            centre = (x.head(n) + x.tail(n)) / 2;
            radius = (x.tail(n) - x.head(n)) / 2;
            pCentre = input.wCentre;
            pCentre.noalias() += net.A * centre;
            pRadius = input.wRadius;
            pRadius.noalias() += absA * radius;
            for (Index i = 0; i < n; ++i) {
                next(i) = net.activation(pCentre(i) - pRadius(i));
                next(n + i) = net.activation(pCentre(i) + pRadius(i));
            }
        },
        iteration);
}

std::optional<std::string> whyNot(const NetworkAnalysis& analysis, const Box&) {
    if (analysis.wellPosed())
        return std::nullopt;
    return "a fixed interval box encloses the outputs only where x is unique, and no condition for that "
           "holds: " +
           analysis.whyNotContracting();
}

Enclosure run(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    const EmbeddingInput input = embeddingInput(analysis, box);
    IterationOptions centre;
    centre.limits = options.limits;
    const ForwardResult nominal = forward(analysis, box.centre(), centre);
    if (nominal.status != Status::Ok)
        return Enclosure::notOk(
            nominal.status,
            "the centre of the input box has no fixed point to start from: " + nominal.reason);
    IterationResult iteration = iterateBox(analysis, input, nominal.x, options);
    const bool overflows = iteration.status == Status::Diverged && analysis.rhoAbs < 1;
    if (!overflows && (iteration.status == Status::Diverged || iteration.status == Status::NotConverged)) {
        std::ostringstream text;
        text.precision(6);
        text
            << (iteration.status == Status::Diverged ? "its iteration diverges"
                                                     : "its iteration has not settled after ");
        if (iteration.status == Status::NotConverged)
            text << iteration.iterations << " steps";
        text << " (spectral radius of |A| is " << analysis.rhoAbs << (analysis.rhoAbs >= 1 ? " ≥ 1" : " < 1")
             << ")";
        iteration.reason = text.str();
    }
    return encloseFixedBox(analysis, input, std::move(iteration));
}

} // namespace

/// x̲ = Φ([A]⁺x̲ + [A]⁻x̄ + [B]⁺u̲ + [B]⁻ū + b), x̄ likewise (mixed-monotone-contractive (12)-(13) with 1_r for
/// 1_m; ibp-mondeq (3.3)). Exists and is unique when ρ(|A|) < 1; elsewhere it may diverge, and says so. Its
/// box passes the same inclusion test as the mixed-monotone one, which it contains, and is then proved.
constinit const Method intervalBoundPropagation{
    .id = "ibp",
    .name = "interval bound propagation",
    .label = "IBP",
    .formula = "x̲ = Φ([A]⁺x̲ + [A]⁻x̄ + [B]⁺u̲ + [B]⁻ū + b), x̄ likewise",
    .citation = "mixed-monotone-contractive (12)-(13), ibp-mondeq (3.3)",
    .explanation = "Interval arithmetic through the fixed-point equation; it converges when ρ(|A|) < 1 and "
                   "may diverge otherwise.",
    .colour = 0x009E73,
    .darkColour = 0x3CC99B,
    .line = LineStyle::Dotted,
    .key = 4,
    .whyNot = whyNot,
    .run = run,
};

} // namespace kamke
