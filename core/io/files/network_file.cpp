#include "core/io/files/network_file.h"

#include "core/io/files/isolated_reader.h"
#include "core/io/files/network_reader.h"
#include "core/io/hdf5/hdf5_values.h"

#include <exception>

namespace kamke {

namespace {

Result<Network> readInChild(const std::filesystem::path& path) {
    auto network = readIsolated(path, {aNetworkFile, "a network"}, [&] { return readNetworkHere(path); });
    if (network)
        if (auto wrong = validationError(*network))
            return fail(*wrong);
    return network;
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
