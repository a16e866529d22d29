// A small network that reads patterns, with its data in files: what tests of sweeps are of.
#pragma once

#include "core/io/files/network_file.h"
#include "core/sweep/run.h"
#include "core/train/train.h"
#include "train_fixture.h"
#include "ui/jobs/sweep_plan.h"
#include "ui/jobs/sweep_runner.h"

#include <QTemporaryDir>
#include <QTest>
#include <numeric>

namespace kamke::ui {

/// Reads most of the patterns correctly, and certifies some of them at ε of a few tenths.
inline std::shared_ptr<const Network> patternNetwork(unsigned seed = 5) {
    TrainOptions options = quickOptions();
    options.epochs = 12;
    options.seed = seed;
    const TrainOutcome outcome = train(patterns(300), nullptr, options);
    Network network = *outcome.network;
    network.name = "Patterns " + std::to_string(seed);
    return std::make_shared<const Network>(std::move(network));
}

struct SweepFiles {
    explicit SweepFiles(Index samples = 600)
        : network(patternNetwork())
        , data(shared(patterns(samples, 4, 3, 11)))
        , dataFile(writeIdx(dir.path(), "sweep", *data))
        , networkFile(dir.filePath("patterns.h5")) {
        if (!writeNetwork(*network, networkFile.toStdString()))
            networkFile.clear();
    }
    bool isThere() const { return !dataFile.isEmpty() && !networkFile.isEmpty(); }

    SweepState settings() const {
        SweepState s;
        s.networks = {networkFile};
        s.dataset = dataFile;
        s.samples = 0;
        s.eps = "0.05; 0.1 … 0.4";
        s.attacks = {{"pgd", 5, 1, 200}};
        return s;
    }

    QTemporaryDir dir;
    std::shared_ptr<const Network> network;
    std::shared_ptr<const Dataset> data;
    QString dataFile, networkFile;
};

inline SweepJob sweepJob(const SweepState& settings) {
    return {settings, *sweepPlan(settings), nullptr, nullptr, 2};
}

/// The same, block by block, by the core alone.
inline SweepTable coreTable(
    const std::shared_ptr<const Network>& network, const std::shared_ptr<const Dataset>& data,
    const SweepPlan& plan) {
    std::vector<Index> all(static_cast<std::size_t>(data->size()));
    std::iota(all.begin(), all.end(), Index{0});
    const DatasetSource source(data, std::move(all));
    const SweepEngine engine(
        std::make_shared<const Certifier>(std::make_shared<const NetworkAnalysis>(network)), plan);
    SweepTable table(plan, data->size());
    const auto ended = runSweep(engine, source, table);
    return ended && *ended == SweepEnd::Complete ? table : SweepTable();
}

inline bool sameCounts(const SweepCounts& a, const SweepCounts& b) {
    return a.done == b.done && a.correct == b.correct && a.certified == b.certified &&
           a.numerical == b.numerical && a.broken == b.broken && a.attacked == b.attacked;
}

} // namespace kamke::ui
