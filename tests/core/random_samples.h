// Random classifiers and samples for the tests of certificates and attacks.
#pragma once

#include "quick_certificates.h"
#include "random_network.h"

#include "core/certify/margins.h"

namespace kamke::test {

/// The network as a classifier with q ≥ 2 outputs and raw inputs in [0, 1].
inline Network asClassifier(Generator& g, Network net) {
    const Index q = integer(g, 2, 5), n = net.n(), r = net.r();
    net.C = mixedWeights(g, q, n);
    net.D = chance(g, 0.3) ? mixedWeights(g, q, r) : Matrix::Zero(q, r);
    net.c = gaussian(g, q, 1);
    if (!net.input)
        net.input = InputSpec{Vector::Zero(r), Vector::Ones(r), {}, {}, {}};
    net.input->lower = Vector::Zero(r);
    net.input->upper = Vector::Ones(r);
    return net;
}

/// A contracting one with 1 … maxInputs inputs.
inline Network classifier(Generator& g, Index maxN = 12, Index maxInputs = 9) {
    return asClassifier(g, contractingNetwork(g, maxN, maxInputs));
}
/// A monotone operator network, mostly without weights that give μ_η(A) < 1.
inline Network monotoneClassifier(Generator& g, Index maxN = 12, Index maxInputs = 9) {
    return asClassifier(g, monotoneOperatorNetwork(g, maxN, maxInputs));
}

/// Samples of [0, 1]^r; nine in ten are labelled as the network reads them.
inline Dataset samplesFor(Generator& g, const NetworkAnalysis& analysis, Index count) {
    const Network& net = analysis.network();
    Dataset data;
    data.values = Matrix(Matrix::NullaryExpr(
        net.r(), count, [&] { return chance(g, 0.2) ? (chance(g, 0.5) ? 1.0 : 0.0) : uniform(g, 0, 1); }));
    data.labels.assign(static_cast<std::size_t>(count), 0);
    const Predictions read = predict(analysis, data, allSamples(data));
    for (std::size_t k = 0; k < data.labels.size(); ++k)
        data.labels[k] = chance(g, 0.9) && read.predictions[k] >= 0
                             ? read.predictions[k]
                             : static_cast<int>(integer(g, 0, net.q() - 1));
    return data;
}

inline std::size_t rowOf(std::string_view id) {
    std::size_t row = 0;
    while (certificates()[row].id != id)
        ++row;
    return row;
}

} // namespace kamke::test
