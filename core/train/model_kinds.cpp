#include "train/train.h"

#include "io/input_reader.h"

#include <array>
#include <cmath>

namespace kamke {

namespace {

constexpr std::array kinds{
    ModelKind{
        "nemon", "NEMON", "Jafarpour, Davydov, Proskurnikov, Bullo 2021, (17)",
        "A = [η]T[η]⁻¹ − diag(|T|1) + γI, so that the measure μ_η(A) is at most γ < 1 whatever T is: the "
        "network stays well-posed, and every weighted l_inf certificate applies."},
};

} // namespace

std::span<const ModelKind> modelKinds() {
    return kinds;
}

const ModelKind* findModelKind(std::string_view id) {
    for (const ModelKind& kind : kinds)
        if (kind.id == id)
            return &kind;
    return nullptr;
}

std::string modelKindIds() {
    std::string ids;
    for (const ModelKind& kind : kinds)
        ids += (ids.empty() ? "" : ", ") + std::string(kind.id);
    return ids;
}

std::optional<std::string> whatIsWrongWith(const TrainOptions& options, const Dataset& data) {
    const auto finite = [](double v, double least) { return std::isfinite(v) && v >= least; };
    if (!findModelKind(options.kind))
        return "kind is \"" + options.kind + "\", expected one of " + modelKindIds();
    if (options.hidden < 1 || options.hidden > 4000)
        return "hidden units are " + std::to_string(options.hidden) + ", expected 1 to 4000";
    if (!(options.gamma < 1) || !std::isfinite(options.gamma))
        return "gamma is " + numberText(options.gamma) + ", expected a number below 1";
    if (!finite(options.lipschitzWeight, 0))
        return "the Lipschitz weight is " + numberText(options.lipschitzWeight) + ", expected a number ≥ 0";
    if (!finite(options.certifiedEps, 0))
        return "the certified eps is " + numberText(options.certifiedEps) + ", expected a number ≥ 0";
    if (options.epochs < 1)
        return "epochs are " + std::to_string(options.epochs) + ", expected at least 1";
    if (options.batch < 1)
        return "the batch is " + std::to_string(options.batch) + ", expected at least 1 sample";
    if (!finite(options.rate, 0) || options.rate == 0)
        return "the rate is " + numberText(options.rate) + ", expected a number above 0";
    if (!finite(options.finalRate, 0) || options.finalRate > options.rate)
        return "the final rate is " + numberText(options.finalRate) + ", expected 0 (none) up to the rate, " +
               numberText(options.rate);
    if (options.threads < 1 || options.threads > 256)
        return "threads are " + std::to_string(options.threads) + ", expected 1 to 256";
    const Index size = data.size();
    if (size == 0 || data.r() == 0)
        return "the data set has no samples, expected at least one";
    if (options.first < 0 || options.first >= size)
        return "the first sample is " + std::to_string(options.first) + ", expected 0 to " +
               std::to_string(size - 1);
    if (options.count == 0 || options.count > size - options.first)
        return "the number of samples is " + std::to_string(options.count) + ", expected 1 to " +
               std::to_string(size - options.first) + " from sample " + std::to_string(options.first) + " on";
    if (data.classes() < 2)
        return "the data set has one class, expected at least two";
    return std::nullopt;
}

} // namespace kamke
