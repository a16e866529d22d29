#include "core/io/files/network_file.h"

#include "core/io/files/isolated_reader.h"
#include "core/io/files/network_bytes.h"
#include "core/io/files/network_reader.h"
#include "core/io/hdf5/hdf5_values.h"

#include <exception>

namespace kamke {

namespace {

Result<Network> readInChild(const std::filesystem::path& path) {
    const auto bytes = readIsolated(path, {aNetworkFile, "a network"}, [&] {
        return readNetworkHere(path).map([](const Network& network) { return toBytes(network); });
    });
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto network = networkFromBytes(*bytes);
    if (!network)
        return nonsense();
    if (auto wrong = whatIsWrongWith(*network))
        return fail(*wrong);
    return std::move(*network);
}

} // namespace

Result<Network> readNetwork(const std::filesystem::path& path) {
    const std::string name = hdf5::fileName(path);
    try {
        auto result = readInChild(path);
        if (!result)
            return fail(name + ": " + result.error().message);
        return result;
    } catch (const std::exception& problem) {
        return fail(name + ": cannot be read (" + problem.what() + "), expected " + aNetworkFile);
    }
}

} // namespace kamke
