// The bundled digits and a network that reads them, and what certificates of all of them take.
#pragma once

#include "measure.h"

#include "core/certify/certifier.h"

namespace kamke::bench {

constexpr double digitsEps = 0.01;
constexpr int runs = 5;

struct Digits {
    std::shared_ptr<const Dataset> data;
    std::shared_ptr<const Certifier> certifier;
    const Network& network() const { return certifier->network(); }
    double count() const { return static_cast<double>(data->size()); }
};

/// Without data or certifier when a file cannot be read.
Digits openDigits(const std::string& network);

struct MarginTask {
    std::string id; ///< of the certificate
    double tolerance = 1e-13;
    double accuracy = sixDigits;
    bool clip = false;
    int threadCount = threads;
};

/// One certificate at one ε for every digit, margins of all: products with B and |B| (where the domain
/// clips), with A and |A| in each step, with TC and |TC|. `machine`: GFLOP/s of bare products on as many
/// threads.
Row marginRow(const Digits& digits, const MarginTask& task, double machine);

} // namespace kamke::bench
