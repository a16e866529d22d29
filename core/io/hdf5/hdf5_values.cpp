#include "core/io/hdf5/hdf5_values.h"

#include "core/io/hdf5/hdf5_stored.h"
#include "core/model/try.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace kamke::hdf5 {

namespace {

/// What the entries of this type are, in words.
std::string kindText(hid_t type) {
    switch (H5Tget_class(type)) {
    case H5T_INTEGER:
        return "integers";
    case H5T_FLOAT:
        return "floats";
    case H5T_STRING:
        return "text";
    case H5T_COMPOUND:
        return "compound values";
    case H5T_ENUM:
        return "enumeration values";
    case H5T_REFERENCE:
        return "references";
    case H5T_VLEN:
    case H5T_ARRAY:
        return "arrays in every entry";
    case H5T_BITFIELD:
    case H5T_OPAQUE:
        return "raw bytes";
    default:
        return "values of an unknown type";
    }
}

/// The extents of a data space, refused when it is empty or has more than `limit` entries.
Result<std::vector<Index>>
shapeOf(hid_t space, const std::string& subject, const std::string& what, std::uint64_t limit = maxEntries) {
    const H5S_class_t kind = space < 0 ? H5S_NO_CLASS : H5Sget_simple_extent_type(space);
    if (kind == H5S_SCALAR)
        return std::vector<Index>{};
    if (kind == H5S_NULL)
        return fail(subject + " is empty, expected " + what);
    const int rank = kind == H5S_SIMPLE ? H5Sget_simple_extent_ndims(space) : -1;
    if (rank < 0 || rank > H5S_MAX_RANK)
        return fail(subject + " has no readable shape, expected " + what);
    std::vector<hsize_t> extents(static_cast<std::size_t>(rank));
    if (rank > 0 && H5Sget_simple_extent_dims(space, extents.data(), nullptr) < 0)
        return fail(subject + " has no readable shape, expected " + what);
    std::vector<Index> shape;
    bool tooLarge = false, none = false;
    std::uint64_t entries = 1;
    for (const hsize_t extent : extents) {
        none = none || extent == 0;
        tooLarge = tooLarge || extent > limit / std::max<std::uint64_t>(entries, 1);
        entries = tooLarge ? entries : entries * extent;
        shape.push_back(static_cast<Index>(std::min<hsize_t>(extent, PTRDIFF_MAX)));
    }
    if (tooLarge && !none)
        return fail(
            subject + " is " + shapeText(shape) + ", expected at most " + std::to_string(limit) + " entries");
    return shape;
}

std::size_t entriesOf(const std::vector<Index>& shape) {
    std::size_t entries = 1;
    for (const Index extent : shape)
        entries *= static_cast<std::size_t>(extent);
    return entries;
}

bool isNumeric(hid_t type) {
    const H5T_class_t kind = H5Tget_class(type);
    return kind == H5T_INTEGER || kind == H5T_FLOAT;
}

/// Reads all entries as `memoryType`, whose C type is T. Gives whether the file holds integers.
template<class T>
Result<bool> readArray(
    const Handle& dataset, const std::string& subject, const std::string& what, std::uint64_t limit,
    hid_t memoryType, std::vector<Index>& shape, std::vector<T>& values) {
    const Handle type(H5Dget_type(dataset.id()));
    if (!type)
        return fail(subject + " has a damaged type, expected " + what);
    if (!isNumeric(type.id()))
        return fail(subject + " holds " + kindText(type.id()) + ", expected " + what);
    if (!isStandardNumber(type.id()))
        return fail(
            subject + " holds " + kindText(type.id()) +
            " of a form that is none of the usual ones, expected " + what);
    const Handle space(H5Dget_space(dataset.id()));
    KAMKE_TRY(auto extents, shapeOf(space.id(), subject, what, limit));
    if (!isStoredWhole(dataset, type.id(), entriesOf(extents)))
        return fail(
            subject + " has data of another size than its shape " + shapeText(extents) + " needs, expected " +
            what);
    shape = std::move(extents);
    values.assign(entriesOf(shape), T{});
    if (!values.empty() &&
        H5Dread(dataset.id(), memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
        return fail(
            subject + " cannot be read, its data are damaged or stored with an unknown filter, expected " +
            what);
    return H5Tget_class(type.id()) == H5T_INTEGER;
}

/// One string out of its storage of a fixed length, without the padding.
std::string unpadded(const char* text, std::size_t size, H5T_str_t padding) {
    std::size_t length = size;
    if (padding == H5T_STR_NULLTERM) {
        length = strnlen(text, size);
    } else {
        const char pad = padding == H5T_STR_SPACEPAD ? ' ' : '\0';
        while (length > 0 && text[length - 1] == pad)
            --length;
    }
    return std::string(text, length);
}

/// `read(memoryType, buffer)` fills a buffer of `count` entries; the strings come back as UTF-8.
template<class Read>
Result<std::vector<std::string>> stringsOf(
    hid_t type, std::size_t count, const std::string& subject, const std::string& what, const Read& read) {
    std::vector<std::string> strings;
    const htri_t variable = H5Tis_variable_str(type);
    if (variable < 0)
        return fail(subject + " has a damaged type, expected " + what);
    const Handle memoryType(H5Tcopy(type));
    if (variable > 0) {
        std::vector<char*> texts(count, nullptr);
        if (!read(memoryType.id(), texts.data()))
            return fail(subject + " cannot be read, its data are damaged, expected " + what);
        bool tooLong = false;
        for (char* text : texts) {
            tooLong = tooLong || (text && strnlen(text, maxStringLength + 1) > maxStringLength);
            strings.push_back(text && !tooLong ? validUtf8(text) : std::string());
            H5free_memory(text);
        }
        if (tooLong)
            return fail(
                subject + " holds a text longer than " + std::to_string(maxStringLength) +
                " bytes, expected " + what);
        return strings;
    }
    const std::size_t size = H5Tget_size(type);
    if (size == 0 || size > maxStringLength || count > maxEntries / size)
        return fail(subject + " holds text of " + std::to_string(size) + " bytes, expected " + what);
    std::vector<char> texts(size * count, '\0');
    if (!read(memoryType.id(), texts.data()))
        return fail(subject + " cannot be read, its data are damaged, expected " + what);
    for (std::size_t i = 0; i < count; ++i)
        strings.push_back(validUtf8(unpadded(texts.data() + i * size, size, H5Tget_strpad(type))));
    return strings;
}

} // namespace

Result<NumberArray> readNumbers(const Handle& dataset, const std::string& name, const std::string& what) {
    NumberArray array;
    KAMKE_TRY(
        array.integers,
        readArray(
            dataset, "dataset " + name, what, maxEntries, H5T_NATIVE_DOUBLE, array.shape, array.values));
    return array;
}

Result<ByteArray> readBytes(const Handle& dataset, const std::string& name, const std::string& what) {
    ByteArray array;
    KAMKE_CHECK(
        readArray(dataset, "dataset " + name, what, maxBytes, H5T_NATIVE_UINT8, array.shape, array.values));
    return array;
}

NumberType typeOf(const Handle& dataset) {
    const Handle type(H5Dget_type(dataset.id()));
    const H5T_class_t kind = type ? H5Tget_class(type.id()) : H5T_NO_CLASS;
    if (kind == H5T_FLOAT)
        return NumberType::Float;
    if (kind != H5T_INTEGER)
        return NumberType::None;
    const bool byte = H5Tget_size(type.id()) == 1 && H5Tget_sign(type.id()) == H5T_SGN_NONE;
    return byte ? NumberType::Byte : NumberType::Integer;
}

Result<std::vector<std::string>>
readStrings(const Handle& dataset, const std::string& name, const std::string& what) {
    const std::string subject = "dataset " + name;
    const Handle type(H5Dget_type(dataset.id()));
    if (!type)
        return fail(subject + " has a damaged type, expected " + what);
    if (H5Tget_class(type.id()) != H5T_STRING)
        return fail(subject + " holds " + kindText(type.id()) + ", expected " + what);
    const Handle space(H5Dget_space(dataset.id()));
    KAMKE_TRY(auto shape, shapeOf(space.id(), subject, what));
    if (shape.size() != 1)
        return fail(subject + " is " + shapeText(shape) + ", expected " + what);
    if (H5Tis_variable_str(type.id()) == 0 && !isStoredWhole(dataset, type.id(), entriesOf(shape)))
        return fail(subject + " has data of another size than its shape needs, expected " + what);
    return stringsOf(type.id(), entriesOf(shape), subject, what, [&](hid_t memoryType, void* buffer) {
        return H5Dread(dataset.id(), memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, buffer) >= 0;
    });
}

Result<std::optional<NumberArray>> readNumberAttribute(
    hid_t object, const std::string& name, const std::string& where, const std::string& what) {
    const std::string subject = "attribute " + name + where;
    const htri_t exists = H5Aexists(object, name.c_str());
    if (exists == 0)
        return std::nullopt;
    const Handle attribute(exists < 0 ? H5I_INVALID_HID : H5Aopen(object, name.c_str(), H5P_DEFAULT));
    const Handle type(attribute ? H5Aget_type(attribute.id()) : H5I_INVALID_HID);
    if (!type)
        return fail(subject + " is damaged, expected " + what);
    if (!isNumeric(type.id()))
        return fail(subject + " holds " + kindText(type.id()) + ", expected " + what);
    if (!isStandardNumber(type.id()))
        return fail(
            subject + " holds " + kindText(type.id()) +
            " of a form that is none of the usual ones, expected " + what);
    const Handle space(H5Aget_space(attribute.id()));
    KAMKE_TRY(auto shape, shapeOf(space.id(), subject, what));
    if (shape.size() > 1)
        return fail(subject + " is " + shapeText(shape) + ", expected " + what);
    NumberArray array{std::move(shape), {}, H5Tget_class(type.id()) == H5T_INTEGER};
    array.values.assign(entriesOf(array.shape), 0.0);
    if (!array.values.empty() && H5Aread(attribute.id(), H5T_NATIVE_DOUBLE, array.values.data()) < 0)
        return fail(subject + " cannot be read, its data are damaged, expected " + what);
    return array;
}

Result<std::optional<std::string>> readStringAttribute(
    hid_t object, const std::string& name, const std::string& where, const std::string& what) {
    const std::string subject = "attribute " + name + where;
    const htri_t exists = H5Aexists(object, name.c_str());
    if (exists == 0)
        return std::nullopt;
    const Handle attribute(exists < 0 ? H5I_INVALID_HID : H5Aopen(object, name.c_str(), H5P_DEFAULT));
    const Handle type(attribute ? H5Aget_type(attribute.id()) : H5I_INVALID_HID);
    if (!type)
        return fail(subject + " is damaged, expected " + what);
    if (H5Tget_class(type.id()) != H5T_STRING)
        return fail(subject + " holds " + kindText(type.id()) + ", expected " + what);
    const Handle space(H5Aget_space(attribute.id()));
    if (space && H5Sget_simple_extent_type(space.id()) == H5S_NULL)
        return std::string(); // how h5py stores the empty string of a fixed length
    KAMKE_TRY(auto shape, shapeOf(space.id(), subject, what));
    if (entriesOf(shape) != 1)
        return fail(subject + " has " + std::to_string(entriesOf(shape)) + " entries, expected " + what);
    auto strings = stringsOf(type.id(), 1, subject, what, [&](hid_t memoryType, void* buffer) {
        return H5Aread(attribute.id(), memoryType, buffer) >= 0;
    });
    if (!strings)
        return tl::unexpected(strings.error());
    return strings->front();
}

std::optional<std::int64_t> readIntegerAttribute(hid_t object, const std::string& name) {
    const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT));
    const Handle type(attribute ? H5Aget_type(attribute.id()) : H5I_INVALID_HID);
    const Handle space(attribute ? H5Aget_space(attribute.id()) : H5I_INVALID_HID);
    if (!type || H5Tget_class(type.id()) != H5T_INTEGER || !space ||
        H5Sget_simple_extent_type(space.id()) != H5S_SCALAR)
        return std::nullopt;
    std::int64_t value = 0;
    if (H5Aread(attribute.id(), H5T_NATIVE_INT64, &value) < 0)
        return std::nullopt;
    // The library clamps what does not fit.
    const bool clamped = value == std::numeric_limits<std::int64_t>::max() ||
                         value == std::numeric_limits<std::int64_t>::min();
    return clamped ? std::nullopt : std::optional(value);
}

bool isStringAttribute(hid_t object, const std::string& name) {
    const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT));
    const Handle type(attribute ? H5Aget_type(attribute.id()) : H5I_INVALID_HID);
    return type && H5Tget_class(type.id()) == H5T_STRING;
}

} // namespace kamke::hdf5
