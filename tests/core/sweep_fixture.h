// A small sweep and its file, for tests.
#pragma once

#include "core/certify/certificates.h"
#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/io/files/sweep_file.h"
#include "core/model/analysis.h"
#include "core/sweep/counts.h"
#include "core/sweep/engine.h"
#include "core/sweep/fingerprint.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

namespace kamke::test {

inline std::string contentOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline std::shared_ptr<const Dataset> moons() {
    static const auto data = std::make_shared<const Dataset>(
        readDataset(std::filesystem::path(KAMKE_SOURCE_DIR) / "tests/data/datasets/two_moons.h5").value());
    return data;
}

inline std::shared_ptr<const DatasetSource> moonSource(Index count = 300) {
    std::vector<Index> samples(static_cast<std::size_t>(count));
    std::iota(samples.begin(), samples.end(), Index{0});
    return std::make_shared<const DatasetSource>(moons(), samples);
}

/// The network of the moons with a plan of two methods and an attack.
struct MoonSweep {
    std::shared_ptr<const Certifier> certifier;
    std::shared_ptr<const SampleSource> source = moonSource();
    SweepPlan plan;

    MoonSweep() {
        auto network =
            readNetwork(std::filesystem::path(KAMKE_SOURCE_DIR) / "resources/networks/two_moons.h5").value();
        certifier = std::make_shared<const Certifier>(
            std::make_shared<const NetworkAnalysis>(std::make_shared<const Network>(std::move(network))));
        plan.eps = Eigen::Vector3d(0.02, 0.1, 0.3);
        plan.certificates = {findCertificate("mmc"), findCertificate("ibp")};
        AttackOptions attack;
        attack.steps = 3;
        attack.restarts = 2;
        plan.attacks = {{findAttack("pgd"), attack, 100}};
        plan.margins = true;
    }
    Result<SweepFile> open(const std::filesystem::path& path) const {
        return SweepFile::open(
            path, plan, source, fingerprint(certifier->network()), fingerprint(*source).value());
    }
    /// Runs what the file does not have, of the blocks that `wanted` names (all of them by default).
    SweepEnd run(SweepFile& file, int threads = 1, const std::function<bool(Index)>& wanted = {}) const {
        SweepRun run;
        run.threads = threads;
        run.wanted = [&](Index block) { return !file.has(block) && (!wanted || wanted(block)); };
        return runSweep(SweepEngine(certifier, plan), *source, file, run).value();
    }
    void write(const std::filesystem::path& path, const std::function<bool(Index)>& wanted = {}) const {
        SweepFile file = open(path).value();
        run(file, 1, wanted);
    }
};

} // namespace kamke::test
