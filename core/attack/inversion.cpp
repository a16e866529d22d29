// Continuous image inversion.
#include "core/attack/points.h"

namespace kamke {

namespace {

// Every pixel moves by at most ε towards its inverse, lower + upper − v; in l_2 the whole input does.
Matrix run(const AttackBlock& block, const AttackOptions&) {
    const Network& net = block.certifier.network();
    Vector sum = Vector::Ones(net.r());
    if (net.input && net.input->lower && net.input->upper)
        sum = *net.input->lower + *net.input->upper;
    const Matrix inverse = (-block.raw).colwise() + sum;
    return projected(block, inverse);
}

} // namespace

extern constinit const Attack inversion{
    .id = "inversion",
    .name = "continuous image inversion",
    .label = "image inversion",
    .citation = "nemon 6.2, appendix D",
    .explanation = "Every pixel moves by ε towards its inverse; no gradient, no random choice.",
    .usesSteps = false,
    .run = run,
};

} // namespace kamke
