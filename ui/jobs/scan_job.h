// One pass over the samples of a data set: the part of the scan that runs on its own thread.
#pragma once

#include "core/certify/certificates.h"
#include "core/model/dataset.h"
#include "ui/jobs/verdict_keeper.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace kamke::ui {

/// What the gallery sorts by; verdicts are in the store.
struct SampleMeasures {
    double margin = std::numeric_limits<double>::quiet_NaN(); ///< of the certificate, at the present ε
    double radius = std::numeric_limits<double>::quiet_NaN(); ///< of the certificate, does not depend on ε
    bool hasRadius = false;                                   ///< NaN is an answer, too
};

enum class ScanStep { Reading, Certifying, Attacking, Radii, Done };

struct ScanProgress {
    ScanStep step = ScanStep::Done;
    Index done = 0, total = 0;
};

/// Results since the last batch.
struct ScanBatch {
    std::vector<SampleFinding> findings;
    std::vector<std::pair<std::size_t, SampleMeasures>> changed;
    ScanProgress progress;
    std::uint64_t generation = 0;
    std::uint64_t problem = 0; ///< VerdictKeeper::generation() that the findings are of
};

/// Where the scan waits while somebody waits for something more urgent.
class ScanGate {
public:
    void setOpen(bool open);
    /// Returns when the gate is open or `stop` is asked for.
    void pass(const std::stop_token& stop);

private:
    std::mutex mutex_;
    std::condition_variable_any wake_;
    bool open_ = true;
};

/// Everything that the scan needs, copied out of the state.
struct ScanJob {
    std::shared_ptr<const Network> network;
    std::shared_ptr<const Dataset> data;
    /// That is chosen; another one judges where it takes seconds a sample or does not apply to the network.
    const Certificate* certificate = nullptr;
    double eps = 0;
    BallNorm norm = BallNorm::Linf;
    bool clip = false;
    bool margins = false; ///< of every sample, also where the verdict is known
    bool radii = false;
    std::vector<SampleMeasures> measures;      ///< what is there is not done again
    std::shared_ptr<const VerdictStore> known; ///< nor is this
    std::uint64_t problem = 0;
    std::shared_ptr<ScanGate> gate;
};

/// Does what is missing in `job.known` and `job.measures`, cheapest first, and publishes batches at most 30
/// times a second. `certifier` belongs to the network.
void runScan(
    const ScanJob& job, const Certifier& certifier, const std::stop_token& stop,
    const std::function<void(ScanBatch)>& publish);

} // namespace kamke::ui
