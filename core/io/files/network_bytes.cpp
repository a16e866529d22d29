#include "core/io/files/network_bytes.h"

#include "core/io/files/byte_coder.h"

namespace kamke {

namespace {

/// One list of the members serves both ways.
template<class Coder, class SomeNetwork>
void codeNetwork(Coder& coder, SomeNetwork& network) {
    coder(network.A);
    coder(network.B);
    coder(network.C);
    coder(network.D);
    coder(network.b);
    coder(network.c);
    coder(network.activation);
    coder(network.name);
    coder(network.description);
    coder(network.source);
    coder(network.eta);
    coder(network.input);
    coder(network.labels);
    coder(network.training);
}

} // namespace

std::string toBytes(const Network& network) {
    Packer packer;
    codeNetwork(packer, network);
    return packer.take();
}

std::optional<Network> networkFromBytes(const std::string& bytes) {
    Unpacker unpacker(bytes);
    Network network;
    codeNetwork(unpacker, network);
    return unpacker.atEnd() ? std::optional(std::move(network)) : std::nullopt;
}

} // namespace kamke
