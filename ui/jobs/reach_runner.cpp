#include "ui/jobs/reach_runner.h"

#include "core/search/network_system.h"
#include "ui/jobs/network_cache.h"

#include <chrono>

namespace kamke::ui {

namespace {

/// Of a box; what is known by then is said.
constexpr std::chrono::seconds perRange{10};

} // namespace

ReachJob reachJobFor(const ExplorerState& state) {
    ReachJob job{state.network, state.boxes, {}, state.showSamples ? state.sampleCount : 0, state.seed};
    for (const QString& id : state.methods)
        if (findMethod(id.toStdString()))
            job.methods << id;
    return job;
}

std::shared_ptr<ReachResult> computeReach(const ReachJob& job, const std::stop_token& stop) {
    auto result = std::make_shared<ReachResult>();
    result->analysis = analysisOf(job.network);
    if (stop.stop_requested())
        return result;
    result->certifier = certifierOf(job.network);
    result->methods = job.methods;
    FrameRequest request;
    for (const InputBox& box : job.boxes) {
        request.boxes.push_back(box.box);
        result->letters << box.letter;
    }
    for (const QString& id : job.methods)
        request.methods.push_back(findMethod(id.toStdString()));
    request.sampleCount = job.sampleCount;
    request.seed = job.seed;
    request.options.limits.stop = stop;
    result->frame = computeFrame(*result->certifier, request);
    return result;
}

std::shared_ptr<ReachResult> searchedReach(const ReachResult& quick, const std::stop_token& stop) {
    const Method& exact = *findMethod("exact");
    const auto row = quick.methods.indexOf(QString::fromUtf8(exact.id.data(), qsizetype(exact.id.size())));
    if (row < 0 || whyNotRelational(*quick.analysis))
        return nullptr;
    std::shared_ptr<ReachResult> result;
    for (std::size_t k = 0; k < quick.frame.boxes.size(); ++k) {
        const BoxResult& box = quick.frame.boxes[k];
        if (box.enclosures[static_cast<std::size_t>(row)].ok())
            continue;
        ReachOptions options;
        options.searchRange = true;
        options.limits = {stop, Clock::now() + perRange};
        Enclosure found = reach(exact, *quick.certifier, box.box, options);
        if (stop.stop_requested())
            return nullptr;
        if (!result)
            result = std::make_shared<ReachResult>(quick);
        result->frame.boxes[k].enclosures[static_cast<std::size_t>(row)] = std::move(found);
    }
    return result;
}

std::shared_ptr<const Network> networkOf(const ReachResult& result) {
    return result.analysis->sharedNetwork();
}

void ReachWork::run(
    const ReachJob& job, quint64 generation, const std::stop_token& stop,
    const Publish<ReachResult>& publish) const {
    auto result = computeReach(job, stop);
    result->generation = generation;
    if (!result->frame.complete)
        return;
    publish(result);
    if (auto searched = searchedReach(*result, stop))
        publish(std::move(searched));
}

ReachRunner::ReachRunner(ExplorerStore* store, QObject* parent)
    : LiveRunner(
          store, QStringLiteral("reach"),
          StatePart::Network | StatePart::Boxes | StatePart::Methods | StatePart::Samples,
          OtherNetwork::KeepUntilNext, parent) {
    follow(StatePart::All);
}

tl::expected<ReachJob, QString> ReachRunner::wanted(const ExplorerState& state) const {
    return reachJobFor(state);
}

} // namespace kamke::ui
