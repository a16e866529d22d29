#include "io/import/named_arrays.h"

#include "io/import/array_reader.h"
#include "io/input_reader.h"

#include <cmath>

namespace kamke {

namespace {

std::string times(const char* rows, Index columns) {
    return rows + std::string("×") + std::to_string(columns);
}

Result<double> monotonicityOf(ArrayReader& reader, const ImportOptions& options) {
    if (options.monotonicity)
        return *options.monotonicity;
    if (!reader.has("m"))
        return fail("has A, B, U and C of a monotone operator network, expected also its m in W = (1 − m)I − "
                    "AᵀA + B − "
                    "Bᵀ, which the file does not say: give m (--m on the command line)");
    const auto m = reader.list("m", 1, "m of W = (1 − m)I − AᵀA + B − Bᵀ");
    if (!m)
        return tl::unexpected(m.error());
    return (*m)(0);
}

Result<Network> monotoneOperatorNetwork(ArrayReader& reader, const ImportOptions& options) {
    Network net;
    const auto m = monotonicityOf(reader, options);
    if (!m)
        return tl::unexpected(m.error());
    if (!(std::isfinite(*m) && *m > 0))
        return fail("m is " + numberText(*m) + ", expected a number > 0, so that I − W is monotone");
    const auto A = reader.matrix("A", -1, -1, "n×n", "A of W = (1 − m)I − AᵀA + B − Bᵀ");
    if (!A)
        return tl::unexpected(A.error());
    // AᵀA is n×n for any number of rows of A.
    const Index n = A->cols();
    const auto B = reader.matrix("B", n, n, "n×n", "B of W = (1 − m)I − AᵀA + B − Bᵀ");
    if (!B)
        return tl::unexpected(B.error());
    auto U = reader.matrix("U", n, -1, "n×r", "B, from the input to the state");
    if (!U)
        return tl::unexpected(U.error());
    auto C = reader.matrix("C", -1, n, times("q", n), "C, from the state to the output");
    if (!C)
        return tl::unexpected(C.error());
    auto u = reader.listOrZero("u", n, "b, the bias of the state");
    if (!u)
        return tl::unexpected(u.error());
    auto c = reader.listOrZero("c", C->rows(), "c, the bias of the output");
    if (!c)
        return tl::unexpected(c.error());
    net.A = (1 - *m) * Matrix::Identity(n, n) - A->transpose() * *A + *B - B->transpose();
    net.B = std::move(*U);
    net.C = std::move(*C);
    net.b = std::move(*u);
    net.c = std::move(*c);
    net.D = Matrix::Zero(net.q(), net.r());
    net.training = {{"kind", std::string("mon")}, {"m", *m}};
    reader.say("A of the network", extentsText({n, n}), "(1 − m)I − AᵀA + B − Bᵀ, m = " + numberText(*m));
    return net;
}

Result<Network> implicitNetwork(ArrayReader& reader) {
    Network net;
    auto A = reader.matrix("A", -1, -1, "n×n", "A, from the state to itself");
    if (!A)
        return tl::unexpected(A.error());
    const Index n = A->rows();
    if (A->cols() != n)
        return fail(
            "variable A is " + extentsText({n, A->cols()}) + ", expected as many rows as columns (n×n)");
    auto B = reader.matrix("B", n, -1, "n×r", "B, from the input to the state");
    if (!B)
        return tl::unexpected(B.error());
    auto C = reader.matrix("C", -1, n, times("q", n), "C, from the state to the output");
    if (!C)
        return tl::unexpected(C.error());
    auto b = reader.listOrZero("b", n, "b, the bias of the state");
    if (!b)
        return tl::unexpected(b.error());
    auto c = reader.listOrZero("c", C->rows(), "c, the bias of the output");
    if (!c)
        return tl::unexpected(c.error());
    net.D = Matrix::Zero(C->rows(), B->cols());
    if (reader.has("D")) {
        auto D = reader.matrix("D", C->rows(), B->cols(), "q×r", "D, from the input to the output");
        if (!D)
            return tl::unexpected(D.error());
        net.D = std::move(*D);
    }
    if (reader.has("eta")) {
        auto eta = reader.list("eta", n, "η, the weights of the norm");
        if (!eta)
            return tl::unexpected(eta.error());
        net.eta = std::move(*eta);
    }
    net.A = std::move(*A);
    net.B = std::move(*B);
    net.C = std::move(*C);
    net.b = std::move(*b);
    net.c = std::move(*c);
    return net;
}

Result<Network> feedForwardNetwork(ArrayReader& reader) {
    LayerStack stack;
    for (int k = 1; reader.has("W" + std::to_string(k)); ++k) {
        const std::string number = std::to_string(k);
        const Index inputs = k == 1 ? -1 : std::get<AffineLayer>(stack.layers.back()).W.rows();
        const std::string expected = inputs < 0 ? "outputs×inputs" : times("outputs", inputs);
        auto W = reader.matrix("W" + number, -1, inputs, expected, "weights of layer " + number);
        if (!W)
            return tl::unexpected(W.error());
        auto b = reader.listOrZero("b" + number, W->rows(), "bias of layer " + number);
        if (!b)
            return tl::unexpected(b.error());
        if (k == 1)
            stack.inputs = W->cols();
        else
            stack.layers.emplace_back(ReluLayer{});
        stack.layers.emplace_back(AffineLayer{std::move(*W), std::move(*b)});
    }
    auto network = toNetwork(stack);
    if (network)
        network->training = {{"kind", std::string("feed-forward")}};
    return network;
}

} // namespace

Result<Network>
networkFromArrays(const ParsedFile& file, const ImportOptions& options, ImportSummary& summary) {
    ArrayReader reader(file, summary);
    auto network = [&]() -> Result<Network> {
        if (reader.has("W1"))
            return feedForwardNetwork(reader);
        if (reader.has("U"))
            return monotoneOperatorNetwork(reader, options);
        if (reader.has("A"))
            return implicitNetwork(reader);
        return fail(
            "has " + reader.names() +
            ", expected the variables A, B, C, b, c of an implicit network, A, B, U, u, C, c of a monotone "
            "operator network, or W1, b1, W2, b2, … of a feed-forward network");
    }();
    if (network)
        reader.sayUnused();
    return network;
}

} // namespace kamke
