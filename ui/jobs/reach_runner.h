// Computes the frame of the present state in the background; the newest request wins.
#pragma once

#include "core/reach/frame.h"
#include "ui/jobs/live_runner.h"

namespace kamke::ui {

/// What the views draw: a frame together with the network analysis and the request that it belongs to.
struct ReachResult {
    std::shared_ptr<const NetworkAnalysis> analysis;
    std::shared_ptr<const Certifier> certifier; ///< kept, so that the next frame finds it
    QStringList letters;                        ///< of the boxes, in the frame's order
    QStringList methods;                        ///< ids, in the order of every BoxResult::enclosures
    Frame frame;
    quint64 generation = 0;
};

/// One request, copied out of the state so that the worker never looks at what the GUI thread changes.
struct ReachJob {
    std::shared_ptr<const Network> network;
    std::vector<InputBox> boxes;
    QStringList methods; ///< ids
    int sampleCount = 0; ///< 0: none
    quint64 seed = 0;
    friend bool operator==(const ReachJob&, const ReachJob&) = default;
};
ReachJob reachJobFor(const ExplorerState& state);
/// Its frame, incomplete when it was stopped.
std::shared_ptr<ReachResult> computeReach(const ReachJob& job, const std::stop_token& stop = {});

/// The same with the range of every output by branch and bound, where the exact reach is asked for and has no
/// polygons: seconds a box. Null where nothing is added, or it was stopped.
std::shared_ptr<ReachResult> searchedReach(const ReachResult& quick, const std::stop_token& stop);

std::shared_ptr<const Network> networkOf(const ReachResult& result);

struct ReachWork {
    void
    run(const ReachJob& job, quint64 generation, const std::stop_token& stop,
        const Publish<ReachResult>& publish) const;
};

/// Keeps `result()` up to date while the Reach workspace is shown.
class ReachRunner : public LiveRunner<ReachJob, ReachResult, ReachWork> {
    Q_OBJECT
public:
    explicit ReachRunner(ExplorerStore* store, QObject* parent = nullptr);

private:
    tl::expected<ReachJob, QString> wanted(const ExplorerState& state) const override;
};

} // namespace kamke::ui
