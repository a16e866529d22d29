#include "sweep_problem.h"

#include "core/io/files/dataset_stream.h"
#include "core/io/hdf5/superblock.h"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace kamke::cli {

namespace {

/// Larger data sets stay in their files.
constexpr Index memoryLimit = Index{64} << 20;

/// The outline of a data set that is too large for memory; nothing of any other.
std::optional<DatasetOutline> largeOutline(const SampleOptions& options) {
    if (!options.labels.empty() || !hasHdf5Signature(options.data))
        return std::nullopt;
    auto outline = readDatasetOutline(options.data);
    if (!outline)
        throw InputError{outline.error().message};
    const Index width = outline->bytes ? 1 : Index{sizeof(double)};
    if (outline->r * width <= memoryLimit / outline->size)
        return std::nullopt;
    return std::move(*outline);
}

std::shared_ptr<const SampleSource>
openStream(const SampleOptions& options, DatasetOutline outline, const Network& network) {
    if (auto why = whyUnfit(network, outline.r, outline.labels))
        throw InputError{
            std::filesystem::path(options.data).filename().string() + ": " + *why + " (" +
            std::filesystem::path(options.network).filename().string() + ")"};
    std::vector<Index> samples = chooseSamples(options, outline.size);
    auto stream = DatasetStream::open(options.data, std::move(outline));
    if (!stream)
        throw InputError{stream.error().message};
    return std::make_shared<StreamSource>(std::move(*stream), std::move(samples));
}

Index lookForOutside(const SampleOptions& options, const Network& network, const SampleSource& source) {
    OutsideSamples outside(network);
    constexpr Index block = 500;
    for (Index first = 0; first < source.size(); first += block) {
        const Index count = std::min(block, source.size() - first);
        const auto raw = source.inputs(first, count);
        if (!raw)
            throw InputError{raw.error().message};
        std::vector<Index> some;
        for (Index k = first; k < first + count; ++k)
            some.push_back(source.number(k));
        outside.look(*raw, some);
    }
    tellOutside(options, outside);
    return outside.count();
}

} // namespace

SweepProblem openSweepProblem(const SampleOptions& options) {
    if (auto outline = largeOutline(options)) {
        auto analysis = openNetwork(options.network);
        checkClip(options, analysis->network());
        auto source = openStream(options, std::move(*outline), analysis->network());
        std::optional<Index> outside;
        if (options.clip)
            outside = lookForOutside(options, analysis->network(), *source);
        return {std::move(analysis), std::move(source), outside};
    }
    Problem problem = openProblem(options);
    const Index outside = problem.outside;
    auto data = std::make_shared<const Dataset>(std::move(problem.data));
    return {
        std::move(problem.analysis),
        std::make_shared<DatasetSource>(std::move(data), std::move(problem.samples)), outside};
}

} // namespace kamke::cli
