#include "core/io/import/named_arrays.h"

#include "core/io/files/input_reader.h"
#include "core/io/import/array_reader.h"
#include "core/model/try.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace kamke {

namespace {

std::string times(const char* rows, Index columns) {
    return rows + std::string("×") + std::to_string(columns);
}

ImportResult<double> monotonicityOf(ArrayReader& reader, const ImportOptions& options) {
    if (options.monotonicity)
        return *options.monotonicity;
    if (!reader.has("m"))
        return tl::unexpected(ImportError(
            {"has A, B, U and C of a monotone operator network, expected also its m in W = (1 − m)I − AᵀA + "
             "B − Bᵀ, which the file does not say: give m"},
            true));
    KAMKE_TRY(const auto m, reader.list("m", 1, "m of W = (1 − m)I − AᵀA + B − Bᵀ"));
    return m(0);
}

ImportResult<Network> monotoneOperatorNetwork(ArrayReader& reader, const ImportOptions& options) {
    Network net;
    KAMKE_TRY(const auto m, monotonicityOf(reader, options));
    if (!(std::isfinite(m) && m > 0))
        return fail("m is " + numberText(m) + ", expected a number > 0, so that I − W is monotone");
    KAMKE_TRY(const auto A, reader.matrix("A", -1, -1, "n×n", "A of W = (1 − m)I − AᵀA + B − Bᵀ"));
    // AᵀA is n×n for any number of rows of A.
    const Index n = A.cols();
    KAMKE_TRY(const auto B, reader.matrix("B", n, n, "n×n", "B of W = (1 − m)I − AᵀA + B − Bᵀ"));
    KAMKE_TRY(net.B, reader.matrix("U", n, -1, "n×r", "B, from the input to the state"));
    KAMKE_TRY(net.C, reader.matrix("C", -1, n, times("q", n), "C, from the state to the output"));
    KAMKE_TRY(net.b, reader.listOrZero("u", n, "b, the bias of the state"));
    KAMKE_TRY(net.c, reader.listOrZero("c", net.q(), "c, the bias of the output"));
    net.A = (1 - m) * Matrix::Identity(n, n) - A.transpose() * A + B - B.transpose();
    net.D = Matrix::Zero(net.q(), net.r());
    net.training = {{"kind", std::string("mon")}, {"m", m}};
    reader.say("A of the network", extentsText({n, n}), "(1 − m)I − AᵀA + B − Bᵀ, m = " + numberText(m));
    return net;
}

Result<Network> implicitNetwork(ArrayReader& reader) {
    Network net;
    KAMKE_TRY(net.A, reader.matrix("A", -1, -1, "n×n", "A, from the state to itself"));
    const Index n = net.n();
    if (net.A.cols() != n)
        return fail(
            "variable A is " + extentsText({n, net.A.cols()}) + ", expected as many rows as columns (n×n)");
    KAMKE_TRY(net.B, reader.matrix("B", n, -1, "n×r", "B, from the input to the state"));
    KAMKE_TRY(net.C, reader.matrix("C", -1, n, times("q", n), "C, from the state to the output"));
    KAMKE_TRY(net.b, reader.listOrZero("b", n, "b, the bias of the state"));
    KAMKE_TRY(net.c, reader.listOrZero("c", net.q(), "c, the bias of the output"));
    net.D = Matrix::Zero(net.q(), net.r());
    if (reader.has("D")) {
        KAMKE_TRY(net.D, reader.matrix("D", net.q(), net.r(), "q×r", "D, from the input to the output"));
    }
    if (reader.has("eta")) {
        KAMKE_TRY(net.eta, reader.list("eta", n, "η, the weights of the norm"));
    }
    return net;
}

/// The names of the weights and biases of numbered layers, from the first on.
struct NumberedLayers {
    std::map<unsigned long, std::string> weights, biases;
};

/// Whether it seems meant as a numbered weight or bias, but is written in another way: w3, W_3.
bool resemblesLayerName(const std::string& name) {
    const std::size_t digits = name.size() > 1 && (name[1] == '_' || name[1] == '.') ? 2 : 1;
    return name.size() > digits && std::string_view("WwBb").find(name[0]) != std::string_view::npos &&
           name.find_first_not_of("0123456789", digits) == std::string::npos;
}

/// Layers from 0 or 1 without a gap; the error names the variable that would be left.
Result<NumberedLayers> numberedLayers(const ArrayReader& reader) {
    NumberedLayers layers;
    for (const NamedArray& array : reader.arrays()) {
        const auto layer = layerNameOf(array.name);
        if (!layer && resemblesLayerName(array.name))
            return fail(
                "variable " + array.name +
                " would be left out, expected W0, b0, … or W1, b1, … as names of weights and biases");
        if (!layer)
            continue;
        auto& names = layer->letter == 'W' ? layers.weights : layers.biases;
        const auto [same, isNew] = names.emplace(layer->number, array.name);
        if (!isNew)
            return fail(
                "has the variables " + same->second + " and " + array.name + ", expected one of this number");
    }
    unsigned long next = layers.weights.contains(0) ? 0 : 1;
    for (const auto& [number, name] : layers.weights)
        if (number != next++)
            return fail(
                "variable " + name + " would be left out: there is no W" + std::to_string(next - 1) +
                ", expected W0, W1, … or W1, W2, … without a gap");
    for (const auto& [number, name] : layers.biases)
        if (!layers.weights.contains(number))
            return fail(
                "variable " + name + " would be left out: there is no W" + std::to_string(number) +
                ", expected a weight for every bias");
    return layers;
}

Result<Network> feedForwardNetwork(ArrayReader& reader) {
    KAMKE_TRY(const auto layers, numberedLayers(reader));
    LayerStack stack;
    for (const auto& [number, name] : layers.weights) {
        const std::string text = std::to_string(number);
        const auto bias = layers.biases.find(number);
        const bool first = stack.layers.empty();
        const Index inputs = first ? -1 : std::get<AffineLayer>(stack.layers.back()).W.rows();
        const std::string expected = first ? "outputs×inputs" : times("outputs", inputs);
        KAMKE_TRY(auto W, reader.matrix(name, -1, inputs, expected, "weights of layer " + text));
        KAMKE_TRY(
            auto b,
            reader.listOrZero(
                bias == layers.biases.end() ? "b" + text : bias->second, W.rows(), "bias of layer " + text));
        if (first)
            stack.inputs = W.cols();
        else
            stack.layers.emplace_back(ReluLayer{});
        stack.layers.emplace_back(AffineLayer{std::move(W), std::move(b)});
    }
    auto network = toNetwork(stack);
    if (network)
        network->training = {{"kind", std::string("feed-forward")}};
    return network;
}

/// The name of a variable that the file has twice, or nothing.
std::optional<std::string> doubledName(const ParsedFile& file) {
    std::set<std::string> names;
    for (const NamedArray& array : file.arrays)
        if (!names.insert(array.name).second)
            return array.name;
    return std::nullopt;
}

} // namespace

ImportResult<Network>
networkFromArrays(const ParsedFile& file, const ImportOptions& options, ImportSummary& summary) {
    if (const auto twice = doubledName(file))
        return fail("has the variable " + twice->substr(0, 40) + " twice, expected every variable once");
    ArrayReader reader(file, summary);
    const bool hasLayers = std::any_of(file.arrays.begin(), file.arrays.end(), [](const NamedArray& array) {
        const auto layer = layerNameOf(array.name);
        return layer && layer->letter == 'W';
    });
    std::string kind;
    auto network = [&]() -> ImportResult<Network> {
        if (hasLayers) {
            kind = "a feed-forward network of numbered layers";
            return feedForwardNetwork(reader);
        }
        if (reader.has("U")) {
            kind = "a monotone operator network of A, B, U, u, C and c";
            return monotoneOperatorNetwork(reader, options);
        }
        if (reader.has("A")) {
            kind = "an implicit network of A, B, C, b, c, D and eta";
            return implicitNetwork(reader);
        }
        return fail(
            "has " + reader.names() +
            ", expected the variables A, B, C, b, c of an implicit network, A, B, U, u, C, c of a monotone "
            "operator network, or W1, b1, W2, b2, … of a feed-forward network");
    }();
    if (network)
        KAMKE_CHECK(reader.finish(kind));
    return network;
}

} // namespace kamke
