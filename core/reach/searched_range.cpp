#include "core/reach/searched_range.h"

#include "core/certify/sample_system.h"
#include "core/model/outward.h"
#include "core/model/rounding.h"
#include "core/search/network_system.h"
#include "core/search/search.h"

#include <cmath>
#include <sstream>

namespace kamke {

namespace {

/// Of max(1, |y|), or of the width of the output.
constexpr double searchedGap = 1e-6;
/// Of the size of an output that no input changes, whose width is no measure.
constexpr double roundingGap = 0x1p-40;

// One end of one output, as the largest value of a functional: what is proved and what was found.
struct SearchedEnd {
    double proved = nan, found = nan;
    bool complete = false;
    Index nodes = 0;
};

SearchedEnd searchEnd(
    const RelationalRoot& root, const Functional& f, double constant, double error, double width,
    const ReachOptions& options) {
    SearchOptions search;
    search.maxNodes = options.maxNodes;
    search.limits = options.limits;
    // Relational bounds may be many times larger than the value itself, which is known only afterwards.
    double size = std::max(std::abs(constant + root.bound(f, options.limits)), 1.0);
    for (;;) {
        search.gap = std::max(searchedGap * std::min(width, size), roundingGap * size);
        const SearchResult result = kamke::search(root, root.objective(f), search);
        const SearchedEnd end{
            up(constant + up(result.bound + error)), constant + result.value, result.complete, result.nodes};
        const double attained = std::max(std::abs(end.found), 1.0);
        if (!end.complete || std::min(width, size) <= 1.05 * attained)
            return end;
        size = attained;
    }
}

Enclosure notFinished(const ReachOptions& options, Index output, bool isUpper, const SearchedEnd& end) {
    constexpr int digits = 12;
    const double upper = roundedAbove(isUpper ? end.proved : -end.found, digits),
                 lower = roundedBelow(isUpper ? end.found : -end.proved, digits);
    std::ostringstream text;
    text.precision(digits);
    text << (options.limits.reached() ? "stopped after " : "") << end.nodes << " nodes"
         << (options.limits.reached() ? ": " : " were not enough: ") << "the "
         << (isUpper ? "largest" : "least") << " value of output " << output + 1 << " is between " << lower
         << " and " << upper;
    return Enclosure::notOk(options.limits.reached() ? Status::Cancelled : Status::NotConverged, text.str());
}

} // namespace

Enclosure searchedRange(const Certifier& certifier, const ColumnInput& input, const ReachOptions& options) {
    if (auto reason = whyNotRelational(certifier.analysis()))
        return Enclosure::notOk(Status::NotApplicable, std::move(*reason));
    CertifyOptions certify;
    certify.limits = options.limits;
    StateBoxes points = monotonePoints(certifier, input.centres(), certify);
    if (!points.ok(0))
        return Enclosure::notOk(points.status[0], std::move(points.reasons[0]));
    const SampleSystem sample = sampleSystem(certifier, input, points, 0, options.limits);
    const auto root = RelationalRoot::find(sample.system, sample.system.preActivations(), options.limits);
    if (!root)
        return Enclosure::notOk(Status::Cancelled, "stopped before the states were bounded");
    const Index q = certifier.network().q();
    Enclosure result;
    result.state = sample.stateBox(root->preActivations());
    result.output = Box{Vector::Constant(q, nan), Vector::Constant(q, nan)};
    result.rigorous = true;
    for (Index i = 0; i < q; ++i) {
        const Functional above = sample.outputFunctional(i), below{-above.xi, -above.eta};
        const double constant = sample.output(i), error = sample.outputError(i);
        const double high = constant + root->bound(above, options.limits),
                     low = constant - root->bound(below, options.limits);
        const double width = high - low;
        for (const bool isUpper : {true, false}) {
            const SearchedEnd end = isUpper ? searchEnd(*root, above, constant, error, width, options)
                                            : searchEnd(*root, below, -constant, error, width, options);
            result.iterations += static_cast<int>(end.nodes);
            if (!end.complete)
                return notFinished(options, i, isUpper, end);
            if (isUpper)
                result.output->upper(i) = end.proved;
            else
                result.output->lower(i) = -end.proved;
        }
    }
    result.status = Status::Ok;
    return result;
}

} // namespace kamke
