// Damages files in the ways that disks, networks and people do. The same seed gives the same files.
#pragma once

#include <algorithm>
#include <random>
#include <string>

namespace kamke {

/// One damaged copy of `bytes` (not empty). Kinds: flipped bits, bytes of extreme value, truncation, a zeroed
/// block, two blocks swapped, something appended, or several of them.
inline std::string mutated(std::string bytes, std::mt19937_64& random) {
    // Not uniform_int_distribution, whose numbers differ between standard libraries.
    const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
    const std::size_t rounds = 1 + below(3);
    for (std::size_t round = 0; round < rounds; ++round) {
        const std::size_t size = bytes.size();
        const std::size_t length = std::min(size, std::size_t{1} << below(9));
        const std::size_t from = below(size - length + 1), to = below(size - length + 1);
        switch (below(7)) {
        case 0: // bits
            for (std::size_t k = 0, count = 1 + below(20); k < count; ++k) {
                char& byte = bytes[below(size)];
                byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1u << below(8)));
            }
            break;
        case 1: // bytes of extreme value: sizes, counts and addresses
            for (std::size_t k = 0, count = 1 + below(8); k < count; ++k)
                bytes[below(size)] = "\x00\x01\x7f\x80\xff"[below(5)];
            break;
        case 2:
            bytes.resize(1 + below(size));
            break;
        case 3:
            std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(from), length, '\0');
            break;
        case 4: {
            const std::string block = bytes.substr(from, length);
            bytes.replace(from, length, bytes.substr(to, length));
            bytes.replace(to, length, block);
            break;
        }
        case 5: // anywhere, whole words
            for (std::size_t k = 0; k + 8 <= length; k += 8)
                bytes.replace(from + k, 8, 8, static_cast<char>(random() & 0xff));
            break;
        default:
            bytes += bytes.substr(from, length);
        }
    }
    return bytes;
}

} // namespace kamke
