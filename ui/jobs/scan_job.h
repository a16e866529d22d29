// One pass over the samples of a data set: the part of the scan that runs on its own thread.
#pragma once

#include "core/certify/certificates.h"
#include "core/model/dataset.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace kamke::ui {

/// Verdict of one sample; NotYet is none.
enum class ScanVerdict : unsigned char { NotYet, Certified, Undecided, Broken, Misread };

/// What is known of one sample.
struct ScannedSample {
    static constexpr int unread = -2;
    int prediction = unread; ///< −1: no fixed point was found
    double margin = std::numeric_limits<double>::quiet_NaN();
    double radius = std::numeric_limits<double>::quiet_NaN(); ///< of the certificate, does not depend on ε
    ScanVerdict verdict = ScanVerdict::NotYet;
    bool stale = false;     ///< margin and verdict belong to another ε
    bool attacked = false;  ///< by everything that the scan has
    bool hasRadius = false; ///< NaN is an answer, too
};

enum class ScanStep { Reading, Certifying, Attacking, Radii, Done };

struct ScanProgress {
    ScanStep step = ScanStep::Done;
    Index done = 0, total = 0;
};

/// Results since the last batch.
struct ScanBatch {
    std::vector<std::pair<std::size_t, ScannedSample>> changed;
    ScanProgress progress;
    std::uint64_t generation = 0;
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
    bool radii = false;
    std::vector<ScannedSample> known; ///< what is current in it is not done again
    std::shared_ptr<ScanGate> gate;
};

/// Does what is missing in `job.known`, cheapest first, and publishes batches at most 30 times a second.
/// `certifier` belongs to the network.
void runScan(
    const ScanJob& job, const Certifier& certifier, const std::stop_token& stop,
    const std::function<void(ScanBatch)>& publish);

} // namespace kamke::ui
