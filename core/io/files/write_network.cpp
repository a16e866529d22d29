#include "core/io/files/network_file.h"
#include "core/io/files/network_writer.h"
#include "core/io/files/replace_file.h"
#include "core/io/hdf5/hdf5_values.h"

namespace kamke {

namespace {

/// HDF5 strings end at the first zero byte, so one inside would be lost without a word.
bool hasZeroByte(const Network& network) {
    const auto has = [](const std::string& text) { return text.find('\0') != std::string::npos; };
    bool any = has(network.name) || has(network.description) || has(network.source);
    for (const std::string& label : network.labels)
        any = any || has(label);
    for (const auto& [key, value] : network.training) {
        const auto* text = std::get_if<std::string>(&value);
        any = any || has(key) || (text && has(*text));
    }
    return any;
}

} // namespace

Result<void> writeNetwork(const Network& network, const std::filesystem::path& path) {
    const std::string name = hdf5::fileName(path);
    if (auto wrong = validationError(network))
        return fail(name + ": not written: " + *wrong);
    if (hasZeroByte(network))
        return fail(
            name +
            ": not written: a name, label or training attribute holds a zero byte, expected text without");
    return replaceHdf5File(path, [&](hid_t file) { return putNetwork(file, network); });
}

} // namespace kamke
