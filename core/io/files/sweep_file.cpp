#include "core/io/files/sweep_file.h"

#include "core/io/hdf5/hdf5_values.h"
#include "core/model/try.h"
#include "core/sweep/decided.h"

#include <algorithm>
#include <system_error>

namespace kamke {

namespace fs = std::filesystem;

namespace {

/// A name beside the file that is not taken: out.h5~, out.h5~2, …
fs::path keptName(const fs::path& path) {
    std::error_code code;
    for (int k = 1;; ++k) {
        fs::path name = path;
        name += k == 1 ? std::string("~") : "~" + std::to_string(k);
        if (!fs::exists(name, code))
            return name;
    }
}

Result<bool> isFinished(const SweepRows& rows) {
    return rows.done().map([](const std::vector<char>& marks) {
        return std::all_of(marks.begin(), marks.end(), [](char mark) { return mark == blockDone; });
    });
}

tl::unexpected<Error> refuse(const fs::path& path, const std::string& what) {
    return fail(
        hdf5::fileName(path) + ": holds a sweep " + what +
        "; give another name, or delete it to begin again");
}

/// Puts a finished file out of the way and makes a new one, or leaves all as it was; gives what to say about
/// it.
Result<std::string> beginAnew(const fs::path& path, const std::string& why, const SweepHeader& header) {
    const fs::path kept = keptName(path);
    std::error_code code;
    fs::rename(path, kept, code);
    if (code)
        return fail(hdf5::fileName(path) + ": cannot be renamed (" + code.message() + ")");
    if (auto made = createSweepFile(path, header); !made) {
        fs::rename(kept, path, code);
        return tl::unexpected(made.error());
    }
    return hdf5::fileName(path) + ": held a finished sweep " + why + ", which is kept as " +
           hdf5::fileName(kept);
}

} // namespace

Result<SweepFile> SweepFile::open(
    const fs::path& path, const SweepPlan& plan, std::shared_ptr<const SampleSource> source,
    const std::string& networkFingerprint, const std::string& dataFingerprint) {
    const SweepHeader header = headerOf(plan, networkFingerprint, dataFingerprint, source->size());
    std::string note;
    for (;;) {
        std::error_code code;
        if (!fs::exists(path, code))
            KAMKE_CHECK(createSweepFile(path, header));
        KAMKE_TRY(auto rows, SweepRows::open(path, SweepRows::Access::Write));
        if (auto other = sourceDifference(rows.header(), header))
            return refuse(path, *other);
        if (auto other = planDifference(rows.header(), header)) {
            KAMKE_TRY(const auto finished, isFinished(rows));
            if (!finished)
                return refuse(path, *other + " and is not finished");
            if (header.nodes > 0 || rows.header().nodes > 0) // decisions are too much work to be put aside
                return refuse(path, *other);
            KAMKE_TRY(note, beginAnew(path, *other, header));
            continue;
        }
        rows.setOrder(header);
        SweepFile file(std::move(rows), std::move(source), plan);
        file.note_ = std::move(note);
        KAMKE_CHECK(file.verifyBlocks());
        return file;
    }
}

Result<void> SweepFile::verifyBlocks() {
    KAMKE_TRY(marks_, rows_.done());
    Index damaged = 0;
    for (std::size_t block = 0; block < marks_.size(); ++block) {
        if (marks_[block] == 0)
            continue;
        KAMKE_TRY(const auto sound, rows_.isSound(static_cast<Index>(block)));
        damaged += !sound;
        if (!sound) {
            marks_[block] = 0;
        } else if (plan_.decisions) {
            KAMKE_TRY(const auto stored, rows_.read(static_cast<Index>(block)));
            marks_[block] = isOpen(stored.block, plan_) ? blockBegun : blockDone;
        }
    }
    if (damaged > 0)
        note_ += (note_.empty() ? "" : "\n") + hdf5::fileName(rows_.path()) + ": " + std::to_string(damaged) +
                 (damaged == 1 ? " block is not as it was" : " blocks are not as they were") +
                 " written (a power cut can do that), computing it again";
    return {};
}

Index SweepFile::doneBlocks() const {
    return std::count(marks_.begin(), marks_.end(), blockDone);
}

Result<std::optional<SweepBlock>> SweepFile::known(Index block) const {
    if (marks_[static_cast<std::size_t>(block)] != blockBegun)
        return std::nullopt;
    return rows_.read(block).map([](StoredBlock&& stored) { return std::optional(std::move(stored.block)); });
}

Result<void> SweepFile::take(const SweepBlock& block) {
    std::vector<Index> numbers;
    numbers.reserve(block.labels.size());
    for (Index k = 0; k < block.count(); ++k)
        numbers.push_back(source_->number(block.first + k));
    if (auto ok = rows_.write(block, numbers); !ok)
        return ok;
    marks_[static_cast<std::size_t>(block.first / static_cast<Index>(rows_.header().blockSamples))] =
        isOpen(block, plan_) ? blockBegun : blockDone;
    return {};
}

Result<SweepReader> SweepReader::open(const fs::path& path) {
    KAMKE_TRY(auto rows, SweepRows::open(path, SweepRows::Access::Read));
    auto plan = planOf(rows.header());
    if (!plan)
        return fail(hdf5::fileName(path) + ": " + plan.error().message);
    return SweepReader(std::move(rows), std::move(*plan));
}

Result<void> SweepReader::replay(SweepSink& sink) const {
    KAMKE_TRY(const auto marks, rows_.done());
    return rows_.replay(marks, sink);
}

} // namespace kamke
