#include "core/io/import/imported_network.h"

#include "core/io/files/input_reader.h"
#include "core/model/matrix_measure.h"

#include <cstdio>

namespace kamke {

namespace {

std::string shortNumber(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text[0] == '-' ? "−" + std::string(text + 1) : text;
}

/// "0.1307" where all entries are the same, "from −0.3 to 0.5" otherwise.
std::string range(const Vector& v) {
    const double least = v.minCoeff(), most = v.maxCoeff();
    return least == most ? shortNumber(least) : "from " + shortNumber(least) + " to " + shortNumber(most);
}

std::string verdict(double measure, const char* below, const char* above) {
    return shortNumber(measure) +
           (measure < 1 ? std::string(" < 1: ") + below : std::string(" ≥ 1: ") + above);
}

} // namespace

void describe(const Network& network, ImportSummary& summary) {
    summary.n = network.n();
    summary.r = network.r();
    summary.q = network.q();
    summary.activation = network.activation.name();
    summary.normalisation = "none: raw inputs are the network's own";
    if (const auto& input = network.input) {
        if (!input->mean.isZero(0) || !input->std.isOnes(0))
            summary.normalisation =
                "u = (raw − mean)/std, mean " + range(input->mean) + ", std " + range(input->std);
        if (input->lower && input->upper)
            summary.normalisation +=
                "; raw inputs in [" + range(*input->lower) + ", " + range(*input->upper) + "]";
    }
    summary.mu2 = matrixMeasure2(network.A);
    summary.muEta = bestEta(network.A).infimum;
}

std::vector<std::pair<std::string, std::string>> ImportSummary::rows() const {
    std::vector<std::pair<std::string, std::string>> rows{{"format", format}};
    for (const ReadPart& part : parts)
        rows.emplace_back(part.what, part.shape.empty() ? part.how : part.shape + " → " + part.how);
    rows.emplace_back("activation", activation);
    rows.emplace_back("normalisation", normalisation);
    rows.emplace_back(
        "sizes", "n = " + std::to_string(n) + " states, r = " + std::to_string(r) +
                     " inputs, q = " + std::to_string(q) + " outputs");
    rows.emplace_back(
        "μ_2(A)",
        verdict(mu2, "well-posed as a monotone operator network", "not a monotone operator network"));
    rows.emplace_back(
        "least μ_η(A)",
        verdict(muEta, "well-posed, and all l_∞ certificates apply", "no weighted l_∞ certificate applies"));
    for (const std::string& warning : warnings)
        rows.emplace_back("please check", warning);
    return rows;
}

} // namespace kamke
