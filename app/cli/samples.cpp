#include "samples.h"
#include "ranks.h"

#include "core/io/files/dataset_file.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <numeric>
#include <sstream>
#include <unistd.h>

namespace kamke::cli {

namespace {

std::string fileName(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

Dataset openData(const SampleOptions& options, const Network& network) {
    Result<Dataset> data = readDataset(options.data, options.labels);
    if (!data)
        throw InputError{data.error().message};
    if (auto why = whyUnfit(network, *data))
        throw InputError{fileName(options.data) + ": " + *why + " (" + fileName(options.network) + ")"};
    return std::move(*data);
}

std::vector<Index> parseIndices(const std::string& text) {
    std::vector<Index> indices;
    for (const double number : parseNumbers("--indices", text)) {
        if (number < 0 || number != std::floor(number) || number > 1e15)
            throw UsageError{
                "--indices is \"" + text + "\", expected whole numbers ≥ 0 with commas between, e.g. 0,17"};
        indices.push_back(static_cast<Index>(number));
    }
    return indices;
}

void checkIndex(const SampleOptions& options, const char* option, Index index, Index size) {
    if (index < 0 || index >= size)
        throw InputError{
            fileName(options.data) + ": " + option + " asks for sample " + std::to_string(index) +
            ", expected 0 to " + std::to_string(size - 1)};
}

} // namespace

void SampleOptions::addCommon(CLI::App& command) {
    threads = defaultThreads();
    command.add_option("NETWORK", network, "network file")->required();
    command.add_option("DATA", data, "data set: HDF5, or IDX images with their labels file beside them")
        ->required();
    command.add_option("--labels", labels, "labels file of IDX images, where it has not the usual name");
    command.add_flag("--clip", clip, "intersect the ε-box with the input domain (default: not)");
    command.add_option("--threads", threads, "number of threads; the results do not depend on it")
        ->check(CLI::Range(1, 4096));
    command.add_option("--time-limit", timeLimit, "seconds")->check(CLI::NonNegativeNumber);
    command.add_flag("--json", json, "print one JSON object");
}

void SampleOptions::addChoice(CLI::App& command) {
    CLI::Option* const some = command.add_option("--indices", indices, "samples i,j,… counted from 0");
    command.add_option("--first", first, "only the first N samples")
        ->check(CLI::PositiveNumber)
        ->excludes(some);
}

void SampleOptions::addNorm(CLI::App& command) {
    command
        .add_option(
            "--norm", norm,
            "of the ball around a sample, raw units: linf or l2 (which --clip does not cut); methods that "
            "know no l2 take the box around the ball")
        ->check(CLI::IsMember({"linf", "l2"}))
        ->capture_default_str();
}

void SampleOptions::addBall(CLI::App& command) {
    addNorm(command);
    command
        .add_option(
            "--sample-seconds,--seconds-per-sample", secondsPerSample,
            "of sdp, ellipsoid or the search for one sample; what is proved by then counts")
        ->check(CLI::NonNegativeNumber);
}

std::vector<NamedFile> SampleOptions::inputFiles() const {
    std::vector<NamedFile> files = filesOfData("DATA", data, labels);
    files.insert(files.begin(), {"NETWORK", network});
    return files;
}

void SampleOptions::addAccuracy(CLI::App& command) {
    command
        .add_option(
            "--margin-accuracy", marginAccuracy,
            "of mm and mmc, relative to the margin; 0: iterate until nothing changes. What is proved does "
            "not depend on it")
        ->check(CLI::Range(0.0, 0.5))
        ->capture_default_str();
}

CertifyOptions SampleOptions::certifyOptions() const {
    CertifyOptions options;
    options.marginAccuracy = marginAccuracy;
    options.norm = ballNorm();
    if (secondsPerSample > 0)
        options.secondsPerSample = secondsPerSample;
    options.clip = clip;
    options.threads = threads;
    options.limits = limitsFor(timeLimit);
    return options;
}

std::vector<int> Problem::labels() const {
    std::vector<int> chosen;
    for (const Index sample : samples)
        chosen.push_back(data.labels[static_cast<std::size_t>(sample)]);
    return chosen;
}

std::string Problem::className(int label) const {
    const auto k = static_cast<std::size_t>(label);
    for (const auto* names : {&analysis->network().labels, &data.labelNames})
        if (label >= 0 && k < names->size())
            return (*names)[k];
    return std::to_string(label);
}

std::vector<Index> chooseSamples(const SampleOptions& options, Index size) {
    if (options.first > size)
        throw InputError{
            fileName(options.data) + ": has " + std::to_string(size) + " samples, expected at least the " +
            std::to_string(options.first) + " of --first"};
    std::vector<Index> chosen =
        options.indices.empty() ? std::vector<Index>() : parseIndices(options.indices);
    for (const Index index : chosen)
        checkIndex(options, "--indices", index, size);
    if (chosen.empty()) {
        chosen.resize(static_cast<std::size_t>(options.first > 0 ? options.first : size));
        std::iota(chosen.begin(), chosen.end(), Index{0});
    }
    return chosen;
}

void checkClip(const SampleOptions& options, const Network& network) {
    if (options.clip && !hasDomain(network))
        throw InputError{
            fileName(options.network) + ": has no input domain, expected one to keep inputs in with --clip "
                                        "(`kamke-cli convert` writes one "
                                        "with --lower and --upper)"};
}

void tellOutside(const SampleOptions& options, const OutsideSamples& outside) {
    if (outside.count() > 0 && rankPlace().rank == 0) // of several processes one speaks
        std::cerr << fileName(options.data) << ": " << outside.sentence()
                  << (options.clip ? "; nothing is certified of what is outside\n"
                                   : "; they are taken as they are, without --clip\n");
}

namespace {

// A block at a time: the samples as doubles are eight times as large as bytes.
void lookForOutside(const SampleOptions& options, Problem& problem) {
    const Network& network = problem.analysis->network();
    checkClip(options, network);
    if (!hasDomain(network))
        return;
    OutsideSamples outside(network);
    constexpr std::size_t block = 500;
    for (std::size_t first = 0; first < problem.samples.size(); first += block) {
        const std::size_t count = std::min(block, problem.samples.size() - first);
        const auto from = problem.samples.begin() + static_cast<std::ptrdiff_t>(first);
        const std::vector<Index> some(from, from + static_cast<std::ptrdiff_t>(count));
        outside.look(problem.data.inputs(some), some);
    }
    problem.outside = outside.count();
    tellOutside(options, outside);
}

} // namespace

Problem openProblem(const SampleOptions& options) {
    Problem problem{openNetwork(options.network), {}, {}};
    problem.data = openData(options, problem.analysis->network());
    problem.samples = chooseSamples(options, problem.data.size());
    lookForOutside(options, problem);
    return problem;
}

Problem openProblem(const SampleOptions& options, Index index) {
    Problem problem{openNetwork(options.network), {}, {index}};
    problem.data = openData(options, problem.analysis->network());
    checkIndex(options, "--index", index, problem.data.size());
    lookForOutside(options, problem);
    return problem;
}

Vector parseEps(const std::string& text) {
    Vector eps = parseNumbers("--eps", text);
    if (eps.minCoeff() < 0)
        throw UsageError{
            "--eps is \"" + text + "\", expected numbers ≥ 0 with commas between, e.g. 0.01,0.1"};
    if (eps.size() > 1 && (eps.array() == 0).any())
        std::cerr
            << "note: --eps \"" << text << "\" is a list of " << eps.size()
            << " numbers with ε = 0 among them; a number has a point, 0.01, and commas divide the list\n";
    return eps;
}

std::vector<const Certificate*> chooseCertificates(const std::string& text) {
    std::vector<const Certificate*> chosen;
    if (text == "all") {
        for (const Certificate& one : certificates())
            if (one.cost == Cost::Columns)
                chosen.push_back(&one);
        return chosen;
    }
    std::istringstream list(text);
    for (std::string id; std::getline(list, id, ',');) {
        const Certificate* certificate = findCertificate(id);
        if (!certificate)
            throw UsageError{
                "unknown method \"" + id + "\", the known ones are " + certificateIds() + ", or all"};
        if (std::find(chosen.begin(), chosen.end(), certificate) == chosen.end())
            chosen.push_back(certificate);
    }
    if (chosen.empty())
        throw UsageError{"--methods names none, the known ones are " + certificateIds() + ", or all"};
    return chosen;
}

Progress::Progress(std::string title)
    : title_(std::move(title))
    , terminal_(isatty(STDERR_FILENO)) {}

Progress::~Progress() {
    if (shown_)
        std::fputs("\r\033[K", stderr); // past std::cerr, which lets no such thing through
}

void Progress::operator()(Index done, Index total) {
    const auto now = Clock::now();
    if (!terminal_ || now < next_)
        return;
    next_ = now + std::chrono::milliseconds(100);
    shown_ = true;
    std::fprintf(
        stderr, "\r%s: %lld of %lld%s\033[K", title_.c_str(), static_cast<long long>(done),
        static_cast<long long>(total), timeLeft(done, total).c_str());
}

std::string Progress::timeLeft(Index done, Index total) const {
    if (done <= 0 || done > total)
        return {};
    const double passed = secondsSince(begin_);
    const double left = std::ceil(passed * static_cast<double>(total - done) / static_cast<double>(done));
    if (passed < 1 || left > 1e8) // too early to tell
        return {};
    const auto seconds = static_cast<long>(left);
    char text[48];
    if (seconds < 3600)
        std::snprintf(text, sizeof text, ", %ld:%02ld min left", seconds / 60, seconds % 60);
    else
        std::snprintf(text, sizeof text, ", %ld:%02ld h left", seconds / 3600, seconds / 60 % 60);
    return text;
}

std::string percent(double share) {
    if (std::isnan(share))
        return "–";
    char text[16];
    std::snprintf(text, sizeof text, "%.1f %%", 100 * share);
    return text;
}

} // namespace kamke::cli
