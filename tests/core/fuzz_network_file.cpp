// libFuzzer target of the network reader (cmake -DKAMKE_FUZZ=ON with clang):
//   fuzz_network_file -fork=1 -ignore_crashes=1 -ignore_timeouts=1 CORPUS tests/data/networks
// It reads in this process, so it also finds the faults of the HDF5 library, from which readNetwork() shields
// the programs; what matters are reports whose first frame is in core/io.
#include "core/io/files/network_reader.h"

#include <cstdint>
#include <fstream>
#include <string>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string path = "/tmp/kamke-fuzz-" + std::to_string(getpid()) + ".h5";
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    const auto network = kamke::readNetworkHere(path);
    if (network ? kamke::validationError(*network).has_value() : network.error().message.empty())
        __builtin_trap();
    return 0;
}
