// kamke-cli convert: networks of other programs as network files.
#include "command.h"
#include "outputs.h"
#include "samples.h"

#include "core/certify/margins.h"
#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/io/import/import_formats.h"
#include "core/io/text/plain_text.h"
#include "core/solve/batch.h"

#include <algorithm>
#include <iostream>
#include <numeric>

namespace kamke::cli {

namespace {

constexpr Index shownSamples = 5;

struct ConvertCommand {
    std::string in, out, data, labels;
    ImportOptions options;
    bool fold = false, json = false;
};

/// What the network says about a data set.
struct ConvertedPredictions {
    Index samples = 0, right = 0;
    std::vector<int> labels, predicted; ///< of the first few
};

ConvertedPredictions predictWith(const ConvertCommand& command, const Network& network) {
    const Result<Dataset> data = readDataset(command.data, command.labels);
    if (!data)
        throw InputError{data.error().message};
    if (const auto why = whyUnfit(network, *data))
        throw InputError{command.data + ": " + *why};
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    ConvertedPredictions result;
    result.samples = data->size();
    OutsideSamples outside(network);
    constexpr Index block = 500;
    for (Index first = 0; first < data->size(); first += block) {
        const Index count = std::min(block, data->size() - first);
        const Matrix raw = data->inputs(first, count);
        std::vector<Index> numbers(static_cast<std::size_t>(count));
        std::iota(numbers.begin(), numbers.end(), first);
        outside.look(raw, numbers);
        const BatchResult answers = forwardBatch(analysis, raw);
        if (answers.status != Status::Ok)
            throw InputError{
                command.in + ": no states were found for the samples of " + command.data + ": " +
                answers.reason};
        for (Index k = 0; k < count; ++k) {
            const int label = data->labels[static_cast<std::size_t>(first + k)];
            const int predicted = predictedClass(answers.y.col(k));
            result.right += predicted == label;
            if (first + k < shownSamples) {
                result.labels.push_back(label);
                result.predicted.push_back(predicted);
            }
        }
    }
    if (outside.count() > 0)
        std::cerr << kamke::fileName(command.data) << ": " << outside.sentence() << '\n';
    return result;
}

double accuracyOf(const ConvertedPredictions& p) {
    return static_cast<double>(p.right) / static_cast<double>(p.samples);
}

Json describe(const ConvertCommand& command, const ImportSummary& summary) {
    Json parts = Json::array();
    for (const ReadPart& part : summary.parts)
        parts.push_back({{"what", part.what}, {"shape", part.shape}, {"read_as", part.how}});
    return {
        {"file", command.out},
        {"format", summary.format},
        {"parts", std::move(parts)},
        {"activation", summary.activation},
        {"normalisation", summary.normalisation},
        {"n", summary.n},
        {"r", summary.r},
        {"q", summary.q},
        {"mu_2", summary.mu2},
        {"mu_eta", summary.muEta},
        {"warnings", summary.warnings}};
}

void printText(const ConvertCommand& command, const ImportSummary& summary) {
    for (const auto& [what, how] : summary.rows())
        std::cout << plain(what) << ": " << plain(how) << '\n';
    std::cout << "written: " << plain(command.out) << '\n';
}

void runConvert(const ConvertCommand& command) {
    std::vector<NamedFile> inputs = filesOfData("--data", command.data, command.labels);
    inputs.insert(inputs.begin(), {"IN", command.in});
    checkOutputs({{{"OUT", command.out}}}, inputs);
    if (const auto wrong = validationError(command.options))
        throw InputError{"--" + *wrong};
    ImportOptions options = command.options;
    if (command.fold)
        options.leading = LeadingNormalisation::Fold;
    const auto imported = importNetwork(command.in, options);
    if (!imported)
        throw InputError{
            imported.error().message +
            (imported.error().needsMonotonicity ? " (--m on the command line)" : "")};
    std::optional<ConvertedPredictions> predictions;
    if (!command.data.empty()) // before anything is written, since it may not fit
        predictions = predictWith(command, imported->network);
    if (const auto written = writeNetwork(imported->network, command.out); !written)
        throw InputError{written.error().message};
    if (command.json) {
        Json j = describe(command, imported->summary);
        if (predictions) {
            j["samples"] = predictions->samples;
            j["accuracy"] = accuracyOf(*predictions);
            j["labels"] = predictions->labels;
            j["predictions"] = predictions->predicted;
        }
        j["complete"] = true;
        printJson(j);
        return;
    }
    printText(command, imported->summary);
    if (!predictions)
        return;
    for (std::size_t k = 0; k < predictions->labels.size(); ++k)
        std::cout << "sample " << k << ": label " << predictions->labels[k] << ", read as "
                  << predictions->predicted[k] << '\n';
    std::cout << "accuracy: " << percent(accuracyOf(*predictions)) << " of " << predictions->samples
              << " samples\n";
}

} // namespace

void addConvert(CLI::App& app, int&) {
    std::string formats;
    for (const ImportFormat* format : importFormats())
        formats +=
            (formats.empty() ? "" : ", ") + std::string(format->name) + " " + std::string(format->suffix);
    CLI::App* command =
        app.add_subcommand("convert", "A network of another program as a network file (" + formats + ")");
    auto options = std::make_shared<ConvertCommand>();
    command->add_option("IN", options->in, "file of another program, or a network file")->required();
    command->add_option("OUT", options->out, "network file to write")->required()->check(whyNoFileName);
    command->add_option(
        "--m", options->options.monotonicity,
        "m of W = (1 − m)I − AᵀA + B − Bᵀ, for the weights of a monotone operator network");
    command->add_option("--mean", options->options.mean, "u = (raw − mean)/std; default 0, of every input");
    command->add_option("--std", options->options.std, "default 1");
    command->add_option("--lower", options->options.lower, "least value of a raw input");
    command->add_option("--upper", options->options.upper, "largest value of a raw input");
    command->add_flag(
        "--fold", options->fold, "put normalisations at the beginning of a model into its weights");
    CLI::Option* const data =
        command->add_option("--data", options->data, "data set to classify with the network");
    command
        ->add_option(
            "--labels", options->labels, "labels file of IDX images, where it has not the usual name")
        ->needs(data);
    command->add_flag("--json", options->json, "print one JSON object");
    command->callback([options] { runConvert(*options); });
}

} // namespace kamke::cli
