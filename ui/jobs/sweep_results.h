// What a sweep has found so far, for all its networks.
#pragma once

#include "core/sweep/counts.h"

#include <QString>
#include <limits>
#include <memory>
#include <vector>

namespace kamke::ui {

/// One network of a sweep and how far it is.
struct SweepNetwork {
    QString path; ///< file; empty: the network that was open
    QString name; ///< short, for labels and tables; different for each network of the sweep
    /// Null while it has not been read and analysed; with Lipschitz constants and measures.
    std::shared_ptr<const Certifier> certifier;
    QString problem; ///< why it cannot be swept, in one sentence; empty: nothing is wrong
    /// Null before the first block. Newer counts are a new object.
    std::shared_ptr<const SweepCounts> counts;
    QString note; ///< what the user should know about its results file; empty as a rule
    /// Every verdict: once this network is done, and while the sweep is stopped; null otherwise.
    std::shared_ptr<const SweepTable> table;
    double seconds = 0; ///< of computing so far
    /// NaN while nobody knows.
    double secondsLeft = std::numeric_limits<double>::quiet_NaN();
    bool complete = false;
};

/// A snapshot that never changes: safe to keep. Everything is there from the start but what the networks
/// have found.
struct SweepResults {
    SweepPlan plan;
    QString dataset;                     ///< file; empty: the bundled digits
    std::shared_ptr<const Dataset> data; ///< null before it has been read
    Index samples = 0;                   ///< of each network: the first so many of the data set
    std::vector<SweepNetwork> networks;
    QString problem; ///< why the sweep as a whole has ended early, in one sentence; empty: nothing is wrong

    /// Every network is done or cannot be swept.
    bool complete() const;
    /// Samples × networks that are done, and all of them.
    Index done() const;
    Index total() const { return samples * static_cast<Index>(networks.size()); }
    /// Of the whole sweep; NaN while nobody knows.
    double secondsLeft() const;
};

} // namespace kamke::ui
