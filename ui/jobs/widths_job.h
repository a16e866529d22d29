// How wide interval boxes are on the way, for monDEQs and IBP-MonDEQs: ibp-mondeq, Figure 2 (right).
#pragma once

#include "core/model/types.h"
#include "core/solve/iteration.h"
#include "ui/jobs/newest_wins.h"

#include <QString>
#include <functional>
#include <memory>
#include <vector>

namespace kamke::ui {

struct WidthsJob {
    QString dataset;        ///< file; empty: the bundled digits
    double eps = 0.1;       ///< of the boxes, raw units
    int samples = 200;      ///< the first so many of the data set
    int iterations = 300;   ///< at most
    double alpha = 0.1;     ///< damping
    Index hidden = 128;     ///< of the random networks
    std::uint64_t seed = 0; ///< of the random networks
};

/// One network of the figure.
struct WidthsCurve {
    QString name;
    int series = 0;                       ///< colour and dashes
    double rhoAbs = 0;                    ///< ρ(|A|)
    std::vector<double> mean;             ///< mean widths of iterations 0, 1, …
    Status status = Status::NotConverged; ///< Ok: all iterations are done; Diverged; Cancelled; else: running

    /// The widths were still growing tenfold over the second half, or beyond all numbers.
    bool diverges() const;
    /// They had changed by less than a thousandth over the last tenth.
    bool settled() const;
};

/// A snapshot that never changes.
struct WidthsResult {
    std::vector<WidthsCurve> curves;
    Index samples = 0;
    QString leftOut; ///< networks that the gallery lacks, in one sentence; empty: none
    QString problem; ///< why there are no curves, in one sentence; empty: nothing is wrong
};

/// One random network of each kind, and the trained ones of the gallery that are there and read such samples.
/// `publish` is called whenever there is more to see, at most about 20 times a second, and at the end.
void computeWidths(const WidthsJob& job, const std::stop_token& stop, const Publish<WidthsResult>& publish);

} // namespace kamke::ui
