// Numbers and strings out of HDF5 files, with errors that say what was found and what was expected.
#pragma once

#include "core/io/hdf5/hdf5_handle.h"
#include "core/io/text/plain_text.h"
#include "core/model/types.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kamke::hdf5 {

/// An array of numbers as it lies in the file: row by row.
struct NumberArray {
    std::vector<Index> shape; ///< empty for a scalar
    std::vector<double> values;
    bool integers = false; ///< the file holds integers
};

/// The same of bytes.
struct ByteArray {
    std::vector<Index> shape;
    std::vector<std::uint8_t> values;
};

/// What a data set holds: bytes are unsigned integers of 8 bits.
enum class NumberType { None, Byte, Integer, Float };

/// More entries than this in one object are refused before anything is allocated (512 MiB as float64).
inline constexpr std::uint64_t maxEntries = std::uint64_t{1} << 26;
/// The same for arrays of bytes (1 GiB).
inline constexpr std::uint64_t maxBytes = std::uint64_t{1} << 30;
/// Longer strings are refused.
inline constexpr std::uint64_t maxStringLength = std::uint64_t{1} << 20;

/// "3×2", "a vector of 3", or "a scalar".
std::string shapeText(const std::vector<Index>& shape);
using kamke::fileName;
using kamke::plain;
using kamke::validUtf8;
/// As plain(), in double quotes and cut after 40 bytes.
std::string quoted(const std::string& text);
/// Opens the data set or group `name` of `parent`. Empty when there is no such object; an error when it is
/// something else, or lies outside of this file. `what` completes "expected …".
Result<std::optional<Handle>> openDataset(hid_t parent, const std::string& name, const std::string& what);
Result<std::optional<Handle>> openGroup(hid_t parent, const std::string& name);

/// Reads a data set of integers or floats of any width and byte order.
Result<NumberArray> readNumbers(const Handle& dataset, const std::string& name, const std::string& what);
/// Reads a data set of bytes; numbers of other types are clamped to 0 … 255, so look at typeOf() first.
Result<ByteArray> readBytes(const Handle& dataset, const std::string& name, const std::string& what);
NumberType typeOf(const Handle& dataset);
/// Reads a one-dimensional data set of strings, of fixed or variable length.
Result<std::vector<std::string>>
readStrings(const Handle& dataset, const std::string& name, const std::string& what);

/// Reads an attribute of numbers (a scalar or one dimension). `where` is " of group input" or empty.
Result<std::optional<NumberArray>>
readNumberAttribute(hid_t object, const std::string& name, const std::string& where, const std::string& what);
/// Reads a string attribute: a scalar or an array with one entry.
Result<std::optional<std::string>>
readStringAttribute(hid_t object, const std::string& name, const std::string& where, const std::string& what);
/// A scalar integer without the rounding to float64; empty for anything else and for numbers above 2^63 − 1.
std::optional<std::int64_t> readIntegerAttribute(hid_t object, const std::string& name);
/// True when the attribute holds strings.
bool isStringAttribute(hid_t object, const std::string& name);

} // namespace kamke::hdf5
