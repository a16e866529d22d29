#include "core/io/files/file_format.h"

#include "core/io/files/hdf5_file.h"
#include "core/io/files/isolated_reader.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/model/try.h"

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

namespace kamke {

namespace {

constexpr std::array<std::pair<FileFormat, std::string_view>, 6> formatNames{{
    {FileFormat::Network, "kamke-network"},
    {FileFormat::Dataset, "kamke-dataset"},
    {FileFormat::Sweep, "kamke-sweep"},
    {FileFormat::Checkpoint, "kamke-checkpoint"},
    {FileFormat::Lipschitz, "kamke-lipschitz"},
    {FileFormat::Verdicts, "kamke-verdicts"},
}};

} // namespace

std::string_view formatName(FileFormat format) {
    return std::find_if(
               formatNames.begin(), formatNames.end(), [&](const auto& one) { return one.first == format; })
        ->second;
}

std::optional<FileFormat> fileFormatOf(const std::filesystem::path& path) {
    try {
        const auto found =
            readBytesIsolated(path, {"an HDF5 file", "a format"}, [&]() -> Result<std::string> {
                KAMKE_TRY(const auto file, openForReading(path));
                return hdf5::readStringAttribute(file.id(), "format", "", "a text").map([](const auto& text) {
                    return text.value_or("");
                });
            });
        const auto* const known = std::find_if(formatNames.begin(), formatNames.end(), [&](const auto& one) {
            return found && one.second == *found;
        });
        return known == formatNames.end() ? std::nullopt : std::optional(known->first);
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

} // namespace kamke
