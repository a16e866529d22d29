#include "samples.h"

#include "certify/margins.h"
#include "io/results_file.h"

#include <iomanip>
#include <iostream>
#include <limits>

namespace kamke::cli {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct Options : SampleOptions {
    std::string eps, methods = "all", margins;
    bool float32 = false;
};

/// One line of the answer: a method at one ε.
struct Line {
    double eps;
    const Certificate* certificate;
    Index certified, withoutBox, done;
    double seconds;
    bool rigorous;
    std::optional<std::string> whyNot;
    double fraction() const {
        return done > 0 ? static_cast<double>(certified) / static_cast<double>(done) : nan;
    }
};

Json describe(const Line& line) {
    Json j{
        {"eps", line.eps},
        {"method", line.certificate->id},
        {"certified", line.certified},
        {"fraction", line.fraction()},
        {"samples", line.done},
        {"without_box", line.withoutBox},
        {"seconds", line.seconds},
        {"rigorous", line.rigorous && line.withoutBox < line.done}};
    if (line.whyNot)
        j["reason"] = *line.whyNot;
    return j;
}

void printText(const std::vector<Line>& lines) {
    double eps = nan;
    for (const Line& line : lines) {
        if (line.eps != eps)
            std::cout << "\nε = " << line.eps << '\n';
        eps = line.eps;
        std::cout << "  " << std::left << std::setw(24) << line.certificate->id << std::right;
        if (line.whyNot) {
            std::cout << "not applicable: " << *line.whyNot << '\n';
            continue;
        }
        std::cout << std::setw(7) << line.certified << " of " << line.done << "  " << std::setw(8)
                  << percent(line.fraction());
        if (line.withoutBox < line.done)
            std::cout << (line.rigorous ? "  proved" : "  numerical");
        std::cout << "  " << line.seconds << " s";
        if (line.withoutBox > 0)
            std::cout << "; no box for " << line.withoutBox;
        std::cout << '\n';
    }
}

void run(const Options& options, int& status) {
    const Vector eps = parseEps(options.eps);
    const std::vector<const Certificate*> chosen = chooseCertificates(options.methods);
    const Problem problem = openProblem(options);
    if (options.float32)
        std::cerr << "note: --float32 is computed in float64, which is as tight or tighter\n";
    CertifyOptions certifyOptions = options.certifyOptions();
    const Certifier certifier(problem.analysis);
    const Predictions clean = predict(*problem.analysis, problem.data, problem.samples, certifyOptions);
    bool complete = clean.complete;

    MarginsFile file{eps, problem.labels(), clean.predictions, problem.samples, {}};
    const auto count = static_cast<Index>(problem.samples.size());
    for (const Certificate* one : chosen)
        file.margins[std::string(one->id)] = Matrix::Constant(eps.size(), count, nan);
    std::vector<Line> lines;
    for (Index e = 0; e < eps.size() && complete; ++e) {
        std::ostringstream title;
        title << "ε = " << eps(e);
        Progress progress(title.str());
        certifyOptions.progress = std::ref(progress);
        const MarginTable table =
            certify(certifier, problem.data, problem.samples, eps(e), chosen, certifyOptions);
        complete = complete && table.complete;
        for (std::size_t m = 0; m < chosen.size(); ++m) {
            const auto row = static_cast<Index>(m);
            file.margins[std::string(chosen[m]->id)].row(e) = table.margins.row(row);
            lines.push_back(
                {eps(e), chosen[m], table.certified(row, clean.correct),
                 table.margins.row(row).array().isNaN().count() - (count - table.done), table.done,
                 table.seconds[m], table.allProved(row, clean.correct),
                 chosen[m]->whyNot(*problem.analysis)});
        }
    }
    if (!options.margins.empty())
        if (auto written = writeMargins(options.margins, file); !written)
            throw InputError{written.error().message};

    const double accuracy = clean.complete ? clean.accuracy() : nan;
    if (options.json) {
        Json results = Json::array();
        for (const Line& line : lines)
            results.push_back(describe(line));
        printJson(
            {{"samples", count},
             {"clean_accuracy", accuracy},
             {"clip", options.clip},
             {"results", std::move(results)},
             {"complete", complete}});
    } else {
        std::cout << count << (count == 1 ? " sample" : " samples") << ", " << percent(accuracy)
                  << " read correctly without noise" << (options.clip ? ", inputs kept in the domain" : "")
                  << '\n';
        printText(lines);
        if (!complete)
            std::cout << "\nStopped: the counts are of the samples that were finished.\n";
    }
    if (!complete)
        status = Stopped;
}

} // namespace

void addCertify(CLI::App& app, int& status) {
    CLI::App* command =
        app.add_subcommand("certify", "How many samples are certified at each ε, by each method");
    auto options = std::make_shared<Options>();
    options->addCommon(*command);
    options->addChoice(*command);
    command->add_option("--eps", options->eps, "ε1,ε2,… of the l_∞ ball, raw units")->required();
    command->add_option(
        "--methods", options->methods, "ids with commas between, or all: " + certificateIds());
    command->add_option("--margins", options->margins, "write every margin to this HDF5 file");
    command->add_flag("--float32", options->float32, "allow single precision; so far all is float64");
    command->callback([options, &status] { run(*options, status); });
}

} // namespace kamke::cli
