#include "core/io/files/sweep_merge.h"

#include "core/io/files/sweep_rows.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/model/try.h"
#include "core/sweep/decided.h"

#include <cassert>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace kamke {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> whyNotTogether(const SweepHeader& one, const SweepHeader& other) {
    auto why = sourceDifference(one, other);
    return why ? why : planDifference(one, other);
}

Result<void> copyBlock(const SweepRows& part, Index block, SweepRows& out, char& mark) {
    KAMKE_TRY(const auto stored, part.read(block));
    if (mark == 0) {
        mark = blockDone;
        return out.write(stored.block, stored.numbers);
    }
    KAMKE_TRY(const auto there, out.read(block));
    const auto ours = out.check(block), theirs = part.check(block);
    if (!ours || !theirs)
        return tl::unexpected(ours ? theirs.error() : ours.error());
    if (*ours == *theirs) // both match their data
        return {};
    // Decisions take other seconds each time, and one run may know more than another.
    const std::optional<SweepBlock> both =
        part.header().nodes > 0 ? joined(there.block, stored.block) : std::nullopt;
    if (!both)
        return fail(
            hdf5::fileName(part.path()) + ": holds other results for samples " +
            std::to_string(stored.block.first) + " to " +
            std::to_string(stored.block.first + stored.block.count() - 1) + " than " +
            hdf5::fileName(out.path()) + " has by now, expected the same");
    return out.write(*both, there.numbers);
}

} // namespace

Result<void> mergeSweepFiles(const fs::path& out, std::span<const fs::path> parts) {
    assert(!parts.empty());
    std::vector<SweepRows> opened;
    for (const fs::path& path : parts) {
        KAMKE_TRY(auto rows, SweepRows::open(path, SweepRows::Access::Read));
        opened.push_back(std::move(rows));
        if (const auto why = whyNotTogether(opened.back().header(), opened.front().header()))
            return fail(
                hdf5::fileName(path) + ": holds a sweep " + *why + ", expected one like " +
                hdf5::fileName(parts.front()));
    }
    std::error_code code;
    if (!fs::exists(out, code))
        if (auto made = createSweepFile(out, opened.front().header()); !made)
            return made;
    KAMKE_TRY(auto whole, SweepRows::open(out, SweepRows::Access::Write));
    if (const auto why = whyNotTogether(whole.header(), opened.front().header()))
        return fail(
            hdf5::fileName(out) + ": holds a sweep " + *why + ", expected one like " +
            hdf5::fileName(parts.front()));
    KAMKE_TRY(auto marks, whole.done());
    for (const SweepRows& part : opened) {
        KAMKE_TRY(const auto there, part.done());
        for (std::size_t block = 0; block < there.size(); ++block)
            if (there[block] != 0)
                if (auto ok = copyBlock(part, static_cast<Index>(block), whole, marks[block]); !ok)
                    return ok;
    }
    return whole.flush();
}

} // namespace kamke
