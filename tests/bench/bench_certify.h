// Times certificates of the bundled digits.
#pragma once

#include <string>
#include <vector>

namespace kamke::bench {

/// One certificate over all digits at one ε.
struct CertifyRow {
    std::string name;
    double seconds;
    double iterations; ///< mean of the embedded iteration per digit
    double gigaflops; ///< rate of the products that the formulas ask for; what is done besides counts as time
    double machine;   ///< rate of bare products of the same shape, in the same run and on as many threads
};

/// MM-C of the 10,000 digits, clipped, on two threads, for every bundled network that reads digits (a random
/// one with n = 100 when there is none).
std::vector<CertifyRow> certifyRows();

/// Everything that a digit needs when it is picked: all certificates, and the explanation, in milliseconds.
struct DigitRow {
    std::string name;
    double certificates, explanation;
};
std::vector<DigitRow> digitRows();

} // namespace kamke::bench
