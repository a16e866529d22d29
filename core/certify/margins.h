// Margins of many samples: how far a certificate is from letting another class win.
#pragma once

#include "core/certify/certificates.h"
#include "core/model/dataset.h"

namespace kamke {

/// What one certificate says of k input boxes.
struct MarginColumns {
    /// q×k lower bounds of y_label − y_j over the input box: relative certificates z̲_j
    /// (mixed-monotone-contractive (9)), the others y̲_label − ȳ_j. Zero at j = label. NaN without a box.
    Matrix differences;
    Vector margin; ///< k: least difference over j ≠ label; NaN without a box. Certified needs margin > 0.
    std::shared_ptr<const StateBoxes> boxes; ///< shared by the certificates of one state box
    OutputBounds output; ///< q×k, box of the logits; NaN without a box; see CertifyOptions::logits
    double seconds = 0;  ///< work of this certificate (a shared state box counts for each)
};

/// One entry per certificate, in the order given. Certificates with the same state box share its iteration.
/// The labels must be outputs of the network. A certificate whose condition fails has status not-applicable
/// in every column and its reason.
std::vector<MarginColumns> marginColumns(
    const Certifier& certifier, const InputColumns& inputs, std::span<const Certificate* const> certificates,
    const CertifyOptions& options = {});

std::vector<MarginColumns> marginColumns(
    const Certifier& certifier, const ColumnInput& input, std::span<const Certificate* const> certificates,
    const CertifyOptions& options = {});

/// Margins of samples of a data set at one ε (raw units).
struct MarginTable {
    Matrix margins; ///< methods×N; NaN where there is no box or nothing was computed
    std::vector<std::vector<char>> rigorous; ///< per method and sample: the margin is proved
    std::vector<double> seconds;             ///< per method, summed over threads
    Index done = 0;                          ///< samples whose columns are final
    bool complete = false;                   ///< nothing was left out by a stop or a time limit
    /// Samples that the method certifies: margin > 0 and read correctly at ε = 0. `correct`: per sample.
    Index certified(Index method, std::span<const char> correct) const;
};
MarginTable certify(
    const Certifier& certifier, const Dataset& data, std::span<const Index> samples, double eps,
    std::span<const Certificate* const> certificates, const CertifyOptions& options = {});

/// Logits of samples at ε = 0 and what they are read as (the first of the largest).
struct Predictions {
    Matrix logits;                ///< q×N
    std::vector<int> predictions; ///< N, −1 where no fixed point was found
    std::vector<char> correct;    ///< N
    bool complete = false;
    double accuracy() const;
};
Predictions predict(
    const NetworkAnalysis& analysis, const Dataset& data, std::span<const Index> samples,
    const CertifyOptions& options = {});

/// The same for samples as columns, with states to this relative tolerance, which stay behind in `inputs`.
/// Complete unless the limits were reached.
Predictions predictColumns(
    const Certifier& certifier, BallInputs& inputs, const Limits& limits = {}, double tolerance = 1e-13);

/// Index of the first largest entry; −1 when an entry is not a number.
int predictedClass(const Vector& logits);

} // namespace kamke
