#include "ui/workspaces/sweep/sweep_opener.h"

#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/io/files/sweep_file.h"
#include "core/sweep/fingerprint.h"
#include "core/sweep/sample_source.h"
#include "ui/jobs/datasets.h"
#include "ui/jobs/network_cache.h"
#include "ui/jobs/sweep_names.h"

#include <QtConcurrentRun>
#include <numeric>
#include <tuple>
#include <utility>

namespace kamke::ui {

namespace {

/// The network with this fingerprint and its file.
std::pair<std::shared_ptr<const Network>, QString>
findNetwork(const std::string& wanted, const SweepOrigins& origins) {
    if (origins.open && fingerprint(*origins.open) == wanted)
        return {origins.open, origins.openPath};
    for (const QString& file : origins.networks)
        if (auto network = readNetwork(file.toStdString()); network && fingerprint(*network) == wanted)
            return {std::make_shared<const Network>(std::move(*network)), file};
    return {};
}

/// The data set whose first samples have this fingerprint and its file.
std::pair<std::shared_ptr<const Dataset>, QString>
findData(const std::string& wanted, Index samples, const SweepOrigins& origins) {
    std::vector<Index> first(static_cast<std::size_t>(samples));
    std::iota(first.begin(), first.end(), Index{0});
    for (const QString& file : origins.datasets) {
        const QString path = file.isEmpty() ? Datasets::bundledFile() : file;
        auto read = readDataset(path.toStdString());
        if (path.isEmpty() || !read || read->size() < samples)
            continue;
        auto data = std::make_shared<const Dataset>(std::move(*read));
        if (const auto found = fingerprint(DatasetSource(data, first)); found && *found == wanted)
            return {std::move(data), file};
    }
    return {};
}

} // namespace

Result<SweepResults> readSweepResults(const QString& file, const SweepOrigins& origins) {
    const auto reader = SweepReader::open(file.toStdString());
    if (!reader)
        return tl::unexpected(reader.error());
    if (reader->plan().decisions)
        return fail(
            baseName(file).toStdString() + ": holds decisions, expected a sweep of certificates (the gallery "
                                           "of Digits takes them in while it is open)");
    SweepResults results;
    results.plan = reader->plan();
    results.samples = reader->samples();
    auto table = std::make_shared<SweepTable>(results.plan, results.samples);
    if (const Result<void> read = reader->replay(*table); !read)
        return tl::unexpected(read.error());
    std::tie(results.data, results.dataset) = findData(reader->header().data, results.samples, origins);
    const auto [network, path] = findNetwork(reader->header().network, origins);
    SweepNetwork one;
    one.path = path;
    one.name = baseName(file);
    results.networks.push_back(one);
    SweepNetwork& only = results.networks.front();
    if (network) {
        only.name = uniqueName(*network, path, results.networks, 0);
        only.certifier = certifierOf(network);
    }
    only.counts = std::make_shared<const SweepCounts>(table->counts);
    only.complete = table->counts.done == results.samples;
    only.table = std::move(table);
    return results;
}

SweepOpener::SweepOpener(QObject* parent)
    : QObject(parent) {
    connect(&reading_, &QFutureWatcher<Result<SweepResults>>::finished, this, [this] {
        const Result<SweepResults> read = reading_.result();
        if (read)
            emit opened(file_, std::make_shared<const SweepResults>(*read));
        else
            emit failed(QString::fromStdString(read.error().message));
    });
}

SweepOpener::~SweepOpener() {
    reading_.disconnect(this);
    reading_.waitForFinished();
}

void SweepOpener::open(const QString& file, const SweepOrigins& origins) {
    if (reading_.isRunning())
        return;
    file_ = file;
    reading_.setFuture(QtConcurrent::run([file, origins] { return readSweepResults(file, origins); }));
}

} // namespace kamke::ui
