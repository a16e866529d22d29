// What the Network workspace knows of one network, and the part of the work that runs on its own thread.
#pragma once

#include "core/certify/certificates.h"
#include "core/model/dataset.h"

#include <complex>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace kamke::ui {

/// Iterations that one solver takes; NaN with a reason where it has none.
struct IterationCount {
    double mean = nan;
    std::string why; ///< why there is none, or the condition that promises it; one sentence
};

/// Certified samples at one ε by the certificate that certifies most.
struct CertifiedCount {
    double eps = 0; ///< raw units
    Index certified = 0;
    const Certificate* certificate = nullptr;
    bool proved = false; ///< every one of them in floating point
};

/// What is known of one network so far: a value that grows step by step.
struct NetworkFigures {
    std::string problem; ///< why the file could not be read, in one sentence; empty otherwise
    std::shared_ptr<const Network> network;
    std::shared_ptr<const NetworkAnalysis> analysis;
    Index parameters = 0, nonZero = 0; ///< entries of A, B, C, D, b, c; a D of zeros is none
    /// Of A; empty before they are known.
    std::vector<std::complex<double>> eigenvalues;
    /// Row measures of A with η = 1 and with the weights of least μ_η(A), n each.
    Vector rowsOnes, rowsBest;

    /// In the order of iterations(); empty before they are counted.
    std::vector<IterationCount> iterations;
    Index iterationInputs = 0; ///< that the means are over

    // Of the samples of a data set
    std::shared_ptr<const Dataset> data;   ///< null: nothing was measured
    int wanted = 0;                        ///< the first so many; 0: all
    std::string whyUnmeasured;             ///< the data do not fit the network; empty otherwise
    Index samples = 0;                     ///< that accuracy and counts are of
    double accuracy = nan;                 ///< share read correctly
    std::vector<CertifiedCount> certified; ///< by growing ε; empty before it is counted
    std::string whyUncertified;            ///< no certificate applies; empty otherwise
};

struct CompareProgress {
    double share = 0; ///< of the work, 0 … 1
    std::string step; ///< what is being done, "certified samples of MNIST"
};

/// One column to work on.
struct CompareEntry {
    std::string file;                       ///< read when there is no network yet
    std::shared_ptr<const Network> network; ///< the open one; else null
    std::shared_ptr<const NetworkFigures> known;
};

struct CompareJob {
    std::vector<CompareEntry> entries;
    std::shared_ptr<const Dataset> data; ///< null: none is at hand
    std::string whyNoData;
    std::vector<double> eps; ///< raw units, growing
    int samples = 0;
};

/// `figures` of entry `entry` are new; or only the progress when they are null.
struct CompareUpdate {
    std::size_t entry = 0;
    std::shared_ptr<const NetworkFigures> figures;
    CompareProgress progress;
    std::uint64_t generation = 0;
};

/// Does what is missing in `known` of each entry, cheapest first, and publishes each step. Returns when it is
/// done or soon after `stop`.
void runCompare(
    const CompareJob& job, const std::stop_token& stop, const std::function<void(CompareUpdate)>& publish);

/// Certificates worth running: those that apply and than which none that applies is tighter.
std::vector<const Certificate*> tightestCertificates(const NetworkAnalysis& analysis);

} // namespace kamke::ui
