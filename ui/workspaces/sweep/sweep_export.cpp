#include "ui/workspaces/sweep/sweep_export.h"

#include "core/io/files/new_file.h"
#include "core/io/files/same_file.h"
#include "core/io/files/sweep_session.h"
#include "core/io/text/plain_text.h"
#include "core/sweep/counts_text.h"
#include "ui/files/write_file.h"
#include "ui/workspaces/sweep/sweep_samples.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <memory>
#include <numeric>
#include <system_error>
#include <utility>
#include <vector>

namespace kamke::ui {

namespace {

std::vector<SweepSummary> summaries(const SweepResults& results) {
    std::vector<SweepSummary> all;
    for (const SweepNetwork& network : results.networks)
        if (network.counts)
            all.push_back(
                {network.name.toStdString(), results.data ? results.data->name : std::string(),
                 network.certifier ? network.certifier->lipschitz : std::numeric_limits<double>::infinity(),
                 &results.plan, network.counts.get()});
    return all;
}

/// Block `number` of a table, whose samples are all done.
SweepBlock blockOf(const SweepTable& table, Index number) {
    SweepBlock block;
    block.first = number * SweepEngine::blockSamples;
    const auto size = static_cast<Index>(table.done.size());
    const Index count = std::min(SweepEngine::blockSamples, size - block.first);
    block.labels.assign(table.labels.begin() + block.first, table.labels.begin() + block.first + count);
    block.predictions.assign(
        table.predictions.begin() + block.first, table.predictions.begin() + block.first + count);
    for (const SweepBlock::Certificates& verdicts : table.certified)
        block.certified.emplace_back(verdicts.middleCols(block.first, count));
    for (const SweepBlock::Attacks& found : table.attacked)
        block.attacked.emplace_back(found.middleCols(block.first, count));
    for (const Matrix& margins : table.margins)
        block.margins.emplace_back(margins.middleCols(block.first, count));
    return block;
}

Result<void>
writeTo(const std::filesystem::path& path, const SweepResults& results, const SweepNetwork& one) {
    std::vector<Index> numbers(one.table->done.size());
    std::iota(numbers.begin(), numbers.end(), Index{0});
    const auto source = std::make_shared<const DatasetSource>(results.data, std::move(numbers));
    // "All of them" of a plan is their number in a file.
    SweepPlan plan = results.plan;
    for (PlannedAttack& attack : plan.attacks)
        attack.first = std::min(attack.first, source->size());
    SweepSession session({one.certifier, plan}, source);
    if (Result<void> opened = session.open(path, 1); !opened)
        return opened;
    for (Index k = 0; k < blocksOf(source->size()); ++k)
        if (one.table->done[static_cast<std::size_t>(k * SweepEngine::blockSamples)])
            if (Result<void> kept = session.keep(blockOf(*one.table, k)); !kept)
                return kept;
    return session.flush();
}

} // namespace

QString sweepTableCsv(const SweepResults& results) {
    return QString::fromStdString(sweepCsv(summaries(results)));
}

QString sweepTableLatex(const SweepResults& results) {
    return QString::fromStdString(sweepLatex(summaries(results)));
}

Result<void> exportSweepFile(const SweepResults& results, int network, const QString& file) {
    if (const QString why = whyNoSamples(&results, network); !why.isEmpty() || !results.data)
        return tl::unexpected(Error{why.toStdString()});
    const std::filesystem::path path = nativePath(file);
    const auto named = [&path](const std::string& message) {
        return fail(kamke::fileName(path) + ": " + message);
    };
    if (const auto why = whyNotWritable(path))
        return named(*why);
    // In a folder beside the file, so that what was there stays until the new one is whole, and that errors
    // give the name that the user knows.
    const std::filesystem::path target = resolved(path), folder = temporaryBeside(target),
                                part = folder / path.filename();
    std::error_code failed;
    if (!std::filesystem::create_directory(folder, failed))
        return named(notWritten(failed ? failed.message() : "its temporary folder exists"));
    Result<void> written = writeTo(part, results, results.networks[static_cast<std::size_t>(network)]);
    if (written)
        if (std::filesystem::rename(part, target, failed); failed)
            written = named(notWritten(failed.message()));
    std::filesystem::remove_all(folder, failed);
    return written;
}

} // namespace kamke::ui
