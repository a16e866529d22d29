// A proof file as it is read: numbers, not yet believed.
#pragma once

#include "upward.h"

#include <string>

namespace kamke::check {

/// What a proof file says, or why it says nothing; see core/prove/sample_proof.h for what the parts mean.
struct Proof {
    std::string network; ///< SHA-256
    Numbers centre;
    double eps = 0;
    bool ball = false, clip = false;
    std::size_t label = 0;
    bool robust = false;
    Numbers eta, lambda; ///< one of them is empty
    Numbers state;

    Numbers startLower, startUpper;
    int rounds = 0;
    std::vector<std::size_t> open;
    struct Node {
        std::vector<std::size_t> refresh;
        Numbers upper, lower;
        bool splits = false;
        std::size_t split = 0;
        Numbers nu; ///< empty: the node has a split, or no input
    };
    struct Competitor {
        std::size_t index = 0;
        std::vector<Node> nodes;
    };
    std::vector<Competitor> competitors;

    Numbers witness;
    std::size_t readAs = 0;
};

/// Something is wrong with a file, or what it says does not hold: one sentence without the file's name.
struct Refused {
    std::string sentence;
};

/// Throws Refused. The text is that of a whole file.
Proof readProof(const std::string& text);

/// A number as proofs write it: hexadecimal, exact. Throws Refused, which names `what`.
double exactNumber(const std::string& text, const std::string& what);

} // namespace kamke::check
