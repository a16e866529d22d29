#include "core/io/hdf5/hdf5_stored.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <vector>
#include <zlib.h>

namespace kamke::hdf5 {

namespace {

struct FloatForm {
    std::size_t size, sign, exponent, exponentSize, mantissa, mantissaSize, bias;
};
constexpr std::array<FloatForm, 3> ieee{
    {{2, 15, 10, 5, 0, 10, 15}, {4, 31, 23, 8, 0, 23, 127}, {8, 63, 52, 11, 0, 52, 1023}}};

bool isIeee(hid_t type) {
    FloatForm f{H5Tget_size(type), 0, 0, 0, 0, 0, H5Tget_ebias(type)};
    if (H5Tget_fields(type, &f.sign, &f.exponent, &f.exponentSize, &f.mantissa, &f.mantissaSize) < 0)
        return false;
    const bool plain = H5Tget_norm(type) == H5T_NORM_IMPLIED && H5Tget_offset(type) == 0 &&
                       H5Tget_precision(type) == 8 * f.size;
    return plain && std::any_of(ieee.begin(), ieee.end(), [&](const FloatForm& known) {
               return known.size == f.size && known.sign == f.sign && known.exponent == f.exponent &&
                      known.exponentSize == f.exponentSize && known.mantissa == f.mantissa &&
                      known.mantissaSize == f.mantissaSize && known.bias == f.bias;
           });
}

/// How many bytes a deflated chunk holds; where it is damaged, or holds more than `limit`, some number above
/// `limit`.
std::size_t inflatedSize(std::vector<unsigned char>& packed, std::size_t limit) {
    constexpr std::size_t damaged = std::numeric_limits<std::size_t>::max();
    z_stream stream{};
    if (packed.size() > std::numeric_limits<uInt>::max() || inflateInit(&stream) != Z_OK)
        return damaged;
    stream.next_in = packed.data();
    stream.avail_in = static_cast<uInt>(packed.size());
    std::array<unsigned char, 65536> out{};
    int state = Z_OK;
    while (state == Z_OK && stream.total_out <= limit) {
        stream.next_out = out.data();
        stream.avail_out = out.size();
        state = inflate(&stream, Z_NO_FLUSH);
    }
    const std::size_t size = state == Z_STREAM_END || stream.total_out > limit ? stream.total_out : damaged;
    inflateEnd(&stream);
    return size;
}

struct Filters {
    bool deflate = false, checksum = false, others = false;
    std::size_t shuffled = 0; ///< bytes of the numbers that were shuffled; 0: none were
};

Filters filtersOf(hid_t creation) {
    Filters found;
    const int count = H5Pget_nfilters(creation);
    for (int k = 0; k < count; ++k) {
        unsigned flags = 0;
        unsigned first = 0;
        std::size_t values = 1;
        switch (H5Pget_filter2(
            creation, static_cast<unsigned>(k), &flags, &values, &first, 0, nullptr, nullptr)) {
        case H5Z_FILTER_DEFLATE:
            found.deflate = true;
            break;
        case H5Z_FILTER_FLETCHER32:
            found.checksum = true;
            break;
        case H5Z_FILTER_SHUFFLE:
            found.shuffled = values > 0 ? first : 0;
            break;
        default:
            found.others = true;
        }
    }
    return found;
}

bool chunksAreWhole(const Handle& dataset, hid_t creation, std::size_t size) {
    const Handle space(H5Dget_space(dataset.id()));
    const int rank = space ? H5Sget_simple_extent_ndims(space.id()) : -1;
    if (rank < 1)
        return false;
    const auto axes = static_cast<std::size_t>(rank);
    std::vector<hsize_t> extents(axes), most(axes), chunk(axes);
    if (H5Sget_simple_extent_dims(space.id(), extents.data(), most.data()) != rank ||
        H5Pget_chunk(creation, rank, chunk.data()) != rank)
        return false;
    std::size_t bytes = size;
    for (std::size_t k = 0; k < axes; ++k) {
        // No writer may make a chunk larger than what can ever be stored.
        if (chunk[k] == 0 || (most[k] != H5S_UNLIMITED && chunk[k] > std::max<hsize_t>(most[k], 1)))
            return false;
        bytes *= chunk[k]; // below 4 GiB, which the library checks
    }
    const Filters filters = filtersOf(creation);
    hsize_t count = 0;
    if (filters.shuffled != 0 && filters.shuffled != size)
        return false;
    if (filters.others)
        return true;
    if (H5Dget_num_chunks(dataset.id(), space.id(), &count) < 0)
        return false;
    std::vector<unsigned char> packed;
    std::vector<hsize_t> offset(axes);
    for (hsize_t k = 0; k < count; ++k) {
        unsigned skipped = 0;
        haddr_t address = 0;
        hsize_t stored = 0;
        if (H5Dget_chunk_info(dataset.id(), space.id(), k, offset.data(), &skipped, &address, &stored) < 0)
            return false;
        // A bit of the mask is a filter that was left out of this chunk.
        const std::size_t sum = filters.checksum && skipped == 0 ? 4 : 0;
        if (!filters.deflate || skipped != 0) {
            if (skipped == 0 && stored != bytes + sum)
                return false;
            continue;
        }
        std::uint32_t mask = 0;
        packed.resize(stored);
        if (stored < sum || H5Dread_chunk(dataset.id(), H5P_DEFAULT, offset.data(), &mask, packed.data()) < 0)
            return false;
        // The sum stands behind what is packed where it was taken last, else before it was packed.
        const std::size_t inside = inflatedSize(packed, bytes + sum);
        if (inside != bytes && inside != bytes + sum)
            return false;
    }
    return true;
}

} // namespace

bool isStandardNumber(hid_t type) {
    const std::size_t size = H5Tget_size(type);
    switch (H5Tget_class(type)) {
    case H5T_FLOAT:
        return isIeee(type) || H5Tequal(type, H5T_NATIVE_LDOUBLE) > 0;
    case H5T_INTEGER:
        return (size == 1 || size == 2 || size == 4 || size == 8) && H5Tget_offset(type) == 0 &&
               H5Tget_precision(type) == 8 * size;
    default:
        return false;
    }
}

bool isStoredWhole(const Handle& dataset, hid_t type, std::size_t entries) {
    const Handle creation(H5Dget_create_plist(dataset.id()));
    const H5D_layout_t layout = creation ? H5Pget_layout(creation.id()) : H5D_LAYOUT_ERROR;
    const std::size_t size = H5Tget_size(type);
    if (layout == H5D_CHUNKED)
        return size > 0 && chunksAreWhole(dataset, creation.id(), size);
    const hsize_t stored = H5Dget_storage_size(dataset.id());
    if (stored == 0 && layout == H5D_CONTIGUOUS)
        return true; // never written: the fill value
    return size > 0 && stored / size == entries && stored % size == 0;
}

} // namespace kamke::hdf5
