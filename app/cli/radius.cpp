#include "samples.h"
#include "witnesses.h"

#include "core/certify/radius.h"
#include "core/decide/decide.h"
#include "core/model/outward.h"
#include "core/model/parallel.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <optional>

namespace kamke::cli {

namespace {

struct RadiusArguments : SampleOptions {
    std::string methods = "all", witness;
    std::optional<double> tolerance, largest;
};

/// Least, median and largest of the samples that have a radius.
void printText(
    const Problem& problem, std::span<const Certificate* const> chosen, const RadiusOptions& radius,
    const Matrix& radii, Index outside) {
    // A radius is written inward: what is written is certified.
    std::cout << problem.samples.size() << (problem.samples.size() == 1 ? " sample" : " samples")
              << ", radii up to " << radius.largest << " to within " << radius.tolerance << "\n\n"
              << std::left << std::setw(24) << "method" << std::right << std::setw(10) << "with one"
              << std::setw(14) << "least" << std::setw(14) << "median" << std::setw(14) << "largest" << '\n';
    for (std::size_t m = 0; m < chosen.size(); ++m) {
        std::vector<double> known;
        for (Index k = 0; k < radii.cols(); ++k)
            if (!std::isnan(radii(static_cast<Index>(m), k)))
                known.push_back(radii(static_cast<Index>(m), k));
        std::sort(known.begin(), known.end());
        std::cout << std::left << std::setw(24) << chosen[m]->id << std::right;
        if (auto why = chosen[m]->whyNot(*problem.analysis))
            std::cout << "  not applicable: " << *why << '\n';
        else if (known.empty())
            std::cout << std::setw(10) << 0 << '\n';
        else
            std::cout << std::setw(10) << known.size() << "  " << std::setw(12) << roundedBelow(known.front())
                      << "  " << std::setw(12) << roundedBelow(known[known.size() / 2]) << "  "
                      << std::setw(12) << roundedBelow(known.back()) << '\n';
    }
    std::cout << "\nA sample that is misread without noise has no radius.\n";
    if (outside > 0)
        std::cout << "Nor has one outside of the domain that inputs are kept in: " << outside << ".\n";
}

/// Where the search looks for an input that breaks each sample, since it certified no more than `radii`: the
/// last bracket is as wide as the tolerance or narrower. NaN: nowhere, for want of a radius or of an end.
Vector justOutside(const Vector& radii, const RadiusOptions& radius) {
    return radii.unaryExpr([&](double r) { return r < radius.largest ? r + radius.tolerance : nan; });
}

/// What the search finds there; NotYet where it was not asked, or was stopped.
std::vector<SampleDecision> lookOutside(
    const Certifier& certifier, const Matrix& raw, const std::vector<int>& labels, const Vector& eps,
    const CertifyOptions& common) {
    DecideOptions options;
    options.norm = common.norm;
    options.clip = common.clip;
    options.limits = common.limits;
    options.secondsPerSample = common.secondsPerSample;
    std::vector<SampleDecision> decisions(labels.size());
    parallelFor(raw.cols(), common.threads, [&](Index k) {
        const auto at = static_cast<std::size_t>(k);
        if (!std::isnan(eps(k)) && !options.limits.reached())
            decisions[at] =
                decide(certifier, Matrix(raw.col(k)), std::span(labels).subspan(at, 1), eps(k), options)
                    .front();
    });
    return decisions;
}

Json json(const std::vector<SampleDecision>& outside, const Vector& eps) {
    Json at = Json::array(), prediction = Json::array();
    for (std::size_t k = 0; k < outside.size(); ++k) {
        const bool broken = outside[k].decision == Decision::Broken;
        at.push_back(broken ? Json(eps(static_cast<Index>(k))) : Json());
        prediction.push_back(broken ? Json(outside[k].readAs) : Json());
    }
    return {{"eps", std::move(at)}, {"prediction", std::move(prediction)}};
}

void runRadius(const RadiusArguments& options, int& status) {
    const std::vector<const Certificate*> chosen = chooseCertificates(options.methods);
    const auto search = std::find_if(
        chosen.begin(), chosen.end(), [](const Certificate* one) { return one->id == "complete"; });
    if (!options.witness.empty() && search == chosen.end())
        throw UsageError{"--witness needs the method complete, which finds them, expected it in --methods"};
    checkOutputs({{{"--witness", options.witness}}}, options.inputFiles());
    const Problem problem = openProblem(options);
    const Certifier certifier(problem.analysis);
    keepLipschitzFile(certifier, options.network, options.ballNorm(), chosen);
    CertifyOptions certifyOptions = options.certifyOptions();
    Progress progress("radii");
    certifyOptions.progress = std::ref(progress);
    const Matrix raw = problem.data.inputs(problem.samples);
    RadiusOptions radius = RadiusOptions::of(certifier.network(), raw);
    radius.tolerance = options.tolerance.value_or(radius.tolerance);
    radius.largest = options.largest.value_or(radius.largest);
    const RadiusTable table =
        certifiedRadii(certifier, raw, problem.labels(), chosen, radius, certifyOptions);
    std::vector<SampleDecision> outside;
    Vector eps;
    if (search != chosen.end() && !whyNotDecided(*problem.analysis)) {
        eps = justOutside(table.radii.row(search - chosen.begin()), radius);
        outside = lookOutside(certifier, raw, problem.labels(), eps, certifyOptions);
    }
    bool complete = table.complete;
    Witnesses witnesses;
    Index found = 0;
    for (std::size_t k = 0; k < outside.size(); ++k) {
        const bool asked = !std::isnan(eps(static_cast<Index>(k)));
        complete = complete && !(asked && outside[k].decision == Decision::NotYet);
        if (outside[k].decision == Decision::Broken) {
            const Index sample = problem.samples[k];
            witnesses.add(
                outside[k].witness, problem.data.labels[static_cast<std::size_t>(sample)], outside[k].readAs,
                sample, eps(static_cast<Index>(k)));
            ++found;
        }
    }
    if (!options.witness.empty())
        witnesses.write(options.witness, problem.data);
    if (options.json) {
        Json radii = Json::object(), reasons = Json::object(), index = Json::array();
        for (std::size_t m = 0; m < chosen.size(); ++m) {
            radii[std::string(chosen[m]->id)] = numbers(table.radii.row(static_cast<Index>(m)));
            if (auto why = chosen[m]->whyNot(*problem.analysis))
                reasons[std::string(chosen[m]->id)] = *why;
        }
        for (const Index sample : problem.samples)
            index.push_back(sample);
        Json answer{{"samples", problem.samples.size()},   {"tolerance", radius.tolerance},
                    {"largest", radius.largest},           {"clip", options.clip},
                    {"outside_domain", problem.outside},   {"norm", options.norm},
                    {"index", std::move(index)},           {"radius", std::move(radii)},
                    {"not_applicable", std::move(reasons)}};
        if (!outside.empty())
            answer["witness"] = json(outside, eps);
        answer["complete"] = complete;
        printJson(answer);
    } else {
        printText(problem, chosen, radius, table.radii, options.clip ? problem.outside : 0);
        if (!outside.empty())
            std::cout << "Just outside of the radius of the complete search lies an input that is read as "
                         "another class, so that the radius is exact to that width: for "
                      << found << (found == 1 ? " sample.\n" : " samples.\n");
        if (!table.complete)
            std::cout << "Stopped: " << table.done << " samples were finished, the others are not counted.\n";
    }
    if (!complete)
        status = Stopped;
}

} // namespace

void addRadius(CLI::App& app, int& status) {
    CLI::App* command = app.add_subcommand("radius", "The largest certified ε of each sample, by bisection");
    auto options = std::make_shared<RadiusArguments>();
    options->addCommon(*command);
    options->addChoice(*command);
    options->addBall(*command);
    command->add_option(
        "--methods", options->methods,
        "ids with commas between, or all that certify many samples at once; the rest by name: " +
            certificateIds());
    command
        ->add_option(
            "--tolerance", options->tolerance,
            "width of the last bracket, raw units; default 1e-4 of the width of the input domain, or where "
            "there is none of the range of the samples' values")
        ->check(CLI::PositiveNumber);
    command
        ->add_option(
            "--largest", options->largest,
            "no larger ε is tried; default that width, or that range; 1 where it is 0")
        ->check(CLI::PositiveNumber);
    command
        ->add_option(
            "--witness", options->witness,
            "of complete: write the inputs that it found just outside of its radii to this HDF5 data set")
        ->check(whyNoFileName);
    command->callback([options, &status] { runRadius(*options, status); });
}

} // namespace kamke::cli
