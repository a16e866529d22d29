#include "core/io/files/input_reader.h"
#include "core/io/files/isolated_reader.h"
#include "core/io/files/network_file.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/io/hdf5/superblock.h"
#include "core/io/import/import_formats.h"
#include "core/io/import/named_arrays.h"
#include "core/model/try.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

namespace kamke {

namespace {

Result<ParsedFile> parsed(const std::filesystem::path& path, const ImportFormat& format) {
    const std::string holds(format.holds), name(format.name);
    return readIsolated(path, {holds, "a network", 0, name}, [&] { return format.parse(path); });
}

/// The layers as a network; a normalisation that the user gives comes before them.
Result<Network> networkFromStack(LayerStack stack, const ImportOptions& options, ImportSummary& summary) {
    const bool activated = std::any_of(stack.layers.begin(), stack.layers.end(), [](const Layer& layer) {
        return std::holds_alternative<ReluLayer>(layer);
    });
    if (!activated)
        summary.warnings.push_back(
            "there is no Relu, so that the outputs are affine in the inputs (D and c)");
    if (options.mean || options.std) {
        if (!stack.layers.empty() && std::holds_alternative<NormalisationLayer>(stack.layers.front()))
            return fail(
                "normalises its inputs itself, expected no other mean and std, which would do it twice");
        stack.layers.insert(
            stack.layers.begin(), NormalisationLayer{
                                      Vector::Constant(stack.inputs, options.mean.value_or(0)),
                                      Vector::Constant(stack.inputs, options.std.value_or(1))});
    }
    auto network = toNetwork(stack, options.leading);
    if (network)
        network->training = {{"kind", std::string("feed-forward")}};
    return network;
}

/// The raw inputs: normalisation and domain of the options, and their shape.
void completeInput(
    Network& network, const ParsedFile& file, const ImportOptions& options, ImportSummary& summary) {
    std::vector<int> shape = file.inputShape;
    if (shape.empty() && network.r() == 784) {
        shape = {28, 28};
        summary.warnings.push_back("784 inputs are drawn as pictures of 28×28, row by row");
    }
    const bool normalised = !file.stack && (options.mean || options.std);
    if (!network.input && !normalised && !options.lower && !options.upper && shape.empty())
        return;
    const auto all = [&](double value) -> Vector { return Vector::Constant(network.r(), value); };
    if (!network.input)
        network.input = InputSpec{all(0), all(1), {}, {}, {}};
    InputSpec& input = *network.input;
    if (normalised) {
        input.mean = all(options.mean.value_or(0));
        input.std = all(options.std.value_or(1));
    }
    if (options.lower)
        input.lower = all(*options.lower);
    if (options.upper)
        input.upper = all(*options.upper);
    input.shape = shape;
}

ImportResult<ImportedNetwork>
imported(const std::filesystem::path& path, const ImportFormat& format, const ImportOptions& options) {
    KAMKE_TRY(auto file, parsed(path, format));
    ImportedNetwork result;
    ImportSummary& summary = result.summary;
    summary.format = file.format;
    summary.parts = file.parts;
    KAMKE_TRY(
        auto network, file.stack
                          ? ImportResult<Network>(networkFromStack(std::move(*file.stack), options, summary))
                          : networkFromArrays(file, options, summary));
    completeInput(network, file, options, summary);
    network.name = path.stem().string();
    network.source = "imported from " + path.filename().string() + " (" + file.format + ")";
    if (auto wrong = whatIsWrongWith(network))
        return fail(*wrong);
    describe(network, summary);
    result.network = std::move(network);
    return result;
}

/// A network file itself, to give it a domain or a normalisation. Its errors name the file.
ImportResult<ImportedNetwork> ownNetwork(const std::filesystem::path& path, const ImportOptions& options) {
    KAMKE_TRY(auto network, readNetwork(path));
    ImportedNetwork result;
    ParsedFile file;
    if (network.input)
        file.inputShape = network.input->shape;
    completeInput(network, file, options, result.summary);
    if (auto wrong = whatIsWrongWith(network))
        return fail(hdf5::fileName(path) + ": " + *wrong);
    result.summary.format = "Kamke";
    describe(network, result.summary);
    result.network = std::move(network);
    return result;
}

} // namespace

std::optional<std::string> whatIsWrongWith(const ImportOptions& options) {
    for (const auto& [name, value] :
         {std::pair{"mean", options.mean},
          {"std", options.std},
          {"lower", options.lower},
          {"upper", options.upper}})
        if (value && !std::isfinite(*value))
            return std::string(name) + " is " + numberText(*value) + ", expected a finite number";
    if (options.std && !(*options.std > 0))
        return "std is " + numberText(*options.std) + ", expected a number > 0";
    if (options.lower && options.upper && !(*options.lower <= *options.upper))
        return "lower is " + numberText(*options.lower) + " and upper " + numberText(*options.upper) +
               ", expected lower ≤ upper";
    return std::nullopt;
}

ImportResult<ImportedNetwork> importNetwork(const std::filesystem::path& path, const ImportOptions& options) {
    if (auto wrong = whatIsWrongWith(options))
        return fail(*wrong);
    const std::string name = hdf5::fileName(path);
    const ImportFormat* format = importFormatOf(path);
    if (!format && hasHdf5Signature(path))
        return ownNetwork(path, options);
    if (!format)
        return fail(name + ": is of no known format, expected a name that ends in " + importSuffixes());
    try {
        auto result = imported(path, *format, options);
        if (!result)
            result.error().message.insert(0, name + ": ");
        return result;
    } catch (const std::exception& problem) {
        return fail(
            name + ": cannot be read (" + problem.what() + "), expected " + std::string(format->holds));
    }
}

} // namespace kamke
