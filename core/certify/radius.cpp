#include "core/certify/radius.h"

#include "core/certify/blocks.h"
#include "core/solve/columns.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace kamke {

namespace {

// Brackets [certified, notCertified] of one certificate and one block of samples, halved together.
Vector bisect(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels,
    const Certificate* certificate, const RadiusOptions& radius, const CertifyOptions& options) {
    const Index count = raw.cols();
    // Only their signs are looked at.
    CertifyOptions signs = options;
    signs.marginAccuracy = 0.25;
    const auto marginsAt = [&](const std::vector<Index>& columns, const Vector& eps) -> Vector {
        std::vector<int> some;
        some.reserve(columns.size());
        for (const Index k : columns)
            some.push_back(labels[static_cast<std::size_t>(k)]);
        const InputColumns boxes =
            inputSets(certifier.network(), Matrix(raw(Eigen::all, columns)), some, eps, options);
        return marginColumns(certifier, boxes, std::span(&certificate, 1), signs).front().margin;
    };
    std::vector<Index> open;
    for (Index k = 0; k < count; ++k)
        open.push_back(k);
    // ε = 0 first: NaN says that there is no box at all, ≤ 0 that nothing is certified.
    const Vector atZero = marginsAt(open, Vector::Zero(count));
    const Vector atLargest = marginsAt(open, Vector::Constant(count, radius.largest));
    Vector certified = Vector::Zero(count), refused = Vector::Constant(count, radius.largest);
    open.clear();
    for (Index k = 0; k < count; ++k) {
        if (std::isnan(atZero(k)))
            certified(k) = nan;
        else if (atLargest(k) > 0)
            certified(k) = radius.largest;
        else if (atZero(k) > 0)
            open.push_back(k);
    }
    while (!open.empty() && !options.limits.reached()) {
        std::vector<Index> wide;
        const Vector halves = certified + (refused - certified) / 2; // their sum may overflow
        for (const Index k : open) // two neighbours have no number between them
            if (refused(k) - certified(k) > radius.tolerance && certified(k) < halves(k) &&
                halves(k) < refused(k))
                wide.push_back(k);
        open = std::move(wide);
        if (open.empty())
            break;
        const Vector middle = halves(open);
        const Vector margin = marginsAt(open, middle);
        for (std::size_t j = 0; j < open.size(); ++j) {
            const auto at = static_cast<Index>(j);
            (margin(at) > 0 ? certified : refused)(open[j]) = middle(at);
        }
    }
    return certified;
}

} // namespace

RadiusOptions RadiusOptions::of(const Network& network, const Matrix& raw) {
    const auto& input = network.input;
    const double scale = input && input->lower && input->upper ? (*input->upper - *input->lower).maxCoeff()
                         : raw.size() > 0                      ? raw.maxCoeff() - raw.minCoeff()
                                                               : 1;
    RadiusOptions options;
    // What is too small for a tolerance says as little of a scale as a width of 0.
    if (scale * options.tolerance > std::numeric_limits<double>::min() && std::isfinite(scale)) {
        options.tolerance *= scale;
        options.largest *= scale;
    }
    return options;
}

RadiusTable certifiedRadii(
    const Certifier& certifier, const Matrix& raw, std::span<const int> labels,
    std::span<const Certificate* const> certificates, const RadiusOptions& radius,
    const CertifyOptions& options) {
    assert(static_cast<Index>(labels.size()) == raw.cols() && radius.tolerance > 0);
    const Network& net = certifier.network();
    RadiusTable table;
    table.radii = Matrix::Constant(static_cast<Index>(certificates.size()), raw.cols(), nan);
    table.done = forBlocks(raw.cols(), options, [&](Index first, Index count) {
        const Matrix block = raw.middleCols(first, count);
        const auto blockLabels =
            labels.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
        Matrix u = block;
        if (net.input)
            u = net.input->std.cwiseInverse().asDiagonal() * (block.colwise() - net.input->mean);
        const Matrix w = (net.B * u).colwise() + net.b;
        const ColumnStates states =
            solveColumns(certifier.analysis(), w, Matrix::Zero(net.n(), count), options.limits);
        const Matrix logits = ((net.C * states.x).colwise() + net.c) + net.D * u;
        for (std::size_t m = 0; m < certificates.size(); ++m) {
            Vector radii = bisect(certifier, block, blockLabels, certificates[m], radius, options);
            if (options.limits.reached())
                return false;
            for (Index k = 0; k < count; ++k)
                if (predictedClass(logits.col(k)) != blockLabels[static_cast<std::size_t>(k)])
                    radii(k) = nan;
            table.radii.row(static_cast<Index>(m)).segment(first, count) = radii.transpose();
        }
        return true;
    });
    table.complete = table.done == raw.cols();
    return table;
}

} // namespace kamke
