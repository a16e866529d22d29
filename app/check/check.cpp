#include "check.h"

#include "unique.h"
#include "verdicts.h"

#include "core/io/files/network_hash.h"

namespace kamke::check {

CheckedNetwork::CheckedNetwork(const Network& network)
    : weights(network)
    , hash(networkHash(network))
    , relu(network.activation.kind() == Activation::Kind::Relu) {}

void check(const CheckedNetwork& network, const Proof& proof) {
    if (!network.relu)
        throw Refused{"proofs are of relu networks, and this network's activation is another one"};
    if (proof.network != network.hash)
        throw Refused{
            "it is about another network: its SHA-256 is " + proof.network.substr(0, 64) +
            ", that of this one " + network.hash};
    const std::size_t q = network.weights.q;
    if (proof.label >= q)
        throw Refused{
            "its label is " + std::to_string(proof.label) + ", and the network has " + std::to_string(q) +
            " classes"};
    const RoundUpward rounding;
    if (!roundsUpward())
        throw Refused{
            "this processor does not round upward when it is told to, so nothing can be checked on it"};
    if (proof.robust)
        checkRobust(network.weights, proof);
    else
        checkBroken(network.weights, proof);
}

} // namespace kamke::check
